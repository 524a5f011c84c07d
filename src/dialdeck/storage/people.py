"""Adding and changing people inside an operation: the rows that always go together."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialdeck.model.codes import EventKind, Role, Stage
from dialdeck.model.replacing import replace
from dialdeck.storage.keys import name_key
from dialdeck.storage.projection import initial_state

if TYPE_CHECKING:
    from dialdeck.model.state import State
    from dialdeck.storage.images import Values
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.store import Store


@dataclass(slots=True)
class NumberDraft:
    """A number to be written; `source` is the column or hand it came from."""

    e164: str
    raw: str
    kind: str = "unknown"
    source: str = "by hand"
    extension: str | None = None
    label: str | None = None
    menu_path: str | None = None


@dataclass(slots=True)
class PersonDraft:
    """A person to be written. `zones`, country, region and wish decide the place; no zones: unknown."""

    name: str
    organisation: str | None = None
    given_name: str | None = None
    title: str | None = None
    email: str | None = None
    role: str = Role.UNKNOWN
    country: str | None = None
    region: str | None = None
    postal: str | None = None
    city: str | None = None
    zone: str | None = None
    zones: tuple[str, ...] = ()
    """All candidate zones, the first is the one that days are counted in."""
    zone_source: str | None = None
    wish: str | None = None
    project: str | None = None
    offer: str | None = None
    niche: str | None = None
    fit_met: int | None = None
    fit_known: int | None = None
    custom: dict[str, str] | None = None
    numbers: list[NumberDraft] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    """Researched facts as columns of `research`."""
    note: str | None = None
    list_name: str | None = None
    cadence: str | None = None
    """By which their first conversation is sought; None: `persistence`."""
    do_not_call: bool = False
    """The row that brought them says so."""


PLAIN_FIELDS = (
    "given_name", "title", "email", "role", "country", "region", "postal", "city", "zone", "zone_source", "wish",
    "project", "offer", "niche", "fit_met", "fit_known",
)  # fmt: skip
"""Columns of `people` that are fields of a draft under the same name."""


FILLABLE = ("title", "email", "country", "region", "postal", "city", "zones", "zone_source", "wish", "project", "offer",
            "niche", "fit_met", "fit_known")  # fmt: skip
"""Columns that an import fills in for somebody who is known and lacks them."""


NOTED = "noted as do not call where the person came from"
"""The reason under which numbers are blocked whose source says so."""


def person_values(draft: PersonDraft) -> Values:
    """Return the columns of `people` that a draft fills, ids and times left out."""
    values: Values = {name: getattr(draft, name) for name in PLAIN_FIELDS}
    values["name"] = draft.name
    values["name_key"] = name_key(draft.name)
    values["zones"] = " ".join(draft.zones) or None
    values["custom"] = json.dumps(draft.custom, ensure_ascii=False) if draft.custom else None
    return values


def fact_values(fact: Values) -> Values:
    """Return the columns of `research` for a fact of a draft, whom it is about left out."""
    return {name: fact.get(name) for name in ("kind", "issue", "text", "source", "url", "dated")}


def number_values(draft: NumberDraft, person_id: int, rank: int) -> Values:
    """Return the columns of `numbers` for a draft."""
    return {
        "person_id": person_id,
        "e164": draft.e164,
        "backwards": draft.e164[::-1],
        "extension": draft.extension,
        "raw": draft.raw,
        "kind": draft.kind,
        "label": draft.label,
        "source": draft.source,
        "rank": rank,
        "menu_path": draft.menu_path,
    }


def add_person(store: Store, tx: Transaction, draft: PersonDraft, *, list_name: str | None = None) -> int:
    """Write a new person with numbers, place and the state of somebody fresh; return their id.

    Somebody whose every number is on the do-not-call list is written as such and never enters the queue.
    """
    now = tx.at
    place_id = store.place_for(draft.zones, draft.country, draft.region, draft.wish)
    values = person_values(draft) | {
        "created_at": now,
        "organisation_id": organisation_for(store, tx, draft.organisation),
        "list_id": list_for(store, tx, list_name),
    }
    person_id = tx.insert("people", values)
    tx.subject["person_id"] = person_id
    for rank, number in enumerate(draft.numbers):
        tx.insert("numbers", number_values(number, person_id, rank))
    state = initial_state(now)
    tx.add_state(person_id, place_id, state)
    if draft.numbers and all(store.do_not_call_reason(number.e164) is not None for number in draft.numbers):
        blocked = blocked_state(state)
        tx.event(EventKind.DO_NOT_CALL, at=now, person_id=person_id, state=blocked)
    return person_id


def add_number(store: Store, tx: Transaction, person_id: int, draft: NumberDraft) -> int:
    """Write one more number of a person, behind those they have; return its id."""
    rank = store.value("SELECT coalesce(max(rank), -1) + 1 FROM numbers WHERE person_id = ?", (person_id,))
    return tx.insert("numbers", number_values(draft, person_id, rank))


def blocked_state(state: State) -> State:
    """Return the state of somebody all of whose numbers are on the do-not-call list."""
    return replace(state, stage=Stage.DO_NOT_CALL, bucket=None, due_at=None, due_day=None, part=None)


def organisation_for(store: Store, tx: Transaction, name: str | None) -> int | None:
    """Return the id of the organisation of this name, written if it is new; None without a name."""
    if not name or not name.strip():
        return None
    key = name_key(name)
    found: int | None = store.value("SELECT id FROM organisations WHERE name_key = ?", (key,))
    if found is None:
        found = tx.insert("organisations", {"name": name.strip(), "name_key": key, "created_at": tx.at})
    return found


def list_for(store: Store, tx: Transaction, name: str | None) -> int | None:
    """Return the id of the list of this name, written if it is new; None without a name."""
    if not name or not name.strip():
        return None
    found: int | None = store.value("SELECT id FROM lists WHERE name = ?", (name.strip(),))
    return tx.insert("lists", {"name": name.strip()}) if found is None else found


def edit_person(store: Store, tx: Transaction, person_id: int, changes: dict[str, Any]) -> None:
    """Change columns of a person; their place follows zone, jurisdiction and wish. Raises MissingError if unknown.

    A new place usually wants a new plan: the caller appends the `planned` event that carries it.
    """
    if "name" in changes:
        changes = changes | {"name_key": name_key(changes["name"])}
    if "organisation" in changes:
        changes = dict(changes)
        changes["organisation_id"] = organisation_for(store, tx, changes.pop("organisation"))
    tx.update("people", person_id, changes)
    row = store.row("SELECT zones, country, region, wish FROM people WHERE id = ?", (person_id,))
    if row is not None and {"zones", "country", "region", "wish"} & changes.keys():
        tx.set_place(person_id, store.place_for((row[0] or "").split(), *row[1:]))
