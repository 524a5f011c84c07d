"""The head of the queue: how long it takes to know who is next, with many places open, in a file of any size."""

import gc
import time
from pathlib import Path

from benchmarks.programs import CLOCK
from benchmarks.report import Goal, Report
from benchmarks.stats import summary
from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.method.queueing import Rank
from dialdeck.session.compose import open_desk
from dialdeck.session.desk import Desk
from dialdeck.session.serving import Serving
from dialdeck.storage.queue import QueueKey

LIMIT_MS = 1.0


class Unexpected(Exception):
    """The queue is not what was built: the figure would be about something else."""


def measure(report: Report, db: Path, places: int, reads: int) -> None:
    """Ask `reads` times who is next in a file of generated people, a second apart, with so many places open.

    The median is held against the limit. Raises Unexpected when another number of places is open or nobody is next.
    """
    clock = SteppingClock(parse_instant(CLOCK, "the benchmark's clock"))
    desk = open_desk(db, clock, create=False)
    try:
        serving = Serving(desk)
        found = len({place for one in serving.all_ranges() for place in one.places.ids})
        if found != places:
            raise Unexpected(f"{places} places were built, {found} are open")
        taken = [_one_read(desk, serving, clock) for _ in range(reads)]
    finally:
        desk.store.close()
    name = f"head of the queue, {places} places"
    report.figures[name] = summary(taken)
    report.goals.append(Goal(f"{name}, p50", report.figures[name].p50, LIMIT_MS, unit="ms"))


def first_of(desk: Desk, serving: Serving) -> QueueKey | None:
    """Return where the first in serving order stands, caps and claims not asked; None when nobody is left."""
    heads = (desk.store.head(serving.ranges(rank)) for rank in Rank)
    return next((head for head in heads if head is not None), None)


def _one_read(desk: Desk, serving: Serving, clock: SteppingClock) -> float:
    clock.advance(1)
    gc.collect(0)  # not during the read
    began = time.perf_counter()
    head = first_of(desk, serving)
    took = time.perf_counter() - began
    if head is None:
        raise Unexpected("nobody is next")
    return took
