"""What is known about one person, read by a handful of index seeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.errors import MissingError
from dialdeck.model.codes import Detail, Outcome, Plan, PromiseKind, Role
from dialdeck.model.facts import DialFact, NumberFact, PersonFacts, Place, PromiseFact
from dialdeck.storage.projection import STATE_COLUMNS, state_from
from dialdeck.storage.queue import Queue
from dialdeck.storage.reach import reaches
from dialdeck.storage.rows import (
    NoteRow,
    NumberRow,
    PersonRow,
    PromiseRow,
    ResearchRow,
    TaskRow,
    columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from dialdeck.model.state import State

    Refusal = Callable[[str, str], str | None]
    """Why a number (E.164, kind on record) must not leave the program, or None."""

_STATE = ", ".join(STATE_COLUMNS)
_PERSON = f"""
    SELECT p.{", p.".join(name.strip() for name in columns(PersonRow).split(",")[:-2])}, o.name, l.name
    FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id LEFT JOIN lists l ON l.id = p.list_id
    WHERE p.id = ?"""  # noqa: S608
_NUMBERS = """
    SELECT n.id, n.person_id, n.e164, n.extension, n.raw, n.kind, n.label, n.source, n.rank, n.dead, n.menu_path,
    d.reason FROM numbers n LEFT JOIN do_not_call d ON d.e164 = n.e164 WHERE n.person_id = ? ORDER BY n.rank, n.id"""
_NO_PLACE = Place(0, (), None, None)


class Standing(NamedTuple):
    """Where a person stands, at which revision, where, and who holds them (a living window or not)."""

    state: State
    rev: int
    place_id: int | None
    holder_id: int | None
    fit_gap: int


class PeopleReads(Queue):
    """The part of the store that reads one person."""

    _refusal: Refusal | None = None

    def allow(self, kinds: Collection[str], refusal: Refusal) -> None:
        """Let numbers be dialed that `refusal` has nothing against; `kinds` are allowed beside the ordinary ones.

        The queue goes by the kind on record; the facts of one person ask `refusal` about each of their numbers.
        """
        self.within_reach, self._present_at = reaches(kinds), None
        self._refusal = refusal

    def person(self, person_id: int) -> PersonRow | None:
        """Return a person with the names of organisation and list, or None."""
        row = self.row(_PERSON, (person_id,))
        return None if row is None else PersonRow(*row)

    def state(self, person_id: int) -> Standing:
        """Return where a person stands; raise MissingError when there is no such person."""
        sql = f"SELECT rev, place_id, holder_id, fit_gap, {_STATE} FROM states WHERE person_id = ?"  # noqa: S608
        row = self.row(sql, (person_id,))
        if row is None:
            message = f"there is no prospect {person_id}"
            raise MissingError(message)
        return Standing(state_from(row[4:]), *row[:4])

    def numbers(self, person_id: int) -> list[NumberRow]:
        """Return a person's numbers in dialing order, with why one is blocked."""
        return [NumberRow(*(*row[:9], bool(row[9]), *row[10:])) for row in self.rows(_NUMBERS, (person_id,))]

    def facts(self, person_id: int, *, without_dial: int | None = None) -> PersonFacts:
        """Return all that a decision rests on, as if the dial `without_dial` had not been placed.

        Raises MissingError when there is no such person.
        """
        standing = self.state(person_id)
        role = self.value("SELECT role FROM people WHERE id = ?", (person_id,))
        return PersonFacts(
            person_id=person_id,
            role=Role(role),
            place=_NO_PLACE if standing.place_id is None else self.place(standing.place_id),
            state=standing.state,
            dials=self._dial_facts(person_id, without_dial or 0),
            numbers=tuple(
                NumberFact(row[0], bool(row[9]), row[11] is not None, self._refused(row[2], row[5]))
                for row in self.rows(_NUMBERS, (person_id,))
            ),
            promises=tuple(
                PromiseFact(promise.id, PromiseKind(promise.kind), promise.at, promise.day, promise.part)
                for promise in self.promises(person_id, open_only=True)
            ),
            counted_day=standing.state.counted_day,
            fit_gap=standing.fit_gap,
        )

    def _refused(self, e164: str, kind: str) -> bool:
        return self._refusal is not None and self._refusal(e164, kind) is not None

    def _dial_facts(self, person_id: int, without: int) -> tuple[DialFact, ...]:
        rows = self.rows(
            "SELECT id, started_at, outcome, detail, counts, attempt, plan, step, part, number_id FROM dials "
            "WHERE person_id = ? AND status <> 'void' AND id <> ? ORDER BY id",
            (person_id, without),
        )
        return tuple(
            DialFact(
                dial_id,
                at,
                None if outcome is None else Outcome(outcome),
                None if detail is None else Detail(detail),
                bool(counts),
                attempt,
                Plan(plan),
                step,
                part,
                number_id,
            )
            for dial_id, at, outcome, detail, counts, attempt, plan, step, part, number_id in rows
        )

    def research(self, person_id: int) -> list[ResearchRow]:
        """Return what was researched on a person and on their organisation, the newest first."""
        names = columns(ResearchRow)
        sql = f"""
            SELECT {names} FROM research WHERE person_id = ?
            UNION ALL SELECT {names} FROM research
            WHERE organisation_id = (SELECT organisation_id FROM people WHERE id = ?)
            ORDER BY noted_at DESC, id DESC"""  # noqa: S608
        return [ResearchRow(*row) for row in self.rows(sql, (person_id, person_id))]

    def notes(self, person_id: int, newest: int = -1) -> list[NoteRow]:
        """Return the notes on a person, or the `newest` so many of them, the oldest first."""
        sql = f"SELECT {columns(NoteRow)} FROM notes WHERE person_id = ? ORDER BY at DESC, id DESC LIMIT ?"  # noqa: S608
        return [NoteRow(*row) for row in reversed(self.rows(sql, (person_id, newest)))]

    def promises(self, person_id: int, *, open_only: bool = False) -> list[PromiseRow]:
        """Return the promises to a person, the nearest first."""
        only = "AND settled IS NULL" if open_only else ""
        sql = f"SELECT {columns(PromiseRow)} FROM promises WHERE person_id = ? {only} ORDER BY at, id"  # noqa: S608
        return [PromiseRow(*row) for row in self.rows(sql, (person_id,))]

    def open_promises(
        self, until: int, limit: int = 1000, kind: str | None = None, *, since: int = 0
    ) -> list[PromiseRow]:
        """Return the open promises to anybody that are due from `since` to `until` (ms UTC), the nearest first."""
        only = "AND kind = ?" if kind else ""
        values: tuple[Any, ...] = (since, until, kind, limit) if kind else (since, until, limit)
        due = "settled IS NULL AND at >= ? AND at <= ?"
        sql = f"SELECT {columns(PromiseRow)} FROM promises WHERE {due} {only} ORDER BY at LIMIT ?"  # noqa: S608
        return [PromiseRow(*row) for row in self.rows(sql, values)]

    def tasks(self, *, open_only: bool = True, person_id: int | None = None) -> list[TaskRow]:
        """Return tasks by due day: the open ones or all, of one person or of all."""
        conditions = ["done_at IS NULL"] * open_only + ["person_id = ?"] * (person_id is not None)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"SELECT {columns(TaskRow)} FROM tasks {where} ORDER BY due_day, id"  # noqa: S608
        return [TaskRow(*row) for row in self.rows(sql, () if person_id is None else (person_id,))]
