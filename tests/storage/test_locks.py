"""Several processes on one file take turns; who has to wait too long is told so, and nothing is half written."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck.errors import BusyError
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.locks import Locks
from tests.storage.making import add, number, opened

WRITER = """
import sys
from pathlib import Path
from tests.storage.making import add, number, opened
store = opened(Path(sys.argv[1]))
print("open", flush=True)
for index in range(int(sys.stdin.readline())):
    add(store, f"Writer {index}", number(index))
    print("added", flush=True)
store.close()
"""
ROOT = Path(__file__).parents[2]


def other(code: str, db: Path) -> "subprocess.Popen[str]":
    """Another process on the same file."""
    return subprocess.Popen(
        [sys.executable, "-c", code, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_a_write_that_does_not_get_its_turn_says_so_and_changes_nothing(db: Path) -> None:
    with opened(db, wait=0.01) as store:
        add(store, "Dana Whitfield", number(1))
        handle = os.open(db.with_name(f"{db.name}.lock"), os.O_RDWR)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(BusyError, match=r"^NOT SAVED: .*has been writing") as busy:
            add(store, "Tom Okafor", number(2))
        os.close(handle)
        assert busy.value.exit_code == 75
        assert store.rows("SELECT name FROM people") == [("Dana Whitfield",)]
        add(store, "Tom Okafor", number(2))
        assert store.value("SELECT count(*) FROM people") == 2


def test_a_program_that_knows_nothing_of_our_locks_is_waited_for_and_then_named(db: Path) -> None:
    with opened(db, wait=0.01) as store:
        add(store, "Dana Whitfield", number(1))
        stranger = sqlite3.connect(db, isolation_level=None)
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match=r"^NOT SAVED: .*locked by another program"):
            add(store, "Tom Okafor", number(2))
        stranger.execute("ROLLBACK")
        stranger.close()
        add(store, "Tom Okafor", number(2))


def test_the_turn_to_write_is_taken_once_and_given_back_once(db: Path) -> None:
    db.parent.mkdir()
    mine, others = Locks(db, wait=0), Locks(db, wait=0)
    with mine.writing():
        with mine.writing():
            pass
        with pytest.raises(BusyError), others.writing():
            pass
    with others.writing():
        pass
    mine.close()
    others.close()


def test_who_needs_the_file_alone_names_the_process_that_has_it(db: Path) -> None:
    with other(WRITER, db) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        locks = Locks(db)
        with pytest.raises(BusyError, match=f"process {process.pid} is using it"):
            locks.alone()
        process.communicate("0\n")
        locks.alone()
        locks.close()


def test_a_window_does_not_open_a_file_that_somebody_needs_alone(db: Path) -> None:
    opened(db).close()
    locks = Locks(db)
    locks.alone()
    with pytest.raises(BusyError, match="migrating or restoring"):
        opened(db)
    locks.close()
    opened(db).close()


def test_processes_that_died_are_no_longer_named(db: Path) -> None:
    opened(db).close()
    db.with_name(f"{db.name}.open").write_text("1\n999999999\nrubbish\n99999999999999999999\n")
    locks = Locks(db)
    assert locks.other_pids() == [1]
    locks.close()


def test_a_reader_sees_whole_operations_while_another_process_writes(db: Path) -> None:
    with opened(db) as store, other(WRITER, db) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        store.foreign_change()
        process.stdin.write("40\n")
        process.stdin.flush()
        for line in process.stdout:
            assert line == "added\n"
            people, numbers, states = store.row(
                "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM numbers), (SELECT count(*) FROM states)"
            ) or (0, 1, 2)
            assert people == numbers == states
        assert store.value("SELECT count(*) FROM people") == 40
        assert store.foreign_change()
        assert not store.foreign_change()


def test_two_processes_that_write_at_once_lose_nothing(db: Path) -> None:
    opened(db).close()
    processes = [other(WRITER, db) for _ in range(2)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("60\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with opened(db) as store:
        assert store.value("SELECT count(*) FROM people") == 120
        assert store.row("PRAGMA integrity_check") == ("ok",)
