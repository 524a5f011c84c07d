"""One organisation, one person a day, unless somebody is asked for or a word was given."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.method.queueing import COLLEAGUE
from dialdeck.model.codes import Detail
from dialdeck.model.facts import PersonFacts
from dialdeck.session import dialing
from dialdeck.session.board import Board
from dialdeck.session.compose import open_desk
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from dialdeck.session.explaining import short_why
from dialdeck.session.serving import Serving
from dialdeck.storage.queue import QueueKey
from tests.session.conftest import NOW
from tests.session.floor import LEFT, SILENT, Floor


@pytest.fixture
def serving(desk: Desk) -> Serving:
    return Serving(desk)


def at_work(floor: Floor) -> tuple[int, int]:
    return floor.person(company="Kestrel Logistics"), floor.person(company="Kestrel Logistics")


def test_a_colleague_of_somebody_dialed_today_waits_until_tomorrow(floor: Floor, serving: Serving) -> None:
    first, second = at_work(floor)
    other = floor.person(company="Osprey Freight")
    assert serving.next_person() == first
    floor.dial(first, SILENT)
    assert serving.next_person() == other
    floor.dial(other, SILENT)
    assert serving.next_person() is None
    floor.at("2026-03-11 10:00")
    assert serving.next_person() == second


def test_who_comes_up_while_a_colleague_is_still_on_the_line_is_somebody_else(floor: Floor, serving: Serving) -> None:
    first, _ = at_work(floor)
    other = floor.person()
    assert serving.next_person() == first
    dialing.start_dial(floor.desk, first)
    ahead = serving.look_ahead(first)
    assert ahead is not None
    assert ahead.person_id == other


def test_why_somebody_waits_for_a_colleague_is_said(floor: Floor) -> None:
    first, second = at_work(floor)
    floor.dial(first, SILENT)
    assert short_why(floor.desk, floor.desk.facts(second)) == COLLEAGUE
    assert short_why(floor.desk, floor.desk.facts(first)) != COLLEAGUE


def test_who_is_asked_for_is_dialed_all_the_same(floor: Floor) -> None:
    first, second = at_work(floor)
    floor.dial(first, SILENT)
    assert floor.dial(second, SILENT)


def test_a_promise_is_kept_whoever_was_dialed(floor: Floor, serving: Serving) -> None:
    first, second = at_work(floor)
    floor.callback(second, "today 11am")
    floor.dial(first, SILENT)
    floor.at("2026-03-10 11:00")
    assert serving.next_person() == second


@pytest.mark.parametrize("detail", [Detail.BUSY, Detail.NUMBER_DEAD])
def test_a_telephone_that_did_not_ring_holds_nobody_back(floor: Floor, serving: Serving, detail: Detail) -> None:
    first, second = at_work(floor)
    floor.dial(first, SILENT, detail)
    assert serving.next_person() == second


@pytest.mark.parametrize("detail", [Detail.BUSY, Detail.NUMBER_DEAD])
def test_who_was_held_back_while_it_rang_comes_up_when_it_proves_that_it_did_not_ring(
    floor: Floor, serving: Serving, detail: Detail
) -> None:
    first, second = at_work(floor)
    assert serving.next_person() == first
    dial = dialing.start_dial(floor.desk, first)
    assert serving.look_ahead(first) is None
    dialing.record_outcome(floor.desk, dial, dialing.default_result(SILENT, detail, None))
    assert serving.next_person() == second


def test_who_was_held_back_while_it_rang_comes_up_when_no_call_was_placed(floor: Floor, serving: Serving) -> None:
    first, second = at_work(floor)
    assert serving.next_person() == first
    dial = dialing.start_dial(floor.desk, first)
    assert serving.look_ahead(first) is None
    dialing.void_dial(floor.desk, dial)
    floor.retire(first)
    assert serving.next_person() == second


def test_a_colleague_seen_ahead_waits_when_another_window_dials_there_first(
    floor: Floor, serving: Serving, home: Path
) -> None:
    first = floor.person()
    mate, seen = at_work(floor)
    other = floor.person()
    assert serving.next_person() == first
    floor.retire(mate)
    dial = dialing.start_dial(floor.desk, first)
    ahead = serving.look_ahead(first)
    assert ahead is not None
    assert ahead.person_id == seen
    desk = open_desk(floor.desk.store.path, floor.clock)
    with desk.store:
        mine = Floor(desk, floor.clock)
        mine.dial(mine.person(company="Kestrel Logistics"), LEFT)
    dialing.record_outcome(floor.desk, dial, dialing.default_result(SILENT, None, None))
    assert serving.next_person() == other


def test_who_came_to_another_organisation_is_a_colleague_there_at_once(floor: Floor, serving: Serving) -> None:
    moved, there = floor.person(), floor.person(company="Kestrel Logistics")
    other = floor.person()
    floor.dial(moved, SILENT)
    assert serving.look_ahead(0) is not None
    edit_person(floor.desk, moved, {"organisation": "Kestrel Logistics"})
    serving.forget_ahead()
    assert serving.next_person() == other
    floor.desk.store.undo()
    serving.forget_ahead()
    assert serving.next_person() == there


def test_dials_of_earlier_days_are_not_gone_through(floor: Floor, serving: Serving) -> None:
    first, _ = at_work(floor)
    floor.dial(first, SILENT)
    floor.at("2026-03-16 09:00")
    assert serving.next_person() is not None
    assert not floor.desk.store._dialed_in


def test_a_dial_that_was_not_placed_holds_nobody_back(floor: Floor) -> None:
    first, second = at_work(floor)
    dialing.void_dial(floor.desk, dialing.start_dial(floor.desk, first))
    floor.retire(first)
    assert Serving(floor.desk).next_person() == second


def test_a_dial_of_another_window_holds_a_colleague_back(floor: Floor, serving: Serving, home: Path) -> None:
    first, _ = at_work(floor)
    other = floor.person()
    floor.desk.store.colleague_dialed(other, floor.desk.clock.now())  # looked before the other window dialed
    desk = open_desk(floor.desk.store.path, floor.clock)
    with desk.store:
        Floor(desk, floor.clock).dial(first, LEFT)
    assert serving.next_person() == other


def test_the_day_of_a_colleague_is_counted_where_they_are(floor: Floor, serving: Serving) -> None:
    first = floor.person(company="Kestrel Logistics")
    second = floor.person(company="Kestrel Logistics", phone="+61255501234", country="AU", zone="Australia/Sydney")
    floor.at("2026-03-10 15:30")  # Wednesday 07:30 in Sydney
    floor.dial(first, SILENT)
    floor.at("2026-03-10 17:30")
    assert serving.next_person() is None
    floor.at("2026-03-11 17:30")
    assert serving.next_person() == second


def test_the_settings_can_let_colleagues_come_up_on_one_day(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[calling]\ncolleagues_same_day = true\n[caller]\nzone = "America/Chicago"\n', "utf-8")
    clock = SteppingClock(NOW)
    desk = open_desk(home / "list.db", clock, settings_file=config)
    with desk.store:
        floor = Floor(desk, clock)
        first, second = at_work(floor)
        floor.dial(first, SILENT)
        assert Serving(desk).next_person() == second


def test_who_is_held_back_is_not_gone_through_again_for_each_next_person(
    floor: Floor, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    for organisation in range(6):
        for _ in range(5):
            floor.person(company=f"Organisation {organisation}")
    looked: list[int] = []
    ask = Serving._dialable

    def counted(self: Serving, key: QueueKey) -> PersonFacts | None:
        looked.append(key.person_id)
        return ask(self, key)

    monkeypatch.setattr(Serving, "_dialable", counted)
    while (person := serving.next_person()) is not None:
        floor.dial(person, SILENT, talk=1)
    assert floor.desk.store.rows("SELECT count(*) FROM dials") == [(6,)]
    assert set(Counter(looked).values()) == {1}


def test_who_comes_to_the_front_by_another_window_is_served_before_those_held_back(
    floor: Floor, serving: Serving
) -> None:
    away = floor.person()
    floor.snooze(away, "tomorrow")
    first, _ = at_work(floor)
    later = floor.person()
    assert serving.next_person() == first
    floor.dial(first, SILENT)
    assert serving.next_person() == later
    floor.desk.store.release(later)
    desk = open_desk(floor.desk.store.path, floor.clock)
    with desk.store, desk.store.write() as conn:
        conn.execute("UPDATE states SET bucket = 4, due_at = 1 WHERE person_id = ?", (away,))
    assert serving.next_person() == away


def test_who_waits_for_a_colleague_is_not_counted_nor_listed_but_told_of(floor: Floor, serving: Serving) -> None:
    first, second = at_work(floor)
    other = floor.person()
    board = Board(floor.desk, serving)
    assert (board.title(), board.foot()) == ("Queue · 3 callable now", ())
    floor.dial(first, SILENT)
    board.forget()
    assert board.title() == "Queue · 1 callable now"
    assert [row.person_id for row in board.rows(None)] == [other]
    assert board.foot() == ("1 left until tomorrow: a colleague was dialed",)
    assert second not in {row.person_id for row in board.more(9)}


def test_while_it_rings_the_colleagues_of_whoever_is_dialed_leave_the_list(floor: Floor, serving: Serving) -> None:
    first, second = at_work(floor)
    other = floor.person()
    board = Board(floor.desk, serving)
    assert [row.person_id for row in board.rows(None)] == [first, second, other]
    dial = dialing.start_dial(floor.desk, first)
    board.top_up()
    assert board.without(first, other)[1] == "Queue · 1 callable now"
    assert [row.person_id for row in board.without(first, other)[0]] == [other]
    dialing.void_dial(floor.desk, dial)
    board.forget()
    assert board.title() == "Queue · 3 callable now"
