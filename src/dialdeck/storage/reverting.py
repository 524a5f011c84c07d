"""Taking a landed import back: whoever it brought goes, unless something happened to them since; those are named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialdeck.errors import RefusedError
from dialdeck.storage.landing import (
    STEP,
    delete_lists,
    delete_organisations,
    delete_people,
    operation_of,
    settle_place,
)
from dialdeck.storage.operations import Transaction

if TYPE_CHECKING:
    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.store import Store

_STANDING = """
    NOT EXISTS (SELECT 1 FROM operations u WHERE u.undo_of = {seq}
    AND NOT EXISTS (SELECT 1 FROM operations r WHERE r.undo_of = u.seq))"""
_PEOPLE = f"""
    SELECT p.id, s.holder_id, EXISTS (SELECT 1 FROM dials d WHERE d.person_id = p.id)
        OR EXISTS (SELECT 1 FROM events e WHERE e.person_id = p.id AND e.operation <> ?
            AND e.kind NOT IN ('taken_back', 'restored') AND {_STANDING.format(seq="e.operation")})
        OR EXISTS (SELECT 1 FROM operations o WHERE o.person_id = p.id AND o.seq <> ? AND o.undo_of IS NULL
            AND {_STANDING.format(seq="o.seq")})
        OR EXISTS (SELECT 1 FROM import_rows r JOIN imports i ON i.id = r.import_id
            WHERE r.person_id = p.id AND r.verdict = 'updated' AND r.import_id <> p.import_id
            AND i.status <> 'reverted')
        OR EXISTS (SELECT 1 FROM promises m WHERE m.person_id = p.id)
        OR EXISTS (SELECT 1 FROM tasks t WHERE t.person_id = p.id)
    FROM people p JOIN states s ON s.person_id = p.id WHERE p.import_id = ? AND p.id > ? ORDER BY p.id LIMIT ?"""  # noqa: S608


@dataclass(slots=True)
class Reverted:
    """What taking an import back did: how many people went and how many got their old values, and who was kept."""

    removed: int
    restored: int
    kept: list[int]
    """Ids of people to whom something happened since, or who are on somebody's screen; they stay as they are."""


def revert(store: Store, import_id: int) -> Reverted:
    """Take a landed import back, or go on with that. Raises RefusedError for an import that is not in.

    Numbers that it put on the do-not-call list stay there: what must not be dialed is never forgotten by accident.
    """
    record = store.import_row(import_id)
    if record is None or record.status not in {"done", "reverting"}:
        message = "there is no such import that could be taken back; nothing changed"
        raise RefusedError(message)
    operation = operation_of(store, import_id)
    identity = store.identity()
    with store.write() as conn:
        # It is this process's now: whoever starts meanwhile leaves it alone, and finishes it when this one dies.
        sql = "UPDATE imports SET status = 'reverting', holder_id = ? WHERE id = ?"
        conn.execute(sql, (identity.holder_id, import_id))
        if record.status == "done":
            Transaction(store, identity, "undo", {"import_id": import_id}).finish(operation)
    done = Reverted(0, 0, [])
    _restore_known(store, import_id, done)
    _remove_people(store, import_id, operation, done)
    delete_organisations(store, import_id)
    with store.write() as conn:
        conn.execute("UPDATE imports SET status = 'reverted' WHERE id = ?", (import_id,))
        delete_lists(conn, record.uid)
    return done


def _remove_people(store: Store, import_id: int, operation: int, done: Reverted) -> None:
    last = 0
    while True:
        with store.write() as conn:
            others = store.living_others()
            page = store.rows(_PEOPLE, (operation, operation, import_id, last, STEP))
            if not page:
                return
            kept = [person for person, holder, touched in page if touched or holder in others]
            gone = [row[0] for row in page if row[0] not in set(kept)]
            delete_people(conn, gone)
            last = page[-1][0]
        done.removed += len(gone)
        done.kept += kept


def _restore_known(store: Store, import_id: int, done: Reverted) -> None:
    # Backwards, so that of two rows about one person the later one goes first.
    sql = (
        "SELECT line, person_id, changes FROM import_rows WHERE import_id = ? AND line < ? AND verdict = 'updated' "
        "ORDER BY line DESC LIMIT ?"
    )
    last = 1 << 62
    while page := store.rows(sql, (import_id, last, STEP)):
        with store.write() as conn:
            for line, person_id, text in page:
                changes = json.loads(text)
                if "taken_back" not in changes:
                    _take_back(store, conn, person_id, changes)
                    changes["taken_back"] = True
                    values = (json.dumps(changes, ensure_ascii=False), import_id, line)
                    conn.execute("UPDATE import_rows SET changes = ? WHERE import_id = ? AND line = ?", values)
                    done.restored += 1
            last = page[-1][0]


def _take_back(store: Store, conn: sqlite3.Connection, person_id: int, changes: dict[str, Any]) -> None:
    """Blank what an import filled in and nobody changed since; numbers that were dialed stay."""
    person = store.person(person_id)
    if person is None:
        return
    blank = [name for name, value in changes.get("done", {}).items() if getattr(person, name) == value]
    if blank:
        names = ", ".join(f"{name} = {_BLANK.get(name, 'NULL')}" for name in blank if name in store.columns("people"))
        conn.execute(f"UPDATE people SET {names} WHERE id = ?", (person_id,))  # noqa: S608
        settle_place(store, conn, person_id)
    for number_id in changes.get("numbers", []):
        conn.execute(_UNDIALED, (number_id,))
    for table in ("research", "notes"):
        rows = [(row_id,) for row_id in changes.get(table, [])]
        conn.executemany(f"DELETE FROM {table} WHERE id = ?", rows)  # noqa: S608


_BLANK = {"role": "'unknown'"}
_UNDIALED = """
    DELETE FROM numbers WHERE id = ?
    AND NOT EXISTS (SELECT 1 FROM dials d WHERE d.number_id = numbers.id AND d.person_id = numbers.person_id)"""
