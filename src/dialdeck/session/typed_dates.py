"""Dates as people type them: what they mean for a person, said back before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.method.decide import decide
from dialdeck.method.instants import nearest_allowed, why_refused
from dialdeck.method.replay import after_dial
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import Result
from dialdeck.model.views import Offer
from dialdeck.session.dialing import placed_dial
from dialdeck.session.explaining import brief
from dialdeck.session.moving import ANY_DAY, instant_of, snoozed
from dialdeck.session.offering import outcome_of
from dialdeck.session.past import facts_before
from dialdeck.session.times import iso, local_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.model.codes import Detail
    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.words.dates import When

SNOOZES = ("later today", "tomorrow")
"""Until when people are mostly put aside (screens: snooze)."""


def when(desk: Desk, person_id: int, text: str) -> When:
    """Return what a typed date means in the person's first zone; raise DataError when it cannot be read."""
    return _when(desk, desk.facts(person_id), text)


def when_here(desk: Desk, text: str) -> When:
    """Return what a typed date means where the caller is; raise DataError when it cannot be read."""
    from dialdeck.words.dates import parse_when

    return parse_when(text, desk.clock.now(), desk.policy.caller.zone)


def echo_day(desk: Desk, text: str) -> str:
    """Return which day of the caller a typed date means, or why it cannot be used."""
    if not text.strip():
        return ""
    try:
        day = when_here(desk, text).day
    except DialdeckError as error:
        return str(error)
    return f"{day:%a %d %b %Y}"


def echo(desk: Desk, person_id: int | None, text: str) -> str:
    """Return what a typed date means in the person's zone and the caller's, or why it cannot be used."""
    if person_id is None or not text.strip():
        return ""
    try:
        facts = desk.facts(person_id)
        typed = _when(desk, facts, text)
        at = instant_of(desk, facts, typed)
    except DialdeckError as error:
        return str(error)
    closed = f"nobody is called then{_nearest(desk, facts, at)}" if why_refused(desk.calendar, facts, at) else ""
    return _with(both_clocks(desk, facts, at), typed.note, closed)


def echo_result(desk: Desk, dial_id: int, detail: Detail, text: str) -> str:
    """Return what a result of a dial would do with a typed date, or why it cannot be used."""
    try:
        dial = placed_dial(desk, dial_id)
        facts = facts_before(desk, dial)
        typed = _when(desk, facts, text)
        at = instant_of(desk, facts, typed, detail)
    except DialdeckError as error:
        return str(error)
    result = Result(outcome_of(detail), detail, at)
    decision = decide(desk.context, facts, result, dial.started_at)
    note, due = typed.note if typed.at is None else "", decision.state.due_at
    if detail in ANY_DAY or due is None:
        return _with(brief(decision), note)
    exempt = decision.state.bucket is Bucket.CALLBACK
    later = after_dial(desk.context, facts, result, decision, dial.started_at)
    reason = why_refused(desk.calendar, later, at, exempt=exempt)
    return _with(both_clocks(desk, facts, due), note, _moved(desk, facts, at, due, reason))


def echo_snooze(desk: Desk, person_ids: Sequence[int], text: str) -> str:
    """Return the instant at which people put aside until a typed date are due again, or why they cannot be."""
    try:
        return _snooze_words(desk, person_ids, text, with_note=True)
    except DialdeckError as error:
        return str(error)


def snooze_offers(desk: Desk, person_ids: Sequence[int]) -> tuple[Offer, ...]:
    """Return the usual dates of a snooze with what each sets; that instant, or that day, is what is offered."""
    return tuple(_offer(desk, person_ids, words) for words in SNOOZES)


def _offer(desk: Desk, person_ids: Sequence[int], words: str) -> Offer:
    try:
        typed = when(desk, person_ids[0], words)
        named = typed.day.isoformat() if typed.at is None else iso(typed.at, desk.policy.caller.zone)
        return Offer(named, words, _snooze_words(desk, person_ids, named, with_note=False))
    except DialdeckError as error:
        return Offer(words, words, str(error))


def _snooze_words(desk: Desk, person_ids: Sequence[int], text: str, *, with_note: bool) -> str:
    """Return when one person is due again, or when the first and the last of several are."""
    dues: list[int] = []
    words = ""
    for person_id in person_ids:
        facts = desk.facts(person_id)
        typed = _when(desk, facts, text)
        until, state = snoozed(desk, facts, typed)
        due = until if state.due_at is None else state.due_at
        dues.append(due)
        closed = desk.calendar.why_closed(facts.place, until)
        words = _with(
            both_clocks(desk, facts, due), typed.note if with_note else "", _moved(desk, facts, until, due, closed)
        )
    return words if len(dues) < 2 else _range(desk, min(dues), max(dues))


def _moved(desk: Desk, facts: PersonFacts, until: int, due: int, reason: str) -> str:
    """Return why somebody is due at another time than the one that was named."""
    if until == due:
        return ""
    return f"not {desk.calendar.local(facts.place, until):%H:%M}: {reason}"


def _range(desk: Desk, first: int, last: int) -> str:
    zone = desk.policy.caller.zone
    begin, end = (f"{local_in(zone, at):%a %d %b %H:%M} here" for at in (first, last))
    return begin if first == last else f"from {begin} to {end}, each in their hours"


def _nearest(desk: Desk, facts: PersonFacts, at: int) -> str:
    now = desk.clock.now()
    near = [one for one in nearest_allowed(desk.calendar, facts, at) if one is not None and one > now]
    times = " or ".join(f"{desk.calendar.local(facts.place, one):%a %d %b %H:%M}" for one in near)
    return f", nearest {times}" if times else ""


def both_clocks(desk: Desk, facts: PersonFacts, at: int) -> str:
    """Return an instant (ms UTC) on the person's clock and on the caller's."""
    from dialdeck.words.spans import both_zones

    return both_zones(at, desk.calendar.zone(facts.place), desk.policy.caller.zone, desk.clock.now())


def _with(words: str, *notes: str) -> str:
    told = "; ".join(filter(None, notes))
    return f"{words} ({told})" if told else words


def _when(desk: Desk, facts: PersonFacts, text: str) -> When:
    from dialdeck.words.dates import parse_when

    return parse_when(text, desk.clock.now(), desk.calendar.zone(facts.place))
