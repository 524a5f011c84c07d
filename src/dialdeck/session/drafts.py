"""From what an import read to what the store writes: the same person, with the role that the title tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.roles import role_of
from dialdeck.storage.people import NumberDraft, PersonDraft

if TYPE_CHECKING:
    from dialdeck.model.imported import ImportedNumber, ImportedPerson


def draft_of(person: ImportedPerson) -> PersonDraft:
    """Return the rows-to-be of an imported person."""
    return PersonDraft(
        name=person.name,
        organisation=person.organisation,
        given_name=person.given_name,
        title=person.title,
        email=person.email,
        role=role_of(person.title),
        country=person.country,
        region=person.region,
        postal=person.postal,
        city=person.city,
        zone=person.zone,
        zones=person.zones,
        zone_source=person.zone_source,
        wish=person.wish,
        project=person.project,
        offer=person.offer,
        niche=person.niche,
        cadence=person.cadence,
        fit_met=person.fit_met,
        fit_known=person.fit_known,
        custom=dict(person.custom) or None,
        numbers=[number_draft(number) for number in person.numbers],
        facts=[fact.model_dump() for fact in person.facts],
        note=person.note,
        list_name=person.list,
        do_not_call=person.do_not_call,
    )


def number_draft(number: ImportedNumber) -> NumberDraft:
    """Return the row-to-be of an imported number."""
    return NumberDraft(
        e164=number.e164,
        raw=number.raw,
        kind=number.kind,
        source=number.source,
        extension=number.extension,
        label=number.label,
    )
