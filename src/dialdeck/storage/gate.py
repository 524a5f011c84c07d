"""Who is let in: looks at a file without leaving a trace, and refuses what is not ours to touch."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from dialdeck.errors import DataError, MissingError, StorageError
from dialdeck.storage.connection import connect
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.migrations import current_version
from dialdeck.storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path


def inspect(path: Path) -> int:
    """Return the schema version of a dialdeck file, having written nothing.

    Raises MissingError when nothing is there, StorageError when it may not be read, and DataError when it is a
    directory, empty, no database, damaged, another application's, or from a newer dialdeck.
    """
    size = _size_of_a_plain_file(path)
    if size == 0:
        message = f"{path} is empty (0 bytes), so it was left alone; delete it, or {_way_back(path)}"
        raise DataError(message)
    # With a WAL beside it the main file may lag behind, so that only a real reader can judge it.
    wal = path.with_name(path.name + "-wal")
    pending = wal.exists() and wal.stat().st_size > 0
    try:
        version = _version(path, "immutable")
    except sqlite3.DatabaseError as error:
        if not pending or "not a database" in str(error):
            raise _unreadable(path, error) from error
    else:
        if not pending or version == current_version():
            return version
    try:
        return _version(path, "ro")
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, error) from error


def check_version(path: Path, version: int) -> None:
    """Raise DataError when a file of this schema version comes from a newer dialdeck."""
    if version > current_version():
        message = (
            f"{path} comes from a newer dialdeck (its schema is {version}, this program knows {current_version()}), "
            "so it was left alone; update dialdeck"
        )
        raise DataError(message)


def damaged(path: Path) -> DataError:
    """Return the error for a file that cannot be read as a database any more."""
    return DataError(f"{path} is damaged, so it was left alone; {_way_back(path)}")


def _size_of_a_plain_file(path: Path) -> int:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        message = f"{path}: there is no such file; run dialdeck without a command to make one, or check --db"
        raise MissingError(message) from None
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); check who owns it"
        raise StorageError(message) from error
    if stat.S_ISDIR(found.st_mode):
        message = f"{path} is a directory; name a database file"
        raise DataError(message)
    if not stat.S_ISREG(found.st_mode):
        message = f"{path} is not a plain file; name a database file"
        raise DataError(message)
    return found.st_size


def _version(path: Path, mode: str) -> int:
    conn = connect(path, mode)
    try:
        application: int = conn.execute("PRAGMA application_id").fetchone()[0]
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        conn.close()
    if application != APPLICATION_ID:
        message = f"{path} belongs to another application, so it was left alone; name a dialdeck file with --db"
        raise DataError(message)
    check_version(path, version)
    if not {"events", "people", "states"} <= tables:
        raise damaged(path)
    return version


def _unreadable(path: Path, error: sqlite3.DatabaseError) -> DataError | StorageError:
    text = str(error)
    if "unable to open" in text:
        return StorageError(f"{path} cannot be opened; check who owns it and its directory")
    if "not a database" in text:
        hint = f"dialdeck import {path.name}"
        return DataError(
            f"{path} is not a database, so it was left alone; to import a list use: {hint}; {_way_back(path)}"
        )
    return damaged(path)


def _way_back(path: Path) -> str:
    copies = sorted(path.parent.glob(f"{path.name}.before-v*"), key=lambda copy: copy.stat().st_mtime)
    return f"put a copy in its place, the newest is {copies[-1]}" if copies else "put a copy of it in its place"
