"""How the file changes its shape: sqlite-utils' migrations, append-only, one function a step.

A step is never edited once released; `user_version` counts them, so that a fast look at the header says whether
anything has to be done and an older program refuses a newer file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dialdeck.errors import StorageError
from dialdeck.paths import sync_directory
from dialdeck.storage import schema_2, schema_3, schema_4
from dialdeck.storage.connection import connect
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.schema import APPLICATION_ID, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database as UtilsDatabase

    Step = Callable[[UtilsDatabase], None]


def _step_1_the_first_tables(db: UtilsDatabase) -> None:
    for statement in statements(TABLES):
        db.conn.execute(statement)


def _step_2_words_and_scopes(db: UtilsDatabase) -> None:
    for statement in statements(schema_2.TABLES) + statements(schema_2.FILL):
        db.conn.execute(statement)


def _step_3_reach(db: UtilsDatabase) -> None:
    for statement in statements(schema_3.TABLES):
        db.conn.execute(statement)


def _step_4_fit(db: UtilsDatabase) -> None:
    for statement in statements(schema_4.TABLES):
        db.conn.execute(statement)


STEPS: list[Step] = [_step_1_the_first_tables, _step_2_words_and_scopes, _step_3_reach, _step_4_fit]
"""All steps in order; the number of a step is its place in this list, counted from 1."""


def current_version() -> int:
    """Return the `user_version` of a file that this program has brought up to date."""
    return len(STEPS)


def statements(script: str) -> list[str]:
    """Split a script at the ends of its statements, triggers included (executescript would commit in between)."""
    found: list[str] = []
    begun = ""
    for piece in script.split(";"):
        begun += piece + ";"
        if sqlite3.complete_statement(begun):
            if begun.strip() != ";":
                found.append(begun.strip())
            begun = ""
    return found


def migrate(conn: sqlite3.Connection) -> None:
    """Carry out every step that the file lacks, in one transaction; the caller holds the file alone."""
    from sqlite_utils import Database as UtilsDatabase
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("dialdeck")
    for step in STEPS:
        migrations(name=step.__name__.strip("_"))(step)
    db = UtilsDatabase(conn, execute_plugins=False)
    conn.execute("BEGIN IMMEDIATE")
    try:
        # sqlite-utils makes savepoints of its transactions inside this one: all steps are kept, or none.
        migrations.apply(db)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {current_version()}")
        _check_keys(conn)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _check_keys(conn: sqlite3.Connection) -> None:
    # sqlite-utils' transform works with foreign keys off: what it left is looked at before it is kept.
    if conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
        message = "the file could not be brought up to date: rows would lose what they belong to; nothing changed"
        raise StorageError(message)


def copy_before(conn: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy an open file to `<name>.before-v<version>` (0600, checked) and return where; earlier copies are kept.

    Raises StorageError when the copy cannot be made or is not sound.
    """
    target = path.with_name(f"{path.name}.before-v{version}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.before-v{version}.{number}")
    return copy_to(conn, target)


def copy_to(conn: sqlite3.Connection, target: Path) -> Path:
    """Copy an open file through SQLite's backup to `target`: 0600, checked, and either whole or not there.

    Raises StorageError when it cannot be written or is not sound.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        copy = connect(unfinished)
        try:
            conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            sound = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        finally:
            copy.close()
        if not sound:
            message = f"{target}: the copy is not sound, so nothing was done; run: dialdeck doctor"
            raise StorageError(message)
        _settle(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        message = f"{target}: no copy could be made ({error}), so nothing was done; make room, then try again"
        raise StorageError(message) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _settle(unfinished: Path, target: Path) -> None:
    descriptor = os.open(unfinished, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    unfinished.rename(target)
    sync_directory(target.parent)
