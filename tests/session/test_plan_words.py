"""A plan as rows and sentences: the same numbers as in the plan, and nothing that needs a plan to be understood."""

from __future__ import annotations

from dialdeck.session.desk import Desk
from dialdeck.session.plan_words import plan_view
from dialdeck.session.planning import Asked, plan_ahead
from tests.session.floor import Floor


def test_weeks_hold_the_days_on_which_anything_is_due(floor: Floor, desk: Desk) -> None:
    for _ in range(6):
        floor.person()
    plan = plan_ahead(desk, Asked(dials_per_day=2))
    view = plan_view(plan)
    days = [day for day in plan.days if day.due]
    rows = [row for week in view.weeks for row in week.days]
    assert [(row.name, row.due, row.dialed, row.left) for row in rows] == [
        (f"{day.day:%a %d %b}", day.due, day.dialed, day.backlog) for day in days
    ]
    assert [week.total.dialed for week in view.weeks] == [week.dialed for week in plan.weeks]
    assert view.span == "Tue 10 Mar to Mon 06 Apr"


def test_a_row_has_its_dials_by_the_parts_in_which_anything_is_dialed(floor: Floor, desk: Desk) -> None:
    for _ in range(6):
        floor.person()
    view = plan_view(plan_ahead(desk))
    known = {"early": "early", "mid-morning": "morn", "midday": "noon", "afternoon": "aftn", "late": "late"}
    assert all(known[name] == short for name, short in view.parts)
    rows = [row for week in view.weeks for row in (week.total, *week.days)]
    assert rows
    assert all(len(row.by_part) == len(view.parts) and sum(row.by_part) == row.dialed for row in rows)
    assert all(any(row.by_part[at] for row in rows) for at in range(len(view.parts)))


def test_dials_outside_all_parts_have_a_column_of_their_own(floor: Floor, desk: Desk) -> None:
    floor.person()
    plan = plan_ahead(desk, Asked(weeks=1))
    outside = plan._replace(days=(plan.days[0]._replace(by_part={"": 4}), *plan.days[1:]))
    view = plan_view(outside)
    assert view.parts[-1] == ("other", "other")
    assert view.weeks[0].days[0].by_part[-1] == 4


def test_a_change_of_cadence_is_said_in_dials(floor: Floor, desk: Desk) -> None:
    floor.person()
    as_is, brief = plan_ahead(desk), plan_ahead(desk, Asked(cadence="brief"))
    assert f"By the cadence brief {brief.dials} dials, as things stand {as_is.dials}." in plan_view(brief).sentences
    assert not any("as things stand" in text for text in plan_view(as_is).sentences)


def test_an_empty_queue_is_one_sentence(desk: Desk) -> None:
    view = plan_view(plan_ahead(desk), waiting=2)
    assert (view.weeks, view.span) == ((), "")
    assert view.sentences == (
        "Nobody is in play; bring people in with: dialdeck import FILE",
        "2 more wait for a time zone and are not in it.",
    )
