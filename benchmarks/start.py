"""First meaningful paint: process start until a terminal of 120 × 36 shows the current person, beside the bare app."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.programs import bare, bare_is_painted, dialdeck, somebody_is_up
from benchmarks.pty_harness import Program, Seen
from benchmarks.report import Goal, Report
from benchmarks.stats import summary

LIMIT = 1.2
"""How many times the bare app's start ours may take at the median."""


def measure(report: Report, databases: Mapping[int, Path], starts: int) -> None:
    """Start the bare app and dialdeck on each database (by number of people) in turn, `starts` times each.

    One start of each before that is not counted: it fills caches. Raises ProgramError when a program shows nothing.
    """
    samples: dict[str, list[float]] = {}
    for round_ in range(starts + 1):
        for name, taken in _one_round(databases).items():
            if round_:
                samples.setdefault(name, []).append(taken)
    report.figures |= {name: summary(taken) for name, taken in samples.items()}
    floor = report.figures["start, bare app"].p50
    for people in databases:
        ours = report.figures[_name(people)].p50
        report.goals.append(Goal(f"{_name(people)}, p50 / bare app", ours / floor, LIMIT))


def _one_round(databases: Mapping[int, Path]) -> dict[str, float]:
    """Seconds to the first meaningful paint of every program, by name."""
    taken = {"start, bare app": _start(bare, bare_is_painted, "its panels")}
    for people, db in databases.items():
        taken[_name(people)] = _start(partial(dialdeck, db), somebody_is_up, "the current person")
    return taken


def _start(program: Callable[[], Program], seen: Seen, what: str) -> float:
    with program() as running:
        return running.wait_for(seen, what)


def _name(people: int) -> str:
    return f"start, {people:,} people"
