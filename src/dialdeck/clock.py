"""The only source of time: what needs `now` is handed a Clock, so that rules can be tested and demos repeated.

Instants are integer milliseconds since 1970-01-01 UTC. Durations are taken from the monotonic reading.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import Protocol

from dialdeck.errors import UsageError

ENVIRONMENT = "DIALDECK_CLOCK"
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""What an instant can be: outside of it calendars and zones know nothing to go by."""


class Clock(Protocol):
    """Where time comes from; `is_set` says that it does not follow the machine's clock."""

    is_set: bool

    def now(self) -> int:
        """Return the present instant in ms UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""


class SystemClock:
    """The machine's clock, or one that starts at `start` (ms UTC) and runs on from there."""

    def __init__(self, start: int | None = None) -> None:
        """Start now, or at `start` in ms UTC."""
        self.is_set = start is not None
        self._shift = 0 if start is None else start - _wall()

    def now(self) -> int:
        """Return the present instant in ms UTC."""
        return _wall() + self._shift

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()


class SteppingClock:
    """A clock that moves only when told: for the history of the sample data, screenshots and tests."""

    is_set = True

    def __init__(self, start: int) -> None:
        """Stand at `start` in ms UTC."""
        self._now = start
        self._moved = 0.0

    def now(self) -> int:
        """Return the instant at which the clock stands, in ms UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds by which the clock was moved forward so far."""
        return self._moved

    def move_to(self, instant: int) -> None:
        """Stand at `instant` (ms UTC) from here on; moving back leaves the monotonic reading as it is."""
        self._moved += max(0, instant - self._now) / 1000
        self._now = instant

    def advance(self, seconds: float) -> None:
        """Move on by `seconds`."""
        self.move_to(self._now + round(seconds * 1000))


def clock_from_environment() -> SystemClock:
    """Return the machine's clock, or one started at DIALDECK_CLOCK; raise UsageError if that cannot be read."""
    text = os.environ.get(ENVIRONMENT)
    return SystemClock(parse_instant(text, ENVIRONMENT)) if text else SystemClock()


def parse_instant(text: str, where: str) -> int:
    """Return the ms UTC of an ISO 8601 time with offset; `where` names its origin in the UsageError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        example = "2026-03-10T10:05-05:00"
        message = f"{where}: {text!r} is not an ISO time with offset between 1970 and 2200; write it like {example}"
        raise UsageError(message)
    return round(moment.timestamp() * 1000)


def to_datetime(instant: int) -> datetime:
    """Return the aware UTC datetime of an instant in ms."""
    return datetime.fromtimestamp(instant / 1000, UTC)


def _wall() -> int:
    return time.time_ns() // 1_000_000
