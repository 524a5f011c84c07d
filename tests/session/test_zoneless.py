"""Who waits for a time zone is named behind the tasks, with the command that ends it."""

from __future__ import annotations

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Detail
from dialdeck.session.deck import Deck
from dialdeck.session.editing import edit_person
from dialdeck.session.picking import task_rows
from dialdeck.session.tasks import task_list
from dialdeck.session.zoneless import fix_words, to_zone
from tests.session.floor import LEFT, SILENT, Floor

NOWHERE = {"phone": "+18005550101", "state": "", "country": ""}


def test_they_are_named_behind_the_tasks_with_the_command(floor: Floor) -> None:
    floor.dial(floor.person(), SILENT, Detail.NUMBER_DEAD)
    person = floor.person("Ana Ruiz", **NOWHERE)
    uid = floor.desk.store.uid_of(person)
    assert uid is not None
    *_, row = task_rows(floor.desk)
    assert row.label == "Ana Ruiz · set the time zone"
    assert row.note == f"time zone unknown: dialdeck edit {uid[-8:]} zone=America/Chicago, say"
    task = task_list(floor.desk)[-1]
    assert (task["id"], task["kind"], task["due"], task["prospect_id"]) == (None, "zone", None, uid)
    assert all(one["kind"] != "zone" for one in task_list(floor.desk, open_only=False))


def test_with_the_zone_set_they_are_gone_from_there(floor: Floor) -> None:
    person = floor.person(**NOWHERE)
    assert [one.id for one in to_zone(floor.desk)] == [person]
    edit_person(floor.desk, person, {"zone": "America/Denver"})
    assert to_zone(floor.desk) == []


def test_who_is_out_of_the_queue_is_not_named_and_the_due_come_before_the_fresh(floor: Floor) -> None:
    gone, fresh = (floor.person(phone=f"+180055501{last:02}", state="", country="") for last in (1, 2))
    floor.retire(gone)
    due = floor.person(phone="+13125550199")
    floor.dial(due, LEFT)
    edit_person(floor.desk, due, {"zone": "", "state": "", "country": "", "phone": "+18005550103"})
    named = [one.id for one in to_zone(floor.desk)]
    assert gone not in named
    assert fresh in named
    assert [one.id for one in to_zone(floor.desk, 1)] == named[:1]


def test_why_a_zone_that_is_gone_is_wanted_is_told(floor: Floor) -> None:
    person = floor.person(**NOWHERE)
    row = floor.desk.store.person(person)
    assert row is not None
    assert fix_words(floor.desk, row).startswith("time zone unknown: dialdeck edit ")


def test_enter_leads_to_them_and_a_tick_says_how(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz", **NOWHERE)
    row = next(row for row in deck.tasks() if row.label.startswith("Ana Ruiz"))
    view = deck.pick_task(row.id)
    assert view.person is not None
    assert view.person.person_id == person
    with pytest.raises(RefusedError, match="time zone is set: dialdeck edit"):
        deck.task_done(row.id)
