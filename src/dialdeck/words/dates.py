"""Typed dates to instants: "tomorrow 3pm", "tue 10:30", "in two weeks", "12 mar 15:00".

Everything is read as the prospect's own clock shows it and only then attached to their time zone; durations are added
to the instant itself, so that a change of clocks in between costs nobody an hour. The common forms are read here, at
every key while typing; whatever is left goes to dateparser, which is slow to import and is never told a time zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialdeck.errors import DataError
from dialdeck.words.clock_times import Typed, read_clock
from dialdeck.words.day_names import read_day, read_duration, year_before

LATER_TODAY = timedelta(hours=2)
"""How far away "later today" is."""
_JUST_PAST = timedelta(days=30)
"""A day without a year that was so lately is a slip: nobody means eleven months from now by it."""
_FURTHEST = timedelta(days=5 * 366)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class When:
    """What a typed date means in the prospect's zone."""

    at: int | None
    """The instant in ms UTC; None when no clock time was given."""
    day: date
    """The local day."""
    part: str | None
    """Id of a part of the day that was named ("fri afternoon"); None otherwise."""
    text: str
    """What was typed."""
    note: str = ""
    """What had to be decided, in a sentence: a change of clocks, an hour without am or pm."""


def parse_when(text: str, now_ms: int, zone: str) -> When:
    """Return what `text` means at the instant `now_ms` (ms UTC) for somebody in the IANA `zone`.

    A day without a clock time has no instant. Raises DataError with a sentence when the text cannot be read, lies in
    the past or more than five years ahead, or the zone does not exist.
    """
    typed, tz = text.strip(), _zone(zone)
    if not typed or len(typed) > _LONGEST:
        message = "no date can be read here; write it like tomorrow 3pm, tue 10:30, in two weeks or 2026-03-12"
        raise DataError(message)
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    when = _exact(typed, tz) or _from_now(typed, now, tz) or _named(typed, now, tz)
    _in_time(when, now, tz)
    return when


def _exact(text: str, tz: ZoneInfo) -> When | None:
    """An ISO time with offset."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return None
        return _at(moment.astimezone(UTC), tz, text)
    except (ValueError, OverflowError):
        return None


def _from_now(text: str, now: datetime, tz: ZoneInfo) -> When | None:
    """A duration of minutes or hours, or "later today": added to the instant, whatever the clocks do meanwhile."""
    words = " ".join(text.lower().split())
    later = words in {"later", "later today"}
    span = LATER_TODAY if later else read_duration(words)
    if span is None:
        return None
    moment = now + min(span, _FURTHEST * 2)
    if later and moment.astimezone(tz).date() != now.astimezone(tz).date():
        message = f"{text!r}: today is nearly over there; write tomorrow, or a time"
        raise DataError(message)
    return _at(moment, tz, text, "later today is taken as in two hours" if later else "")


def _named(text: str, now: datetime, tz: ZoneInfo) -> When:
    """A day, a clock time or a part of the day, or some of them together."""
    local = now.astimezone(tz).replace(tzinfo=None)
    typed = read_clock(text)
    day, day_note = _day(typed, local, text)
    note = "; ".join(filter(None, (day_note, typed.note)))
    # A day out of all bounds gets no instant, which the calendar may not have; `_in_time` refuses it by the day.
    if typed.clock is None or abs(day - local.date()) > _FURTHEST:
        return When(None, day, typed.part, text, note)
    naive = datetime.combine(day, typed.clock)
    moment, clock_note = _attach(naive, tz, now)
    return _at(moment, tz, text, "; ".join(filter(None, (note, clock_note))))


def _day(typed: Typed, local: datetime, text: str) -> tuple[date, str]:
    """The day that was named; today when only a time was."""
    if not typed.rest:
        if typed.clock is None and typed.part is None:
            raise _unreadable(text)
        return local.date(), ""
    # "tue 14:30" on a Tuesday morning is today.
    still_ahead = typed.part is not None or (typed.clock is not None and typed.clock > local.time())
    found = read_day(typed.rest, local.date(), still_ahead=still_ahead)
    if found is not None:
        return found
    return _by_dateparser(typed.rest, local, text), ""


def _by_dateparser(words: str, local: datetime, text: str) -> date:
    import warnings

    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about days without a year
        try:
            found = dateparser.parse(
                words,
                languages=["en", "de", "fr", "es"],
                settings={
                    "RELATIVE_BASE": local,
                    "PREFER_DATES_FROM": "future",
                    "REQUIRE_PARTS": ["day", "month"],
                    "RETURN_AS_TIMEZONE_AWARE": False,
                },
            )
        except (ValueError, OverflowError, RecursionError, TypeError, AttributeError, IndexError, KeyError):
            found = None
    # A clock time here would be one that we did not understand ourselves, such as one with a zone.
    if found is None or found.time() not in {local.time(), datetime.min.time()} or not _says(words, found.date()):
        raise _unreadable(text)
    return found.date()


def _says(words: str, day: date) -> bool:
    """Return whether words of another language can be meant so: one number ("in 3 Tagen"), or a day and its year.

    Several numbers can be hours, days and months in any order ("9-10"): nobody should have to find out which was taken.
    """
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    return len(numbers) < 2 or (len(numbers) == 2 and numbers == [day.day, day.year])


def _attach(naive: datetime, tz: ZoneInfo, now: datetime) -> tuple[datetime, str]:
    """The instant at which a wall clock shows `naive`, and what to say when it shows it never or twice."""
    first = naive.replace(tzinfo=tz).astimezone(UTC)
    second = naive.replace(tzinfo=tz, fold=1).astimezone(UTC)
    if first == second:
        return first, ""
    shown = first.astimezone(tz).replace(tzinfo=None)
    if shown != naive:
        return first, f"{naive:%H:%M} does not exist on {naive:%a %d %b} (clocks change); {shown:%H:%M} is taken"
    if first <= now < second:
        return second, f"{naive:%H:%M} comes twice on {naive:%a %d %b} (clocks change); the second is taken"
    return first, f"{naive:%H:%M} comes twice on {naive:%a %d %b} (clocks change); the first is taken"


def _at(moment: datetime, tz: ZoneInfo, text: str, note: str = "") -> When:
    return When(round(moment.timestamp() * 1000), moment.astimezone(tz).date(), None, text, note)


def _in_time(when: When, now: datetime, tz: ZoneInfo) -> None:
    today = now.astimezone(tz).date()
    past = when.day < today if when.at is None else when.at <= round(now.timestamp() * 1000)
    if past:
        clock = "" if when.at is None else datetime.fromtimestamp(when.at / 1000, tz).strftime(" %H:%M")
        message = f"{when.text!r} is {when.day:%a %d %b %Y}{clock} there, and that is past; name a later time"
        raise DataError(message)
    before = year_before(when.day)
    yearless = re.search(r"\d{4}|^in\b", when.text.strip().lower()) is None
    if yearless and before is not None and timedelta() < today - before <= _JUST_PAST:
        message = (
            f"{when.text!r} was {before:%a %d %b %Y}, and that is past; write the year too if {when.day.year} is meant"
        )
        raise DataError(message)
    if when.day - today > _FURTHEST:
        message = f"{when.text!r} is more than five years ahead; name an earlier time"
        raise DataError(message)


def _unreadable(text: str) -> DataError:
    return DataError(
        f"{text!r} cannot be read as a date; write it like tomorrow 3pm, tue 10:30, in two weeks, 12 mar 15:00"
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        message = f"{name!r} is not a time zone; set it like America/Chicago"
        raise DataError(message) from error
