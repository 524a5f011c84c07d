"""The end of an import: let everybody in, or take everything away again. Both go batch by batch and can be resumed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dialdeck.errors import MissingError
from dialdeck.model.codes import Bucket, EventKind
from dialdeck.storage.arriving import fact_values, note_values
from dialdeck.storage.operations import Transaction
from dialdeck.storage.people import blocked_state
from dialdeck.storage.projection import initial_state

if TYPE_CHECKING:
    from dialdeck.storage.images import Values
    from dialdeck.storage.rows import ImportRecord
    from dialdeck.storage.store import Store

BATCH = 500
OWNED = ("numbers", "research", "notes", "promises", "tasks")
"""Tables whose rows belong to one person and go with them."""
_COUNTS = """
    UPDATE imports SET status = 'landing',
    read = (SELECT count(*) FROM import_rows r WHERE r.import_id = imports.id),
    added = (SELECT count(*) FROM import_rows r WHERE r.import_id = imports.id AND verdict = 'added'),
    updated = (SELECT count(*) FROM import_rows r WHERE r.import_id = imports.id AND verdict = 'updated'),
    duplicate = (SELECT count(*) FROM import_rows r WHERE r.import_id = imports.id AND verdict = 'duplicate'),
    rejected = (SELECT count(*) FROM import_rows r WHERE r.import_id = imports.id AND verdict = 'rejected'),
    do_not_call = ? WHERE id = ?"""
_ARRIVING = """
    SELECT p.id, p.created_at, NOT EXISTS (
        SELECT 1 FROM numbers n LEFT JOIN do_not_call d ON d.e164 = n.e164 WHERE n.person_id = p.id AND d.e164 IS NULL
    ) FROM people p JOIN states s ON s.person_id = p.id WHERE p.import_id = ? AND s.bucket = 9 AND p.id > ?
    ORDER BY p.id LIMIT ?"""


def land(store: Store, import_id: int, do_not_call: int = 0) -> ImportRecord:
    """Let everybody of an import in and return it with its counts.

    The first transaction is the decision; what follows is rolled forward by the next start if the process dies.
    """
    identity = store.identity()
    with store.write() as conn:
        conn.execute(_COUNTS, (do_not_call, import_id))
        Transaction(store, identity, "import", {"import_id": import_id}).finish_empty()
    return roll_forward(store, import_id)


def roll_forward(store: Store, import_id: int) -> ImportRecord:
    """Finish an import whose landing was decided."""
    _let_in(store, import_id)
    _apply_changes(store, import_id)
    with store.write() as conn:
        conn.execute("UPDATE imports SET status = 'done' WHERE id = ?", (import_id,))
    record = store.import_row(import_id)
    if record is None:
        message = f"there is no import {import_id}"
        raise MissingError(message)
    return record


def cancel(store: Store, import_id: int) -> None:
    """Take away everything of an import that has not landed, its own row last."""
    while people := store.rows("SELECT id FROM people WHERE import_id = ? LIMIT ?", (import_id, BATCH)):
        remove_people(store, [row[0] for row in people])
    remove_rows(store, import_id)
    with store.write() as conn:
        conn.execute("DELETE FROM imports WHERE id = ?", (import_id,))


def remove_people(store: Store, people: list[int]) -> None:
    """Delete people and all that belongs to them, in one transaction."""
    with store.write() as conn:
        ids = json.dumps(people)
        for table in (*OWNED, "states"):
            sql = f"DELETE FROM {table} WHERE person_id IN (SELECT value FROM json_each(?))"  # noqa: S608 - own names
            conn.execute(sql, (ids,))
        conn.execute("DELETE FROM people WHERE id IN (SELECT value FROM json_each(?))", (ids,))


def remove_rows(store: Store, import_id: int) -> None:
    """Delete the rows of an import, and the organisations that came with it and have nobody."""
    some = "SELECT line FROM import_rows WHERE import_id = ? LIMIT ?"
    while lines := store.rows(some, (import_id, BATCH)):
        with store.write() as conn:
            pairs = [(import_id, line) for (line,) in lines]
            conn.executemany("DELETE FROM import_rows WHERE import_id = ? AND line = ?", pairs)
    remove_organisations(store, import_id)


def remove_organisations(store: Store, import_id: int) -> None:
    """Delete the organisations that came with an import and have nobody; the rest no longer belong to it."""
    unused = """
        DELETE FROM organisations WHERE import_id = ?
        AND NOT EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = organisations.id)
        AND NOT EXISTS (SELECT 1 FROM research r WHERE r.organisation_id = organisations.id)"""
    with store.write() as conn:
        conn.execute(unused, (import_id,))
        conn.execute("UPDATE organisations SET import_id = NULL WHERE import_id = ?", (import_id,))


def import_operation(store: Store, import_id: int) -> int | None:
    """Return the number of the operation that an import landed by."""
    sql = "SELECT seq FROM operations WHERE import_id = ? AND kind = 'import' AND undo_of IS NULL"
    seq: int | None = store.value(sql, (import_id,))
    return seq


def _let_in(store: Store, import_id: int) -> None:
    last = 0
    operation = import_operation(store, import_id)
    while arriving := store.rows(_ARRIVING, (import_id, last, BATCH)):
        last = arriving[-1][0]
        with store.write() as conn:
            free = [(int(Bucket.FRESH), person_id) for person_id, _, blocked in arriving if not blocked]
            conn.executemany("UPDATE states SET bucket = ?, rev = rev + 1 WHERE person_id = ?", free)
            tx = Transaction(store, store.identity(), "import", {"import_id": import_id})
            tx.seq = operation or tx.seq
            for person_id, created_at, blocked in arriving:
                if blocked:
                    state = blocked_state(initial_state(created_at))
                    tx.event(EventKind.DO_NOT_CALL, at=tx.at, person_id=person_id, state=state)


def _apply_changes(store: Store, import_id: int) -> None:
    sql = (
        "SELECT line, person_id, changes FROM import_rows WHERE import_id = ? AND line > ? AND changes IS NOT NULL "
        "AND verdict = 'updated' ORDER BY line LIMIT ?"
    )
    last = -1
    while rows := store.rows(sql, (import_id, last, BATCH)):
        last = rows[-1][0]
        with store.write() as conn:
            for line, person_id, text in rows:
                changes = json.loads(text)
                if "done" in changes:
                    continue
                changes["done"] = _apply(store, person_id, changes)
                conn.execute(
                    "UPDATE import_rows SET changes = ? WHERE import_id = ? AND line = ?",
                    (json.dumps(changes, ensure_ascii=False), import_id, line),
                )


def _apply(store: Store, person_id: int, changes: Values) -> Values:
    """Write what a row adds to a known person; return what takes it back."""
    conn, at = store.conn, store.clock.now()
    done: Values = {"set": {}, "numbers": [], "research": [], "notes": []}
    fields: Values = changes.get("set", {})
    if fields:
        names = list(fields)
        old = store.row(f"SELECT {', '.join(names)} FROM people WHERE id = ?", (person_id,))  # noqa: S608 - own names
        done["set"] = dict(zip(names, old or (), strict=bool(old)))
        sql = f"UPDATE people SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"  # noqa: S608
        conn.execute(sql, (*fields.values(), person_id))
        settle_place(store, person_id)
    rank = store.value("SELECT coalesce(max(rank), -1) + 1 FROM numbers WHERE person_id = ?", (person_id,))
    for offset, number in enumerate(changes.get("numbers", [])):
        done["numbers"].append(_insert(store, "numbers", number | {"person_id": person_id, "rank": rank + offset}))
    for fact in changes.get("facts", []):
        done["research"].append(_insert(store, "research", fact_values(fact, person_id, at)))
    if "note" in changes:
        done["notes"].append(_insert(store, "notes", note_values(changes["note"], person_id, at)))
    return done


def settle_place(store: Store, person_id: int) -> None:
    """Put a person where zones, jurisdiction and wish say, inside a write."""
    row = store.row("SELECT zones, country, region, wish FROM people WHERE id = ?", (person_id,))
    if row is not None:
        place_id = store.place_for((row[0] or "").split(), *row[1:])
        store.conn.execute(
            "UPDATE states SET place_id = ?, rev = rev + 1 WHERE person_id = ? AND place_id IS NOT ?",
            (place_id, person_id, place_id),
        )


def _insert(store: Store, table: str, values: Values) -> int:
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - columns of this room
    return store.conn.execute(sql, tuple(values.values())).lastrowid or 0
