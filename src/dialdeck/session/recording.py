"""Recording from the command line: the same use cases as the keys, named by prospect and dial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.errors import DataError, MissingError
from dialdeck.method.same_step import WHOSE_NAME
from dialdeck.model.codes import Detail, DialStatus, Outcome
from dialdeck.model.facts import Result
from dialdeck.session import dialing, explaining, meetings, moving, naming, past, typed_dates
from dialdeck.session.listing import public, queue_entry
from dialdeck.session.prospects import find_dial, resolve

if TYPE_CHECKING:
    from dialdeck.model.codes import Met
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import DialRow
    from dialdeck.storage.undo import Undone

NOT_PLACED = "not_placed"


def record_dial(
    desk: Desk,
    prospect: str,
    outcome: str,
    *,
    detail: str | None = None,
    note: str | None = None,
    when: str | None = None,
) -> dict[str, Any]:
    """Record a dial that was just placed; return `op`, `dial`, `prospect` (queue entry or None), `warning`, `words`.

    The warning is what should be known of the result beside its consequence, such as a time that had to be moved; None
    mostly. A dial left open with this person is the one that is meant. Raises RefusedError for a do-not-call person.
    """
    person_id = resolve(desk, prospect)
    result = _result(desk, person_id, Outcome(outcome), detail, when)
    open_dial = desk.store.open_dial_of(person_id)
    if open_dial is None:
        dial_id = dialing.start_dial(desk, person_id, on_screen=False)
    else:
        moving.check_free(desk, person_id)
        dial_id = open_dial.id
    warning = None
    if detail == NOT_PLACED:
        dialing.void_dial(desk, dial_id)
    else:
        done = dialing.record_outcome(desk, dial_id, result, words=when, note=note, unfinished=True)
        warning, note = done.decision.warning, None
    if note is not None:
        moving.write_note(desk, person_id, note, dial_id)
    return _done(desk, person_id, dial_id, warning)


def amend_dial(
    desk: Desk, dial: str, *, outcome: str | None, detail: str | None, note: str | None, when: str | None
) -> dict[str, Any]:
    """Correct a recorded dial; later dates are derived again. Returns the same as `record_dial`."""
    row = find_dial(desk, dial)
    if row is None:
        message = f"no dial {dial!r}; `dialdeck show PROSPECT --json` lists dials with their ids"
        raise MissingError(message)
    if outcome is None and detail is None and note is None and when is None:
        message = "nothing to amend; give --outcome, --detail, --next or --note"
        raise DataError(message)
    moving.check_free(desk, row.person_id)
    warning = None
    if detail == NOT_PLACED:
        dialing.void_dial(desk, row.id)
    elif outcome is not None or detail is not None or when is not None:
        present = Outcome(row.outcome) if row.outcome is not None else None
        new = Outcome(outcome) if outcome is not None else present
        if new is None:
            message = "this dial has no outcome yet; give --outcome"
            raise DataError(message)
        kept = detail if detail is not None or new is not present else row.detail
        result = _result(desk, row.person_id, new, kept, when)
        if when is None and kept == row.detail:
            result = result._replace(when=past.agreed(desk, row))
        warning = dialing.record_outcome(desk, row.id, result, words=when, note=note).decision.warning
        note = None
    if note is not None:
        moving.write_note(desk, row.person_id, note, row.id)
    return _done(desk, row.person_id, row.id, warning)


def record_meeting(desk: Desk, prospect: str, what: Met, when: str | None = None) -> dict[str, Any]:
    """Say what became of a meeting; return the same as `record_dial`, without a dial."""
    person_id = resolve(desk, prospect)
    return _done(desk, person_id, None, meetings.answer(desk, person_id, what, when).warning)


def undo_last(desk: Desk, reason: str = "") -> dict[str, Any]:
    """Take back the newest operation, a do not call for a reason; return the same as `record_dial`.

    Raises RefusedError when there is none, or when a reason is wanted.
    """
    words = naming.operation_title(desk, desk.store.next_undo())  # named while it still stands
    return _reversed(desk, moving.undo(desk, reason), f"took back: {words}")


def redo_last(desk: Desk) -> dict[str, Any]:
    """Do again what was taken back last; return the same as `record_dial`."""
    redone = desk.store.redo()
    return _reversed(desk, redone, f"did again: {naming.operation_words(desk, redone)}")


def _reversed(desk: Desk, undone: Undone, words: str) -> dict[str, Any]:
    gone = undone.person_id is None or desk.store.uid_of(undone.person_id) is None
    return _done(desk, None if gone else undone.person_id, undone.dial_id) | {"words": words}


def _result(desk: Desk, person_id: int, outcome: Outcome, detail: str | None, when: str | None) -> Result:
    named = Detail(detail) if detail is not None and detail != NOT_PLACED else None
    at = None
    if when is not None:
        at = moving.instant_of(desk, desk.facts(person_id), typed_dates.when(desk, person_id, when), named)
    result = dialing.default_result(outcome, named, at)
    dialing.check_detail(result)
    return result


def _done(desk: Desk, person_id: int | None, dial_id: int | None, warning: str | None = None) -> dict[str, Any]:
    dial = desk.store.dial(dial_id) if dial_id is not None else None
    return {
        "op": desk.store.last_operation(),
        "dial": dial.uid if dial is not None else None,
        "prospect": public(queue_entry(desk, person_id)) if person_id is not None else None,
        "warning": warning,
        "words": _words(desk, person_id, dial),
    }


def _words(desk: Desk, person_id: int | None, dial: DialRow | None) -> str:
    if person_id is None:
        return "done"
    words = explaining.next_words(desk, person_id)
    if dial is not None and dial.status == DialStatus.TALKED:
        return f"{words} (provisional: say what came of the talk with `dialdeck amend`)"
    if dial is not None and dial.detail == Detail.OTHER_NAME:
        return f"{words} ({WHOSE_NAME}? `dialdeck amend DIAL --detail number_dead`, or role_changed)"
    return words
