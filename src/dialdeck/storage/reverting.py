"""Taking a whole import back, batch by batch: people to whom something happened since are kept, and named."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dialdeck.errors import MissingError, RefusedError
from dialdeck.storage.landing import BATCH, import_operation, remove_organisations, remove_people, settle_place
from dialdeck.storage.operations import Transaction

if TYPE_CHECKING:
    from dialdeck.storage.images import Values
    from dialdeck.storage.store import Store

_TOUCHED = """
    EXISTS (SELECT 1 FROM events e WHERE e.person_id = p.id)
    OR EXISTS (SELECT 1 FROM operations o WHERE o.person_id = p.id AND o.kind <> 'import')
    OR EXISTS (SELECT 1 FROM import_rows r JOIN imports i ON i.id = r.import_id
               WHERE r.person_id = p.id AND r.import_id <> p.import_id AND i.status <> 'reverted')"""
"""Something happened to a person since they came: a dial, an edit, or another import that knew them."""


@dataclass(slots=True)
class Reverted:
    """What taking an import back did: counts, and the ids of people who were kept."""

    removed: int = 0
    restored: int = 0
    kept: list[int] = field(default_factory=list)


def revert(store: Store, import_id: int) -> Reverted:
    """Take an import back. Raises MissingError for an unknown import, RefusedError for one that is not in."""
    record = store.import_row(import_id)
    if record is None:
        message = f"there is no import {import_id}"
        raise MissingError(message)
    if record.status not in ("done", "reverting"):
        message = f"import {record.uid} is {record.status}; only one that is in can be taken back"
        raise RefusedError(message)
    with store.write() as conn:
        conn.execute("UPDATE imports SET status = 'reverting' WHERE id = ?", (import_id,))
    done = Reverted()
    _restore_updated(store, import_id, done)
    _remove_added(store, import_id, done)
    remove_organisations(store, import_id)
    undone = import_operation(store, import_id)
    identity = store.identity()
    with store.write() as conn:
        conn.execute("UPDATE imports SET status = 'reverted' WHERE id = ?", (import_id,))
        Transaction(store, identity, "undo", {"import_id": import_id}).finish_empty(undone)
    return done


def _remove_added(store: Store, import_id: int, done: Reverted) -> None:
    sql = f"SELECT p.id, {_TOUCHED} FROM people p WHERE p.import_id = ? AND p.id > ? ORDER BY p.id LIMIT ?"  # noqa: S608
    last = 0
    while people := store.rows(sql, (import_id, last, BATCH)):
        last = people[-1][0]
        gone = [person_id for person_id, touched in people if not touched]
        done.kept += [person_id for person_id, touched in people if touched]
        remove_people(store, gone)
        done.removed += len(gone)


def _restore_updated(store: Store, import_id: int, done: Reverted) -> None:
    sql = (
        "SELECT line, person_id, changes FROM import_rows WHERE import_id = ? AND line > ? AND changes IS NOT NULL "
        "ORDER BY line LIMIT ?"
    )
    last = -1
    while rows := store.rows(sql, (import_id, last, BATCH)):
        last = rows[-1][0]
        with store.write() as conn:
            for line, person_id, text in rows:
                changes = json.loads(text)
                if "done" not in changes:
                    continue
                _restore(store, person_id, changes)
                done.restored += 1
                conn.execute(
                    "UPDATE import_rows SET changes = NULL WHERE import_id = ? AND line = ?", (import_id, line)
                )


def _restore(store: Store, person_id: int, changes: Values) -> None:
    """Put back what one row changed of a known person, as far as nobody changed it again since."""
    back: Values = changes["done"]
    for name, old in back["set"].items():
        sql = f"UPDATE people SET {name} = ? WHERE id = ? AND {name} IS ?"  # noqa: S608 - columns of this room
        store.conn.execute(sql, (old, person_id, changes["set"][name]))
    if back["set"]:
        settle_place(store, person_id)
    for table in ("research", "notes"):
        sql = f"DELETE FROM {table} WHERE id = ?"  # noqa: S608 - names of this room
        store.conn.executemany(sql, [(row_id,) for row_id in back[table]])
    for number_id in back["numbers"]:
        used = store.row("SELECT 1 FROM dials WHERE number_id = ?", (number_id,))
        if used is None:
            store.conn.execute("DELETE FROM numbers WHERE id = ?", (number_id,))
