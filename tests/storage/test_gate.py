"""Nothing that is not ours is touched: refused byte for byte unchanged, with nothing left beside it."""

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.cli.commands import program
from dialdeck.errors import DataError, DialdeckError, MissingError, StorageError
from dialdeck.storage.migrations import current_version
from tests.storage.making import crowd, opened

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def ours(path: Path) -> bytes:
    """The bytes of a sound file of ours."""
    with opened(path) as store:
        crowd(store, 200)
    found = path.read_bytes()
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    return found


def newer(path: Path) -> None:
    """A file of ours whose version nobody knows yet."""
    path.write_bytes(ours(path))
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {current_version() + 1}")
    conn.close()


def foreign(path: Path) -> None:
    """Another application's SQLite file, with tables named like ours."""
    conn = sqlite3.connect(path)
    for table in ("events", "people", "states"):
        conn.execute(f"CREATE TABLE {table} (id INTEGER)")
    conn.close()


def garbage(path: Path) -> None:
    """A file of ours whose header is overwritten."""
    path.write_bytes(b"\xde\xad\xbe\xef" * 25 + ours(path)[100:])


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a CSV": (lambda path: path.write_text("Name,Phone\nDana,+13125550101\n" * 50), "is not a database"),
    "a PNG": (lambda path: path.write_bytes(PNG * 40), "is not a database"),
    "a short text": (lambda path: path.write_text("hello"), "is not a database"),
    "0 bytes": (lambda path: path.touch(), "is empty"),
    "another application's file": (foreign, "another application"),
    "a newer version": (newer, "newer dialdeck"),
    "truncated": (lambda path: path.write_bytes(ours(path)[: 4096 * 5]), "is damaged"),
    "cut inside the first page": (lambda path: path.write_bytes(ours(path)[:1000]), "damaged|not a database"),
    "a garbage header": (garbage, "is not a database"),
    "an empty schema": (lambda path: path.write_bytes(ours(path)[:4096]), "is damaged"),
}


def everything_in(folder: Path) -> dict[str, str]:
    """Names and hashes of all that lies in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_was(what: str, tmp_path: Path) -> None:
    make, said = REFUSED[what]
    path = tmp_path / "list.db"
    make(path)
    before = everything_in(tmp_path)
    with pytest.raises(DataError, match=said) as refused:
        opened(path)
    assert everything_in(tmp_path) == before
    assert refused.value.exit_code == 65
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_directory_is_refused_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is a directory"):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError, match="not a plain file"):
        opened(tmp_path / "pipe")


def test_a_missing_file_is_not_made_when_that_is_not_asked_for(tmp_path: Path) -> None:
    with pytest.raises(MissingError) as missing:
        opened(tmp_path / "deck" / "list.db", create=False)
    assert missing.value.exit_code == 66
    assert list(tmp_path.iterdir()) == []


def test_a_path_below_a_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DialdeckError) as refused:
        opened(tmp_path / "file" / "list.db")
    assert refused.value.exit_code in (66, 74)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_storage_error(db: Path) -> None:
    opened(db).close()
    db.chmod(0)
    with pytest.raises(StorageError):
        opened(db)


def test_a_damaged_file_names_the_newest_copy(tmp_path: Path) -> None:
    path = tmp_path / "list.db"
    path.write_bytes(ours(path)[: 4096 * 5])
    (tmp_path / "list.db.before-v2").write_bytes(b"copy")
    with pytest.raises(DataError, match="before-v2"):
        opened(path)


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_names_only_commands_that_exist(what: str, tmp_path: Path) -> None:
    path = tmp_path / "list.db"
    REFUSED[what][0](path)
    with pytest.raises(DataError) as refused:
        opened(path)
    named = re.findall(r"(?:run|use|with): dialdeck (\w+)", str(refused.value))
    assert set(named) <= set(program.commands)


def test_a_file_with_an_unfinished_wal_is_opened_with_all_that_was_committed(db: Path, tmp_path: Path) -> None:
    with opened(db) as store:
        crowd(store, 20)
        copies = {name: (db.parent / name).read_bytes() for name in (db.name, f"{db.name}-wal")}
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name, content in copies.items():
        (crashed / name).write_bytes(content)
    with opened(crashed / db.name) as store:
        assert store.value("SELECT count(*) FROM people") == 20
