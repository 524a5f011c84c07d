"""Who is next: the hot before the merely due, nobody who must not be called, nobody twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Detail
from dialdeck.session.compose import open_desk
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from dialdeck.session.listing import queue_entries
from dialdeck.session.people import block
from dialdeck.session.serving import Serving
from tests.session.conftest import NOW
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


@pytest.fixture
def serving(desk: Desk) -> Serving:
    return Serving(desk)


def next_and_back(floor: Floor, serving: Serving) -> int | None:
    """Who would be next, given back at once."""
    person = serving.next_person()
    if person is not None:
        floor.desk.store.release(person)
    return person


def served(floor: Floor, serving: Serving) -> int | None:
    """Who is next, dialed in vain and therefore not next again."""
    person = serving.next_person()
    if person is not None:
        floor.dial(person, SILENT, talk=1)
    return person


def test_nobody_is_next_in_an_empty_list(serving: Serving) -> None:
    assert serving.next_person() is None
    assert serving.callable_count(10) == 0


def test_fresh_people_come_in_the_order_in_which_they_arrived(floor: Floor, serving: Serving) -> None:
    people = [floor.person() for _ in range(3)]
    assert [served(floor, serving) for _ in people] == people
    assert serving.next_person() is None


@pytest.mark.parametrize("ahead", ["2026-03-10 11:00", "2026-04-14 10:00"])
def test_who_came_in_under_a_clock_that_was_ahead_comes_up_once_it_is_put_right(
    floor: Floor, serving: Serving, ahead: str
) -> None:
    floor.at(ahead)
    early = floor.person()
    assert next_and_back(floor, serving) == early
    floor.at("2026-03-10 10:10")
    later = floor.person()
    entries = queue_entries(floor.desk)
    assert [(entry["callable"], entry["why"][:22]) for entry in entries] == [(True, "fresh: not dialed yet;")] * 2
    assert serving.callable_count(10) == 2
    assert [served(floor, serving) for _ in range(2)] == [later, early]


def test_the_hot_come_first(floor: Floor, serving: Serving) -> None:
    fresh, due, promised, callback = (floor.person() for _ in range(4))
    floor.through(promised, LEFT, SILENT, SILENT, SILENT, LEFT)
    day = floor.promises(promised)[0].day
    floor.at(f"{day} 16:30")
    floor.callback(callback, "today 5pm")
    moved = floor.desk.clock.now() - 3_600_000
    with floor.desk.store.write() as conn:
        conn.execute("UPDATE states SET bucket = 3, due_at = ?, part = 'afternoon' WHERE person_id = ?", (moved, due))
    floor.at(f"{day} 16:56")
    assert [served(floor, serving) for _ in range(4)] == [callback, promised, due, fresh]


def test_an_agreed_time_is_up_five_minutes_before_it(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.callback(person, "today 2pm")
    floor.at("2026-03-10 13:54")
    assert next_and_back(floor, serving) is None
    floor.at("2026-03-10 13:55")
    assert next_and_back(floor, serving) == person


def test_an_agreed_time_on_the_day_of_a_dial_is_not_held_back_by_the_house(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.RANG_OUT)
    with floor.desk.store.write() as conn:
        conn.execute("UPDATE states SET due_at = due_at - 172800000, part = 'midday'")
    floor.clock.advance(7200)
    assert serving.next_person() is None
    floor.callback(person, "in 10 minutes")
    floor.clock.advance(360)
    assert serving.next_person() == person


@pytest.mark.parametrize("when", ["2026-03-10 08:59", "2026-03-10 18:00", "2026-03-14 11:00"])
def test_nobody_is_served_outside_their_hours(floor: Floor, serving: Serving, when: str) -> None:
    floor.person()
    floor.at("2026-03-09 12:00")
    floor.at(when)
    assert serving.next_person() is None
    assert [closed.opens_at is not None for closed in serving.closed_places()] == [True]


def test_hours_are_those_of_the_person(floor: Floor, serving: Serving) -> None:
    floor.person(state="CA", phone="+14155550101")
    east = floor.person(state="NY", phone="+12125550101")
    assert serving.next_person() == east


def test_nobody_without_a_time_zone_is_served(floor: Floor, serving: Serving) -> None:
    floor.person(phone="+18005550101", state="", country="")
    assert serving.next_person() is None


def test_nobody_over_a_cap_is_served_until_it_lets_go(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.dial(person, LEFT)
    floor.snooze(person, "tomorrow 9am")
    floor.at("2026-03-11 09:00")
    assert next_and_back(floor, serving) == person
    floor.dial(person, SILENT)
    floor.snooze(person, "today 2pm")
    floor.at("2026-03-11 14:00")
    assert serving.next_person() is None


def test_who_was_passed_over_is_passed_over_again_until_something_happens_to_them(
    floor: Floor, serving: Serving
) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.RANG_OUT)
    floor.snooze(person, "in 10 minutes")
    floor.clock.advance(900)
    assert serving.next_person() is serving.next_person() is None
    floor.callback(person, "in 5 minutes")
    assert serving.next_person() == person


def test_nobody_who_asked_not_to_be_called_or_was_retired_is_served(floor: Floor, serving: Serving) -> None:
    asked, blocked, retired = floor.person(), floor.person(phone="+13125550111"), floor.person()
    floor.dial(asked, ANSWERED, Detail.DO_NOT_CALL)
    block(floor.desk, ("+13125550111",), "wrote to us")
    floor.retire(retired)
    floor.at("2026-03-12 10:00")
    assert serving.next_person() is None
    assert blocked


def test_a_busy_line_is_offered_again_after_half_an_hour_and_not_before(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.BUSY)
    assert next_and_back(floor, serving) is None
    floor.clock.advance(1799)
    assert next_and_back(floor, serving) == person


def test_somebody_snoozed_until_later_today_waits_even_if_nobody_else_is_left(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.snooze(person, "today 2pm")
    assert next_and_back(floor, serving) is None
    floor.at("2026-03-10 14:00")
    assert next_and_back(floor, serving) == person


def test_somebody_due_later_today_is_served_before_the_caller_runs_dry(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.dial(person, LEFT)
    day = floor.due(person)[:10]
    floor.at(f"{day} 09:00")
    assert floor.due(person) > f"{day} 09:00"
    assert serving.next_person() == person


def test_a_lock_holds_until_its_last_minute_and_no_longer(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.LIVE_DROP)
    floor.snooze(person, "2026-03-13 09:00")
    floor.at("2026-03-13 10:05")
    assert next_and_back(floor, serving) is None
    floor.at("2026-03-13 10:06")
    assert next_and_back(floor, serving) == person


def test_a_clock_that_went_back_is_believed(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    floor.at("2026-03-10 18:30")
    assert serving.next_person() is None
    floor.at("2026-03-10 17:30")
    assert serving.next_person() == person


def test_new_hours_count_once_they_are_told(floor: Floor, serving: Serving) -> None:
    person = floor.person()
    assert next_and_back(floor, serving) == person
    edit_person(floor.desk, person, {"wish": "14:00-15:00"})
    assert next_and_back(floor, serving) is None
    serving.forget()
    assert next_and_back(floor, serving) is None


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [("2026-03-06 09:00", True), ("2026-03-09 08:59", False), ("2026-03-09 09:00", True), ("2026-11-02 09:00", True)],
)
def test_the_change_of_clocks_moves_nobodys_hours(floor: Floor, serving: Serving, moment: str, is_open: bool) -> None:
    floor.at("2026-03-02 12:00")
    person = floor.person()
    floor.at(moment)
    assert (serving.next_person() == person) is is_open


def test_a_day_that_a_holiday_closes_serves_nobody(floor: Floor, serving: Serving) -> None:
    floor.person()
    floor.at("2026-05-25 11:00")
    assert serving.next_person() is None


def test_rows_in_serving_order_go_on_behind_a_key(floor: Floor, serving: Serving) -> None:
    people = [floor.person() for _ in range(5)]
    head = serving.ordered(2)
    tail = serving.ordered(9, head[-1])
    assert [key.person_id for key in head + tail] == people


def test_two_windows_take_turns_and_share_nobody(
    floor: Floor, serving: Serving, open_window: Callable[[], Desk]
) -> None:
    people = [floor.person() for _ in range(6)]
    second = open_window()
    there, other = Floor(second, floor.clock), Serving(second)
    assert (serving.next_person(), other.next_person()) == (people[0], people[1])
    taken = [served(*side) for _ in range(3) for side in ((floor, serving), (there, other))]
    assert taken == people
    assert serving.next_person() is other.next_person() is None


SECOND = """
import sys
from pathlib import Path
from dialdeck.clock import SteppingClock
from dialdeck.session.compose import open_desk
from dialdeck.session.serving import Serving
desk = open_desk(Path(sys.argv[1]), SteppingClock(int(sys.argv[2])))
serving = Serving(desk)
print(serving.next_person(), flush=True)
sys.stdin.read()
"""


def test_another_process_gets_other_people_and_gives_them_back_by_dying(
    floor: Floor, serving: Serving, home: Path
) -> None:
    first, second = floor.person(), floor.person()
    assert serving.next_person() == first
    arguments = [sys.executable, "-c", SECOND, str(home / "list.db"), str(floor.clock.now())]
    environment = os.environ | {"DIALDECK_HOME": str(home)}
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{second}\n"
        floor.dial(first, SILENT)
        assert serving.next_person() is None
        process.kill()
    assert serving.next_person() == second


def test_a_fresh_prospect_comes_up_after_so_many_due_ones_when_the_settings_say_so(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[session]\nfresh_every = 2\n[caller]\nzone = "America/Chicago"\n', "utf-8")
    clock = SteppingClock(NOW)
    desk = open_desk(home / "list.db", clock, settings_file=config)
    with desk.store:
        floor, serving = Floor(desk, clock), Serving(desk)
        due = [floor.person() for _ in range(5)]
        for person in due:
            floor.dial(person, SILENT)
        floor.at("2026-03-16 10:05")
        fresh = [floor.person() for _ in range(3)]
        kinds = ["fresh" if served(floor, serving) in fresh else "due" for _ in range(8)]
        assert kinds == ["due", "due", "fresh", "due", "due", "fresh", "due", "fresh"]


def test_whom_the_numbering_plan_refuses_is_not_read_ahead(floor: Floor) -> None:
    first, refused, other = floor.person(), floor.person(phone="+44 909 879 0123", country="GB"), floor.person()
    serving = Serving(floor.desk)
    with floor.desk.store.operation("edit") as tx:  # as if the plan had changed since they were added
        tx.update("numbers", floor.desk.store.numbers(refused)[0].id, {"kind": "fixed"})
    assert floor.desk.facts(refused).usable()
    ahead = serving.look_ahead(first)
    assert ahead is not None
    assert ahead.person_id == other


def test_who_was_read_ahead_keeps_their_turn_among_fresh_and_due(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[session]\nfresh_every = 1\n[caller]\nzone = "America/Chicago"\n', "utf-8")
    clock = SteppingClock(NOW)
    desk = open_desk(home / "list.db", clock, settings_file=config)
    with desk.store:
        floor, serving = Floor(desk, clock), Serving(desk)
        due = [floor.person() for _ in range(2)]
        for person in due:
            floor.dial(person, SILENT)
        floor.at("2026-03-16 10:05")
        fresh = floor.person()
        first = serving.next_person()
        assert first in due
        ahead = serving.look_ahead(first or 0)
        assert ahead is not None
        assert ahead.person_id == fresh
        floor.dial(first or 0, SILENT, talk=1)
        assert serving.next_person() == fresh
