"""Instants as people and other programs read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def local_in(zone: str, instant: int) -> datetime:
    """Return the wall-clock time of an instant (ms UTC) in an IANA zone."""
    return datetime.fromtimestamp(instant / 1000, ZoneInfo(zone))


def iso(instant: int, zone: str) -> str:
    """Return an instant (ms UTC) as ISO 8601 with the offset that holds in `zone` then, to the second."""
    return datetime.fromtimestamp(instant // 1000, ZoneInfo(zone)).isoformat()
