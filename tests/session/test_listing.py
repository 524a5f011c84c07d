"""The queue as a list: first the open dial, then who is callable in serving order, then who waits for what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dialdeck.errors import MissingError, RefusedError
from dialdeck.model.codes import Detail
from dialdeck.session import dialing, listing
from dialdeck.session.board import Board
from dialdeck.session.listing import queue_entries, queue_entry
from dialdeck.session.serving import Serving
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def names(floor: Floor, **options: Any) -> list[str]:
    return [entry["name"] for entry in queue_entries(floor.desk, **options)]


def entry(floor: Floor, person: int) -> dict[str, Any]:
    found = queue_entry(floor.desk, person)
    assert found is not None
    return found


def test_open_dial_then_callable_then_closed_then_not_yet_due(floor: Floor) -> None:
    floor.person("Closed", state="CA", phone="+14155550101")
    floor.dial(floor.person("Later"), LEFT)
    floor.dial(floor.person("Much later"), ANSWERED, Detail.NOT_INTERESTED)
    floor.person("First")
    floor.person("Second")
    dialing.start_dial(floor.desk, floor.person("Open"))
    assert names(floor) == ["Open", "First", "Second", "Closed", "Later", "Much later"]


def test_a_limit_takes_the_first_of_them(floor: Floor) -> None:
    for name in ("First", "Second", "Third"):
        floor.person(name)
    assert names(floor, limit=2) == ["First", "Second"]


def test_who_is_over_a_cap_takes_no_place_from_the_callable(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 1)
    capped = floor.person("Capped")
    floor.dial(capped, SILENT)
    floor.snooze(capped, "in 10 minutes")
    floor.person("Fresh")
    floor.callback(floor.person("Callback"), "in 10 minutes")
    floor.clock.advance(900)
    assert names(floor, limit=2) == ["Callback", "Fresh"]
    assert names(floor) == ["Callback", "Fresh", "Capped"]


def test_a_list_shows_its_own_people_and_an_unknown_one_names_those_there_are(floor: Floor) -> None:
    floor.person("Ana", list="Cold chain")
    floor.person("Tom", list="Dairy")
    assert names(floor, list_name="cold CHAIN", limit=5) == ["Ana"]
    with pytest.raises(MissingError, match="there are: Cold chain, Dairy"):
        queue_entries(floor.desk, list_name="Fruit")


def test_without_lists_an_unknown_one_says_so(floor: Floor) -> None:
    with pytest.raises(MissingError, match="there are: none"):
        queue_entries(floor.desk, list_name="Fruit")


@pytest.mark.parametrize("detail", [Detail.NOT_A_FIT, Detail.DO_NOT_CALL])
def test_who_is_out_of_play_is_not_listed(floor: Floor, detail: Detail) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, detail)
    assert queue_entry(floor.desk, person) is None
    assert names(floor) == []


def test_who_has_no_time_zone_is_not_in_play(floor: Floor) -> None:
    person = floor.person(phone="+18005550101", state="", country="")
    assert queue_entry(floor.desk, person) is None


def test_nobody_of_that_id_has_no_entry(floor: Floor) -> None:
    assert queue_entry(floor.desk, 77) is None


def test_outside_hours_callable_from_is_the_next_opening(floor: Floor) -> None:
    person = floor.person()
    floor.at("2026-03-13 18:30")
    found = entry(floor, person)
    assert (found["callable"], found["callable_from"]) == (False, "2026-03-16T09:00:00-05:00")


def test_callable_from_waits_for_day_caps_and_locks(floor: Floor) -> None:
    due, capped, locked = floor.person(), floor.person(), floor.person()
    floor.dial(due, LEFT)
    floor.dial(capped, LEFT)
    floor.snooze(capped, "tomorrow 9am")
    floor.dial(capped, SILENT)
    floor.snooze(capped, "tomorrow 9am")
    floor.at("2026-03-10 17:30")
    floor.dial(locked, SILENT, Detail.LIVE_DROP)
    assert entry(floor, due)["callable_from"][:16] == f"{floor.due(due)[:10]}T09:00"
    assert entry(floor, capped)["callable_from"] == "2026-03-11T09:00:00-05:00"
    assert entry(floor, locked)["callable_from"] == "2026-03-13T17:30:05-05:00"


def test_an_agreed_time_is_callable_from_five_minutes_before_it_on_the_day_of_another_dial(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT)
    floor.callback(person, "today 3pm")
    assert entry(floor, person)["callable_from"] == "2026-03-10T14:55:00-05:00"
    floor.at("2026-03-10 14:55")
    assert entry(floor, person)["callable"]


def test_somebody_never_open_has_an_instant_all_the_same(floor: Floor) -> None:
    person = floor.person(wish="sun 03:00-04:00")
    assert entry(floor, person)["callable_from"] is not None
    assert not entry(floor, person)["callable"]


def test_the_search_for_an_instant_ends(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SEARCH_STEPS", 1)
    person = floor.person()
    floor.dial(person, LEFT)
    floor.callback(person, "today 3pm")
    assert entry(floor, person)["callable_from"] == "2026-03-10T14:55:00-05:00"


def test_those_due_but_closed_come_by_when_they_open(floor: Floor) -> None:
    floor.person("Opens at eleven", state="CA", phone="+14155550101")
    floor.person("Opens at ten", state="AZ", phone="+16025550101", wish="08:30-12:00")
    floor.at("2026-03-10 10:10")
    assert names(floor) == ["Opens at eleven", "Opens at ten"]


def test_an_agreed_time_of_later_today_stands_behind_those_to_be_called_now(floor: Floor) -> None:
    floor.callback(floor.person("Callback"), "today 3pm")
    floor.person("Fresh")
    assert names(floor) == ["Fresh", "Callback"]


def test_times_are_theirs_with_the_offset_of_that_day(floor: Floor) -> None:
    floor.at("2026-03-06 10:05")
    person = floor.person()
    floor.dial(person, LEFT)
    found = entry(floor, person)
    assert (found["local_time"][-6:], found["due"][-6:]) == ("-06:00", "-05:00")


def busy(floor: Floor) -> int:
    person = floor.person()
    floor.dial(person, SILENT, Detail.BUSY)
    return person


def snoozed(floor: Floor) -> int:
    person = floor.person()
    floor.snooze(person, "in 30 minutes")
    return person


@pytest.mark.parametrize("wait", [busy, snoozed])
def test_nobody_is_callable_ahead_of_a_time_that_was_named(floor: Floor, wait: Callable[[Floor], int]) -> None:
    person = wait(floor)
    serving = Serving(floor.desk)
    found = entry(floor, person)
    assert (found["callable"], found["callable_from"]) == (False, found["due"])
    assert (serving.callable_count(9), serving.ordered(9), serving.next_person()) == (0, [], None)
    board = Board(floor.desk, serving)
    assert (board.title(), board.rows(None)) == ("Queue · 0 callable now", ())
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)
    board.forget()
    assert entry(floor, person)["callable"]
    assert (serving.callable_count(9), board.title(), serving.next_person()) == (1, "Queue · 1 callable now", person)


def test_a_busy_line_is_not_dialed_before_its_time_and_the_time_is_said(floor: Floor) -> None:
    person = busy(floor)
    with pytest.raises(RefusedError, match=rf"the line was busy: once more from {floor.due(person)[11:]}$"):
        dialing.start_dial(floor.desk, person)
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)
    assert dialing.start_dial(floor.desk, person)


def test_those_who_wait_for_a_time_that_was_named_take_no_place_from_those_due_later_today(floor: Floor) -> None:
    floor.dial(floor.person("Later"), LEFT)
    floor.at("2026-03-12 09:00")
    floor.snooze(floor.person("Snoozed"), "in 30 minutes")
    assert names(floor) == ["Later", "Snoozed"]
    assert [entry["callable"] for entry in queue_entries(floor.desk)] == [True, False]
