"""Who is alive and who holds whom: serving is claiming, so two windows never get the same person.

A lease names device, process and its start. It is void when that process is gone, or on another device after two
minutes without renewal; the machine's own clock decides, also when the clock of the business is set.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from dialdeck.storage.ids import new_uid
from dialdeck.storage.machine import device_uid, is_alive, process_start, steady, wall
from dialdeck.storage.operations import Operations

if TYPE_CHECKING:
    from pathlib import Path

    from dialdeck.clock import Clock
    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.locks import Locks

SILENCE_MS = 120_000
"""A holder on another device that has not renewed for this long is taken for gone."""

LATELY = 1.0
"""Seconds for which it is remembered who is alive where nothing is written on the strength of it."""


class Identity(NamedTuple):
    """Who writes: ids of rep, device and this process (holder), and the session if one was begun."""

    rep_id: int
    device_id: int
    holder_id: int
    session_id: int | None


class Held(NamedTuple):
    """Who holds a person: `mine` is this very store, `pid` its process, `device` the name of its machine."""

    holder_id: int
    mine: bool
    pid: int
    device: str


class Leases(Operations):
    """The part of the store that knows who is alive and gives out people."""

    def __init__(
        self, path: Path, conn: sqlite3.Connection, locks: Locks, clock: Clock, rep: str, device: str | None
    ) -> None:
        """Take over an open connection; the file learns of rep, device and process on the first write."""
        super().__init__(path, conn, locks, clock)
        self._rep = rep
        self._device = device or device_uid()
        self._identity: Identity | None = None
        self._lately: tuple[float, int, frozenset[int]] | None = None
        self.session_id: int | None = None
        """The session that events and operations are counted in; set by `start_session`."""

    def identity(self) -> Identity:
        """Return who writes; made known to the file on first use, in a write of its own (never inside another)."""
        known = self._identity
        if known is None:
            with self.write():
                rep_id = self._named("reps", new_uid(self.clock.now()), self._rep)
                device_id = self._named("devices", self._device, os.uname().nodename)
                self._bury(device_id)
                values = (device_id, os.getpid(), process_start(os.getpid()) or "", wall())
                sql = "INSERT INTO holders (device_id, pid, started, renewed_at) VALUES (?, ?, ?, ?)"
                holder_id = self.conn.execute(sql, values).lastrowid or 0
            known = Identity(rep_id, device_id, holder_id, self.session_id)
        elif known.session_id != self.session_id:
            known = Identity(known.rep_id, known.device_id, known.holder_id, self.session_id)
        self._identity = known
        return known

    def known_as(self) -> tuple[int, int] | None:
        """Return (rep_id, device_id) without writing, or None if neither has ever written here."""
        if self._identity is not None:
            return self._identity.rep_id, self._identity.device_id
        sql = "SELECT r.id, d.id FROM reps r, devices d WHERE r.name = ? AND d.uid = ?"
        row = self.row(sql, (self._rep, self._device))
        return None if row is None else (row[0], row[1])

    def claim(self, person_id: int, rev: int) -> bool:
        """Take this person if nobody living holds them and nothing happened to them since `rev`; say if it worked."""
        # A look first: losing to another window then costs no turn to write.
        if not self._is_free(person_id, rev):
            return False
        me = self.identity().holder_id
        with self.write(durable=False) as conn:
            # Only what is seen inside the write counts: another window may have been quicker.
            free = self._is_free(person_id, rev)
            if free:
                conn.execute("UPDATE states SET holder_id = ? WHERE person_id = ?", (me, person_id))
        return free

    def release(self, person_id: int) -> None:
        """Give a person back; nothing happens if this window does not hold them."""
        if self._identity is None:
            return
        me = self._identity.holder_id
        if self.row("SELECT 1 FROM states WHERE person_id = ? AND holder_id = ?", (person_id, me)) is None:
            return
        with self.write(durable=False) as conn:
            conn.execute("UPDATE states SET holder_id = NULL WHERE person_id = ? AND holder_id = ?", (person_id, me))

    def renew(self) -> None:
        """Say that this window is alive; to be called every 30 seconds."""
        me = self.identity().holder_id
        with self.write(durable=False) as conn:
            conn.execute("UPDATE holders SET renewed_at = ? WHERE id = ?", (wall(), me))

    def holder_of(self, person_id: int) -> Held | None:
        """Return who holds a person, or None when nobody living does."""
        row = self.row(
            "SELECT h.id, h.pid, d.name FROM states s JOIN holders h ON h.id = s.holder_id "
            "JOIN devices d ON d.id = h.device_id WHERE s.person_id = ?",
            (person_id,),
        )
        if row is None:
            return None
        mine = self._identity is not None and row[0] == self._identity.holder_id
        if not mine and row[0] not in self.living_others():
            return None
        return Held(row[0], mine, row[1], row[2])

    def living_others(self) -> frozenset[int]:
        """Return the holder ids of the other windows and commands that are alive."""
        me = self._identity.holder_id if self._identity is not None else 0
        rows = self.rows(
            "SELECT h.id, h.pid, h.started, h.renewed_at, d.uid FROM holders h JOIN devices d ON d.id = h.device_id "
            "WHERE h.id <> ?",
            (me,),
        )
        return frozenset(
            holder
            for holder, pid, started, renewed_at, device in rows
            if (is_alive(pid, started) if device == self._device else renewed_at > wall() - SILENCE_MS)
        )

    def living_lately(self) -> frozenset[int]:
        """Return `living_others`, at most a second old: for titles, which every key asks for.

        Who comes or leaves in order writes to the file and is seen at once; who was killed counts as alive for the
        rest of the second.
        """
        now, version = steady(), self._data_version()
        if self._lately is None or self._lately[1] != version or now - self._lately[0] >= LATELY:
            self._lately = now, version, self.living_others()
        return self._lately[2]

    def leave(self) -> None:
        """Give back everybody this window holds and take it off the list of the living."""
        if self._identity is None:
            return
        with self.write() as conn:
            self._forget_holder(conn, self._identity.holder_id)
        self._identity = None

    def _is_free(self, person_id: int, rev: int) -> bool:
        seen = self.row("SELECT rev, holder_id FROM states WHERE person_id = ?", (person_id,))
        if seen is None or seen[0] != rev:
            return False
        return seen[1] is None or seen[1] not in self.living_others()

    def _bury(self, device_id: int) -> None:
        rows = self.rows("SELECT id, pid, started FROM holders WHERE device_id = ?", (device_id,))
        for holder, pid, started in rows:
            if not is_alive(pid, started):
                self._forget_holder(self.conn, holder)

    @staticmethod
    def _forget_holder(conn: sqlite3.Connection, holder: int) -> None:
        conn.execute("UPDATE states SET holder_id = NULL WHERE holder_id = ?", (holder,))
        conn.execute("DELETE FROM holders WHERE id = ?", (holder,))

    def _named(self, table: str, uid: str, name: str) -> int:
        column = "name" if table == "reps" else "uid"
        wanted = name if table == "reps" else uid
        found: int | None = self.value(f"SELECT id FROM {table} WHERE {column} = ?", (wanted,))  # noqa: S608
        if found is None:
            sql = f"INSERT INTO {table} (uid, name) VALUES (?, ?)"  # noqa: S608
            found = self.conn.execute(sql, (uid, name)).lastrowid or 0
        return found
