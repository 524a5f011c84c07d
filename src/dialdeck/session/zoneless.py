"""Who waits for a time zone: named behind the tasks, since nobody is called before it is known where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import RefusedError

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow

KIND = "zone"
"""The kind of their lines among the tasks; no task is kept for it."""
MOST = 50
"""People named in a list of tasks; a whole list may wait."""
_END = 8


def to_zone(desk: Desk, most: int = MOST) -> list[PersonRow]:
    """Return who is in the queue and waits for a time zone: promised and due ones first, then first come."""
    found = (desk.store.person(person_id) for person_id in desk.store.ids_without_zone(most))
    return [person for person in found if person is not None]


def fix_words(desk: Desk, person: PersonRow) -> str:
    """Return why nobody may call them yet, and the command that ends it."""
    place = desk.store.facts(person.id).place
    why = desk.calendar.why_closed(place, desk.clock.now()).partition(":")[0]
    return f"{why}: dialdeck edit {person.uid[-_END:]} zone=America/Chicago, say"


def refuse_done(desk: Desk, person_id: int) -> None:
    """Raise RefusedError: a zone is set by naming it, not by a tick."""
    person = desk.store.person(person_id)
    uid = person.uid[-_END:] if person is not None else "PROSPECT"
    message = f"this is done once their time zone is set: dialdeck edit {uid} zone=America/Chicago, say"
    raise RefusedError(message)
