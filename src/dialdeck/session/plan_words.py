"""A plan as rows and sentences: the same for the command `plan` and for the page that the key `P` opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.plans import PlanRow, PlanView, WeekRows
from dialdeck.session.planning import ENOUGH, RATE_DAYS, WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.session.planning import Plan, PlanDay, PlanWeek

NOBODY = "nobody is in play; bring people in with: dialdeck import FILE"
_SHORT = {"mid-morning": "morn", "midday": "noon", "afternoon": "aftn"}
_OUTSIDE = "other"
"""Hours outside all parts of the day."""


def plan_view(plan: Plan, waiting: int = 0) -> PlanView:
    """Return a plan for people; `waiting` prospects are not in it because they lack a time zone."""
    if not plan.prospects:
        return PlanView(plan.asked, "", (), (), (f"{NOBODY[0].upper()}{NOBODY[1:]}", *_waiting(waiting)))
    ids = [part for part in (*(id_ for id_, _ in plan.parts), "") if any(day.by_part.get(part) for day in plan.days)]
    weeks: list[WeekRows] = []
    for week in plan.weeks:
        days = plan.days[(week.number - 1) * WEEK : week.number * WEEK]
        total = _row(f"week {week.number}", week, days, ids)
        weeks.append(WeekRows(total, tuple(_row(f"{day.day:%a %d %b}", day, [day], ids) for day in days if day.due)))
    return PlanView(
        asked=plan.asked,
        span=f"{plan.days[0].day:%a %d %b} to {plan.days[-1].day:%a %d %b}",
        parts=tuple((part or _OUTSIDE, _SHORT.get(part, part or _OUTSIDE)) for part in ids),
        weeks=tuple(weeks),
        sentences=(*sentences(plan), *_waiting(waiting)),
    )


def sentences(plan: Plan) -> list[str]:
    """Return what a plan comes to and what it rests on."""
    asked = plan.asked
    texts = [
        f"{plan.dials:,} dials to {plan.prospects:,} prospects in {_weeks(asked.weeks)}; counted in {plan.zone}.",
        _rate(plan),
        _machine(plan),
    ]
    if plan.unchanged is not None:
        texts.append(f"By the cadence {asked.cadence} {plan.dials:,} dials, as things stand {plan.unchanged:,}.")
    whose = "" if asked.dials_per_day else " (the goal of a session)"
    texts.append(
        f"{plan.carry_dials:,} dials a day{whose} carry about {plan.carry:,} prospects like yours who begin the "
        f"cadence {plan.carry_cadence} together; with more, the backlog grows."
    )
    return texts


def _row(name: str, of: PlanDay | PlanWeek, days: Sequence[PlanDay], parts: Sequence[str]) -> PlanRow:
    by_part = tuple(sum(day.by_part.get(part, 0) for day in days) for part in parts)
    return PlanRow(name, of.due, of.dialed, of.backlog, of.promises, of.messages, of.answered, of.fresh, by_part)


def _rate(plan: Plan) -> str:
    odds = plan.odds
    based = f"of {odds.dials:,} dials that rang in the last {RATE_DAYS} days"
    if odds.assumed:
        return f"Answer rate assumed: {odds.rate:.0%} ({odds.answers:,} {based} were answered; {ENOUGH} are needed)."
    return f"Answer rate {odds.rate:.0%}, from your own dials: {odds.answers:,} {based}, by part of the day."


def _machine(plan: Plan) -> str:
    odds = plan.odds
    if not odds.machine_dials:
        return "Assumed that a machine takes every planned message when nobody answers."
    based = f"from your own {odds.machine_dials:,}"
    return f"A machine is reached by {odds.machine:.0%} of the dials that nobody answers, {based}."


def _waiting(waiting: int) -> list[str]:
    return [f"{waiting:,} more wait for a time zone and are not in it."] if waiting else []


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"
