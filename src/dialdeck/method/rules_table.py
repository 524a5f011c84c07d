"""Turning the table of calling rules into rules: the parsed JSON comes in, reading the file is another room's work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialdeck.method.wishes import WEEKDAYS
from dialdeck.model.policy import Caps, JurisdictionRule, Span, Week

HOUSE = "HOUSE"
"""The row that repeats the house's own hours; it is no jurisdiction."""
_APPLIES = ("both", "b2b", "b2c")


def rules_from(data: Iterable[Mapping[str, Any]]) -> tuple[JurisdictionRule, ...]:
    """Return the rows of the table as rules, the house's own left out; ValueError names the row and what is wrong."""
    return tuple(_rule(row) for row in data if row.get("id") != HOUSE)


def switched_on(rules: Iterable[JurisdictionRule]) -> tuple[JurisdictionRule, ...]:
    """Return the rules that hold unless the user says otherwise: those whose certainty is high (calling: hours)."""
    return tuple(rule for rule in rules if rule.certainty == "high")


def _rule(row: Mapping[str, Any]) -> JurisdictionRule:
    area = row.get("id")
    try:
        hours = row["hours"]
        caps = row["caps"]
        return JurisdictionRule(
            area=row["id"],
            applies_to=_applies_to(row["applies_to"]),
            hours=_week(hours),
            holidays_barred=hours.get("hol") == [],
            caps=Caps(
                per_day=caps.get("per_day"),
                min_gap_hours=caps.get("min_gap_hours"),
                per_7_days=caps.get("per_7_days"),
                per_24h=caps.get("per_24h"),
                per_30_days=caps.get("per_30_days"),
            ),
            source=row["source"],
            certainty=row["certainty"],
        )
    except KeyError as error:
        raise ValueError(f"calling rule {area!r}: {error.args[0]!r} is missing") from error
    except ValueError as error:
        raise ValueError(f"calling rule {area!r}: {error}") from error


def _applies_to(text: str) -> str:
    if text not in _APPLIES:
        raise ValueError(f"applies_to must be one of {', '.join(_APPLIES)}")
    return text


def _week(hours: Mapping[str, list[list[str]]]) -> Week:
    return tuple(tuple(_span(start, end) for start, end in hours[day]) for day in WEEKDAYS)


def _span(start: str, end: str) -> Span:
    first, last = _minute(start), _minute(end)
    if not 0 <= first < last <= 1440:
        raise ValueError(f"{start}-{end} is not a span within one day")
    return first, last


def _minute(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)
