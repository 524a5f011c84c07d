"""What `doctor` examines in the file: SQLite's own check, the projection against the events, and the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.storage.driver import sqlite3
from dialdeck.storage.projection import compare

if TYPE_CHECKING:
    from dialdeck.storage.store import Store

Check = tuple[str, bool, str]
"""Name, whether it is well, and what was found."""
_SHOWN = 5


def examine(store: Store) -> list[Check]:
    """Return the checks of an open file; nothing is changed."""
    return [_integrity(store), _references(store), _projection(store), _version(store)]


def _integrity(store: Store) -> Check:
    try:
        found = [row[0] for row in store.conn.execute("PRAGMA integrity_check(5)").fetchall()]
    except sqlite3.DatabaseError as error:
        return ("integrity", False, str(error))
    return ("integrity", found == ["ok"], "; ".join(found))


def _references(store: Store) -> Check:
    found = store.conn.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    words = ", ".join(f"{table} row {row} misses its {parent}" for table, row, parent, _ in found)
    return ("references", not found, words or "every row has what it refers to")


def _projection(store: Store) -> Check:
    found = compare(store, most=_SHOWN)
    return ("projection", not found, "; ".join(found) or "people and dials are as the events say")


def _version(store: Store) -> Check:
    version = store.value("PRAGMA user_version")
    return ("version", True, f"schema {version}, SQLite {sqlite3.sqlite_version}, {store.path}")
