"""A person's numbers: choosing the one that is dialed next, keeping one that was heard, and the way through a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DataError, MissingError, RefusedError
from dialdeck.model.codes import EventKind
from dialdeck.model.replacing import replace
from dialdeck.session.applying import move
from dialdeck.session.dossier import known_person
from dialdeck.session.drafts import number_draft
from dialdeck.session.moving import check_free
from dialdeck.session.panels import barred_words
from dialdeck.storage.people import add_number

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.people import NumberDraft

HEARD = "heard in the greeting"


def read_number(desk: Desk, person_id: int, text: str) -> NumberDraft:
    """Return the one number in a text, read as in the person's country; raise DataError for none or several."""
    from dialdeck.phone.importing import phones

    numbers, problems = phones().read_numbers(text, known_person(desk, person_id).country)
    if len(numbers) != 1:
        reason = "; ".join(problems) or f"{text.strip()!r} is not one telephone number"
        message = f"{reason}; type one number, such as +1 312 555 0142"
        raise DataError(message)
    draft = number_draft(numbers[0])
    draft.source = HEARD
    return draft


def keep_heard(desk: Desk, tx: Transaction, person_id: int, heard: NumberDraft) -> None:
    """Add a number that was heard, unless it is known, and let it be the one that is dialed next if it may be.

    A number that was called dead and is named in a greeting lives.
    """
    known = next((row for row in desk.store.numbers(person_id) if row.e164 == heard.e164), None)
    if known is not None and known.dead:
        tx.update("numbers", known.id, {"dead": 0})
    number_id = add_number(desk.store, tx, person_id, heard) if known is None else known.id
    if _barred(desk, person_id, number_id) is None:
        _put_next(desk, tx, person_id, number_id)


def heard_words(desk: Desk, person_id: int, heard: NumberDraft) -> str:
    """Return what becomes of a number that was heard and kept."""
    number_id = next(row.id for row in desk.store.numbers(person_id) if row.e164 == heard.e164)
    barred = _barred(desk, person_id, number_id)
    return f"{heard.e164} is kept, but not dialed: {barred}" if barred else f"{heard.e164} is kept and comes next"


def choose(desk: Desk, person_id: int, number_id: int) -> None:
    """Let a number be the one that is dialed next. Raises RefusedError for one that may not be dialed."""
    with desk.store.operation("number", person_id=person_id) as tx:
        check_free(desk, person_id)
        barred = _barred(desk, person_id, number_id)
        if barred is not None:
            message = f"this number is not dialed: {barred}"
            raise RefusedError(message)
        _put_next(desk, tx, person_id, number_id)


def keep_way(desk: Desk, dial_id: int, way: str) -> None:
    """Keep the way through a phone menu with the number of a dial (method: what each result does, `menu`)."""
    dial = desk.store.dial(dial_id)
    if dial is not None and dial.number_id is not None:
        with desk.store.operation("edit", person_id=dial.person_id) as tx:
            tx.update("numbers", dial.number_id, {"menu_path": way.strip()})


def _barred(desk: Desk, person_id: int, number_id: int) -> str | None:
    row = next((row for row in desk.store.numbers(person_id) if row.id == number_id), None)
    if row is None:
        message = "this number is no longer on file"
        raise MissingError(message)
    return barred_words(row, desk.store.facts(person_id))


def _put_next(desk: Desk, tx: Transaction, person_id: int, number_id: int) -> None:
    state = desk.store.facts(person_id).state
    move(desk, tx, EventKind.PLANNED, person_id, replace(state, number_id=number_id), number=number_id)
