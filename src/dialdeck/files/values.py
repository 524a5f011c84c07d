"""Single cells that mean something: a fit, a date, a wish, a refusal. Each either reads exactly or says why not."""

from __future__ import annotations

import re
from datetime import date

_YES = frozenset({"true", "yes", "y", "1", "x", "t", "on", "ja", "oui", "si", "sí", "do not call", "dnc", "opted out"})
_NO = frozenset({"", "false", "no", "n", "0", "f", "off", "nein", "non", "none", "null", "n/a", "-"})
_UNKNOWN = frozenset({"", "unknown", "not known", "?", "-", "n/a", "none", "null"})
_ANSWER_NO = _NO - _UNKNOWN
_ANSWER_YES = _YES - {"do not call", "dnc", "opted out"}
_FIT = re.compile(r"([0-9]{1,2})\s*(?:of|/|out of|von|sur)\s*([0-9]{1,2})", re.IGNORECASE)
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_WISH_PART = re.compile(rf"(?:({_DAY}(?:-{_DAY})?) )?([0-9]{{1,2}}):([0-9]{{2}}) ?- ?([0-9]{{1,2}}):([0-9]{{2}})")
_HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "m", "mme", "mlle", "sr", "sra", "ing"}
)


class Unreadable(ValueError):
    """The cell does not say what its column promises; the text of the error says what was expected."""


def read_refusal(text: str) -> tuple[bool, str | None]:
    """Return whether a cell of a do-not-call column refuses calls, and a note if it could not be read.

    What is neither yes nor no is taken as a refusal: an unwanted call costs more than one not made.
    """
    word = " ".join(text.casefold().split())
    if word in _NO:
        return False, None
    if word in _YES:
        return True, None
    return True, f"do not call {text[:40]!r} is neither yes nor no; it is taken as yes"


def read_answer(text: str) -> str | None:
    """Return `yes` or `no`, or None for what is not known. Raises Unreadable."""
    word = " ".join(text.casefold().split())
    if word in _UNKNOWN:
        return None
    if word in _ANSWER_YES or word in _ANSWER_NO:
        return "yes" if word in _ANSWER_YES else "no"
    raise Unreadable(f"{text[:40]!r} is neither yes nor no nor unknown")


def read_fit(text: str) -> tuple[int, int]:
    """Return (met, known) of "4 of 5" or "4/5". Raises Unreadable."""
    match = _FIT.fullmatch(text)
    met, known = (int(match.group(1)), int(match.group(2))) if match else (1, 0)
    if met > known or known == 0:
        raise Unreadable(f"fit {text[:40]!r} is not like '4 of 5' (a spreadsheet may have made a date of it)")
    return met, known


def read_day(text: str) -> str:
    """Return an ISO day. Raises Unreadable for any other way to write one: 03/04 is two days at once."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return _no_day(text)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return _no_day(text)


def read_wish(text: str) -> str:
    """Return the person's own hours in the form `mon-fri 09:00-12:00; sat 10:00-11:00`. Raises Unreadable."""
    parts = [_wish_part(part.strip(), text) for part in text.casefold().replace("–", "-").split(";") if part.strip()]
    return "; ".join(parts) if parts else _no_wish(text)


def given_name(name: str) -> str | None:
    """Return the given name in "Ana Ruiz" or "Dr. Ana Ruiz"; None where it cannot be told for certain.

    One word, initials, "Ruiz, Ana", and an honorific with a single word ("Mr. Ruiz") do not tell.
    """
    words = name.split()
    while words and words[0].rstrip(".").casefold() in _HONORIFICS:
        words.pop(0)
    if len(words) < 2 or "," in name or "." in words[0] or len(words[0]) < 2 or not words[0][0].isalpha():
        return None
    return words[0]


def _wish_part(part: str, whole: str) -> str:
    match = _WISH_PART.fullmatch(part)
    if match is None:
        return _no_wish(whole)
    days, *digits = match.groups()
    from_hour, from_minute, to_hour, to_minute = (int(digit) for digit in digits)
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if not start < end <= 24 * 60 or from_minute > 59 or to_minute > 59:
        return _no_wish(whole)
    hours = f"{from_hour:02}:{from_minute:02}-{to_hour:02}:{to_minute:02}"
    return f"{days} {hours}" if days else hours


def _no_wish(text: str) -> str:
    raise Unreadable(f"best time {text[:40]!r} is not like '09:00-12:00' or 'mon-fri 09:00-12:00; sat 10:00-11:00'")


def _no_day(text: str) -> str:
    raise Unreadable(f"date {text[:40]!r} is not like 2026-02-27")
