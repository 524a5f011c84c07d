"""What a plan is made from: the same facts as those of one person at a time, of everybody who can be dialed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Outcome
from dialdeck.model.replacing import replace
from dialdeck.session.demo import load_samples
from dialdeck.storage.opening import open_store
from dialdeck.storage.store import Store
from tests.storage.making import DAY, NOW, add, crowd, due_tomorrow, number, record, start


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    load_samples(path)
    return path


def test_everybody_is_read_as_they_are_read_one_by_one(sample_file: Path, tmp_path: Path) -> None:
    shutil.copy(sample_file, tmp_path / "list.db")
    with open_store(tmp_path / "list.db", SteppingClock(NOW)) as store:
        found = {one.person_id: one for one in store.people_to_plan()}
        expected = {person: store.facts(person) for person in store.ids_in_play()}
    assert any(one.promises for one in found.values())
    assert found == {
        person: replace(facts, numbers=(), counted_day=None) for person, facts in expected.items() if facts.usable()
    }


def test_pages_leave_nobody_out(store: Store) -> None:
    crowd(store, 1_101)
    assert [one.person_id for one in store.people_to_plan()] == list(range(1, 1_102))


def test_who_cannot_be_dialed_is_left_out(store: Store) -> None:
    add(store, "Fine", number(1), number(2))
    add(store, "No number")
    add(store, "No zone", number(3), zone="")
    blocked, dead = add(store, "Blocked", number(4)), add(store, "Dead", number(5))
    with store.operation("edit") as tx:
        tx.insert("do_not_call", {"e164": number(4), "at": NOW, "reason": "r", "person_id": blocked})
        tx.update("numbers", store.numbers(dead)[0].id, {"dead": 1})
        tx.update("numbers", store.numbers(1)[0].id, {"dead": 1})
    assert [one.person_id for one in store.people_to_plan()] == [1]
    with store.operation("edit") as tx:
        tx.update("numbers", store.numbers(1)[1].id, {"kind": "premium"})
    assert not list(store.people_to_plan())
    store.allow(["premium"], lambda e164, kind: None)
    assert [one.person_id for one in store.people_to_plan()] == [1]


def test_a_dial_still_open_is_to_come_yet(store: Store) -> None:
    person = add(store, "Dana", number(1))
    dial = start(store, person)
    [before] = store.people_to_plan()
    record(store, dial)
    [after] = store.people_to_plan()
    assert (before.dials, [one.outcome for one in after.dials]) == ((), [Outcome.SILENT_HANGUP])
    assert after.state == due_tomorrow(2)


def test_the_load_counts_who_is_merely_due_by_day(store: Store) -> None:
    crowd(store, 5)
    for person in (1, 2):
        record(store, start(store, person))
    assert store.load_by_day() == {"2026-03-11": 2} == store.due_counts(["2026-03-11"])


def test_machines_reached_are_counted_among_what_nobody_answered(sample_file: Path, tmp_path: Path) -> None:
    shutil.copy(sample_file, tmp_path / "list.db")
    with open_store(tmp_path / "list.db", SteppingClock(NOW)) as store:
        details = [(one.outcome, one.detail) for one in store.all_dials() if one.status != "void"]
        reached, unanswered = store.machines_reached(0)
        assert store.machines_reached(NOW) == (0, 0)
    left = sum(outcome == "voicemail_left" for outcome, _ in details)
    heard = sum(detail in {"voicemail", "other_name", "role_changed", "away_until"} for _, detail in details)
    not_heard = sum(detail in {"rang_out", "menu", "mailbox_full"} for _, detail in details)
    assert (reached, unanswered) == (left + heard, left + heard + not_heard)


def test_dials_placed_are_counted_from_an_instant_on(store: Store) -> None:
    crowd(store, 3)
    for person, at in ((1, NOW - DAY), (2, NOW - 5), (3, NOW)):
        start(store, person, at)
    assert [store.dials_placed(since) for since in (0, NOW - 5, NOW, NOW + 1)] == [3, 2, 1, 0]
