"""The command that looks ahead: what the coming weeks bring, and what a day's dials can do of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dialdeck.cli.common import database, desk_of, json_option, wants_json
from dialdeck.cli.running import emit, line, progress_to, say
from dialdeck.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dialdeck.session.planning import Plan, PlanDay, PlanWeek

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
    from dialdeck.session.planning import Asked, plan_ahead, plan_json

    with desk_of() as desk:
        made = plan_ahead(desk, Asked(weeks, dials_per_day, cadence, seed), _progress())
        waiting = desk.store.count_without_zone(1_000_000)
    if wants_json():
        emit(plan_json(made))
    else:
        _print(made)
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


def _print(made: Plan) -> None:
    if not made.prospects:
        say("nobody is in play; bring people in with: dialdeck import FILE")
        return
    parts = [part for part, _ in made.parts if any(day.by_part.get(part) for day in made.days)]
    header = ("DAY", *_COUNTS, *(part.upper() for part in parts))
    rows: list[tuple[str, ...]] = []
    for week in made.weeks:
        days = made.days[(week.number - 1) * 7 : week.number * 7]
        rows += [_row(f"{day.day:%a %d %b}", day, [day], parts) for day in days if day.due]
        rows.append(_row(f"week {week.number}", week, days, parts))
    for text in table(header, rows, (0,) * len(header)):
        line(text)
    for text in _sentences(made):
        line(text)


def _row(name: str, of: PlanDay | PlanWeek, days: Iterable[PlanDay], parts: Iterable[str]) -> tuple[str, ...]:
    counts = (of.due, of.dialed, of.backlog, of.promises, of.messages, of.answered, of.fresh)
    listed = list(days)
    by_part = (sum(day.by_part.get(part, 0) for day in listed) for part in parts)
    return (name, *(str(count) for count in (*counts, *by_part)))


def _sentences(made: Plan) -> list[str]:
    asked = made.asked
    texts = [
        f"{made.dials:,} dials to {made.prospects:,} prospects in {_weeks(asked.weeks)}; counted in {made.zone}.",
        _rate(made),
        _machine(made),
    ]
    if made.unchanged is not None:
        texts.append(f"By the cadence {asked.cadence} {made.dials:,} dials, as things stand {made.unchanged:,}.")
    whose = "" if asked.dials_per_day else " (the goal of a session)"
    texts.append(
        f"{made.carry_dials:,} dials a day{whose} carry about {made.carry:,} prospects like yours who begin the "
        f"cadence {made.carry_cadence} together; with more, the backlog grows."
    )
    return texts


def _rate(made: Plan) -> str:
    from dialdeck.session.planning import ENOUGH, RATE_DAYS

    odds = made.odds
    based = f"of {odds.dials:,} dials that rang in the last {RATE_DAYS} days"
    if odds.assumed:
        return f"Answer rate assumed: {odds.rate:.0%} ({odds.answers:,} {based} were answered; {ENOUGH} are needed)."
    return f"Answer rate {odds.rate:.0%}, from your own dials: {odds.answers:,} {based}, by part of the day."


def _machine(made: Plan) -> str:
    odds = made.odds
    if not odds.machine_dials:
        return "Assumed that a machine takes every planned message when nobody answers."
    based = f"from your own {odds.machine_dials:,}"
    return f"A machine is reached by {odds.machine:.0%} of the dials that nobody answers, {based}."


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"
