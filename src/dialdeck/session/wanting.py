"""The small words around the call screen: typed dates and their echo, dispositions, reasons, titles of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.method.cadence import total_attempts
from dialdeck.method.wording import attempt_words, count_words, retired_words, time_words
from dialdeck.model.codes import Detail
from dialdeck.model.views import Disposition
from dialdeck.session.desk import DAY_MS
from dialdeck.session.moving import instant_of
from dialdeck.session.order import standing
from dialdeck.session.panels import city, outcome_words
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.model.codes import Outcome
    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.model.views import SessionBar
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PromiseRow
    from dialdeck.storage.undo import Undone
    from dialdeck.words.dates import When

LIST: tuple[tuple[str, Detail, str, bool], ...] = (
    ("1", Detail.CONVERSATION, "next step", True),
    ("2", Detail.MEETING, "meeting", True),
    ("3", Detail.CALLBACK, "call back at", True),
    ("4", Detail.GATEKEEPER, "gatekeeper", False),
    ("5", Detail.NO_TALK, "no talk", False),
    ("6", Detail.NOT_INTERESTED, "not interested", True),
    ("7", Detail.NOT_A_FIT, "not a fit", False),
    ("8", Detail.WRONG_PERSON, "wrong person or left", False),
    ("9", Detail.DROPPED, "line dropped", False),
    ("0", Detail.DO_NOT_CALL, "do not call", False),
)
"""Key, detail, words, and whether a date belongs to it: the list after a talk."""

WEEK_DAYS = 7
OPERATION_WORDS = {
    "record": "outcome",
    "amend": "correction",
    "void": "not placed",
    "snooze": "snooze",
    "callback": "callback",
    "retire": "retire",
    "revive": "revive",
    "dnc": "do not call",
    "note": "note",
    "edit": "edit",
    "add": "new person",
    "import": "import",
    "task": "task done",
}


def when(desk: Desk, person_id: int, text: str) -> When:
    """Return what a typed date means in the person's first zone; raise DataError when it cannot be read."""
    from dialdeck.words.dates import parse_when

    return parse_when(text, desk.clock.now(), desk.calendar.zone(desk.facts(person_id).place))


def echo(desk: Desk, person_id: int | None, text: str) -> str:
    """Return what a typed date means in the person's zone and the caller's, or why it cannot be used."""
    from dialdeck.words.spans import both_zones

    if person_id is None or not text.strip():
        return ""
    try:
        facts = desk.facts(person_id)
        typed = when(desk, person_id, text)
        at = instant_of(desk, facts, typed)
    except DialdeckError as error:
        return str(error)
    shown = both_zones(at, desk.calendar.zone(facts.place), desk.policy.caller.zone)
    return f"{shown} ({typed.note})" if typed.note else shown


def dispositions(desk: Desk, facts: PersonFacts, decided: Mapping[Detail, Decision]) -> tuple[Disposition, ...]:
    """Return the list after a talk: what each would do as it was decided, and the date that `enter` takes."""
    return tuple(
        Disposition(
            key=key,
            detail=detail,
            label=label,
            text=decided[detail].why,
            wants_date=wants_date,
            default_date=_default_date(desk, facts, decided[detail]) if wants_date else "",
        )
        for key, detail, label, wants_date in LIST
    )


def reasons(desk: Desk, person_id: int | None, shown: Mapping[Outcome, Decision]) -> tuple[str, ...]:
    """Return why this person is next and why each outcome does what it does, a line each."""
    if person_id is None:
        return ()
    facts = desk.facts(person_id)
    lines = [standing(desk, facts, desk.clock.now())]
    lines += [f"{outcome.replace('_', ' ')}: {decision.why}" for outcome, decision in shown.items()]
    return tuple(lines)


def short_why(desk: Desk, facts: PersonFacts) -> str:
    """Return the one line above a script that says why this attempt comes now."""
    return standing(desk, facts, desk.clock.now())


def differs(shown: Decision, applied: Decision) -> bool:
    """Say whether an applied decision is another than the one shown: day, plan, step or stage."""
    before, after = shown.state, applied.state
    return (before.due_day, before.plan, before.step, before.stage) != (
        after.due_day,
        after.plan,
        after.step,
        after.stage,
    )


def operation_title(desk: Desk, operation: Undone | None) -> str:
    """Return what `u` or `U` names: `message left · Tom Okafor`, or empty when there is nothing."""
    return "" if operation is None else operation_words(desk, operation)


def operation_words(desk: Desk, operation: Undone) -> str:
    """Return an operation in a few words, with the person it concerns."""
    words = OPERATION_WORDS.get(operation.kind, operation.kind)
    if operation.kind in ("record", "amend") and operation.dial_id is not None:
        dial = desk.store.dial(operation.dial_id)
        if dial is not None and dial.outcome is not None:
            words = outcome_words(dial.outcome, dial.detail)
    if operation.person_id is None:
        return words
    person = desk.store.person(operation.person_id)
    return f"{words} · {person.name}" if person is not None else words


def standing_promises(desk: Desk, until: int, kind: str | None = None) -> list[PromiseRow]:
    """Return the open promises up to an instant (ms UTC) that can still be kept: those of days gone by are broken."""
    now = desk.clock.now()
    found = desk.store.open_promises(until, kind=kind, since=now - 2 * DAY_MS)
    return [one for one in found if one.day >= local_in(one.zone, now).date().isoformat()]


def summary(desk: Desk, bar: SessionBar) -> tuple[str, ...]:
    """Return what was done in a session and what is promised for the coming week, in the caller's time, a line each."""
    now, zone = desk.clock.now(), desk.policy.caller.zone
    promised = [(one, desk.store.person(one.person_id)) for one in standing_promises(desk, now + WEEK_DAYS * DAY_MS)]
    counts = [
        count_words(bar.dials, "dial"),
        f"{bar.answered} answered",
        count_words(bar.messages, "message"),
        f"{bar.silent} silent",
        f"{bar.booked} booked",
    ]
    lines = [
        " · ".join(counts),
        f"promised, in {city(zone)} time:" if promised else "nothing promised for the coming week",
    ]
    lines += [
        f"{local_in(zone, one.at):%a %d %b %H:%M}  {person.name}" for one, person in promised if person is not None
    ]
    return tuple(lines)


def next_words(desk: Desk, person_id: int) -> str:
    """Return what is next for a person: `Dana Whitfield: Wed 18 Nov 16:00 in Chicago · attempt 6, silent`."""
    person, facts = desk.store.person(person_id), desk.facts(person_id)
    name = person.name if person is not None else ""
    state = facts.state
    if state.due_at is None:
        reason = f": {retired_words(state.reason)}" if state.reason else ""
        return f"{name}: {state.stage}{reason}"
    zone = desk.calendar.zone(facts.place)
    return f"{name}: {time_words(local_in(zone, state.due_at), zone)} · {attempt_words(state)}"


def attempts_words(desk: Desk, facts: PersonFacts) -> str:
    """Return `5 of 12` for the person's next attempt."""
    total = total_attempts(desk.context.cadences[facts.state.cadence], facts.state, facts.role)
    return f"{facts.state.attempt} of {total}"


def _default_date(desk: Desk, facts: PersonFacts, decision: Decision) -> str:
    due = decision.state.due_at
    return "" if due is None else f"{desk.calendar.local(facts.place, due):%Y-%m-%d %H:%M}"
