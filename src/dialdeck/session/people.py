"""Adding one prospect by hand in the words and fields of an import, and what changing one (`editing.py`) needs too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.clock import to_datetime
from dialdeck.errors import DataError, UsageError
from dialdeck.session.applying import add_note, block_number
from dialdeck.session.dossier import known_person
from dialdeck.session.drafts import draft_of
from dialdeck.session.fitting import check_answers
from dialdeck.session.going_by import check_entry, go_by, required
from dialdeck.session.holidays import area_of
from dialdeck.session.moving import required_reason
from dialdeck.storage.people import add_person as write_person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dialdeck.model.imported import ImportedFact, ImportedPerson
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction


OF_A_FILE = ", or name the country of the file"
"""What a number that was typed by hand has nothing to do with."""


def add_person(desk: Desk, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Add a prospect from fields as an import knows them; return the uid and what could not be read.

    Raises DataError when the fields name nobody who could be called, UsageError for a field that does not exist.
    """
    person, notes = read_fields(fields)
    check_answers(desk.niches, person.niche, fields)
    cadence = required(desk, person.cadence)
    desk.holidays.ensure(areas(person), today(desk))
    with desk.store.operation("add") as tx:
        person_id = write_person(desk.store, tx, draft_of(person), list_name=person.list)
        write_facts(desk, tx, person_id, person.facts)
        if person.note:
            add_note(desk, tx, person_id, person.note, None)
        if person.do_not_call:
            for number in person.numbers:
                block_number(desk, tx, number.e164, "imported as do not call", None)
        if desk.store.state(person_id).state.bucket is not None:
            check_entry(desk, person_id, person.cadence or "")
            go_by(desk, tx, person_id, cadence)
    if not person.zones:
        notes = (*notes, "no time zone: not callable until one is set (dialdeck edit … zone=America/Chicago)")
    return known_person(desk, person_id).uid, notes


def numbers_in(text: str, country: str | None) -> tuple[str, ...]:
    """Return the E.164 numbers in a text; raise DataError when there is none, or no country of that code or name."""
    from dialdeck.phone.importing import phones

    code = phones().country_code(country) if country else None
    if country and code is None:
        message = f"--country {country!r}: no country of that code or name; give a code such as US"
        raise DataError(message)
    numbers, problems = phones().read_numbers(text, code)
    if not numbers:
        raise DataError("; ".join(problems) or f"{text!r} is no telephone number")
    return tuple(number.e164 for number in numbers)


def wrong_number(text: str) -> str:
    """Return why a typed text is no number with its country code; empty when it is one."""
    from dialdeck.phone.importing import phones

    numbers, problems = phones().read_numbers(text, None)
    return "" if numbers else "; ".join(problems).replace(OF_A_FILE, "") or "no number"


def block(desk: Desk, numbers: tuple[str, ...], reason: str) -> str:
    """Put E.164 numbers on the do-not-call list; return the line that says what happened."""
    words = required_reason(reason)
    with desk.store.operation("dnc") as tx:
        out = sum(block_number(desk, tx, number, words, None) for number in numbers)
    desk.load.forget()
    return f"{', '.join(numbers)} will not be called; {out} left the queue"


def read_fields(fields: Mapping[str, str]) -> tuple[ImportedPerson, tuple[str, ...]]:
    """Return the person that fields of an import describe, and what could not be read."""
    from dialdeck.files.headers import field_of, known_fields
    from dialdeck.files.people import PersonReader, RowProblem
    from dialdeck.phone.importing import phones

    mapping: dict[str, str] = {}
    for name in fields:
        known = name in known_fields() or name.startswith("custom.")
        field = name if known else field_of(name)
        if field is None:
            message = f"no field {name!r}; fields are {', '.join(known_fields())}, fit.<criterion>, custom.<name>"
            raise UsageError(message)
        mapping[name] = field
    reader = PersonReader(mapping, phones(), None)
    try:
        return reader.read(list(fields.values()))
    except RowProblem as problem:
        raise DataError(str(problem)) from None


def write_facts(desk: Desk, tx: Transaction, person_id: int, facts: tuple[ImportedFact, ...]) -> None:
    """Insert researched facts inside an operation."""
    for fact in facts:
        tx.insert("research", fact.model_dump() | {"person_id": person_id, "noted_at": desk.clock.now()})


def areas(person: ImportedPerson) -> list[str]:
    """Return the area whose public holidays a person keeps; none when no country is known."""
    area = area_of(person.country, person.region)
    return [area] if area else []


def today(desk: Desk) -> date:
    """Return the day by the clock, UTC."""
    return to_datetime(desk.clock.now()).date()
