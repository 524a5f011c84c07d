"""By which kinds of number somebody can be reached: a fact about their numbers, whatever the settings allow today.

`states.reach` is ORDINARY when one of their numbers that is neither dead nor on the do-not-call list is of a kind that
is dialed without asking; else the sum of the bits of the kinds that the settings can allow, 0 for none at all. Triggers
keep it (`schema_3.py`), so that the queue passes over whom no number reaches by seeks, and no setting is ever stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

ORDINARY = 1
BITS = {"premium": 2, "shared_cost": 4, "personal": 8}
_OTHERS = range(0, sum(BITS.values()) + 1, 2)


def reaches(allow_kinds: Collection[str] = ()) -> tuple[int, ...]:
    """Return the values of `reach` of those who may be dialed when these kinds are allowed beside the ordinary ones."""
    allowed = sum(BITS[kind] for kind in allow_kinds)
    return (ORDINARY, *(value for value in _OTHERS if value & allowed))


def out_of_reach(within: Collection[int]) -> tuple[int, ...]:
    """Return the values of `reach` of those who may not be dialed when `within` are those who may."""
    return tuple(value for value in (ORDINARY, *_OTHERS) if value not in within)
