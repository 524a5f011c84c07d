"""Everything that is read to show one person, in one place: read when they come up, or ahead while it still rings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.errors import MissingError

if TYPE_CHECKING:
    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import ColleagueRow, DialRow, NoteRow, NumberRow, PersonRow, ResearchRow

HISTORY_LINES = 40
"""Newest dials and notes kept for the panel; the history screen and `show` have all of them."""

COLLEAGUES = 4
"""Colleagues whose history stands below the person's own."""


class Dossier(NamedTuple):
    """The rows of one person and what the rules are told about them; notes and dials newest first."""

    person: PersonRow
    facts: PersonFacts
    numbers: list[NumberRow]
    research: list[ResearchRow]
    notes: list[NoteRow]
    dials: list[DialRow]
    colleagues: list[ColleagueRow]
    """Those of the same organisation who were dialed, the last one first."""


def read_dossier(desk: Desk, person_id: int, facts: PersonFacts | None = None) -> Dossier:
    """Return everything about a person, with `facts` when they are known; raise MissingError when there is nobody."""
    store = desk.store
    person = known_person(desk, person_id)
    return Dossier(
        person=person,
        facts=desk.facts(person_id) if facts is None else facts,
        numbers=store.numbers(person_id),
        research=store.research(person_id),
        notes=store.notes(person_id, newest=HISTORY_LINES)[::-1],
        dials=store.dial_rows(person_id, newest=HISTORY_LINES)[::-1],
        colleagues=store.colleagues_dialed(person_id, person.organisation_id, COLLEAGUES),
    )


def known_person(desk: Desk, person_id: int) -> PersonRow:
    """Return the row of a person; raise MissingError when there is none of that id."""
    person = desk.store.person(person_id)
    if person is None:
        message = f"there is no prospect {person_id}"
        raise MissingError(message)
    return person
