"""Opening and making the file: whole or not at all, private, and quick when there is nothing to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck.errors import DataError, StorageError
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.locks import Locks
from dialdeck.storage.migrations import current_version
from dialdeck.storage.opening import create_file
from dialdeck.storage.schema import APPLICATION_ID
from dialdeck.storage.store import Store
from tests.storage.making import add, number, opened


def test_a_new_file_and_its_directory_are_private(db: Path) -> None:
    with opened(db) as store:
        add(store, "Dana Whitfield", number(1))
        modes = {path.name: path.stat().st_mode & 0o777 for path in db.parent.iterdir()}
        assert db.parent.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}
    assert {db.name, f"{db.name}.lock", f"{db.name}.open", f"{db.name}-wal"} <= set(modes)


def test_directories_that_were_there_keep_their_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    opened(tmp_path / "a" / "b" / "list.db").close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "a" / "b")] == [0o700, 0o700]


def test_a_new_file_is_marked_as_ours_and_leaves_nothing_unfinished(db: Path) -> None:
    with opened(db) as store:
        assert store.value("PRAGMA application_id") == APPLICATION_ID
        assert store.value("PRAGMA user_version") == current_version()
    assert list(db.parent.glob("*.new")) == []
    assert list(db.parent.glob(".*")) == []


def test_the_connection_keeps_what_it_commits_and_checks_what_it_refers_to(db: Path) -> None:
    with opened(db) as store:
        wanted = {
            "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
            "secure_delete": 1, "wal_autocheckpoint": 0, "busy_timeout": 5000,
        }  # fmt: skip
        assert {name: store.value(f"PRAGMA {name}") for name in wanted} == wanted


def test_a_file_that_somebody_made_first_is_kept(db: Path) -> None:
    with opened(db) as store:
        add(store, "Dana Whitfield", number(1))
    create_file(db)
    with opened(db) as store:
        assert store.value("SELECT count(*) FROM people") == 1


@pytest.mark.parametrize("lock", ["open", "lock"])
def test_a_lock_file_that_is_a_link_is_refused_and_its_target_left_alone(lock: str, db: Path, tmp_path: Path) -> None:
    create_file(db)
    target = tmp_path / "precious"
    target.write_text("keep me")
    db.with_name(f"{db.name}.{lock}").symlink_to(target)
    with pytest.raises(StorageError, match="lock file cannot be opened"):
        opened(db)
    assert target.read_text() == "keep me"


def test_a_link_to_the_file_leads_to_the_same_locks(db: Path, tmp_path: Path) -> None:
    create_file(db)
    link = tmp_path / "link.db"
    link.symlink_to(db)
    with opened(link) as store:
        assert store.path == db
    assert not link.with_name("link.db.lock").exists()


def test_a_directory_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "proc").symlink_to("/proc/self/fdinfo")
    with pytest.raises(StorageError, match="cannot be made"):
        opened(tmp_path / "proc" / "deck" / "list.db")


def test_a_file_system_without_hard_links_gets_the_whole_file_too(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    with opened(db) as store:
        add(store, "Dana Whitfield", number(1))
    create_file(db)
    with opened(db) as store:
        assert store.value("SELECT count(*) FROM people") == 1
    assert list(db.parent.glob(".*")) == []


def test_a_window_that_loses_the_race_to_make_the_file_uses_the_other_one(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        with opened(db) as first:
            add(first, "Dana Whitfield", number(1))
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with opened(db) as store:
        assert store.value("SELECT count(*) FROM people") == 1


def test_a_start_that_cannot_finish_a_dead_import_lets_go_of_the_file(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(db).close()
    monkeypatch.setattr(Store, "recover_imports", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        opened(db)
    locks = Locks(db)
    locks.alone()
    locks.close()


def test_a_wal_that_is_garbage_does_not_hide_what_is_in_the_file(db: Path) -> None:
    with opened(db) as store:
        add(store, "Dana Whitfield", number(1))
    db.with_name(f"{db.name}-wal").write_bytes(b"\xde\xad" * 5000)
    with opened(db) as store:
        assert store.value("SELECT count(*) FROM people") == 1


def test_damage_behind_the_first_page_is_refused_in_one_line(db: Path) -> None:
    opened(db).close()
    content = db.read_bytes()
    db.write_bytes(content[:100] + b"\xff" * 3996 + content[4096:])
    with pytest.raises(DataError, match="is damaged"):
        opened(db)


def test_closing_folds_the_wal_into_the_file_and_may_be_done_twice(db: Path) -> None:
    store = opened(db)
    add(store, "Dana Whitfield", number(1))
    store.close()
    store.close()
    assert not db.with_name(f"{db.name}-wal").exists()
    conn = sqlite3.connect(f"file:{db}?immutable=1", uri=True)
    assert conn.execute("SELECT name FROM people").fetchall() == [("Dana Whitfield",)]
    conn.close()


def test_opening_a_current_file_does_not_import_sqlite_utils(db: Path) -> None:
    create_file(db)
    check = (
        "import sys; from pathlib import Path; from dialdeck.clock import SystemClock; "
        "from dialdeck.storage.opening import open_store; "
        f"store = open_store(Path({str(db)!r}), SystemClock()); store.start_session(); store.close(); "
        "sys.exit(sum(name.split('.')[0] in ('sqlite_utils', 'pydantic') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
