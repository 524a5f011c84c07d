"""Taking back and putting back: every operation carries the images that undo it, also after a restart.

Undo refuses when the rows moved on since, and never erases that a call was placed: the dial stays and wants its
outcome. The log is never shortened; a compensating event says what was taken back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from dialdeck.errors import BusyError, RefusedError
from dialdeck.model.codes import DialStatus, EventKind
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.leases import Leases
from dialdeck.storage.projection import DIAL_COLUMNS, STATE_COLUMNS, state_from

if TYPE_CHECKING:
    from dialdeck.storage.connection import Row
    from dialdeck.storage.images import Key, Values
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.store import Store

Image = tuple[str, "Key", "Values | None", "Values | None"]
_PASSING = {"rev", "holder_id", "reach", "fit_gap"}
"""Columns of `states` that say who looks at a person, their numbers and their fit, not where they stand."""
_TITLE = "seq, kind, person_id, dial_id, import_id, at, people"
_WHOLE = f"{_TITLE}, images"


class Undone(NamedTuple):
    """An operation that was (or would be) taken back or put back; `by` is the operation that did it, 0 beforehand."""

    operation: int
    kind: str
    person_id: int | None
    dial_id: int | None
    at: int
    people: int = 1
    """How many people the events of the operation were about; `person_id` is the first of them."""
    by: int = 0


class _Target(NamedTuple):
    operation: int
    kind: str
    person_id: int | None
    dial_id: int | None
    import_id: int | None
    at: int
    people: int
    rows: list[Image]
    events: list[tuple[int, str, int, int | None]]
    original: int


class Undo(Leases):
    """The part of the store that takes back and puts back."""

    def next_undo(self) -> Undone | None:
        """Return what `undo` would take back, or None: this rep's newest standing operation on this device."""
        row = self._undo_row(_TITLE)
        return None if row is None else _undone(row)

    def next_redo(self) -> Undone | None:
        """Return what `redo` would put back, or None: what was taken back last, if nothing was done since."""
        row = self._redo_row(_TITLE)
        return None if row is None else _undone(row)

    def undo(self) -> Undone:
        """Take back the newest operation of this rep on this device that no other living window made.

        Raises RefusedError when there is none or when what it changed has moved on since; BusyError when its person
        has a dial open in another window. Nothing is changed then.
        """
        row = self._undo_row(_WHOLE)
        if row is None:
            message = "there is nothing to take back"
            raise RefusedError(message)
        target = _target(row)
        if target.kind == "import" and target.import_id is not None:
            return self._revert_import(target)
        return self._reverse(target, "undo", EventKind.TAKEN_BACK)

    def redo(self) -> Undone:
        """Put back what was taken back last; ends with the next operation. Raises as `undo` does."""
        row = self._redo_row(_WHOLE)
        if row is None:
            message = "there is nothing to put back"
            raise RefusedError(message)
        target = _target(row)
        if target.kind == "import":
            message = "an import that was taken back cannot be put back; import the file again"
            raise RefusedError(message)
        return self._reverse(target, "redo", EventKind.RESTORED)

    def _undo_row(self, names: str) -> Row | None:
        """Return `names` (titles alone, since images are large, or all) and the operation that was meant at first."""
        values, own = self._own()
        return self.row(
            f"SELECT {names}, seq FROM operations o WHERE {own} AND undo_of IS NULL AND kind <> 'start' "  # noqa: S608
            "AND NOT EXISTS (SELECT 1 FROM operations u WHERE u.undo_of = o.seq "
            "AND NOT EXISTS (SELECT 1 FROM operations r WHERE r.undo_of = u.seq)) ORDER BY seq DESC LIMIT 1",
            values,
        )

    def _redo_row(self, names: str) -> Row | None:
        values, own = self._own()
        row = self.row(
            f"SELECT {names}, undo_of FROM operations o WHERE {own} AND (undo_of IS NULL OR kind = 'undo' "  # noqa: S608
            "AND NOT EXISTS (SELECT 1 FROM operations r WHERE r.undo_of = o.seq)) ORDER BY seq DESC LIMIT 1",
            values,
        )
        if row is None or row[-1] is None:
            return None
        kind, at = self.row("SELECT kind, at FROM operations WHERE seq = ?", (row[-1],)) or (row[1], row[5])
        return row[0], kind, *row[2:5], at, *row[6:]

    def _own(self) -> tuple[tuple[Any, ...], str]:
        """Return values and condition of the operations that this window may take back."""
        rep_id, device_id = self.known_as() or (0, 0)
        others = json.dumps(sorted(self.living_lately()))
        return (rep_id, device_id, others), (
            "rep_id = ? AND device_id = ? AND holder_id NOT IN (SELECT value FROM json_each(?))"
        )

    def _reverse(self, target: _Target, kind: str, event: EventKind) -> Undone:
        undo_of = target.operation
        try:
            with self.operation(kind, person_id=target.person_id, dial_id=target.dial_id, undo_of=undo_of) as tx:
                self.conn.execute("PRAGMA defer_foreign_keys = ON")
                for image in target.rows:
                    self._check_unmoved(tx, image)
                self._check_free(target)
                self._put_back(tx, target, event)
        except sqlite3.IntegrityError as error:
            message = f"{target.kind} cannot be taken back: something that came later belongs to it; nothing changed"
            raise RefusedError(message) from error
        return _done(target, tx.seq)

    def _check_unmoved(self, tx: Transaction, image: Image) -> None:
        table, key, before, change = image
        after = before | change if before is not None and change is not None else change
        present = tx.present(table, key)
        if table == "states":
            after, present = _standing(after), _standing(present)
        moved = present != after
        if table == "people" and before is None:
            moved = moved or self.row("SELECT 1 FROM dials WHERE person_id = ?", (key,)) is not None
        if moved:
            message = "what this would change has changed since, in another window or by a later step; nothing changed"
            raise RefusedError(message)

    def _check_free(self, target: _Target) -> None:
        for person in {key for table, key, _, _ in target.rows if table == "states"}:
            held = self.holder_of(int(person))
            if held is None or held.mine:
                continue
            if self.row("SELECT 1 FROM dials WHERE person_id = ? AND status IN ('open', 'over', 'talked')", (person,)):
                message = f"a dial with this person is open in another window (process {held.pid}); nothing changed"
                raise BusyError(message)

    def _put_back(self, tx: Transaction, target: _Target, kind: EventKind) -> None:
        states: dict[int, Image] = {}
        dials: dict[int, Values] = {}
        for image in reversed(target.rows):
            table, key, before, change = image
            if table == "dials":
                dials[int(key)] = _dial_patch(before, change or {})
            elif table == "states" and before is not None and change is not None:
                states[int(key)] = image
            else:
                tx.restore(table, key, before)
        self._compensate(tx, target, kind, states, dials)

    def _compensate(
        self, tx: Transaction, target: _Target, kind: EventKind, states: dict[int, Image], dials: dict[int, Values]
    ) -> None:
        """Append one event for every person and dial that the operation's events were about."""
        seqs: dict[tuple[int, int | None], list[int]] = {}
        for seq, _, person_id, dial_id in target.events:
            seqs.setdefault((person_id, dial_id), []).append(seq)
        for person_id in states:
            if not any(person == person_id for person, _ in seqs):
                seqs[person_id, None] = []
        for (person_id, dial_id), undone in reversed(seqs.items()):
            before = states.pop(person_id)[2] if person_id in states else None
            state = None if before is None else state_from(tuple(before[name] for name in STATE_COLUMNS))
            if before is not None and before["place_id"] is not None:
                tx.set_place(person_id, before["place_id"])
            tx.event(
                kind,
                at=tx.at,
                person_id=person_id,
                dial_id=dial_id,
                state=state,
                dial=dials.get(dial_id) if dial_id is not None else None,
                decision={"of": undone},
            )

    def _revert_import(self, target: _Target) -> Undone:
        from dialdeck.storage.reverting import revert

        revert(cast("Store", self), target.import_id or 0)
        by = self.value("SELECT max(seq) FROM operations WHERE undo_of = ?", (target.operation,))
        return _done(target, by)


def _undone(row: Row) -> Undone:
    """What a row of titles says would be done."""
    return Undone(row[-1], row[1], row[2], row[3], row[5], row[6])


def _done(target: _Target, by: int) -> Undone:
    return Undone(target.original, target.kind, target.person_id, target.dial_id, target.at, target.people, by)


def _target(row: Row) -> _Target:
    images = json.loads(row[7])
    return _Target(*(*row[:7], images["rows"], images["events"], row[8]))


def _standing(row: Values | None) -> Values | None:
    return None if row is None else {name: value for name, value in row.items() if name not in _PASSING}


def _dial_patch(before: Values | None, change: Values) -> Values:
    """Return what puts a dial back; one that was open has ended since, so its outcome is wanted instead."""
    if before is not None and before["status"] != DialStatus.OPEN:
        return {name: before[name] for name in DIAL_COLUMNS}
    row = change if before is None else before | change
    nothing: Values = {"outcome": None, "detail": None, "counts": 0, "off_plan": 0}
    return {name: row[name] for name in DIAL_COLUMNS} | nothing | {"status": str(DialStatus.OVER)}
