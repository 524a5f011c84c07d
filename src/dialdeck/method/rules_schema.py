"""What a row of the table of calling rules may hold, key by key: the check of each, what it expects, what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from re import ASCII, fullmatch
from typing import Any, NamedTuple

from dialdeck.method.wishes import WEEKDAYS

APPLIES = ("both", "b2b", "b2c")
CERTAINTIES = ("high", "medium", "low", "n/a")
HOLIDAYS = "hol"
"""The day of `hours` that stands for public holidays; only "none" can be said of it."""
SPAN = 2


class Key(NamedTuple):
    """One key: whether a value is right, what is expected in words, and whether the key must be there."""

    is_right: Callable[[Any], bool]
    expected: str
    needed: bool = False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _count(unit: str) -> Key:
    return Key(lambda value: value is None or _is_count(value), f"a whole number of {unit} from 1, or null")


def _are_spans(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_span, value))


def _is_span(value: Any) -> bool:
    if not (isinstance(value, list) and len(value) == SPAN and all(isinstance(one, str) for one in value)):
        return False
    start, end = map(minute, value)
    return start is not None and end is not None and start < end


def _is_area(value: Any) -> bool:
    return isinstance(value, str) and (value == "HOUSE" or bool(fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", value, ASCII)))


def _is_hours_between(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value > 0)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _one_of(choices: tuple[str, ...], *, needed: bool) -> Key:
    return Key(lambda value: value in choices, f"one of {', '.join(choices)}", needed)


ROW: Mapping[str, Key] = {
    "id": Key(_is_area, "a country (FR) or a country and state (US-FL), or HOUSE", needed=True),
    "applies_to": _one_of(APPLIES, needed=True),
    "hours": Key(lambda value: isinstance(value, dict), "an object of days", needed=True),
    "caps": Key(lambda value: isinstance(value, dict), "an object of caps", needed=True),
    "screen_lists": Key(_are_texts, "a list of texts"),
    "source": Key(_is_text, "a text", needed=True),
    "certainty": _one_of(CERTAINTIES, needed=True),
    "certainty_consent": _one_of(CERTAINTIES, needed=False),
    "note": Key(lambda value: isinstance(value, str), "a text"),
}
CAPS: Mapping[str, Key] = {
    "per_day": _count("dials"),
    "per_24h": _count("dials"),
    "per_7_days": _count("dials"),
    "per_30_days": _count("dials"),
    "per_campaign": _count("dials"),
    "min_gap_hours": Key(_is_hours_between, "a number of hours above 0, or null"),
    "min_ring_s": _count("seconds"),
    "refusal_cooloff_days": _count("days"),
}
HOURS: Mapping[str, Key] = {
    **dict.fromkeys(WEEKDAYS, Key(_are_spans, 'spans within one day, [["09:00", "18:00"]], or []', needed=True)),
    HOLIDAYS: Key(
        lambda value: value == [], "[], no dial on a public holiday; left out where they are days like others"
    ),
}


def problems_in(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a row, each as the key and what was expected; nothing for one that is right."""
    found = list(_wrong(row, ROW, ""))
    yield from found
    if not any(line.startswith(("hours:", "caps:")) for line in found):
        yield from _wrong(row["hours"], HOURS, "hours.")
        yield from _wrong(row["caps"], CAPS, "caps.")


def minute(text: str) -> int | None:
    """Return a wall-clock time "09:30" as minutes after midnight, up to "24:00"; None for anything else."""
    parts = fullmatch(r"([0-9]{1,2}):([0-5][0-9])", text, ASCII)
    found = None if parts is None else int(parts[1]) * 60 + int(parts[2])
    return found if found is not None and found <= 24 * 60 else None


def _wrong(values: Mapping[str, Any], keys: Mapping[str, Key], within: str) -> Iterator[str]:
    for name, key in keys.items():
        if name not in values:
            if key.needed:
                yield f"{within}{name}: this key is missing"
        elif not key.is_right(values[name]):
            yield f"{within}{name}: expected {key.expected}, not {values[name]!r}"
    for name in values:
        if name not in keys:
            yield f"{within}{name}: there is no such key; known are {', '.join(keys)}"
