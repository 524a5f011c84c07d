"""Outcome key → committed → next person painted, at several sizes of the file, beside the ordinary app's plain key.

All programs are open at once and take turns within each round, so that noise of the machine meets all alike. While one
is measured the others are idle. The call screen's guards are kept: no key within 300 ms of a new dial or person.
"""

import random
import sqlite3
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks.programs import (
    current_person,
    dialdeck,
    ordinary,
    ordinary_shows,
    somebody_else_is_up,
    somebody_is_up,
)
from benchmarks.pty_harness import Paint, Program
from benchmarks.report import Goal, Report, growth
from benchmarks.stats import summary

WARM_UP = 10
GUARD = 0.35
"""Seconds that a dial, and a person, must have been on the screen before the next key counts."""
THINK = 0.02
"""The longest random pause before a measured key."""

GROWTH_LIMIT = 1.2
P50_LIMIT, P99_LIMIT = 0.5, 0.25
MEMORY_LIMIT_MB = 90
"""The highest resident size after all keys, at the largest file."""

ORDINARY = "key, ordinary app"


class Unrecorded(Exception):
    """Fewer outcomes are in the file than keys were timed: the paint came without the work."""


def measure(report: Report, databases: Mapping[int, Path], keys: int) -> None:
    """Time `keys` outcome keys on each database (by number of people), and as many plain keys of the ordinary app.

    Raises ProgramError when a program dies or does not go on to somebody else, Unrecorded when an outcome is missing.
    """
    dice = random.Random(1)
    samples: dict[str, list[float]] = {}
    with ExitStack() as stack:
        decks = {people: stack.enter_context(dialdeck(db)) for people, db in databases.items()}
        plain = stack.enter_context(ordinary())
        plain.wait_for(ordinary_shows(0), "its panels")
        for deck in decks.values():
            deck.wait_for(somebody_is_up, "the current person")
            deck.idle(GUARD)
        for round_ in range(keys + WARM_UP):
            for name, paint in _one_round(decks, plain, round_, dice).items():
                if round_ >= WARM_UP:
                    samples.setdefault(name, []).append(paint.last)
        report.memory_mb |= {f"{people:,} people": deck.peak_mb for people, deck in decks.items()}
    for db in databases.values():
        expect_outcomes(db, keys + WARM_UP)
    report.figures |= {name: summary(samples[name]) for name in [ORDINARY, *map(_name, databases)]}
    _hold_against_goals(report, list(databases))


def _one_round(decks: Mapping[int, Program], plain: Program, round_: int, dice: random.Random) -> dict[str, Paint]:
    """One dial in every deck and one key in the ordinary app, in random order; what each took, by name."""
    for deck in decks.values():
        deck.key(b" ", what="no dial opened")
    time.sleep(GUARD)
    taken: dict[str, Paint] = {}
    for people in dice.sample([0, *decks], len(decks) + 1):
        program = decks.get(people, plain)
        program.idle(dice.random() * THINK)
        if program is plain:
            taken[ORDINARY] = plain.key(b"j", ordinary_shows(round_ + 1), f"person {round_ + 1} on all panels")
        else:
            before = current_person(program.emulator)
            key = b"v" if round_ % 2 else b"h"
            taken[_name(people)] = program.key(key, somebody_else_is_up(before), f"somebody else than {before}")
    time.sleep(GUARD)
    return taken


def expect_outcomes(db: Path, wanted: int) -> None:
    """Raise Unrecorded unless a file holds so many outcomes."""
    with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM events WHERE kind = 'outcome'").fetchone()
    if found != wanted:
        raise Unrecorded(f"{db.name}: {wanted} outcome keys were painted, {found} outcomes are in the file")


def _hold_against_goals(report: Report, sizes: list[int]) -> None:
    ours = [report.figures[_name(people)] for people in sizes]
    plain = report.figures[ORDINARY]
    report.goals += [
        Goal("outcome key, p50, largest / smallest", growth([figure.p50 for figure in ours]), GROWTH_LIMIT),
        Goal("outcome key, p99, largest / smallest", growth([figure.p99 for figure in ours]), GROWTH_LIMIT),
    ]
    largest = f"{max(sizes):,} people"
    report.goals.append(Goal(f"peak memory, {largest}", report.memory_mb[largest], MEMORY_LIMIT_MB, unit="MB"))
    for people, figure in zip(sizes, ours, strict=True):
        report.goals += [
            Goal(f"{_name(people)}, p50 / ordinary", figure.p50 / plain.p50, P50_LIMIT),
            Goal(f"{_name(people)}, p99 / ordinary", figure.p99 / plain.p99, P99_LIMIT),
        ]


def _name(people: int) -> str:
    return f"outcome key, {people:,} people"
