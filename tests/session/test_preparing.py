"""People whose fit was not researched: served after the others, called fewer times, or prepared first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import RefusedError
from dialdeck.method.queueing import TO_PREPARE, Rank
from dialdeck.model.codes import Bucket, Detail, Stage
from dialdeck.session import dialing, moving, typed_dates
from dialdeck.session.board import Board
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.editing import edit_person
from dialdeck.session.explaining import short_why
from dialdeck.session.listing import queue_entries
from dialdeck.session.order import rank_of
from dialdeck.session.planning import Asked, plan_ahead
from dialdeck.session.serving import Serving
from dialdeck.session.tasks import task_list
from tests.session.conftest import NOW
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor

RESEARCHED = {"niche": "cold-chain", "fit": "4 of 5", "issue": "the night run", "issue_source": "their site"}
Opened = Callable[[str], Floor]


@pytest.fixture
def opened(home: Path) -> Iterator[Opened]:
    """Open a list under a setting for people who were not researched."""
    desks = []

    def open_(setting: str) -> Floor:
        config = home / "config.toml"
        config.write_text(f'[calling]\nunresearched = "{setting}"\n[caller]\nzone = "America/Chicago"\n', "utf-8")
        clock = SteppingClock(NOW)
        desk = open_desk(home / "list.db", clock, settings_file=config)
        desks.append(desk)
        return Floor(desk, clock)

    yield open_
    for desk in desks:
        desk.store.close()


def served(floor: Floor, count: int) -> list[int]:
    """Who comes up, one after the other, each dialed."""
    serving, found = Serving(floor.desk), []
    for _ in range(count):
        person = serving.next_person()
        assert person is not None
        floor.dial(person, SILENT, talk=1)
        found.append(person)
    return found


def test_the_researched_come_first_and_the_better_fit_before_the_worse(floor: Floor) -> None:
    nobody_knows = floor.person()
    worse = floor.person(**RESEARCHED | {"fit": "1 of 5"})
    better = floor.person(**RESEARCHED)
    assert rank_of(floor.desk, floor.desk.facts(nobody_knows), floor.clock.now()) is Rank.UNRESEARCHED
    assert served(floor, 3) in ([worse, better, nobody_knows], [better, worse, nobody_knows])
    assert short_why(floor.desk, floor.desk.facts(floor.person(**RESEARCHED))) == "fresh: not dialed yet"


def test_whoever_is_researched_meanwhile_comes_before_those_who_are_not(floor: Floor) -> None:
    first, second = floor.person(), floor.person()
    edit_person(floor.desk, second, RESEARCHED)
    assert served(floor, 2) == [second, first]


def test_among_those_due_at_one_time_the_better_fit_goes_first(floor: Floor) -> None:
    worse, another_day, better = floor.person(), floor.person(), floor.person(**RESEARCHED)
    for person in (worse, another_day, better):
        floor.dial(person, SILENT, talk=1)
    assert floor.due(worse) == floor.due(better) == "2026-03-12 11:30"
    floor.at("2026-03-12 11:45")
    assert served(floor, 2) == [better, worse]


def test_one_fresh_among_the_due_may_be_one_who_was_not_researched(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[session]\nfresh_every = 1\n[caller]\nzone = "America/Chicago"\n', "utf-8")
    desk = open_desk(home / "list.db", clock := SteppingClock(NOW), settings_file=config)
    with desk.store:
        floor = Floor(desk, clock)
        due = [floor.person() for _ in range(3)]
        for person in due:
            floor.dial(person, SILENT, talk=1)
        floor.at("2026-03-16 10:05")
        fresh = [floor.person() for _ in range(2)]
        assert [person in fresh for person in served(floor, 4)] == [False, True, False, True]


# ------------------------------------------------------------------------------------------------ fewer attempts


def test_under_brief_they_begin_with_six_attempts_and_the_researched_with_twelve(opened: Opened) -> None:
    floor = opened("brief")
    unknown, known = floor.person(), floor.person(**RESEARCHED)
    for person, cadence in ((unknown, "brief"), (known, "persistence")):
        dial = dialing.start_dial(floor.desk, person)
        assert dialing.placed_dial(floor.desk, dial).cadence == cadence
        floor.record(dial, LEFT)
        state = floor.desk.facts(person).state
        assert (state.cadence, state.attempt, state.stage) == (cadence, 2, Stage.PERSISTENCE)


def test_what_was_begun_goes_on_when_they_are_researched_or_the_setting_changes(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    floor.dial(person, LEFT)
    edit_person(floor.desk, person, RESEARCHED)
    assert floor.desk.facts(person).state.cadence == "brief"
    again = opened("serve")
    assert again.desk.facts(person).state.cadence == "brief"


def test_correcting_the_first_dial_keeps_the_cadence_by_which_it_was_made(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    first = floor.dial(person, LEFT)
    floor.record(first.dial_id, SILENT, Detail.RANG_OUT)
    assert floor.desk.facts(person).state.cadence == "brief"
    floor.desk.store.undo()
    floor.desk.store.undo()
    assert floor.desk.facts(person).state.cadence == "brief"


def test_a_line_that_was_busy_is_tried_again_by_the_same_cadence(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    floor.dial(person, SILENT, Detail.BUSY)
    assert (floor.desk.facts(person).state.cadence, floor.desk.facts(person).state.attempt) == ("brief", 1)


def test_a_call_that_was_not_placed_begins_nothing(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    dialing.void_dial(floor.desk, dialing.start_dial(floor.desk, person))
    edit_person(floor.desk, person, RESEARCHED)
    assert floor.desk.facts(person).state.cadence == "persistence"


def test_what_was_done_before_the_first_dial_is_taken_back_after_it(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    moving.snooze(floor.desk, person, typed_dates.when(floor.desk, person, "tomorrow"))
    floor.dial(person, LEFT)
    for _ in range(2):
        floor.desk.store.undo()
    assert floor.desk.store.state(person).state.bucket is Bucket.FRESH


def test_a_time_agreed_before_the_first_dial_is_one_of_the_brief_attempts(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    floor.callback(person, "tomorrow 10:00")
    assert floor.desk.store.state(person).state.cadence == "brief"


def test_the_default_cadence_is_not_named_against_the_setting(opened: Opened) -> None:
    floor = opened("brief")
    person = floor.person()
    with pytest.raises(RefusedError, match="begin by 'brief'"):
        edit_person(floor.desk, person, {"cadence": "persistence"})


def test_the_plan_ahead_has_them_begin_as_they_will(opened: Opened) -> None:
    floor = opened("brief")
    for _ in range(5):
        floor.person()
    brief = plan_ahead(floor.desk, Asked(weeks=8)).dials
    floor.desk.store.close()
    assert brief < plan_ahead(opened("serve").desk, Asked(weeks=8)).dials


# ------------------------------------------------------------------------------------------------ prepared first


def test_under_prepare_they_wait_in_the_tasks_and_are_neither_served_nor_counted(opened: Opened) -> None:
    floor = opened("prepare")
    waiting = floor.person("Ana Ruiz")
    serving = Serving(floor.desk)
    assert serving.next_person() is None
    board = Board(floor.desk, serving)
    assert (board.title(), board.foot()) == ("Queue · 0 callable now", ("1 to prepare: fit not researched",))
    (task,) = task_list(floor.desk)
    assert (task["id"], task["kind"], task["name"], task["due"]) == (None, "prepare", "Ana Ruiz", None)
    assert task["reason"] == "fit not researched: no niche, no fit, no issue with its source"
    assert plan_ahead(floor.desk, Asked(weeks=1)).prospects == 0
    edit_person(floor.desk, waiting, RESEARCHED)
    assert task_list(floor.desk) == []
    assert serving.next_person() == waiting


def test_who_waits_to_be_prepared_is_dialed_when_asked_for(opened: Opened) -> None:
    floor = opened("prepare")
    waiting = floor.person()
    assert short_why(floor.desk, floor.desk.facts(waiting)) == TO_PREPARE
    (entry,) = queue_entries(floor.desk)
    assert entry["why"] == TO_PREPARE
    floor.dial(waiting, LEFT)
    assert task_list(floor.desk) == []
    floor.at("2026-03-13 11:45")
    assert Serving(floor.desk).next_person() == waiting


def test_no_tick_prepares_anybody(opened: Opened) -> None:
    floor = opened("prepare")
    floor.person("Ana Ruiz")
    deck = Deck(floor.desk)
    deck.open()
    (row,) = deck.tasks()
    assert row.label == "Ana Ruiz · prepare"
    with pytest.raises(RefusedError, match="once it is on record"):
        deck.task_done(row.id)
    view = deck.pick_task(row.id)
    assert view.person is not None
    assert view.person.name == "Ana Ruiz"


def test_those_who_open_later_are_not_counted_while_they_wait_to_be_prepared(opened: Opened) -> None:
    floor = opened("prepare")
    floor.person(state="CA", phone="+14155550101")
    floor.person(**RESEARCHED | {"state": "CA", "phone": "+14155550102"})
    board = Board(floor.desk, Serving(floor.desk))
    assert board.foot()[0] == "opens 11:00  1 in Los Angeles"


def test_somebody_talked_to_is_no_longer_fresh_whatever_is_lacking(opened: Opened) -> None:
    floor = opened("prepare")
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    assert floor.desk.facts(person).state.stage is Stage.FOLLOW_UP
    assert task_list(floor.desk) == []
