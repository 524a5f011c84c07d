"""Plan ahead on a real file: from the queue as it is, with the user's own rates, and nothing changed by it."""

from __future__ import annotations

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import MissingError
from dialdeck.session.desk import Desk
from dialdeck.session.planning import Asked, Plan, Progress, Stopped, plan_ahead, plan_json
from tests.session.floor import LEFT, SILENT, Floor


def planned(desk: Desk, **asked: object) -> Plan:
    return plan_ahead(desk, Asked(**asked))  # type: ignore[arg-type]


def test_the_plan_begins_today_and_has_a_row_for_each_day(floor: Floor, desk: Desk) -> None:
    floor.person()
    plan = planned(desk, weeks=2)
    assert [row.day.isoformat() for row in plan.days][:: len(plan.days) - 1] == ["2026-03-10", "2026-03-23"]
    assert (plan.prospects, plan.days[0].dialed, plan.days[0].fresh, plan.zone) == (1, 1, 1, "America/Chicago")


def test_the_plan_is_what_happens_when_it_is_followed(floor: Floor, desk: Desk) -> None:
    person = floor.person()
    plans = (planned(desk, seed=seed) for seed in range(99))
    plan = next(one for one in plans if not any(row.answered for row in one.days))
    days = [row.day.isoformat() for row in plan.days if row.dialed]
    made = []
    while floor.due(person)[:10] <= plan.days[-1].day.isoformat():
        made.append(max(floor.due(person)[:10], "2026-03-10"))
        floor.when_due(person, LEFT if floor.state(person).plan == "voicemail" else SILENT)
    assert made == days
    assert len(made) > 8


def asked_before(times: int) -> Progress:
    """Return what goes on until it was asked so many times."""
    left = iter(range(times - 1))
    return lambda done, total: next(left, None) is not None


def test_nothing_is_changed_by_planning(floor: Floor, desk: Desk) -> None:
    person = floor.person()
    before = (floor.state(person), desk.store.last_operation())
    assert planned(desk) == planned(desk)
    assert (floor.state(person), desk.store.last_operation()) == before


def test_with_few_dials_the_rate_is_assumed_and_with_thirty_it_is_the_users(
    floor: Floor, desk: Desk, clock: SteppingClock
) -> None:
    for _ in range(30):
        floor.dial(floor.person(), SILENT)
    odds = planned(desk).odds
    assert (odds.assumed, odds.rate, odds.dials) == (True, 0.1, 0)
    from dialdeck.session.compose import open_desk

    again = open_desk(desk.store.path, clock)
    odds = plan_ahead(again).odds
    again.store.close()
    assert (odds.assumed, odds.answers, odds.dials, odds.machine_dials) == (False, 0, 30, 30)


def test_a_limit_leaves_a_backlog_and_dials_made_today_count(floor: Floor, desk: Desk) -> None:
    people = [floor.person() for _ in range(9)]
    floor.dial(people[0], LEFT)
    plan = planned(desk, dials_per_day=3)
    assert [(row.due, row.dialed, row.backlog) for row in plan.days[:2]] == [(8, 2, 6), (6, 3, 3)]
    assert (plan.carry_dials, plan.carry > 3) == (3, True)


def test_weeks_sum_up_their_days(floor: Floor, desk: Desk) -> None:
    for _ in range(30):
        floor.person()
    plan = planned(desk, dials_per_day=7)
    assert sum(week.dialed for week in plan.weeks) == sum(row.dialed for row in plan.days) == plan.dials
    assert [week.backlog for week in plan.weeks] == [row.backlog for row in plan.days[6::7]]
    assert plan.weeks[0].due == plan.weeks[0].dialed + plan.weeks[0].backlog
    assert plan.weeks[1].due == plan.weeks[1].dialed + plan.weeks[1].backlog - plan.weeks[0].backlog
    assert sum(week.promises for week in plan.weeks) == sum(row.promises - row.promises_left for row in plan.days)


def test_another_cadence_is_compared_with_things_as_they_stand(floor: Floor, desk: Desk) -> None:
    for _ in range(20):
        floor.person()
    as_is, brief = planned(desk), planned(desk, cadence="brief")
    assert (as_is.unchanged, brief.unchanged) == (None, as_is.dials)
    assert brief.dials < as_is.dials
    assert (as_is.carry_cadence, brief.carry_cadence) == ("persistence", "brief")


def test_who_is_past_the_end_of_another_cadence_is_not_dialed_by_it(floor: Floor, desk: Desk) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT, SILENT, SILENT)
    assert planned(desk, cadence="brief").dials == 0 < planned(desk).dials


@pytest.mark.parametrize("cadence", ["nonsense", "follow-up"])
def test_a_cadence_that_seeks_no_first_conversation_is_refused_with_those_that_do(desk: Desk, cadence: str) -> None:
    with pytest.raises(MissingError, match=r"there are: brief, persistence$"):
        planned(desk, cadence=cadence)


def test_progress_runs_to_its_end(floor: Floor, desk: Desk) -> None:
    floor.person()
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    plan_ahead(desk, Asked(cadence="brief"), progress)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == told[0][1] > 2 * 28


def test_whoever_waits_can_leave_it_after_any_day(floor: Floor, desk: Desk) -> None:
    floor.person()
    with pytest.raises(Stopped):
        plan_ahead(desk, progress=lambda done, total: done < 3)


def test_reading_many_people_can_be_left_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.storage.making import crowd

    crowd(desk.store, 500)
    monkeypatch.setattr("dialdeck.session.planning.world", None)
    with pytest.raises(Stopped):
        plan_ahead(desk, progress=asked_before(2))
    with pytest.raises(TypeError):
        plan_ahead(desk, progress=asked_before(99))


def test_a_day_with_many_dials_can_be_left_within_it(desk: Desk) -> None:
    from tests.storage.making import crowd

    crowd(desk.store, 500)
    told: list[int] = []

    def progress(done: int, total: int) -> bool:
        told.append(done)
        return True

    plan = plan_ahead(desk, progress=progress)
    assert plan.days[0].dialed == 500
    assert told.count(0) > 500 * 2 // 200  # in reading, in letting them in, and in dialing the first day


def test_an_empty_queue_plans_nothing_and_carries_nobody(desk: Desk) -> None:
    plan = planned(desk)
    assert (plan.prospects, plan.dials, plan.carry, plan.carry_dials) == (0, 0, 0, 60)


def test_hours_outside_all_parts_have_a_key_of_their_own_in_json(floor: Floor, desk: Desk) -> None:
    floor.person()
    plan = planned(desk, weeks=1)
    assert list(plan_json(plan)["days"][0]["by_part"]) == ["early", "mid-morning", "midday", "afternoon", "late"]
    outside = plan._replace(days=(plan.days[0]._replace(by_part={"": 4}), *plan.days[1:]))
    assert plan_json(outside)["days"][0]["by_part"]["none"] == 4
