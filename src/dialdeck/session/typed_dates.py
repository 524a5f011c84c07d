"""Dates as people type them: what they mean for a person, said back in both zones before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.session.moving import instant_of

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.words.dates import When


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
    shown = both_zones(at, desk.calendar.zone(facts.place), desk.policy.caller.zone, desk.clock.now())
    closed = "" if desk.calendar.is_open(facts.place, at) else "nobody is called then"
    notes = "; ".join(filter(None, (typed.note, closed)))
    return f"{shown} ({notes})" if notes else shown
