"""The words that were given: which promises still stand, and how many of them were kept, late or broken."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from dialdeck.method.promises import sending_standing
from dialdeck.session.desk import DAY_MS
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PromiseRow

COUNTED_DAYS = 30
"""Words given for so many days back are counted."""
TOLD = ("kept", "late", "broken")


def standing_promises(desk: Desk, until: int, kind: str | None = None) -> list[PromiseRow]:
    """Return the open promises up to an instant (ms UTC) that can still be kept, the nearest first."""
    found = desk.store.open_promises(until, kind=kind, since=desk.clock.now() - 2 * DAY_MS)
    return [one for one in found if not _is_past(desk, one)]


def standing_of(desk: Desk, promise: PromiseRow) -> str:
    """Return `open`, `kept`, `late`, `broken` or `withdrawn`: broken since the midnight that ended its day."""
    return promise.settled or ("broken" if _is_past(desk, promise) else "open")


def calls_kept(desk: Desk) -> dict[str, int]:
    """Return how many promised calls of the last 30 days were kept, late and broken."""
    now = desk.clock.now()
    since = now - COUNTED_DAYS * DAY_MS
    settled = desk.store.settled_promises(since)
    counted = {standing: settled.get(standing, 0) for standing in TOLD}
    counted["broken"] += sum(_is_past(desk, one) for one in desk.store.open_promises(now, since=since))
    return counted


def sendings_kept(desk: Desk) -> dict[str, int]:
    """Return how much of what was to be sent in the last 30 days was kept, late and broken."""
    zone = desk.policy.caller.zone
    today = local_in(zone, desk.clock.now()).date()
    found: Counter[str] = Counter()
    for due_day, done_at in desk.store.sendings((today - timedelta(days=COUNTED_DAYS)).isoformat()):
        done_day = None if done_at is None else local_in(zone, done_at).date().isoformat()
        found[sending_standing(due_day, done_day, today.isoformat())] += 1
    return {standing: found[standing] for standing in TOLD}


def kept_lines(desk: Desk) -> list[str]:
    """Return how the words of the last 30 days were kept, a line each for calls and for what was to be sent."""
    rows = (("promised calls", calls_kept(desk)), ("things to send", sendings_kept(desk)))
    return [
        f"{what} of the last {COUNTED_DAYS} days: " + " · ".join(f"{counted[one]} {one}" for one in TOLD)
        for what, counted in rows
        if any(counted.values())
    ]


def _is_past(desk: Desk, promise: PromiseRow) -> bool:
    return promise.day < local_in(promise.zone, desk.clock.now()).date().isoformat()
