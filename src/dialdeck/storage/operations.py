"""One row for every use case: what was changed, with the images that take it back.

A transaction writes plain tables through insert, update and delete, and moves people only by appending an event,
which is folded at once into `states` and `dials`. Names of tables and columns come from the schema, never from data.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialdeck.errors import RefusedError
from dialdeck.model.codes import EventKind
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.ids import new_uid
from dialdeck.storage.images import Image, RowWriter
from dialdeck.storage.projection import (
    DIAL_COLUMNS,
    STATE_COLUMNS,
    LoggedEvent,
    Values,
    fold_dial,
    fold_state,
    state_values,
)
from dialdeck.storage.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.codes import Detail, Outcome
    from dialdeck.model.state import State
    from dialdeck.storage.connection import Database
    from dialdeck.storage.leases import Identity


class Transaction(RowWriter):
    """A use case being written; made by `Store.operation`, usable until its block ends."""

    def __init__(self, db: Database, identity: Identity, kind: str, subject: Values) -> None:
        """Begin inside an open write transaction; `subject` has the ids the operation is about."""
        super().__init__(db)
        self._identity = identity
        self.kind = kind
        self.seq: int = db.value("SELECT coalesce(max(seq), 0) + 1 FROM operations")
        """The number of this operation."""
        self.subject = subject
        self._events: list[tuple[int, str, int, int | None]] = []

    def event(  # noqa: PLR0913 - what an event is made of, all by name
        self,
        kind: EventKind,
        *,
        at: int,
        person_id: int,
        dial_id: int | None = None,
        outcome: Outcome | None = None,
        detail: Detail | None = None,
        state: State | None = None,
        dial: Values | None = None,
        decision: Values | None = None,
    ) -> int:
        """Append an event and fold it at once; return its seq.

        `dial` patches the row of dial `dial_id` (and makes it, when it is new), `decision` is kept as it is: codes,
        ids and instants only. Raises RefusedError for a second `outcome` of one dial (that is an `amended`), and
        MissingError for an unknown person.
        """
        data: Values = {}
        if state is not None:
            data["state"] = state_values(state)
        if dial is not None:
            data["dial"] = self._dial_patch(dial_id, dial)
        if decision is not None:
            data["decision"] = decision
        seq = self._append(kind, at, person_id, dial_id, (outcome, detail), data)
        identity = self._identity
        logged = LoggedEvent(person_id, dial_id, identity.rep_id, identity.device_id, identity.session_id, data)
        if dial is not None and dial_id is not None:
            self._fold_into_dial(dial_id, logged)
        if state is not None:
            self._fold_into_state(person_id, logged)
        return seq

    def new_dial_id(self) -> int:
        """Return the id that the next new dial takes."""
        found: int = self._db.value("SELECT coalesce(max(id), 0) + 1 FROM dials")
        return found

    def add_state(self, person_id: int, place_id: int | None, state: State) -> None:
        """Insert the state row of a new person."""
        self._put("states", {"person_id": person_id, "place_id": place_id} | state_values(state))
        self._before.setdefault(("states", person_id), None)

    def finish(self, undo_of: int | None) -> None:
        """Write the row of the operation with its images, unless nothing was touched."""
        images = list(self.images())
        if images or self._events or undo_of is not None:
            self._write(images, undo_of)

    def finish_empty(self, undo_of: int | None = None) -> None:
        """Write the row of an operation that keeps what takes it back elsewhere (an import: beside its rows)."""
        self._write([], undo_of)

    def _write(self, images: list[Image], undo_of: int | None) -> None:
        identity, subject = self._identity, self.subject
        self._db.conn.execute(
            "INSERT INTO operations (seq, uid, at, kind, person_id, dial_id, import_id, rep_id, device_id, holder_id, "
            "session_id, undo_of, people, images) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.seq, new_uid(self.at), self.at, self.kind, subject.get("person_id"), subject.get("dial_id"),
                subject.get("import_id"), identity.rep_id, identity.device_id, identity.holder_id, identity.session_id,
                undo_of, len({person for _, _, person, _ in self._events}) or 1,
                json.dumps({"rows": images, "events": self._events}, separators=(",", ":")),
            ),
        )  # fmt: skip

    def _append(
        self,
        kind: EventKind,
        at: int,
        person_id: int,
        dial_id: int | None,
        result: tuple[str | None, str | None],
        data: Values,
    ) -> int:
        identity = self._identity
        try:
            cursor = self._db.conn.execute(
                "INSERT INTO events (uid, at, kind, person_id, dial_id, operation, rep_id, device_id, session_id, "
                "outcome, detail, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new_uid(self.at), at, kind, person_id, dial_id, self.seq, identity.rep_id, identity.device_id,
                    identity.session_id, *result, json.dumps(data, separators=(",", ":")),
                ),
            )  # fmt: skip
        except sqlite3.IntegrityError as error:
            if kind is EventKind.OUTCOME and "dial_id" in str(error):
                message = f"dial {dial_id} has its outcome already; amend it instead"
                raise RefusedError(message) from error
            raise
        seq = cursor.lastrowid or 0
        self._events.append((seq, kind, person_id, dial_id))
        self.subject.setdefault("person_id", person_id)
        if dial_id is not None and self.subject.get("dial_id") is None:
            self.subject["dial_id"] = dial_id
        return seq

    def _dial_patch(self, dial_id: int | None, patch: Values) -> Values:
        if dial_id is None:
            message = "an event that changes a dial names it"
            raise ValueError(message)
        self._checked("dials", DIAL_COLUMNS, patch)
        self._remember_if_there("dials", dial_id)
        if self._before["dials", dial_id] is None and "uid" not in patch:
            patch = {"uid": new_uid(self.at)} | patch
        return patch

    def _fold_into_dial(self, dial_id: int, event: LoggedEvent) -> None:
        before = self.present("dials", dial_id)
        row = fold_dial(before, event)
        if row is None:
            return
        if before is None:
            self._put("dials", {"id": dial_id} | row)
        else:
            changed = {name: value for name, value in row.items() if before[name] != value}
            if changed:
                self._set("dials", dial_id, list(changed), changed)

    def _fold_into_state(self, person_id: int, event: LoggedEvent) -> None:
        self._remember("states", person_id)
        row = fold_state(None, event)
        if row is not None:
            names = ", ".join(f"{name} = ?" for name in STATE_COLUMNS)
            sql = f"UPDATE states SET {names}, rev = rev + 1 WHERE person_id = ?"  # noqa: S608
            self._db.conn.execute(sql, (*(row[name] for name in STATE_COLUMNS), person_id))


class Operations(Words):
    """The part of the store that writes use cases."""

    def identity(self) -> Identity:
        """Return who writes; made known to the file on first use."""
        raise NotImplementedError

    @contextmanager
    def operation(
        self,
        kind: str,
        *,
        person_id: int | None = None,
        dial_id: int | None = None,
        import_id: int | None = None,
        undo_of: int | None = None,
    ) -> Iterator[Transaction]:
        """Write one use case: all of it is committed when the block ends, nothing if anything is raised.

        Raises BusyError when the turn to write is not had in time, StorageError ("NOT SAVED: …") when it cannot be
        kept. The `start` of a dial is the one kind that undo passes over.
        """
        if self.in_write():
            message = "an operation is written already; a use case is one operation"
            raise RuntimeError(message)
        given = {"person_id": person_id, "dial_id": dial_id, "import_id": import_id}
        identity = self.identity()
        with self.write():
            tx = Transaction(self, identity, kind, {name: value for name, value in given.items() if value})
            yield tx
            tx.finish(undo_of)
