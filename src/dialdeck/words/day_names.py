"""Days as people type them (today, tue, next friday, in two weeks, 12 mar), and spans of minutes and hours."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dialdeck.errors import DataError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "half an": 0.5, "a couple of": 2.0, "a few": 3.0,
}  # fmt: skip
_COUNT = r"(?P<count>\d{1,4}(?:\.\d)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DURATION = re.compile(rf"(?:in\s+)?{_COUNT}\s*(?P<unit>minutes?|mins?|m|hours?|hrs?|h)(?:\s+from now)?", re.ASCII)
_IN_DAYS = re.compile(rf"in\s+{_COUNT}\s*(?P<unit>days?|d|weeks?|w|fortnights?|months?|years?)", re.ASCII)
_WEEKDAY = re.compile(
    r"(?:(?P<which>next|this|on|coming)\s+)?"
    r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}))?", re.ASCII)
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>\d{4}))?", re.ASCII)
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r")(?:[a-z]{1,6})?\.?"
_DAY = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_DAY_MONTH = re.compile(rf"(?:on\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}", re.ASCII)
_MONTH_DAY = re.compile(rf"(?:on\s+)?{_MONTH}\s+{_DAY}{_YEAR}", re.ASCII)
_PLAIN = {
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tomorow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}


def read_duration(words: str) -> timedelta | None:
    """Return a span of minutes or hours ("in 20 minutes", "half an hour"); None if it is none."""
    found = _DURATION.fullmatch(words)
    if found is None:
        return None
    minutes = _number(found["count"]) * (60 if found["unit"].startswith("h") else 1)
    return timedelta(minutes=minutes)


def read_day(words: str, today: date, *, still_ahead: bool) -> tuple[date, str] | None:
    """Return the day that `words` (small letters) name, and a note on what had to be decided; None if unknown.

    A weekday is the next one to come; today's own counts only when its time is `still_ahead`. A day and month without a
    year is the next one to come.
    """
    if words in _PLAIN:
        return today + timedelta(days=_PLAIN[words]), ""
    if words == "next week":
        return today + timedelta(days=7 - today.weekday()), "next week is taken as its Monday"
    if words == "next month":
        return _months_on(today, 1).replace(day=1), "next month is taken as its first day"
    return (
        _in_days(words, today)
        or _weekday(words, today, still_ahead=still_ahead)
        or _weekday_and_date(words, today)
        or _dated(words, today)
    )


def _in_days(words: str, today: date) -> tuple[date, str] | None:
    found = _IN_DAYS.fullmatch(words)
    if found is None:
        return None
    count = _number(found["count"])
    if found["unit"][0] in "my":
        return _months_on(today, round(count * (12 if found["unit"][0] == "y" else 1))), ""
    days = count * {"d": 1, "w": 7, "f": 14}[found["unit"][0]]
    return today + timedelta(days=round(days)), ""


def _weekday(words: str, today: date, *, still_ahead: bool) -> tuple[date, str] | None:
    found = _WEEKDAY.fullmatch(words)
    if found is None:
        return None
    wanted = _DAYS.index(found["day"][:3])
    if found["which"] == "next":
        day = today + timedelta(days=7 - today.weekday() + wanted)
        return day, f"next {day:%A} is taken as that of next week"
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead if ahead or still_ahead else 7), ""


def _weekday_and_date(words: str, today: date) -> tuple[date, str] | None:
    """Both, as in "tue 10 mar": they have to agree, or one of them was a slip."""
    name, _, rest = words.partition(" ")
    weekday, found = _WEEKDAY.fullmatch(name.rstrip(",")), _dated(rest.strip(), today)
    if weekday is None or found is None:
        return None
    wanted = _DAYS.index(weekday["day"][:3])
    if (lately := year_before(found[0])) is not None and lately.weekday() == wanted and lately < today:
        return lately, ""  # what they agree on is past, and told so
    if found[0].weekday() != wanted:
        message = f"{words!r}: {found[0]:%d %b %Y} is a {found[0]:%A}; correct the weekday or the date"
        raise DataError(message)
    return found


def year_before(day: date) -> date | None:
    """Return the same day of the year before; None for a 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return None


def _dated(words: str, today: date) -> tuple[date, str] | None:
    iso = _ISO.fullmatch(words)
    if iso is not None:
        return _date(iso["year"], int(iso["month"]), int(iso["day"]), today)
    slashed = _SLASHED.fullmatch(words)
    if slashed is not None:
        return _slashed(slashed, today)
    found = _DOTTED.fullmatch(words) or _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words)
    if found is None:
        return None
    month = int(found["month"]) if found["month"].isdigit() else _MONTHS.index(found["month"]) + 1
    return _date(found["year"], month, int(found["day"]), today)


def _slashed(found: re.Match[str], today: date) -> tuple[date, str] | None:
    """3/12 is March in one country and December in another, so that only what can be one thing is read."""
    one, two = int(found["one"]), int(found["two"])
    if one <= 12 and two <= 12 and one != two:
        message = f"{found[0]!r} can be two days; write the month as a word, like 12 mar"
        raise DataError(message)
    return _date(found["year"], min(one, two), max(one, two), today)


def _date(year: str | None, month: int, day: int, today: date) -> tuple[date, str] | None:
    """The day itself; without a year the next one to come (29 February may be years away)."""
    for candidate in [int(year)] if year else range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found, ""
    return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, 9000)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _number(text: str) -> float:
    return _NUMBERS.get(text) or float(text)
