"""What an operation is called where `u` and `U` name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.codes import Detail
from dialdeck.session.panels import outcome_words

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.undo import Undone

IMPORT = "import"
OPERATION_WORDS = {
    "record": "outcome",
    "amend": "correction",
    "void": "not placed",
    "snooze": "snooze",
    "callback": "callback",
    "retire": "retire",
    "revive": "revive",
    "meeting": "meeting",
    "dnc": "do not call",
    "note": "note",
    "edit": "edit",
    "number": "choice of number",
    "add": "new person",
    "import": "import",
    "task": "task done",
    "task_added": "new task",
}


def name_of(desk: Desk, person_id: int) -> str:
    """Return the name of a person for a line about them."""
    person = desk.store.person(person_id)
    return "somebody who is gone" if person is None else person.name


def operation_title(desk: Desk, operation: Undone | None) -> str:
    """Return what `u` or `U` names: `message left · Tom Okafor`, or empty when there is nothing."""
    return "" if operation is None else operation_words(desk, operation)


def is_final(desk: Desk, operation: Undone | None) -> bool:
    """Say whether an operation put somebody on the do-not-call list: that is reversed for a typed reason only."""
    if operation is None:
        return False
    if operation.kind == "dnc":
        return True
    dial = desk.store.dial(operation.dial_id) if operation.dial_id is not None else None
    return operation.kind in ("record", "amend") and dial is not None and dial.detail == Detail.DO_NOT_CALL


def operation_words(desk: Desk, operation: Undone) -> str:
    """Return an operation in a few words, with the person it concerns."""
    words = OPERATION_WORDS.get(operation.kind, operation.kind)
    if operation.kind in ("record", "amend") and operation.dial_id is not None:
        dial = desk.store.dial(operation.dial_id)
        if dial is not None and dial.outcome is not None:
            words = outcome_words(dial.outcome, dial.detail)
    if operation.people > 1:
        return f"{words} · {operation.people} people"
    if operation.person_id is None:
        return words
    person = desk.store.person(operation.person_id)
    return f"{words} · {person.name}" if person is not None else words
