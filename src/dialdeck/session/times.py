"""Instants as people and other programs read them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from dialdeck.method.hours import is_zone


def local_in(zone: str, instant: int) -> datetime:
    """Return the wall-clock time of an instant (ms UTC) in an IANA zone; in UTC when there is no such zone."""
    return datetime.fromtimestamp(instant / 1000, _known(zone))


def iso(instant: int, zone: str) -> str:
    """Return an instant (ms UTC) as ISO 8601 with the offset that holds in `zone` then (else UTC), to the second."""
    return datetime.fromtimestamp(instant // 1000, _known(zone)).isoformat()


def _known(zone: str) -> tzinfo:
    return ZoneInfo(zone) if is_zone(zone) else UTC
