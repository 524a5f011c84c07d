"""Ids that other devices and exports see: UUIDv7 text whose time is the clock's, also when a clock is set.

Sixteen bytes are made here because importing a library for them costs more than the rest of this room.
"""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME_OF_UID = 13
"""Characters at the beginning of a uid that hold nothing but its instant."""


def new_uid(instant: int) -> str:
    """Return a new UUIDv7 (RFC 9562, 5.7) as text for an instant in ms UTC; the rest of it is random."""
    random = int.from_bytes(os.urandom(10))
    return _text(instant, random >> 68, random & 0x3FFF_FFFF_FFFF_FFFF)


def uids_in_order(instant: int) -> Iterator[str]:
    """Yield UUIDv7 texts of one instant that rise by a counter in their middle (RFC 9562, 6.2); the end is random.

    Rows that come by the thousand then lie side by side in an index, instead of each on a page of its own.
    """
    start = int.from_bytes(os.urandom(3)) & 0x3FFFFF
    for number in count(start):
        tail = int.from_bytes(os.urandom(6)) & 0xFFFF_FFFF_FFFF
        # 26 bits of counter: 12 between version and variant, 14 behind the variant, room for 60 million.
        yield _text(instant, (number >> 14) & 0xFFF, (number & 0x3FFF) << 48 | tail)


def _text(instant: int, middle: int, low: int) -> str:
    high = instant & 0xFFFF_FFFF_FFFF
    text = f"{high:012x}{0x7000 | middle:04x}{0x8000_0000_0000_0000 | low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
