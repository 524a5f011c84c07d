"""Changing rows so that it can be taken back: every touched row is kept as it was before and as it is after.

Names of tables and columns come from the schema, never from data: whatever is not in the closed list is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.errors import MissingError
from dialdeck.storage.ids import new_uid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.storage.connection import Database

Values = dict[str, Any]
Key = int | str
Image = tuple[str, Key, Values | None, Values | None]
"""Table, key, the row before, and after it the changed columns (or the whole row, if it is new)."""

PLAIN = {
    "people": "id",
    "organisations": "id",
    "lists": "id",
    "numbers": "id",
    "research": "id",
    "notes": "id",
    "promises": "id",
    "tasks": "id",
    "do_not_call": "e164",
}
"""The tables that a use case may write directly, and their keys."""
KEYS = PLAIN | {"states": "person_id", "dials": "id"}
"""All tables whose rows have images."""


class RowWriter:
    """Writes rows inside an open write transaction and remembers what they were."""

    def __init__(self, db: Database) -> None:
        """Write through `db`; nothing is remembered yet."""
        self._db = db
        self.at = db.clock.now()
        """When the operation began, ms UTC."""
        self._before: dict[tuple[str, Key], Values | None] = {}

    def insert(self, table: str, values: Values) -> int:
        """Insert a row into a plain table and return its id; a `uid` that the table has is made here."""
        known = self._columns(table, PLAIN)
        if "uid" in known and "uid" not in values:
            values = {"uid": new_uid(self.at)} | values
        values = _completed(table, values)
        self._checked(table, known, values)
        row_id = self._put(table, values)
        self._before.setdefault((table, values["e164"] if PLAIN[table] == "e164" else row_id), None)
        return row_id

    def update(self, table: str, key: Key, changes: Values) -> None:
        """Change columns of one row of a plain table; raise MissingError when it is not there."""
        changes = _completed(table, changes)
        names = self._checked(table, self._columns(table, PLAIN), changes)
        self._remember(table, key)
        self._set(table, key, names, changes)

    def delete(self, table: str, key: Key) -> None:
        """Delete one row of a plain table; raise MissingError when it is not there."""
        self._columns(table, PLAIN)
        self._remember(table, key)
        self._db.conn.execute(f"DELETE FROM {table} WHERE {PLAIN[table]} = ?", (key,))  # noqa: S608

    def set_place(self, person_id: int, place_id: int) -> None:
        """Put a person into another place: their zone, jurisdiction or own wish changed."""
        self._remember("states", person_id)
        self._set("states", person_id, ["place_id"], {"place_id": place_id})

    def restore(self, table: str, key: Key, image: Values | None) -> None:
        """Put a row back as an image has it (None: delete it); for undo alone, which checked what is there."""
        self._remember_if_there(table, key)
        names = self._checked(table, self._columns(table, KEYS), image or {KEYS[table]: key})
        if image is None:
            self._db.conn.execute(f"DELETE FROM {table} WHERE {KEYS[table]} = ?", (key,))  # noqa: S608
        elif self.present(table, key) is None:
            self._put(table, image)
        else:
            self._set(table, key, names, image)

    def present(self, table: str, key: Key) -> Values | None:
        """Return a row as it is now, by column; None when it is not there."""
        known = self._columns(table, KEYS)
        row = self._db.row(f"SELECT {', '.join(known)} FROM {table} WHERE {KEYS[table]} = ?", (key,))  # noqa: S608
        return None if row is None else dict(zip(known, row, strict=True))

    def images(self) -> Iterator[Image]:
        """Yield table, key, the row before, and after it the changed columns (or the whole row, if it is new)."""
        for (table, key), before in self._before.items():
            after = self.present(table, key)
            if before is not None and after is not None:
                after = {name: value for name, value in after.items() if before[name] != value}
            if after != {} and (before is not None or after is not None):
                yield table, key, before, after

    def _remember(self, table: str, key: Key) -> None:
        if (table, key) not in self._before:
            row = self.present(table, key)
            if row is None:
                what = "prospect" if table == "states" else f"row in {table}"
                message = f"there is no {what} {key}; nothing changed"
                raise MissingError(message)
            self._before[table, key] = row

    def _remember_if_there(self, table: str, key: Key) -> None:
        if (table, key) not in self._before:
            self._before[table, key] = self.present(table, key)

    def _put(self, table: str, values: Values) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
        return self._db.conn.execute(sql, tuple(values.values())).lastrowid or 0

    def _set(self, table: str, key: Key, names: list[str], values: Values) -> None:
        changes = ", ".join(f"{name} = ?" for name in names)
        sql = f"UPDATE {table} SET {changes} WHERE {KEYS[table]} = ?"  # noqa: S608
        self._db.conn.execute(sql, (*values.values(), key))

    def _columns(self, table: str, allowed: Values) -> tuple[str, ...]:
        if table not in allowed:
            message = f"no use case writes the table {table!r} directly"
            raise ValueError(message)
        return self._db.columns(table)

    @staticmethod
    def _checked(table: str, known: tuple[str, ...], values: Values) -> list[str]:
        names = list(values)
        unknown = set(names) - set(known)
        if unknown or not names:
            message = f"{table} has no column {', '.join(sorted(unknown)) or 'to write'}"
            raise ValueError(message)
        return names


def _completed(table: str, values: Values) -> Values:
    """Return the values with what the table derives from them: a number is found by its end, too."""
    if table == "numbers" and "e164" in values:
        return values | {"backwards": values["e164"][::-1]}
    return values
