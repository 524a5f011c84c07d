"""Changing a prospect by its fields, as one operation: what was typed is read as a row of an import is.

What is planned is planned anew when role or hours change.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dialdeck.errors import DataError, UsageError
from dialdeck.method.transitions import replan
from dialdeck.model.codes import EventKind, Role, Stage, TaskKind
from dialdeck.session.applying import ASKED, add_note, block_number, move, write_consequences
from dialdeck.session.dialable import number_to_dial
from dialdeck.session.dossier import known_person
from dialdeck.session.drafts import draft_of, number_draft
from dialdeck.session.fitting import PREFIX, check_answers
from dialdeck.session.going_by import check_entry, go_by, required
from dialdeck.session.moving import check_free
from dialdeck.session.people import areas, read_fields, today, write_facts
from dialdeck.storage.people import add_number, list_for
from dialdeck.storage.people import edit_person as write_edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.model.imported import ImportedPerson
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.rows import PersonRow

PLANNED_BY = frozenset({"zones", "wish", "role", "country", "region"})
"""Columns from which hours and steps follow: a change of one plans anew."""
MENU = "menu"
"""Not a field of an import: the way through the phone menu of the number that is dialed next."""
ROLE = "role"
"""In an edit `owner` or `other` says what they are, whatever the title; any other text is the title, as in a list."""
EDITABLE = ("title", "email", "country", "region", "postal", "city", "wish", "project", "offer", "niche")


def edit_person(desk: Desk, person_id: int, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Change fields of a prospect, an empty value clears one; return what happened, a line each.

    A number, an issue or a note is added to those there are; `do_not_call=yes` blocks every number; `role=owner|other`
    confirms what no title tells, until a title is edited. What is planned is planned anew when role or hours change.
    Raises DataError for a value that cannot be read.
    """
    before = known_person(desk, person_id)
    way, role, fields = _set_apart(fields)
    person, notes = read_fields(_present(desk, before, fields) | fields)
    if notes:
        raise DataError("; ".join(notes))
    check_answers(desk.niches, person.niche, fields)
    desk.holidays.ensure(areas(person), today(desk))
    changes = _changes(before, person, fields, role)
    cadence = required(desk, person.cadence) if "cadence" in fields else None
    check_entry(desk, person_id, fields.get("cadence", ""))
    with desk.store.operation("edit", person_id=person_id) as tx:
        check_free(desk, person_id)
        if "list" in fields:
            list_id = None if person.list is None else list_for(desk.store, tx, person.list)
            changes |= {} if list_id == before.list_id else {"list_id": list_id}
        if way is not None:
            _keep_way(desk, tx, person_id, way)
        if changes:
            write_edit(desk.store, tx, person_id, changes)
        added = _add_to(desk, tx, person_id, person)
        if PLANNED_BY & changes.keys() or any(line.startswith("phone") for line in added):
            _plan_anew(desk, tx, person_id)
        if cadence is not None and go_by(desk, tx, person_id, cadence):
            added.append(f"cadence: {cadence}")
    desk.holidays_changed()
    desk.load.forget()
    desk.store.organisations_moved()
    said = changes if way is None else changes | {MENU: way or None}
    if "list_id" in said:
        said["list"] = person.list
    shown = (f"{name}: {_shown(value)}" for name, value in said.items() if name not in {"list_id", "custom"})
    return (*shown, *_custom_lines(before, changes), *added) or ("nothing changed",)


def _as_fields(given: Mapping[str, str]) -> dict[str, str]:
    """Return an edit under the names of fields; a number keeps its own, since there can be several of a field.

    Raises UsageError for what is told of an issue without the issue: nothing could be done with it.
    """
    from dialdeck.files.headers import FACT_FIELDS, PHONE_FIELDS, field_of

    fields: dict[str, str] = {}
    for name, value in given.items():
        field = field_of(name)
        fields[name if field is None or field in PHONE_FIELDS else field] = value
    for number in ("", "_2", "_3"):
        lone = [f"{name}{number}" for name in FACT_FIELDS if f"{name}{number}" in fields]
        if lone and not fields.get(f"issue{number}", "").strip():
            message = f"{', '.join(lone)} adds no issue; give its text too: issue{number}=…"
            raise UsageError(message)
    return fields


def _set_apart(given: Mapping[str, str]) -> tuple[str | None, Role | None, dict[str, str]]:
    """Return the way through a menu, the role that is confirmed, and the rest under the names of fields."""
    word = given.get(ROLE, "").strip().casefold()
    role = Role(word) if word in set(Role) else None
    apart = {MENU} if role is None else {MENU, ROLE}
    return given.get(MENU), role, _as_fields({name: value for name, value in given.items() if name not in apart})


def _present(desk: Desk, person: PersonRow, edit: Mapping[str, str]) -> dict[str, str]:
    """Return what is on file as fields of an import, so that an edit is read in the same way."""
    values = {name: getattr(person, name) or "" for name in ("name", "organisation", "zone", *EDITABLE)}
    if person.fit_known:
        values["fit"] = f"{person.fit_met or 0} of {person.fit_known}"
    values["phone"] = "; ".join(number.e164 for number in desk.store.numbers(person.id))
    if "name" not in edit and {"first_name", "last_name"} & edit.keys():
        del values["name"]
        values["first_name"] = person.given_name or ""
        values["last_name"] = person.name.removeprefix(person.given_name or "")
    return {name: value for name, value in values.items() if value}


def _changes(before: PersonRow, person: ImportedPerson, fields: Mapping[str, str], role: Role | None) -> dict[str, Any]:
    values = draft_of(person)
    cleared = {name.removeprefix("custom.") for name in fields if name.startswith(("custom.", PREFIX))}
    kept = {name: value for name, value in json.loads(before.custom or "{}").items() if name not in cleared}
    custom = kept | person.custom
    wanted: dict[str, Any] = {
        "name": person.name,
        "given_name": person.given_name,
        "organisation": person.organisation,
        "zone": person.zone,
        "zones": " ".join(person.zones) or None,
        "zone_source": person.zone_source,
        "fit_met": person.fit_met,
        "fit_known": person.fit_known,
        "role": role or values.role,
        "custom": json.dumps(custom, ensure_ascii=False) if custom else None,
        **{name: getattr(person, name) for name in EDITABLE},
    }
    if not {"name", "first_name", "last_name"} & fields.keys():
        wanted.pop("given_name")
    if role is None and "title" not in fields:
        wanted.pop("role")
    return {name: value for name, value in wanted.items() if getattr(before, name) != value}


def _add_to(desk: Desk, tx: Transaction, person_id: int, person: ImportedPerson) -> list[str]:
    """Add what a prospect can have several of, and block them if that was said; return what was added, a line each."""
    known = {number.e164 for number in desk.store.numbers(person_id)}
    told = {fact.text for fact in desk.store.research(person_id)}
    numbers = [number for number in person.numbers if number.e164 not in known]
    for number in numbers:
        add_number(desk.store, tx, person_id, number_draft(number))
    facts = tuple(fact for fact in person.facts if fact.text not in told)
    write_facts(desk, tx, person_id, facts)
    if person.note:
        add_note(desk, tx, person_id, person.note, None)
    if person.do_not_call:
        for row in desk.store.numbers(person_id):
            block_number(desk, tx, row.e164, ASKED, None)
    lines = [f"phone: {number.e164}" for number in numbers] + [f"{fact.kind}: {fact.text}" for fact in facts]
    return lines + ["note added"] * bool(person.note) + ["do not call: final"] * person.do_not_call


def _keep_way(desk: Desk, tx: Transaction, person_id: int, way: str) -> None:
    """Keep the way through a phone menu with the number that is dialed next (method: what each result does)."""
    number = number_to_dial(desk.store.facts(person_id))
    if number is None:
        message = "no number left to keep the way through a menu with"
        raise DataError(message)
    tx.update("numbers", number, {"menu_path": way.strip() or None})


def _plan_anew(desk: Desk, tx: Transaction, person_id: int) -> None:
    facts = desk.store.facts(person_id)
    if facts.state.stage is Stage.RETIRED and facts.state.reason == "no_number" and facts.usable():
        from dialdeck.method.transitions import revive

        decision = revive(desk.context, facts, desk.clock.now())
        move(desk, tx, EventKind.REVIVED, person_id, decision.state)
        for task in desk.store.tasks(open_only=True, person_id=person_id):
            if task.kind == TaskKind.FIND_NUMBER:
                tx.update("tasks", task.id, {"done_at": desk.clock.now()})
        return
    decision = replan(desk.context, facts, desk.clock.now())
    if decision.state != facts.state:
        move(desk, tx, EventKind.PLANNED, person_id, decision.state)
        write_consequences(desk, tx, person_id, decision)


def _custom_lines(before: PersonRow, changes: Mapping[str, Any]) -> list[str]:
    """Return a line for each custom field and answer that an edit changed."""
    if "custom" not in changes:
        return []
    old, new = (json.loads(text or "{}") for text in (before.custom, changes["custom"]))
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [f"{'' if name.startswith(PREFIX) else 'custom.'}{name}: {_shown(new.get(name))}" for name in changed]


def _shown(value: Any) -> str:
    return "cleared" if value is None else str(value)
