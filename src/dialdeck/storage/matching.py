"""Is this person known already? The same name with a number or an e-mail address in common, by index seeks.

A number alone is a switchboard, a name alone is a coincidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.state import State
from dialdeck.storage.people import FILLABLE, number_values, person_values

if TYPE_CHECKING:
    from dialdeck.storage.images import Values
    from dialdeck.storage.people import PersonDraft
    from dialdeck.storage.store import Store

_SAME_NAME = """
    SELECT p.id, lower(p.email) FROM people p JOIN states s ON s.person_id = p.id
    WHERE p.name_key = ? AND (s.bucket IS NOT 9 OR p.import_id = ?)"""


SPOKEN = ("title", "email", "wish", "project", "offer", "niche")
"""Fields whose other value in a row is told to the person who imports."""


class Matcher:
    """Finds the person a row is about, among those in the file and those of the batch being gathered."""

    def __init__(self, store: Store, import_id: int) -> None:
        """Look in `store`; people still arriving count only when they belong to this import."""
        self._store = store
        self._import_id = import_id
        self._pending: dict[tuple[str, str], int] = {}
        self._drafts: dict[int, PersonDraft] = {}

    def begin_batch(self) -> None:
        """Forget the batch before: its people are in the file now."""
        self._pending.clear()
        self._drafts.clear()

    def remember(self, draft: PersonDraft, key: str, person_id: int) -> None:
        """Keep a person of this batch under everything by which they can be known."""
        self._drafts[person_id] = draft
        for mark in _marks(draft):
            self._pending[key, mark] = person_id

    def find(self, draft: PersonDraft, key: str) -> tuple[int, str] | None:
        """Return the person a row is about and how they were known, or None for somebody new."""
        for mark in _marks(draft):
            if (key, mark) in self._pending:
                return self._pending[key, mark], f"the same name and {_kind(mark)} as a row above"
        email = (draft.email or "").lower()
        numbers = {number.e164 for number in draft.numbers}
        for person_id, known_email in self._store.rows(_SAME_NAME, (key, self._import_id)):
            if email and known_email == email:
                return person_id, "the same name and e-mail address as a prospect on file"
            if numbers & self._numbers(person_id):
                return person_id, "the same name and number as a prospect on file"
        return None

    def blocked(self, draft: PersonDraft) -> bool:
        """Say whether every number of a row is on the do-not-call list, or the row itself says so."""
        if draft.do_not_call:
            return True
        blocked = [self._store.do_not_call_reason(number.e164) is not None for number in draft.numbers]
        return bool(blocked) and all(blocked)

    def additions(self, person_id: int, draft: PersonDraft) -> Values:
        """Return what a row tells of a known person that is new: `set` fields, `numbers`, `facts`, `note`."""
        known = self._known(person_id)
        values = person_values(draft)
        fields = {name: values[name] for name in FILLABLE if values[name] is not None and known.get(name) is None}
        if known.get("zones"):
            fields = {name: value for name, value in fields.items() if name not in ("zones", "zone_source")}
        elif draft.zones and draft.zone is not None:
            fields["zone"] = draft.zone
        if "title" in fields and known.get("role") == "unknown":
            fields["role"] = draft.role
        had = self._numbers(person_id)
        numbers = [number_values(number, person_id, 0) for number in draft.numbers if number.e164 not in had]
        told = self._texts(person_id)
        facts = [fact for fact in draft.facts if fact["text"] not in told]
        found: Values = {"set": fields, "numbers": numbers, "facts": facts}
        if draft.note and draft.note not in told:
            found["note"] = draft.note
        return {name: value for name, value in found.items() if value}

    def kept(self, person_id: int, draft: PersonDraft) -> str | None:
        """Return what a row says otherwise than the file, which stays as it is: `title COO, not CEO`."""
        known, values = self._known(person_id), person_values(draft)
        differ = [
            f"{name} {known[name]}, not {values[name]}"
            for name in SPOKEN
            if values[name] is not None and known.get(name) is not None and values[name] != known[name]
        ]
        cadence = self._cadence(person_id)
        if draft.cadence is not None and draft.cadence != cadence:
            differ.append(f"cadence {cadence}, not {draft.cadence} (dialdeck edit changes it)")
        return f"kept: {'; '.join(differ)}" if differ else None

    def out(self, person_id: int, additions: Values) -> str | None:
        """Return that somebody stays retired for want of a number although `additions` bring one, or None."""
        sql = "SELECT 1 FROM states WHERE person_id = ? AND stage = 'retired' AND reason = 'no_number'"
        brought = any(self._store.do_not_call_reason(one["e164"]) is None for one in additions.get("numbers", []))
        if not brought or self._store.row(sql, (person_id,)) is None:
            return None
        return "retired: no number left; this row brings one, revive them with a reason"

    def _cadence(self, person_id: int) -> str:
        draft = self._drafts.get(person_id)
        if draft is not None:
            return draft.cadence or State().cadence
        found: str | None = self._store.value("SELECT cadence FROM states WHERE person_id = ?", (person_id,))
        return found or State().cadence

    def _known(self, person_id: int) -> Values:
        draft = self._drafts.get(person_id)
        if draft is not None:
            return person_values(draft)
        names = self._store.columns("people")
        row = self._store.row("SELECT * FROM people WHERE id = ?", (person_id,))
        return {} if row is None else dict(zip(names, row, strict=True))

    def _numbers(self, person_id: int) -> set[str]:
        draft = self._drafts.get(person_id)
        if draft is not None:
            return {number.e164 for number in draft.numbers}
        return {row[0] for row in self._store.rows("SELECT e164 FROM numbers WHERE person_id = ?", (person_id,))}

    def _texts(self, person_id: int) -> set[str]:
        draft = self._drafts.get(person_id)
        if draft is not None:
            return {fact["text"] for fact in draft.facts} | ({draft.note} if draft.note else set())
        sql = "SELECT text FROM research WHERE person_id = ? UNION SELECT text FROM notes WHERE person_id = ?"
        return {row[0] for row in self._store.rows(sql, (person_id, person_id))}


def _marks(draft: PersonDraft) -> list[str]:
    return [number.e164 for number in draft.numbers] + ([draft.email.lower()] if draft.email else [])


def _kind(mark: str) -> str:
    return "number" if mark.startswith("+") else "e-mail address"
