"""The queue panel: rows in serving order with their marks, the count, and what opens later."""

from __future__ import annotations

import pytest

from dialdeck.session import board as module
from dialdeck.session.board import Board
from dialdeck.session.serving import Serving
from tests.session.floor import LEFT, SILENT, Floor


@pytest.fixture
def board(floor: Floor) -> Board:
    return Board(floor.desk, Serving(floor.desk))


def test_rows_carry_name_attempt_and_a_mark_for_what_is_planned(floor: Floor, board: Board) -> None:
    silent = floor.person("Silent")
    floor.dial(silent, LEFT)
    floor.callback(floor.person("Callback", organisation="Kestrel"), "2026-03-12 12:00")
    floor.person("Fresh")
    floor.at("2026-03-12 11:57")
    rows = {row.name: (row.mark, row.note, row.attempt, row.organisation) for row in board.rows(None)}
    assert list(rows) == ["Callback", "Silent", "Fresh"]
    assert rows["Callback"] == ("!", "promised 12:00", 1, "Kestrel")
    assert rows["Silent"][:1] + rows["Silent"][2:] == ("·", 2, "")
    assert rows["Fresh"][0] == "✉"


def test_a_promise_of_the_day_is_hot(floor: Floor, board: Board) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)
    floor.clock.move_to(floor.promises(person)[0].at)
    assert [(row.mark, row.note) for row in board.rows(None)] == [("!", "promised")]


def test_the_current_person_is_marked_and_stands_first_when_not_in_the_rows(floor: Floor, board: Board) -> None:
    first, second = floor.person("First"), floor.person("Second")
    later = floor.person("Later")
    floor.dial(later, LEFT)
    assert [(row.name, row.current) for row in board.rows(second)] == [("First", False), ("Second", True)]
    assert next((row.name, row.current) for row in board.rows(later)) == ("Later", True)
    assert first != second


def test_more_people_than_can_be_counted_are_said_to_be_many(
    floor: Floor, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COUNT_CAP", 2)
    for _ in range(4):
        floor.person()
    assert board.title() == "Queue · 2+ callable now"


def test_the_foot_says_what_opens_when_and_who_waits_for_a_zone(floor: Floor, board: Board) -> None:
    floor.person(state="CA", phone="+14155550101")
    floor.person(state="WA", phone="+12065550101")
    floor.person(state="HI", phone="+18085550101")
    floor.person(state="", country="", phone="+18005550101")
    foot = board.foot()
    assert foot[0] == "opens 11:00  2 in Los Angeles"
    assert "Honolulu" in foot[1]
    assert foot[-1] == "1 without a time zone (tasks)"


def test_what_opens_on_another_day_is_named_by_it_and_places_are_few(
    floor: Floor, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FOOT_LINES", 1)
    floor.person()
    floor.person(state="MN", wish="09:30-12:00", phone="+16125550101")
    floor.person(state="NY", phone="+12125550101")
    floor.at("2026-03-10 20:00")
    (line,) = board.foot()
    assert line == "opens Wed 08:00  1 in New York"


def test_two_cities_that_open_together_share_a_line(floor: Floor, board: Board) -> None:
    floor.person(state="CA", phone="+14155550101")
    floor.person(phone="+13035550101", state="", country="", zone="America/Tijuana")
    (line,) = board.foot()
    assert line.endswith("2 in Los Angeles +1")


def test_more_rows_go_on_below_the_last_ones(floor: Floor, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS", 2)
    monkeypatch.setattr(module, "FEWEST", 1)
    for name in ("First", "Second", "Third", "Fourth"):
        floor.person(name)
    assert [row.name for row in board.rows(None)] == ["First", "Second"]
    assert [row.name for row in board.more(1)] == ["Third"]
    assert [row.name for row in board.more(9)] == ["Fourth"]
    assert board.more(9) == ()


def test_a_person_whose_dial_was_recorded_leaves_the_board_at_once(floor: Floor, board: Board) -> None:
    first = floor.person("First")
    floor.person("Second")
    board.rows(None)
    board.moved(first)
    board.moved(77)
    assert [row.name for row in board.rows(None)] == ["Second"]
    assert board.title() == "Queue · 1 callable now"


def test_the_board_is_read_again_when_told_or_after_a_minute(floor: Floor, board: Board) -> None:
    floor.person("First")
    assert board.title() == "Queue · 1 callable now"
    floor.person("Second")
    board.forget()
    assert board.title() == "Queue · 2 callable now"
    floor.person("Third")
    floor.clock.advance(61)
    assert board.title() == "Queue · 3 callable now"
