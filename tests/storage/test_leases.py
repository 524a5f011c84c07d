"""Who is alive holds whom; who is gone holds nobody."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

import pytest

from dialdeck.errors import BusyError
from dialdeck.session.ports import ClaimPort
from dialdeck.storage import leases, machine
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.opening import open_store
from dialdeck.storage.store import Store
from tests.storage.claim_contract import ClaimContract
from tests.storage.making import NOW, add, number, opened, snooze, start

NORMAL, FULL = 1, 2


@pytest.fixture
def second(store: Store) -> Iterator[Store]:
    """Another window on the file of `store`, which has one person."""
    add(store, "Dana Whitfield", number(1))
    with opened(store.path) as window:
        window.identity()
        yield window


class TestTheFileAsReferee(ClaimContract):
    @pytest.fixture
    def mine(self, store: Store, second: Store) -> ClaimPort:
        return store

    @pytest.fixture
    def theirs(self, second: Store) -> ClaimPort:
        return second

    def rev(self, window: ClaimPort) -> int:
        return cast("Store", window).state(1).rev


def claimed(store: Store) -> None:
    """Claim person 1."""
    assert store.claim(1, store.state(1).rev)


def test_who_comes_second_between_the_look_and_the_claim_gets_nobody(
    store: Store, second: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.identity()
    rev, write = second.state(1).rev, second.write

    def late(*, durable: bool = True) -> AbstractContextManager[sqlite3.Connection]:
        claimed(store)
        return write(durable=durable)

    monkeypatch.setattr(second, "write", late)
    assert not second.claim(1, rev)
    assert store.state(1).holder_id == store.identity().holder_id


def test_a_process_that_is_gone_holds_nobody(store: Store, second: Store) -> None:
    claimed(second)
    held = store.holder_of(1)
    assert held is not None
    assert (held.mine, held.pid) == (False, os.getpid())
    store.conn.execute("UPDATE holders SET pid = 999999999 WHERE id = ?", (held.holder_id,))
    assert store.holder_of(1) is None
    claimed(store)


def test_a_pid_that_was_given_again_is_somebody_else(store: Store, second: Store) -> None:
    claimed(second)
    store.conn.execute("UPDATE holders SET started = 'earlier' WHERE id = ?", (second.identity().holder_id,))
    claimed(store)


def test_another_device_holds_until_it_has_been_silent_for_two_minutes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Dana Whitfield", number(1))
    now = machine.wall()
    monkeypatch.setattr(leases, "wall", lambda: now)
    with open_store(store.path, store.clock, device="elsewhere") as far:
        claimed(far)
        far.conn.execute("UPDATE holders SET pid = 999999999 WHERE id = ?", (far.identity().holder_id,))
        now += leases.SILENCE_MS - 1
        assert not store.claim(1, store.state(1).rev)
        now += 1
        claimed(store)
        far.renew()
        assert store.state(1).holder_id == store.identity().holder_id


def test_leases_do_not_follow_the_clock_of_the_business(store: Store, second: Store) -> None:
    claimed(second)
    store.clock.move_to(NOW + 10**10)  # type: ignore[attr-defined]
    assert not store.claim(1, store.state(1).rev)


def test_a_closed_window_gives_back_everybody_and_is_forgotten(store: Store, second: Store) -> None:
    claimed(second)
    second.close()
    assert store.state(1).holder_id is None
    assert store.value("SELECT count(*) FROM holders") == 1


def test_holders_that_died_are_buried_by_the_next_window(store: Store, second: Store) -> None:
    claimed(second)
    store.conn.execute("UPDATE holders SET pid = 999999999")
    with opened(store.path) as third:
        third.identity()
        assert store.value("SELECT count(*) FROM holders") == 1
        assert store.state(1).holder_id is None


def test_a_claim_does_not_change_the_revision(store: Store, second: Store) -> None:
    rev = store.state(1).rev
    claimed(store)
    assert store.state(1).rev == rev
    snooze(second, 1)
    assert not store.claim(1, rev)


def test_releasing_without_ever_having_claimed_does_nothing(store: Store) -> None:
    store.release(1)
    assert store.rows("SELECT id FROM holders") == []


def test_unfinished_dials_of_another_living_window_are_theirs(store: Store, second: Store) -> None:
    claimed(second)
    dial = start(second, 1)
    assert store.unfinished_dials() == []
    assert [one.id for one in second.unfinished_dials()] == [dial]
    store.conn.execute("UPDATE holders SET pid = 999999999 WHERE id = ?", (second.identity().holder_id,))
    assert [one.id for one in store.unfinished_dials()] == [dial]


def test_an_operation_is_not_taken_back_while_its_person_is_on_the_phone_elsewhere(store: Store, second: Store) -> None:
    snooze(store, 1)
    claimed(second)
    start(second, 1)
    with pytest.raises(BusyError, match="open in another window"):
        store.undo()


def test_this_process_is_alive_and_nobody_with_another_start_is() -> None:
    started = machine.process_start(os.getpid())
    assert started is not None
    assert machine.is_alive(os.getpid(), started)
    assert not machine.is_alive(os.getpid(), "another boot:1")
    assert machine.process_start(999_999_999) is None


def test_without_a_proc_file_system_ps_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ps = tmp_path / "ps"
    ps.write_text("#!/bin/sh\n[ $4 = 42 ] && echo 'Tue Mar 10 10:05:00 2026'; exit 0\n")
    ps.chmod(0o755)
    monkeypatch.setattr(machine, "Path", lambda _: tmp_path / "nowhere")
    monkeypatch.setattr(machine, "PS", str(ps))
    assert machine.process_start(42) == "Tue Mar 10 10:05:00 2026"
    assert machine.process_start(43) is None


def test_a_claim_does_not_wait_for_the_disk_and_what_follows_does(store: Store) -> None:
    with store.write(durable=False) as conn:
        assert conn.execute("PRAGMA synchronous").fetchone() == (NORMAL,)
    with store.write() as conn:
        assert conn.execute("PRAGMA synchronous").fetchone() == (FULL,)
    with pytest.raises(ZeroDivisionError), store.write(durable=False):
        _ = 1 / 0
    assert store.value("PRAGMA synchronous") == FULL
