"""Why a dial is not allowed at an instant, in one line that names the fence: holiday, house, law, wish or caller."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialdeck.method.hours import Spans, local_date, spans_of_day
from dialdeck.model.policy import JurisdictionRule, Span, Week

if TYPE_CHECKING:
    from dialdeck.method.calendar import Calendar, Local
    from dialdeck.model.facts import Place


def city(zone: str) -> str:
    """Return the place name of an IANA zone ("America/New_York" becomes "New York")."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def why_closed(calendar: Calendar, place: Place, at: int) -> str:
    """Return the first fence that forbids a dial at the instant; empty text when none does."""
    if place.unknown is not None:
        return f"time zone {place.unknown} is not known here: confirm it"
    if not place.zones:
        return "time zone unknown: confirm it first"
    known = calendar.known(place)
    for zone in place.zones:
        reason = _in_zone(calendar, known, zone, at)
        if reason:
            return reason
    return _caller(calendar, at)


def _in_zone(calendar: Calendar, known: Local, zone: str, at: int) -> str:
    day = local_date(zone, at)
    if calendar.is_holiday(known.place, day):
        return f"public holiday in {_area(known.place)}"
    if not _inside(calendar.policy.house, zone, day, at):
        return f"outside your hours {_words(calendar.policy.house[day.weekday()])} in {city(zone)}"
    for rule in known.rules:
        if not _inside(rule.hours, zone, day, at):
            return _law(rule, zone, day)
    if known.wish_error is not None:
        return f"their own hours cannot be read: {known.wish_error}"
    if known.wish is not None and not _inside(known.wish, zone, day, at):
        return f"outside the hours they asked for ({known.place.wish}) in {city(zone)}"
    return ""


def _law(rule: JurisdictionRule, zone: str, day: date) -> str:
    hours = _words(rule.hours[day.weekday()])
    return f"outside the hours of {rule.area}, {hours} in {city(zone)} ({rule.source}; certainty {rule.certainty})"


def _caller(calendar: Calendar, at: int) -> str:
    caller = calendar.policy.caller
    day = local_date(caller.zone, at)
    if day.isoformat() in caller.days_off:
        return "your day off"
    if caller.hours is not None and not _inside(caller.hours, caller.zone, day, at):
        return f"outside your own hours {_words(caller.hours[day.weekday()])} in {city(caller.zone)}"
    if caller.blocks is not None and _inside(caller.blocks, caller.zone, day, at):
        return "in a time that you keep free of dialing"
    return ""


def _inside(week: Week, zone: str, day: date, at: int) -> bool:
    spans: Spans = spans_of_day(week, zone, day)
    return any(start <= at < end for start, end in spans)


def _words(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or "(none that day)"


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour}:{rest:02d}" if rest else str(hour)


def _area(place: Place) -> str:
    return f"{place.country}-{place.region}" if place.region else str(place.country)
