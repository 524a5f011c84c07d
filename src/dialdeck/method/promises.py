"""Promises: the day that may be named, and whether the word was kept."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dialdeck.method.hours import MINUTE, local_date
from dialdeck.model.codes import PromiseKind
from dialdeck.model.facts import PromiseDraft, PromiseFact

Standing = Literal["open", "kept", "late", "broken"]
ON_TIME = 15 * MINUTE
"""A promise with a clock time is kept within this much of it."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def promise_words(made_day: date, promise_day: date) -> str:
    """Return how a promised day is said on the day it is promised: "tomorrow" only when it is, else "on Monday"."""
    ahead = (promise_day - made_day).days
    if ahead == 0:
        return "later today"
    if ahead == 1:
        return "tomorrow"
    weekday = f"on {_WEEKDAYS[promise_day.weekday()]}"
    return weekday if 0 < ahead < 7 else f"{weekday}, {promise_day.day} {_MONTHS[promise_day.month - 1]}"


def promise_standing(promise: PromiseFact | PromiseDraft, zone: str, dialed_at: int | None, now: int) -> Standing:
    """Return how a promise stands when the person was dialed at `dialed_at` (None: not since it was made).

    A day promise is kept at any time of its local day: the message says "tomorrow" and no part. A clock time is kept
    within 15 minutes and late on the same day afterwards. Both are broken at midnight in `zone`.
    """
    if dialed_at is not None and local_date(zone, dialed_at).isoformat() == promise.day:
        if promise.kind is PromiseKind.DAY:
            return "kept"
        if dialed_at >= promise.at - ON_TIME:
            return "kept" if dialed_at <= promise.at + ON_TIME else "late"
    return "broken" if local_date(zone, now).isoformat() > promise.day else "open"


def sending_standing(due_day: str, done_day: str | None, today: str) -> Standing:
    """Return how it stands with something that was to be sent by a day; all are ISO days of the caller.

    Kept when it was done by then, late afterwards, broken while it is still to be done on a later day.
    """
    if done_day is not None:
        return "kept" if done_day <= due_day else "late"
    return "broken" if today > due_day else "open"


def is_ahead(promise: PromiseFact, zone: str, at: int) -> bool:
    """Return whether a dial at the instant comes too early to be the promised one."""
    if promise.kind is PromiseKind.DAY:
        return promise.day > local_date(zone, at).isoformat()
    return promise.at - at > ON_TIME
