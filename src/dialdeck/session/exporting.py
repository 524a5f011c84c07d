"""Prospects and dials on their way out, as flat rows that spreadsheets and programs read alike."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Literal, TextIO

from dialdeck.session.dossier import known_person
from dialdeck.session.fitting import fit_of
from dialdeck.session.times import iso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dialdeck.session.desk import Desk

PROSPECT_COLUMNS = (
    "prospect_id", "name", "title", "organisation", "email", "phone", "other_phones", "role", "country", "region",
    "postal", "city", "zone", "list", "niche", "fit", "project", "offer", "wish", "stage", "cadence", "attempt", "plan",
    "due", "issue", "issue_source", "issue_url", "issue_dated", "note", "do_not_call", "custom",
)  # fmt: skip
"""The names that an import takes again are the import's."""
DIAL_COLUMNS = (
    "dial_id", "prospect_id", "name", "organisation", "phone", "started", "ended", "status", "outcome", "detail",
    "attempt", "plan", "off_plan", "counts", "cadence", "step", "script", "part", "note",
)  # fmt: skip


def run_export(
    desk: Desk, what: str, form: Literal["csv", "json"], output: Path | None, stream: TextIO | None = None
) -> int:
    """Write prospects or dials to `output`, else to `stream` (standard output by default), and return how many.

    Raises MissingError, DataError or StorageError when the file cannot be written; it appears whole or not at all.
    """
    from dialdeck.files.export import export_file, write_rows

    columns, rows = (PROSPECT_COLUMNS, prospects(desk)) if what == "prospects" else (DIAL_COLUMNS, dials(desk))
    if output is None:
        return write_rows(rows, columns, form, stream or sys.stdout)
    return export_file(rows, columns, form, output)


def prospects(desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield every prospect as a flat row."""
    store = desk.store
    for person_id in store.person_ids():
        person, standing = known_person(desk, person_id), store.state(person_id)
        state, numbers = standing.state, store.numbers(person_id)
        zones = (person.zones or "").split()
        fit = fit_of(desk.niches, person)
        issue = next((fact for fact in store.research(person_id) if fact.kind == "issue"), None)
        yield {
            **{name: getattr(person, name, None) for name in PROSPECT_COLUMNS},
            "prospect_id": person.uid,
            "list": person.list_name,
            "phone": numbers[0].e164 if numbers else None,
            "other_phones": "; ".join(number.e164 for number in numbers[1:]) or None,
            "zone": person.zone or (zones[0] if len(zones) == 1 else None),
            "fit": f"{fit.met} of {fit.known}" if fit is not None else None,
            "stage": state.stage,
            "cadence": state.cadence,
            "attempt": state.attempt,
            "plan": state.plan,
            "due": iso(state.due_at, zones[0] if zones else "UTC") if state.due_at is not None else None,
            "issue": issue.text if issue else None,
            "issue_source": issue.source if issue else None,
            "issue_url": issue.url if issue else None,
            "issue_dated": issue.dated if issue else None,
            "note": "\n".join(note.text for note in store.notes(person_id)) or None,
            "custom": json.loads(person.custom) if person.custom else None,
            "do_not_call": any(number.blocked for number in numbers),
        }


def dials(desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield every placed dial as a flat row, in the order in which they were placed."""
    store = desk.store
    for dial in store.all_dials():
        person = known_person(desk, dial.person_id)
        zone = next(iter((person.zones or "").split()), "UTC")
        number = next((one for one in store.numbers(dial.person_id) if one.id == dial.number_id), None)
        notes = [note.text for note in store.notes(dial.person_id) if note.dial_id == dial.id]
        yield {
            **{name: getattr(dial, name, None) for name in DIAL_COLUMNS},
            "dial_id": dial.uid,
            "prospect_id": person.uid,
            "name": person.name,
            "organisation": person.organisation,
            "phone": number.e164 if number is not None else None,
            "started": iso(dial.started_at, zone),
            "ended": iso(dial.ended_at, zone) if dial.ended_at is not None else None,
            "off_plan": bool(dial.off_plan),
            "counts": bool(dial.counts),
            "note": "\n".join(notes) or None,
        }
