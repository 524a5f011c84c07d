"""The clock time or the part of the day in a typed date, and what is left of the text without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from dialdeck.errors import DataError

PARTS = {
    "early morning": "early",
    "late afternoon": "late",
    "mid-morning": "mid-morning",
    "mid morning": "mid-morning",
    "early": "early",
    "morning": "mid-morning",
    "midday": "midday",
    "lunchtime": "midday",
    "afternoon": "afternoon",
    "late": "late",
}
"""Words for the parts of the day, longer ones first."""
_PART = re.compile(r"\b(?:in the |at )?(" + "|".join(PARTS) + r")\b")
_CLOCK = re.compile(
    r"""(?:^|(?<=[\s,t])) (?:at\s+|@\s*)? (?:
        (?P<hour>\d{1,2}) [:.h] (?P<minute>\d{2}) (?:[:.]00)? \s* (?P<half>[ap]\.?m\.?)?
        | (?P<bare>\d{1,2}) \s* (?P<bare_half>[ap]\.?m\.?|o'?clock|uhr|h)
        | (?P<noon>noon)
    ) (?=$|[\s,])""",
    re.VERBOSE | re.ASCII,
)
_AT_HOUR = re.compile(r"(?:^|\s)(?:at|@)\s*(?P<bare>\d{1,2})(?=$|[\s,])", re.ASCII)
_EARLIEST_WORKING_HOUR = 8


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed date taken apart: `rest` is what names the day, in small letters."""

    clock: time | None
    part: str | None
    rest: str
    note: str = ""


def read_clock(text: str) -> Typed:
    """Return the clock time or part of the day in `text`; an hour without am or pm is a working hour, and said so.

    Raises DataError for a clock time that does not exist.
    """
    words = " ".join(text.lower().split())
    # 2026-03-12T15:00 is a day and a time.
    words = re.sub(r"^(\d{4}-\d{2}-\d{2})t(?=\d)", r"\1 ", words, flags=re.ASCII)
    found = _CLOCK.search(words) or _AT_HOUR.search(words) or _trailing_hour(words)
    if found is not None:
        clock, note = _time(found.groupdict())
        if clock is None:
            message = f"{found[0].strip()!r} is not a time of day; write it like 3pm or 15:00"
            raise DataError(message)
        return Typed(clock, None, _without(words, found), note)
    part = _PART.search(words)
    if part is not None:
        return Typed(None, PARTS[part[1]], _without(words, part))
    return Typed(None, None, words.strip(" ,"))


def _trailing_hour(words: str) -> re.Match[str] | None:
    """A bare hour after a weekday or today or tomorrow: "tue 10", "tomorrow 3"."""
    pattern = r"(?<=[a-z])\s+(?P<bare>\d{1,2})$"
    if not re.match(r"(?:(?:next|this|on) )?(?:today|tomorrow|tmrw|tmr|mon|tue|wed|thu|fri|sat|sun)[a-z]*\s", words):
        return None
    return re.search(pattern, words, re.ASCII)


def _time(groups: dict[str, str | None]) -> tuple[time | None, str]:
    if groups.get("noon"):
        return time(12), ""
    half = (groups.get("half") or groups.get("bare_half") or "").replace(".", "")
    written = groups.get("hour") or groups.get("bare")
    hour, minute, note = int(written or 99), int(groups.get("minute") or 0), ""
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None, ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif groups.get("bare") and half != "uhr" and 1 <= hour < _EARLIEST_WORKING_HOUR:
        note = f"{hour} is taken as {hour + 12}:00"
        hour += 12
    return (time(hour, minute), note) if hour < 24 and minute < 60 else (None, "")


def _without(words: str, found: re.Match[str]) -> str:
    """The text around what was found, without the small words that tied them together."""
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return re.sub(r"(?:^|\s)(?:at|in the|,)(?=\s*$)|^\s*,|,\s*$", "", " ".join(rest.split())).strip(" ,")
