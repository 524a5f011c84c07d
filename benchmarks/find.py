"""Finding and narrowing: what a few letters cost in a file of any size, and what a narrowed queue costs."""

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.head import Unexpected, first_of
from benchmarks.programs import CLOCK
from benchmarks.report import Goal, Report
from benchmarks.stats import summary
from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.session.compose import open_desk
from dialdeck.session.serving import Serving
from dialdeck.storage.narrowing import Scope
from dialdeck.storage.store import Store

FIND_LIMIT_MS = 20.0
EVERYBODY_LIMIT_MS = 60.0
"""For a long word that everybody in the file has: the index gathers a million people to show fifty."""
NARROW_LIMIT_MS = 1_000.0
SCOPES_LIMIT_MS = 50.0
HEAD_LIMIT_MS = 1.0
TEXTS = {
    "one letter": "d",
    "two letters": "da",
    "a common first name": "dana",
    "a name and a workplace": "whit dana kest",
    "a workplace that all have": "kestrel",
    "the end of a number": "0076",
}
LIST_SHARE = 20
"""The list that the queue is narrowed to has every twentieth person on it."""


def measure(report: Report, db: Path, reads: int) -> None:
    """Search, then narrow to a twentieth of a file of generated people; hold the slowest reads against limits.

    Puts that twentieth on a list of its own first. Raises Unexpected when nobody is found or next.
    """
    clock = SteppingClock(parse_instant(CLOCK, "the benchmark's clock"))
    desk = open_desk(db, clock, create=False)
    try:
        store, serving = desk.store, Serving(desk)
        for what, text in TEXTS.items():
            limit = EVERYBODY_LIMIT_MS if text == "kestrel" else FIND_LIMIT_MS
            _held(report, f"find: {what}", limit, reads, partial(store.find_people, text))
        scope = Scope("list", str(_listed(store)))
        _held(report, "scopes to narrow to", SCOPES_LIMIT_MS, 15, store.scopes)

        def narrow() -> Scope | None:
            store.narrow(scope)
            return store.scope

        _held(report, "narrow to a list", NARROW_LIMIT_MS, 3, narrow)
        _held(
            report, "head of the narrowed queue", HEAD_LIMIT_MS, reads, partial(first_of, desk, serving), slowest=False
        )
    finally:
        desk.store.close()


def _held(
    report: Report, name: str, limit: float, count: int, read: Callable[[], object], *, slowest: bool = True
) -> None:
    """Hold the slowest of `count` reads, or their median, against a limit; the first finds nothing in memory."""
    taken = []
    for _ in range(count):
        gc.collect(0)  # not during the read
        began = time.perf_counter()
        found = read()
        taken.append(time.perf_counter() - began)
        if not found:
            raise Unexpected(f"{name}: nothing was found")
    report.figures[name] = summary(taken)
    what, measured = ("slowest", report.figures[name].most) if slowest else ("p50", report.figures[name].p50)
    report.goals.append(Goal(f"{name}, {what}", measured, limit, unit="ms"))


def _listed(store: Store) -> int:
    """Put every twentieth person on a list of their own and return its id."""
    with store.write() as conn:
        row = conn.execute("INSERT INTO lists (uid, name) VALUES ('narrowed', 'narrowed') RETURNING id").fetchone()
        conn.execute("UPDATE people SET list_id = ? WHERE id % ? = 7", (row[0], LIST_SHARE))
    return int(row[0])
