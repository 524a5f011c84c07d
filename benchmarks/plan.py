"""Planning ahead: how long four weeks take for ten thousand people who all begin, without a limit of dials a day."""

import time
from pathlib import Path

from benchmarks import people
from benchmarks.head import Unexpected
from benchmarks.programs import CLOCK
from benchmarks.report import Goal, Report
from benchmarks.stats import summary
from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.session.compose import open_desk
from dialdeck.session.planning import Plan, plan_ahead

PEOPLE = 10_000
LIMIT_MS = 5_000.0
ROUNDS = 3


def measure(report: Report, scratch: Path, places: int) -> None:
    """Plan four weeks for a new file of so many fresh people, reading and the search included.

    The median is held against the limit. Raises Unexpected when not everybody is in the plan, or far too few dials.
    """
    db = scratch / "plan.db"
    people.build(db, PEOPLE, places)
    taken = [_one_plan(db) for _ in range(ROUNDS)]
    name = f"plan of four weeks, {PEOPLE:,} people"
    report.figures[name] = summary(taken)
    report.goals.append(Goal(f"{name}, p50", report.figures[name].p50, LIMIT_MS, unit="ms"))


def _one_plan(db: Path) -> float:
    desk = open_desk(db, SteppingClock(parse_instant(CLOCK, "the benchmark's clock")), create=False)
    try:
        began = time.perf_counter()
        plan = plan_ahead(desk)
        took = time.perf_counter() - began
    finally:
        desk.store.close()
    _check(plan)
    return took


def _check(plan: Plan) -> None:
    """A plan that left people or weeks out would be fast as well."""
    if plan.prospects != PEOPLE or plan.days[0].dialed != PEOPLE or plan.dials < 6 * PEOPLE:
        raise Unexpected(f"{plan.dials:,} dials were planned for {plan.prospects:,} people")
