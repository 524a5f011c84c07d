"""What a plan of the coming weeks is made from, read in bulk: going through everybody one by one would take minutes."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from dialdeck.model.codes import Detail, Outcome, Plan, PromiseKind, Role
from dialdeck.model.facts import DialFact, PersonFacts, PromiseFact
from dialdeck.storage.narrowing import Narrowing
from dialdeck.storage.projection import STATE_COLUMNS, state_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.storage.connection import Row

_PAGE = 500
_STATE = ", ".join(f"s.{name}" for name in STATE_COLUMNS)
_PEOPLE = f"""
    SELECT s.person_id, s.place_id, p.role, s.fit_gap, {_STATE} FROM states s JOIN people p ON p.id = s.person_id
    WHERE s.person_id > ? AND s.bucket IS NOT NULL AND s.bucket <> 9
    AND s.place_id IN (SELECT id FROM places WHERE zones <> '') AND s.reach IN (SELECT value FROM json_each(?))
    ORDER BY s.person_id LIMIT ?"""  # noqa: S608
_DIALS = """
    SELECT person_id, id, started_at, outcome, detail, counts, attempt, plan, step, part, number_id FROM dials
    WHERE person_id BETWEEN ? AND ? AND status <> 'void' AND outcome IS NOT NULL ORDER BY person_id, id"""
_PROMISES = """
    SELECT person_id, id, kind, at, day, part FROM promises
    WHERE person_id BETWEEN ? AND ? AND settled IS NULL ORDER BY person_id, at, id"""
_LOAD = "SELECT due_day, count(*) FROM states WHERE bucket = 3 GROUP BY due_day"
_MACHINES = """
    SELECT coalesce(sum(outcome = 'voicemail_left' OR detail IN (
        'voicemail', 'other_name', 'role_changed', 'away_until')), 0), count(*)
    FROM dials INDEXED BY dials_started WHERE started_at >= ? AND (outcome = 'voicemail_left'
    OR outcome = 'silent_hangup' AND detail IN (
        'voicemail', 'other_name', 'role_changed', 'away_until', 'rang_out', 'menu', 'mailbox_full'))"""
_PLACED = "SELECT count(*) FROM dials WHERE started_at >= ? AND status <> 'void'"


class PlanReads(Narrowing):
    """The part of the store that a plan is made from."""

    def people_to_plan(self) -> Iterator[PersonFacts]:
        """Yield everybody in the queue who has a time zone and a number that may be dialed, in pages.

        Their facts are those that `facts` returns, but for numbers, the day that they weigh on (a plan keeps its own
        load), and a dial still open, which is to come yet.
        """
        within = json.dumps(self.within_reach)
        places = {place.id: place for place in self.places()}
        last = 0
        while page := self.rows(_PEOPLE, (last, within, _PAGE)):
            first, last = page[0][0], page[-1][0]
            dials = {person: tuple(map(_dial, rows)) for person, rows in self._of_people(_DIALS, first, last)}
            promises = {person: tuple(map(_promise, rows)) for person, rows in self._of_people(_PROMISES, first, last)}
            for person_id, place_id, role, fit_gap, *state in page:
                if not places[place_id].zones:
                    continue
                yield PersonFacts(
                    person_id=person_id,
                    role=Role(role),
                    place=places[place_id],
                    state=state_from(tuple(state)),
                    dials=dials.get(person_id, ()),
                    promises=promises.get(person_id, ()),
                    fit_gap=fit_gap,
                )

    def load_by_day(self) -> dict[str, int]:
        """Return how many dials are due on each ISO day, promises and fresh people apart."""
        return dict(self.rows(_LOAD))

    def machines_reached(self, since: int) -> tuple[int, int]:
        """Return (dials that reached a machine, dials that nobody answered) among those since `since` (ms UTC)."""
        reached, unanswered = self.rows(_MACHINES, (since,))[0]
        return reached, unanswered

    def dials_placed(self, since: int) -> int:
        """Return how many dials were placed since `since` (ms UTC); voided ones are left out."""
        return int(self.value(_PLACED, (since,)))

    def _of_people(self, sql: str, first: int, last: int) -> Iterator[tuple[int, Iterator[Row]]]:
        return groupby(self.rows(sql, (first, last)), key=_person)


def _person(row: Row) -> int:
    person_id: int = row[0]
    return person_id


def _dial(row: Row) -> DialFact:
    _, dial_id, at, outcome, detail, counts, attempt, plan, step, part, number_id = row
    return DialFact(
        dial_id,
        at,
        Outcome(outcome),
        None if detail is None else Detail(detail),
        bool(counts),
        attempt,
        Plan(plan),
        step,
        part,
        number_id,
    )


def _promise(row: Row) -> PromiseFact:
    return PromiseFact(row[1], PromiseKind(row[2]), row[3], row[4], row[5])
