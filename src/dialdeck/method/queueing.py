"""The order of the hot: who is served first among those who may be dialed now.

Callbacks with a clock time, returned calls, day promises, due dials (inside their part of the day before those who have
waited through it), fresh ones, those first whose fit was researched; last of all people due today whose part is still
to come (method, calling: parts). Among people alike otherwise the better fit goes first.
"""

from __future__ import annotations

from enum import IntEnum
from typing import assert_never

from dialdeck.method.hours import MINUTE
from dialdeck.model.codes import Bucket, Stage
from dialdeck.model.state import State


class Rank(IntEnum):
    """Place in the order; a lower one is served first, `NOT_DUE` not at all."""

    CALLBACK = 0
    RETURNED = 1
    PROMISE = 2
    IN_PART = 3
    PART_PASSED = 4
    FRESH = 5
    UNRESEARCHED = 6
    PART_LATER = 7
    NOT_DUE = 9


NEW = frozenset({Rank.FRESH, Rank.UNRESEARCHED})
"""Nobody called them yet."""
WAITING = frozenset({Bucket.FRESH, Bucket.RETURNED})
"""Since when they wait says who of them goes first, never from when on: a clock that was ahead keeps nobody back."""
HOT = frozenset({Bucket.CALLBACK, Bucket.RETURNED, Bucket.PROMISE})
"""A word was given, or they wait for us: nothing that is merely good manners holds these back."""
TO_PREPARE = "fit not researched: waits in the tasks to be prepared, enter brings them up all the same"
COLLEAGUE = "a colleague was dialed today: the queue waits until tomorrow, enter brings them up all the same"
_USUAL = tuple(Rank)[:-1]
_FRESH_FIRST = tuple(sorted(_USUAL, key=lambda one: (one > Rank.PROMISE, one not in NEW, one)))
_WORDS = {
    Rank.CALLBACK: "agreed time",
    Rank.RETURNED: "they called and wait for us",
    Rank.PROMISE: "promised for today",
    Rank.IN_PART: "due, and inside the wished part of the day",
    Rank.PART_PASSED: "due, the wished part of the day has passed",
    Rank.FRESH: "fresh: not dialed yet",
    Rank.UNRESEARCHED: "fresh: not dialed yet; fit not researched, so after those whose was",
    Rank.PART_LATER: "due today, the wished part of the day is still to come",
}

_BROKEN = {Rank.CALLBACK: "agreed time", Rank.PROMISE: "promised call"}
"""Words that were given and not kept on their day: they stay first, and are not told as if they still held."""


def rank(
    state: State, now: int, part_start: int | None, day_end: int, early_minutes: int = 5, *, researched: bool = True
) -> Rank:
    """Return the rank of a person at `now` (ms UTC), hours and caps apart.

    `part_start` is when the present part of the day began in the person's place (None between parts), `day_end` when
    the local day ends, `early_minutes` how long before its time a callback is up.
    """
    if state.bucket is None or state.due_at is None:
        return Rank.NOT_DUE
    order = _ranked(state.bucket, state.due_at, now, (part_start, day_end), early_minutes)
    return Rank.UNRESEARCHED if order is Rank.FRESH and not researched else order


def serving_order(due_served: int, fresh_every: int | None) -> tuple[Rank, ...]:
    """Return the ranks in the order in which they are served, `NOT_DUE` left out.

    New people go before what is due, never before the hot, once `fresh_every` due ones were served since the last
    fresh one; None: they wait until nothing is due.
    """
    return _FRESH_FIRST if fresh_every is not None and due_served >= fresh_every else _USUAL


def explain(state: State, order: Rank, today: str) -> str:
    """Return in one line why a person stands where they stand; `today` is their local day (ISO)."""
    if order in _BROKEN and state.due_day is not None and state.due_day < today:
        return f"{_BROKEN[order]}, broken since {state.due_day}"
    return _WORDS.get(order) or _waiting(state)


def _ranked(bucket: Bucket, due_at: int, now: int, part: tuple[int | None, int], early_minutes: int) -> Rank:
    part_start, day_end = part
    order: Rank
    match bucket:
        case Bucket.CALLBACK:
            return Rank.CALLBACK if due_at <= now + early_minutes * MINUTE else Rank.NOT_DUE
        case Bucket.RETURNED:
            return Rank.RETURNED
        case Bucket.PROMISE:
            order = Rank.PROMISE
        case Bucket.FRESH:
            return Rank.FRESH
        case Bucket.DUE:
            order = Rank.IN_PART if part_start is not None and due_at >= part_start else Rank.PART_PASSED
        case Bucket.ARRIVING:
            return Rank.NOT_DUE
        case _:
            assert_never(bucket)
    return _reached(order, due_at, now, day_end)


def _reached(order: Rank, due_at: int, now: int, day_end: int) -> Rank:
    if due_at <= now:
        return order
    return Rank.PART_LATER if due_at < day_end else Rank.NOT_DUE


def _waiting(state: State) -> str:
    if state.bucket is None or state.due_day is None:
        return f"not in the queue: {state.stage}"
    if state.stage in {Stage.RESTING, Stage.MEETING}:
        return f"{state.stage} until {state.due_day}"
    if state.bucket is Bucket.CALLBACK:
        return f"waits for the agreed time on {state.due_day}"
    return f"not due before {state.due_day}"
