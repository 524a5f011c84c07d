"""What the user and the law allow: hours, parts of the day, caps. Plain data, handed to the rules as an argument."""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.codes import Unresearched

Span = tuple[int, int]
"""From (inclusive) to (exclusive), in minutes after local midnight."""
Week = tuple[tuple[Span, ...], ...]
"""Seven tuples of spans, Monday first."""


class PartRule(NamedTuple):
    """A part of the day in the person's local time; `start` and `end` are minutes after midnight."""

    id: str
    label: str
    start: int
    end: int


class Caps(NamedTuple):
    """How often one person may be dialed; None for no limit."""

    per_day: int | None = 1
    """Attempts per local day."""
    min_gap_hours: float | None = 12
    per_7_days: int | None = 5
    per_24h: int | None = None
    per_30_days: int | None = None


class JurisdictionRule(NamedTuple):
    """One row of the calling rules: which hours and caps hold for people in `area` ("US", "US-FL")."""

    area: str
    applies_to: str
    """`both`, `b2b` or `b2c`."""
    hours: Week
    holidays_barred: bool
    caps: Caps
    source: str
    certainty: str
    """`high`, `medium`, `low` or `n/a`; only `high` ones are on unless the user says otherwise."""
    refusal_days: int | None = None
    """Days in which somebody who refused is not called again; None: the rule says nothing of it."""


class CallerHours(NamedTuple):
    """When the caller works; without `hours` the caller's side restricts nothing but days off and blocks."""

    zone: str
    hours: Week | None = None
    blocks: Week | None = None
    """Times kept free of dialing, every week."""
    days_off: frozenset[str] = frozenset()
    """ISO days, the caller's own holidays among them."""


class Policy(NamedTuple):
    """All limits and preferences that the rules of the method take."""

    house: Week
    caller: CallerHours
    parts: tuple[PartRule, ...]
    caps: Caps
    rules: tuple[JurisdictionRule, ...]
    """Only the rows that are on."""
    audience: str = "business"
    """`business` or `consumer`; rows for b2c apply to consumer lists only."""
    rest_days: int = 90
    busy_retry_minutes: int = 30
    live_drop_hours: int = 72
    callback_early_minutes: int = 5
    colleagues_same_day: bool = False
    """Two people of one organisation may be served on one day."""
    fresh_every: int | None = None
    """A fresh prospect is served after so many due ones; None: when nothing is due."""
    unresearched: Unresearched = Unresearched.SERVE
    """What is done with fresh people whose fit was not researched."""
    due_per_day: int | None = None
    """Dials that are planned for one day at most, agreed and promised ones aside; None for no limit."""
