"""Whom nobody researched: what is lacking of them, and who waits to be prepared when the settings say so (worthy)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import RefusedError
from dialdeck.method.worthiness import SIGN, Worth, worth
from dialdeck.model.codes import Bucket, Unresearched
from dialdeck.session.fitting import fit_of
from dialdeck.session.openings import FAR
from dialdeck.storage.queue import Places, Range

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow

MOST = 50
"""People named in a list of tasks; a whole list may wait."""


def worth_of(desk: Desk, person: PersonRow) -> Worth:
    """Return whether a person was researched, and what is lacking."""
    sourced = sum(1 for fact in desk.store.research(person.id) if fact.kind == "issue" and fact.source)
    return worth(person.niche, fit_of(desk.niches, person), sourced)


def to_prepare(desk: Desk, most: int = MOST) -> list[PersonRow]:
    """Return who waits to be prepared, first come, first named; nobody unless the settings say so."""
    if desk.policy.unresearched is not Unresearched.PREPARE:
        return []
    ids = tuple(place.id for place in desk.store.places() if place.zones)
    places = Places(ids, f"[{','.join(map(str, ids))}]")
    waiting = [Range(0, places, Bucket.FRESH, 0, FAR, reach=reach, later=True) for reach in desk.store.present_reach()]
    found = (desk.store.person(key.person_id) for key in desk.store.merged(waiting, most))
    return [person for person in found if person is not None]


def lacking_words(desk: Desk, person: PersonRow) -> str:
    """Return what has to be found before somebody counts as researched: "no niche, no fit"; empty when nothing."""
    lacking = worth_of(desk, person).lacking
    return ", ".join(f"no {name}" for name in lacking)


def unresearched_words(desk: Desk, person: PersonRow) -> str:
    """Return the sign of a person who was not researched and what is lacking; empty for the researched."""
    lacking = lacking_words(desk, person)
    return f"{SIGN}: {lacking}" if lacking else ""


def refuse_done(desk: Desk, person_id: int) -> None:
    """Raise RefusedError: nobody is prepared by a tick, but by what is found."""
    person = desk.store.person(person_id)
    words = lacking_words(desk, person) if person is not None else ""
    how = "dialdeck edit PROSPECT niche=… fit.<criterion>=yes issue=… issue_source=…"
    message = f"this is done once it is on record ({words}): {how}"
    raise RefusedError(message)
