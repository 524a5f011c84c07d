"""The end of an import: everybody is let in, or everything is taken back; both batch by batch, both resumable.

The decision is committed first (`landing`), with the operation that can be undone. What a batch did is seen from the
rows themselves, so that whoever finds a half-finished landing goes on where it stopped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Bucket, EventKind, Stage
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from dialdeck.storage.ids import TIME_OF_UID, new_uid
from dialdeck.storage.operations import Transaction
from dialdeck.storage.people import NOTED, blocked_state, fact_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.rows import ImportRecord
    from dialdeck.storage.store import Store

PERSISTENCE = State().cadence
"""By which everybody begins whose row names no cadence."""
_BLANK = (None, "", "unknown")
STEP = 250
"""People of one write transaction here; each touches more pages than on arrival."""


def land(store: Store, import_id: int) -> ImportRecord:
    """Let the people of an import in, or go on with it; return its record. Raises RefusedError for any other import."""
    record = store.import_row(import_id)
    if record is None or record.status not in {"arriving", "landing"}:
        message = f"import {import_id} is not on its way in; nothing changed"
        raise RefusedError(message)
    identity = store.identity()
    with store.write() as conn:
        if record.status == "arriving":
            conn.execute("UPDATE imports SET status = 'landing' WHERE id = ?", (import_id,))
            Transaction(store, identity, "import", {"import_id": import_id}).finish_empty()
        operation = operation_of(store, import_id)
    last = 0
    while (last := _let_in(store, import_id, operation, last)) > 0:
        pass
    last = -1
    while (last := _add_to_known(store, import_id, last)) >= 0:
        pass
    with store.write() as conn:
        conn.execute("UPDATE imports SET status = 'done' WHERE id = ?", (import_id,))
    landed = store.import_row(import_id)
    return landed if landed is not None else record


def cancel(store: Store, import_id: int) -> None:
    """Take an import back that has not landed, its own row too; raise RefusedError when it has."""
    record = store.import_row(import_id)
    if record is None:
        return
    if record.status != "arriving":
        message = f"import {record.uid} has landed; take it back with: dialdeck imports revert {record.uid[-8:]}"
        raise RefusedError(message)
    while people := store.rows("SELECT id FROM people WHERE import_id = ? LIMIT ?", (import_id, STEP)):
        with store.write() as conn:
            delete_people(conn, [row[0] for row in people])
    some = "SELECT line FROM import_rows WHERE import_id = ? LIMIT ?"
    lines = f"DELETE FROM import_rows WHERE import_id = ? AND line IN ({some})"  # noqa: S608
    while store.row("SELECT 1 FROM import_rows WHERE import_id = ?", (import_id,)):
        with store.write() as conn:
            conn.execute(lines, (import_id, import_id, STEP * 4))
    delete_organisations(store, import_id)
    with store.write() as conn:
        conn.execute("DELETE FROM imports WHERE id = ?", (import_id,))
        delete_lists(conn, record.uid)


def operation_of(store: Store, import_id: int) -> int:
    """Return the number of the operation that landed an import, 0 if it has not."""
    sql = "SELECT seq FROM operations WHERE import_id = ? AND kind = 'import'"
    found: int | None = store.value(sql, (import_id,))
    return found or 0


def delete_people(conn: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete people with all that arrived with them, inside a write transaction."""
    keys = [(person,) for person in ids]
    for table in ("states", "numbers", "research", "notes"):
        conn.executemany(f"DELETE FROM {table} WHERE person_id = ?", keys)  # noqa: S608
    conn.executemany("DELETE FROM people WHERE id = ?", keys)


def delete_organisations(store: Store, import_id: int) -> None:
    """Delete the organisations that came with an import and that nobody belongs to any more."""
    last = 0
    sql = """
        SELECT o.id, EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = o.id)
            OR EXISTS (SELECT 1 FROM research r WHERE r.organisation_id = o.id)
        FROM organisations o WHERE o.import_id = ? AND o.id > ? ORDER BY o.id LIMIT ?"""
    while page := store.rows(sql, (import_id, last, STEP)):
        with store.write() as conn:
            free = [(row[0],) for row in page if not row[1]]
            kept = [(row[0],) for row in page if row[1]]
            conn.executemany("DELETE FROM organisations WHERE id = ?", free)
            conn.executemany("UPDATE organisations SET import_id = NULL WHERE id = ?", kept)
        last = page[-1][0]


def delete_lists(conn: sqlite3.Connection, import_uid: str) -> None:
    """Delete the lists that came with an import and that no person and no other import is on, inside a write."""
    made = import_uid[:TIME_OF_UID]
    # An import gives the instant at which it began to everything that it makes.
    unused = """
        SELECT l.id FROM lists l WHERE substr(l.uid, 1, ?) = ?
        AND NOT EXISTS (SELECT 1 FROM people p WHERE p.list_id = l.id)
        AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.list_id = l.id AND i.uid <> ?)"""
    gone = conn.execute(unused, (TIME_OF_UID, made, import_uid)).fetchall()
    conn.executemany("UPDATE imports SET list_id = NULL WHERE list_id = ?", gone)
    conn.executemany("DELETE FROM lists WHERE id = ?", gone)


def _let_in(store: Store, import_id: int, operation: int, last: int) -> int:
    """Let in the next people who wait behind the person `last`; return the last of them, 0 at the end."""
    with store.write() as conn:
        waiting = conn.execute(
            "SELECT s.person_id, s.stage, s.reach, s.cadence FROM people p JOIN states s ON s.person_id = p.id "
            "WHERE p.import_id = ? AND p.id > ? AND s.bucket = 9 ORDER BY p.id LIMIT ?",
            (import_id, last, STEP),
        ).fetchall()
        blocked = [person for person, stage, *_ in waiting if stage == Stage.DO_NOT_CALL]
        # Somebody may have asked not to be called since the row arrived.
        asked = [person for person, stage, reach, _ in waiting if stage != Stage.DO_NOT_CALL and not reach]
        asked = [person for person in asked if _all_blocked(store, person)]
        out = {*blocked, *asked}
        chosen = [person for person, *_, cadence in waiting if person not in out and cadence != PERSISTENCE]
        free = [(person,) for person, *_ in waiting if person not in {*out, *chosen}]
        conn.executemany("UPDATE states SET bucket = 4, rev = rev + 1 WHERE person_id = ?", free)
        if out or chosen:
            tx = Transaction(store, store.identity(), "import", {"import_id": import_id})
            tx.seq = operation
            for person in blocked:
                _block(store, tx, person)
            for person in asked:
                _keep_out(store, tx, person)
            for person in chosen:
                _begin(store, tx, person)
    return waiting[-1][0] if waiting else 0


def _block(store: Store, tx: Transaction, person_id: int) -> None:
    """Keep somebody out for good, and whoever has no other number than theirs."""
    numbers = store.numbers(person_id)
    for number in numbers:
        if number.blocked is None:
            values = (number.e164, tx.at, NOTED, person_id)
            store.conn.execute("INSERT INTO do_not_call (e164, at, reason, person_id) VALUES (?, ?, ?, ?)", values)
    bearers = {bearer for number in numbers if number.blocked is None for bearer in store.find_by_number(number.e164)}
    for bearer in sorted(bearers - {person_id}):
        if _all_blocked(store, bearer):
            _keep_out(store, tx, bearer)
    _keep_out(store, tx, person_id)


def _all_blocked(store: Store, person_id: int) -> bool:
    """Say whether every living number of somebody is on the do-not-call list, and there is one."""
    living = [number for number in store.numbers(person_id) if not number.dead]
    return bool(living) and all(number.blocked is not None for number in living)


def _keep_out(store: Store, tx: Transaction, person_id: int) -> None:
    state = store.state(person_id).state
    if state.stage is not Stage.DO_NOT_CALL or state.bucket is not None:
        tx.event(EventKind.DO_NOT_CALL, at=tx.at, person_id=person_id, state=blocked_state(state))


def _begin(store: Store, tx: Transaction, person_id: int) -> None:
    """Let somebody in who goes by a cadence of their own: the log has to tell of it, since nobody begins so."""
    state = replace(store.state(person_id).state, bucket=Bucket.FRESH)
    tx.event(EventKind.PLANNED, at=tx.at, person_id=person_id, state=state, decision={"cadence": state.cadence})


def _add_to_known(store: Store, import_id: int, last: int) -> int:
    """Add what rows behind `last` know of people who were here before; return the last row seen, -1 at the end."""
    rows = store.rows(
        "SELECT line, person_id, changes FROM import_rows "
        "WHERE import_id = ? AND line > ? AND verdict = 'updated' ORDER BY line LIMIT ?",
        (import_id, last, STEP),
    )
    if not rows:
        return -1
    with store.write() as conn:
        for line, person_id, text in rows:
            changes = json.loads(text)
            if "done" not in changes:
                done = _add(store, conn, person_id, changes)
                conn.execute(
                    "UPDATE import_rows SET changes = ? WHERE import_id = ? AND line = ?",
                    (json.dumps(done, ensure_ascii=False), import_id, line),
                )
    return int(rows[-1][0])


def _add(store: Store, conn: sqlite3.Connection, person_id: int, changes: dict[str, Any]) -> dict[str, Any]:
    """Fill blanks of one person and return what was really done: columns by name, and ids of new rows by table."""
    person = store.person(person_id)
    if person is None:
        return {"done": {}}
    now = store.clock.now()
    # Somebody may have filled a blank in since the row arrived: what is on file stays.
    done = {name: value for name, value in changes.get("set", {}).items() if getattr(person, name) in _BLANK}
    if done:
        names = ", ".join(f"{name} = ?" for name in done if name in store.columns("people"))
        conn.execute(f"UPDATE people SET {names} WHERE id = ?", (*done.values(), person_id))  # noqa: S608
        settle_place(store, conn, person_id)
    numbers = store.numbers(person_id)
    known = {number.e164 for number in numbers}
    rank = max((number.rank for number in numbers), default=-1) + 1
    new = [number | {"person_id": person_id} for number in changes.get("numbers", []) if number["e164"] not in known]
    about = {"person_id": person_id, "noted_at": now}
    facts = [fact_values(fact) | about for fact in changes.get("facts", [])]
    notes = [{"person_id": person_id, "at": now, "text": changes["note"]}] if "note" in changes else []
    return {
        "done": done,
        "numbers": [_insert(conn, "numbers", one | {"rank": rank + index}) for index, one in enumerate(new)],
        "research": [_insert(conn, "research", fact | {"uid": new_uid(now)}) for fact in facts],
        "notes": [_insert(conn, "notes", note | {"uid": new_uid(now)}) for note in notes],
    }


def settle_place(store: Store, conn: sqlite3.Connection, person_id: int) -> None:
    """Put a person into the place that their row tells of, inside a write transaction."""
    row = store.row("SELECT zones, country, region, wish FROM people WHERE id = ?", (person_id,))
    if row is not None:
        place_id = store.place_for(tuple((row[0] or "").split()), *row[1:])
        sql = "UPDATE states SET place_id = ?, rev = rev + 1 WHERE person_id = ? AND place_id IS NOT ?"
        conn.execute(sql, (place_id, person_id, place_id))


def _insert(conn: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608
    return conn.execute(sql, tuple(values.values())).lastrowid or 0
