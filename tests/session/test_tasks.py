"""Work that is not a dial: listed by urgency, done once."""

from __future__ import annotations

import pytest

from dialdeck.errors import DataError, MissingError, RefusedError
from dialdeck.model.codes import Detail, Stage, TaskKind
from dialdeck.session import moving, typed_dates
from dialdeck.session.deck import Deck
from dialdeck.session.naming import operation_title
from dialdeck.session.promising import sendings_kept
from dialdeck.session.tasks import add_task, finish_task, task_list
from tests.session.floor import ANSWERED, SILENT, Floor


def test_tasks_name_what_whom_and_until_when(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    floor.dial(person, ANSWERED, Detail.LEFT_COMPANY)
    (task,) = task_list(floor.desk)
    assert (task["kind"], task["name"], task["due"], task["done"]) == ("find_contact", "Ana Ruiz", "2026-03-10", False)


def test_what_is_asked_after_every_dial_is_one_task_until_it_is_answered(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.OTHER_NAME)
    floor.when_due(person, SILENT, Detail.OTHER_NAME)
    (task,) = task_list(floor.desk)
    assert (task["kind"], task["due"]) == ("prepare", "2026-03-10")
    finish_task(floor.desk, task["id"])
    dial = floor.when_due(person, SILENT, Detail.OTHER_NAME).dial_id
    assert len(task_list(floor.desk)) == 1
    floor.record(dial, SILENT, Detail.ROLE_CHANGED)
    assert [one["kind"] for one in task_list(floor.desk)] == ["find_contact"]


@pytest.mark.parametrize("detail", [Detail.NUMBER_DEAD, Detail.ROLE_CHANGED, Detail.OTHER_NAME])
def test_whose_name_the_greeting_told_is_asked_until_a_later_dial_answers_it(floor: Floor, detail: Detail) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.OTHER_NAME)
    floor.when_due(person, SILENT)
    assert [task["kind"] for task in task_list(floor.desk)] == ["prepare"]
    floor.when_due(person, SILENT, detail)
    still = [task["kind"] for task in task_list(floor.desk)]
    assert ("prepare" in still) is (detail is Detail.OTHER_NAME)
    moving.undo(floor.desk)
    assert [task["kind"] for task in task_list(floor.desk)] == ["prepare"]


def test_a_rest_brings_its_homework_which_goes_with_the_win_back(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.NOT_INTERESTED)
    back = floor.state(person).due_day
    assert [(task["kind"], task["due"]) for task in task_list(floor.desk)] == [("prepare", back), ("send", back)]
    moving.undo(floor.desk)
    assert task_list(floor.desk) == []
    floor.desk.store.redo()
    floor.when_due(person, SILENT)
    assert floor.state(person).stage is Stage.WIN_BACK
    assert len(task_list(floor.desk)) == 2
    floor.when_due(person, ANSWERED, Detail.CONVERSATION)
    assert task_list(floor.desk) == []


def test_the_e_mail_ahead_of_a_win_back_is_no_word_that_was_given(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.NOT_INTERESTED)
    floor.at("2026-06-20 10:00")
    assert sendings_kept(floor.desk) == {"kept": 0, "late": 0, "broken": 0}


def test_from_the_end_of_the_rest_on_the_stage_is_win_back(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.NOT_INTERESTED)
    assert floor.desk.facts(person).state.stage is Stage.RESTING
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)
    screen = Deck(floor.desk).open()
    assert screen.person is not None
    assert (screen.person.stage, screen.person.can_be_revived) == (Stage.WIN_BACK, False)


def test_the_most_urgent_comes_first(floor: Floor) -> None:
    for day in ("2026-03-12", "2026-03-11"):
        floor.at(f"{day} 10:00")
        floor.dial(floor.person(day), SILENT, Detail.NUMBER_DEAD)
    assert [task["name"] for task in task_list(floor.desk)] == ["2026-03-11", "2026-03-12"]


def test_done_is_done_once_and_can_be_taken_back(floor: Floor) -> None:
    floor.dial(floor.person(), SILENT, Detail.NUMBER_DEAD)
    finish_task(floor.desk, 1)
    assert task_list(floor.desk) == []
    assert [task["done"] for task in task_list(floor.desk, open_only=False)] == [True]
    with pytest.raises(RefusedError, match="done already"):
        finish_task(floor.desk, 1)
    floor.desk.store.undo()
    assert len(task_list(floor.desk)) == 1


def test_a_task_nobody_knows_is_missing(floor: Floor) -> None:
    with pytest.raises(MissingError, match="no task 7"):
        finish_task(floor.desk, 7)


def test_a_task_without_a_person_is_listed_all_the_same(floor: Floor) -> None:
    with floor.desk.store.operation("task") as tx:
        values = {"kind": "send", "due_day": "2026-03-10", "reason": "price list", "made_at": tx.at}
        tx.insert("tasks", values)
    (task,) = task_list(floor.desk)
    assert (task["prospect_id"], task["name"], task["reason"]) == (None, "", "price list")


def to_send(floor: Floor, person: int, text: str, when: str) -> int:
    return add_task(floor.desk, person, TaskKind.SEND, text, typed_dates.when_here(floor.desk, when))


def test_what_is_to_be_sent_is_due_on_its_day_and_taken_back_by_undo(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    to_send(floor, person, " the night-run report ", "fri")
    (task,) = task_list(floor.desk)
    assert (task["kind"], task["due"], task["reason"]) == ("send", "2026-03-13", "the night-run report")
    assert operation_title(floor.desk, floor.desk.store.next_undo()) == "new task · Ana Ruiz"
    floor.desk.store.undo()
    assert task_list(floor.desk) == []


@pytest.mark.parametrize(
    ("text", "when", "why"), [("  ", "fri", "in a few words"), ("x", "2026-03-09", "that is past")]
)
def test_a_task_needs_words_and_a_day_that_lies_ahead(floor: Floor, text: str, when: str, why: str) -> None:
    person = floor.person()
    with pytest.raises(DataError, match=why):
        to_send(floor, person, text, when)
    assert task_list(floor.desk) == []


def test_a_task_is_due_on_a_day_of_the_caller_wherever_the_person_is(floor: Floor) -> None:
    person = floor.person(phone="+61255501234", country="AU", zone="Australia/Sydney")
    floor.at("2026-03-10 12:00")  # the 11th in Sydney
    to_send(floor, person, "the night-run report", "tomorrow")
    (task,) = task_list(floor.desk)
    assert task["due"] == "2026-03-11"


def test_what_they_ask_for_in_a_talk_is_noted_while_they_are_on_the_screen(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    deck = Deck(floor.desk)
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    assert deck.echo_day("fri") == "Fri 13 Mar 2026"
    assert "cannot be read" in deck.echo_day("soonish")
    assert deck.echo_day(" ") == ""
    assert deck.send("the night-run report", "fri").message == "Ana Ruiz: to send by Fri 13 Mar"
    (task,) = task_list(floor.desk)
    assert (task["kind"], task["due"], task["name"]) == ("send", "2026-03-13", "Ana Ruiz")
    assert floor.desk.store.state(person).state.due_at is not None


def test_who_is_brought_back_by_hand_has_the_homework_on_that_day(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.NOT_INTERESTED)
    assert {task["due"] for task in task_list(floor.desk)} == {"2026-06-08"}
    moving.revive(floor.desk, person, "they opened a second site", typed_dates.when(floor.desk, person, "fri 10am"))
    assert [(task["kind"], task["due"]) for task in task_list(floor.desk)] == [
        ("prepare", "2026-03-13"),
        ("send", "2026-03-13"),
    ]
    moving.undo(floor.desk)
    assert {task["due"] for task in task_list(floor.desk)} == {"2026-06-08"}
