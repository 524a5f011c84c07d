"""When a person may be dialed: house, law, wish and caller in one set of windows a day.

The windows of a place on a day are computed once and kept: a decision asks for the same few days again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from dialdeck.method.hours import (
    ONE_DAY,
    WHOLE_DAY,
    Spans,
    intersect,
    intersect_weeks,
    local_date,
    spans_of_day,
    subtract,
    union,
)
from dialdeck.method.jurisdiction import rules_for
from dialdeck.model.facts import Place
from dialdeck.model.policy import JurisdictionRule, Policy, Week

if TYPE_CHECKING:
    from dialdeck.method.parts import Part

Holidays = Callable[[str, str | None, date], bool]
"""Whether a day is a public holiday in a country and region."""

HORIZON = 60
"""Days ahead that are searched for an open one before a person counts as never callable."""
_EVERY_DAY: Week = (WHOLE_DAY,) * 7
_NEVER: Week = ((),) * 7


class Opening(NamedTuple):
    """Whether a place is open at an instant, until when, or else from when (ms UTC)."""

    open: bool
    until: int | None
    opens_at: int | None


@dataclass(slots=True, eq=False, repr=False)
class Local:
    """What is known of one place: its rules, and the days computed so far."""

    place: Place
    zone: str
    """The zone in which days are counted; the caller's while the person's is unknown."""
    rules: tuple[JurisdictionRule, ...]
    wish: Week | None
    wish_error: str | None
    allowed: Week
    """Minutes of the week that house, law and wish allow together."""
    windows: dict[date, Spans] = field(default_factory=dict)
    parts: dict[date, tuple[Part, ...]] = field(default_factory=dict)
    opened: tuple[date, frozenset[tuple[int, str]]] | None = None
    """The times of the week (weekday, part) that open in the two weeks from a day on, for the day last asked about."""


class Calendar:
    """Answers every question about hours under one policy; `holidays` tells public holidays of a region."""

    def __init__(self, policy: Policy, holidays: Holidays) -> None:
        """Keep the policy and start with nothing computed."""
        self.policy = policy
        self.holidays = holidays
        self._places: dict[Place, Local] = {}
        self._caller: dict[date, Spans] = {}
        caller = policy.caller
        self._caller_restricts = bool(caller.hours is not None or caller.blocks or caller.days_off)

    def zone(self, place: Place) -> str:
        """Return the IANA zone in which the place's days are counted."""
        return place.zones[0] if place.zones else self.policy.caller.zone

    def known(self, place: Place) -> Local:
        """Return what is kept about the place."""
        found = self._places.get(place)
        if found is None:
            found = self._places[place] = self._learn(place)
        return found

    def windows(self, place: Place, day: date) -> Spans:
        """Return when the place may be dialed on that local day, as half-open spans of ms UTC.

        House ∩ law ∩ wish in every candidate zone ∩ the caller's time; public holidays of the region are empty, and so
        is every day of a place without a zone.
        """
        known = self.known(place)
        found = known.windows.get(day)
        if found is None:
            found = known.windows[day] = self._windows(known, day)
        return found

    def callable_day(self, place: Place, day: date) -> bool:
        """Return whether a dial is allowed at any time of that local day."""
        return bool(self.windows(place, day))

    def is_open(self, place: Place, at: int) -> bool:
        """Return whether hours allow a dial at that instant."""
        return any(start <= at < end for start, end in self.windows(place, self.local_day(place, at)))

    def opening(self, place: Place, at: int, days: int = 30) -> Opening:
        """Return whether the place is open at that instant, else when it opens next within so many days."""
        first = self.local_day(place, at)
        for ahead in range(days + 1):
            for start, end in self.windows(place, first + timedelta(days=ahead)):
                if start <= at < end:
                    return Opening(open=True, until=end, opens_at=None)
                if start > at:
                    return Opening(open=False, until=None, opens_at=start)
        return Opening(open=False, until=None, opens_at=None)

    def local_day(self, place: Place, at: int) -> date:
        """Return the day of an instant in the place's first zone."""
        return local_date(self.zone(place), at)

    def local(self, place: Place, at: int) -> datetime:
        """Return the wall-clock time of an instant in the place's first zone."""
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self.zone(place)))

    def next_callable_day(self, place: Place, after: date) -> date | None:
        """Return the first callable day after `after`; None when there is none in `HORIZON` days."""
        for ahead in range(1, HORIZON + 1):
            day = after + timedelta(days=ahead)
            if self.windows(place, day):
                return day
        return None

    def why_closed(self, place: Place, at: int) -> str:
        """Return in one line what forbids a dial at that instant; empty when hours allow it."""
        from dialdeck.method.closed import why_closed

        return why_closed(self, place, at)

    def is_holiday(self, place: Place, day: date) -> bool:
        """Return whether the day is a public holiday of the place's region; never for an unknown country."""
        return place.country is not None and self.holidays(place.country, place.region, day)

    def caller_spans(self, day: date) -> Spans:
        """Return when the caller works on a day of the caller's own zone, blocks and days off taken out."""
        found = self._caller.get(day)
        if found is None:
            found = self._caller[day] = self._caller_day(day)
        return found

    def _learn(self, place: Place) -> Local:
        rules = rules_for(self.policy, place)
        wish, error = _wish(place)
        allowed = self.policy.house
        for week in (*(rule.hours for rule in rules), *([] if wish is None else [wish])):
            allowed = intersect_weeks(allowed, week)
        return Local(place, self.zone(place), rules, wish, error, allowed)

    def _windows(self, known: Local, day: date) -> Spans:
        place = known.place
        if not place.zones:
            return ()
        spans = self._allowed(known, place.zones[0], day)
        around = (day - ONE_DAY, day, day + ONE_DAY)
        for zone in place.zones[1:]:
            spans = spans and intersect(spans, union(_joined(self._allowed(known, zone, near) for near in around)))
        if spans and self._caller_restricts:
            spans = intersect(spans, union(_joined(self.caller_spans(near) for near in around)))
        return spans

    def _allowed(self, known: Local, zone: str, day: date) -> Spans:
        return () if self.is_holiday(known.place, day) else spans_of_day(known.allowed, zone, day)

    def _caller_day(self, day: date) -> Spans:
        caller = self.policy.caller
        if day.isoformat() in caller.days_off:
            return ()
        spans = spans_of_day(_EVERY_DAY if caller.hours is None else caller.hours, caller.zone, day)
        return spans if caller.blocks is None else subtract(spans, spans_of_day(caller.blocks, caller.zone, day))


def _joined(days: Iterable[Spans]) -> Spans:
    return tuple(span for spans in days for span in spans)


def _wish(place: Place) -> tuple[Week | None, str | None]:
    """Return the wish; one that cannot be read closes every day rather than being overlooked."""
    if place.wish is None:
        return None, None
    from dialdeck.method.wishes import parse_wish

    try:
        return parse_wish(place.wish), None
    except ValueError as error:
        return _NEVER, str(error)
