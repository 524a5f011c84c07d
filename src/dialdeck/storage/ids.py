"""Ids that other devices and exports see: UUIDv7 text whose time is the clock's, also when a clock is set.

Sixteen bytes are made here because importing a library for them costs more than the rest of this room.
"""

from __future__ import annotations

import os


def new_uid(instant: int) -> str:
    """Return a new UUIDv7 (RFC 9562, 5.7) as text for an instant in ms UTC; the rest of it is random."""
    random = int.from_bytes(os.urandom(10))
    high = instant & 0xFFFF_FFFF_FFFF
    middle = 0x7000 | (random >> 68)
    low = 0x8000_0000_0000_0000 | (random & 0x3FFF_FFFF_FFFF_FFFF)
    text = f"{high:012x}{middle:04x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
