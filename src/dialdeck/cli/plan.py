"""The command that looks ahead: what the coming weeks bring, and what a day's dials can do of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dialdeck.cli.common import database, desk_of, json_option, wants_json
from dialdeck.cli.running import emit, line, progress_to, say
from dialdeck.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialdeck.model.plans import PlanRow, PlanView

_COUNTS = ("DUE", "DIALED", "LEFT", "PROMISES", "MESSAGES", "ANSWERED", "FRESH")


@click.command()
@click.option("--weeks", type=click.IntRange(1, 26), default=4, show_default=True, metavar="N", help="So many weeks.")
@click.option("--dials-per-day", type=click.IntRange(min=1), metavar="N", help="At most N a day (default: all due).")
@click.option("--cadence", metavar="ID", help="As if first conversations were sought by this cadence.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="Other dice for who answers.")
@json_option
@database
def plan(weeks: int, dials_per_day: int | None, cadence: str | None, seed: int) -> None:
    """Look ahead: the coming weeks, simulated from the queue.

    Dials due on each day by part of the day, what a number of dials a day leaves undone, and how many prospects it
    carries. Nothing is changed.
    """
    from dialdeck.model.plans import Asked
    from dialdeck.session.plan_words import NOBODY, plan_view
    from dialdeck.session.planning import plan_ahead, plan_json

    with desk_of() as desk:
        made = plan_ahead(desk, Asked(weeks, dials_per_day, cadence, seed), _progress())
        waiting = desk.store.count_without_zone(1_000_000)
    if wants_json():
        emit(plan_json(made))
    elif made.prospects:
        _print(plan_view(made))
    else:
        say(NOBODY)
    if waiting:
        say(f"{waiting} more wait for a time zone (dialdeck edit PROSPECT zone=…)")


def _progress() -> Callable[[int, int], bool]:
    """Return what shows how far the plan has come, when standard error is a terminal, and never stops it."""
    show = progress_to(sys.stderr)
    shown = -1

    def told(done: int, total: int) -> bool:
        nonlocal shown
        if show is not None and done != shown:
            shown = done
            show(done, total)
        return True

    return told


def _print(made: PlanView) -> None:
    header = ("DAY", *_COUNTS, *(name.upper() for name, _ in made.parts))
    rows: list[tuple[str, ...]] = []
    for week in made.weeks:
        rows += [_row(day) for day in (*week.days, week.total)]
    for text in table(header, rows, (0,) * len(header)):
        line(text)
    for text in made.sentences:
        line(text)


def _row(of: PlanRow) -> tuple[str, ...]:
    counts = (of.due, of.dialed, of.left, of.promises, of.messages, of.answered, of.fresh)
    return (of.name, *(str(count) for count in (*counts, *of.by_part)))
