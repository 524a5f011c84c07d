"""Turning the table of calling rules into rules: the parsed JSON comes in, reading the file is another room's work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialdeck.method.rules_schema import HOLIDAYS, minute, problems_in
from dialdeck.method.wishes import WEEKDAYS
from dialdeck.model.policy import Caps, JurisdictionRule, Span, Week

HOUSE = "HOUSE"
"""The row that repeats the house's own hours; it is no jurisdiction."""


def rules_from(data: Iterable[Mapping[str, Any]]) -> tuple[JurisdictionRule, ...]:
    """Return the rows of the table as rules, the house's own left out.

    Raises ValueError for a row that is not as `rules_schema` has it: the row, the key and what was expected.
    """
    return tuple(_rule(row) for row in map(_checked, data) if row["id"] != HOUSE)


def switched_on(rules: Iterable[JurisdictionRule]) -> tuple[JurisdictionRule, ...]:
    """Return the rows that hold unless the user says otherwise: those whose certainty is high (calling: hours)."""
    return tuple(rule for rule in rules if rule.certainty == "high")


def _checked(row: Mapping[str, Any]) -> Mapping[str, Any]:
    for problem in problems_in(row):
        raise ValueError(f"calling rule {row.get('id')!r}: {problem}")
    return row


def _rule(row: Mapping[str, Any]) -> JurisdictionRule:
    hours, caps = row["hours"], row["caps"]
    return JurisdictionRule(
        area=row["id"],
        applies_to=row["applies_to"],
        hours=_week(hours),
        holidays_barred=HOLIDAYS in hours,
        caps=Caps(
            per_day=caps.get("per_day"),
            min_gap_hours=caps.get("min_gap_hours"),
            per_7_days=caps.get("per_7_days"),
            per_24h=caps.get("per_24h"),
            per_30_days=caps.get("per_30_days"),
        ),
        source=row["source"],
        certainty=row["certainty"],
        refusal_days=caps.get("refusal_cooloff_days"),
    )


def _week(hours: Mapping[str, list[list[str]]]) -> Week:
    return tuple(tuple(_span(start, end) for start, end in hours[day]) for day in WEEKDAYS)


def _span(start: str, end: str) -> Span:
    return minute(start) or 0, minute(end) or 0
