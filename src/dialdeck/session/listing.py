"""The queue as a list for programs and people: everybody in play, with when and why (command `queue`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dialdeck.errors import MissingError
from dialdeck.method.calendar import HORIZON
from dialdeck.method.caps import refusal
from dialdeck.method.hours import MINUTE, day_bounds
from dialdeck.method.queueing import WAITING
from dialdeck.model.codes import Bucket, Stage
from dialdeck.session.desk import DAY_MS
from dialdeck.session.dialable import number_to_dial, out_of_reach
from dialdeck.session.order import standing
from dialdeck.session.serving import Serving
from dialdeck.session.times import iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.queue import QueueKey

SEARCH_STEPS = 12
"""Hours and caps are asked in turn until both allow an instant; each step moves at least to the next opening."""

OPEN_WORDS = "a dial is open: say how it ended"
"""Why somebody with an open dial stands first."""
PAGE = 200
"""People read at once, in serving order, until there are as many callable ones as were asked for."""


def queue_entries(desk: Desk, limit: int | None = None, list_name: str | None = None) -> list[dict[str, Any]]:
    """Return queue entries: open dial first, callable now in serving order, due but closed, not yet due.

    Each is the JSON object that the command-line documentation describes. Raises MissingError for an unknown list.
    """
    list_id = _list_id(desk, list_name)
    serving = Serving(desk)
    most = limit if limit is not None else desk.store.count_in_play()
    wanted = _Wanted(desk, list_id)
    entries: list[dict[str, Any]] = []
    seen: set[int] = set()
    for person_id in _served(desk, serving):
        entry = wanted.entry(person_id) if person_id not in seen else None
        if entry is not None and (entry["callable"] or person_id in wanted.open):
            entries.append(entry)
            seen.add(person_id)
        if len(entries) >= most:
            return entries
    rest = [wanted.entry(person_id) for person_id in desk.store.ids_in_play() if person_id not in seen]
    entries += sorted((entry for entry in rest if entry is not None), key=_order)
    return entries[:most]


def queue_entry(desk: Desk, person_id: int) -> dict[str, Any] | None:
    """Return the queue entry of one person, or None when they are out of play."""
    return _Wanted(desk, None).entry(person_id)


def callable_from(desk: Desk, facts: PersonFacts) -> int:
    """Return the first instant (ms UTC) at which the due day is reached and hours, caps, locks, numbers allow a dial.

    Where nothing opens as far as can be seen, or no number may be dialed, that is where the sight ends.
    """
    calendar, state = desk.calendar, facts.state
    at = desk.clock.now()
    if not facts.usable():
        return at + HORIZON * DAY_MS
    if state.due_day is not None and state.bucket not in WAITING:
        at = max(at, day_bounds(calendar.zone(facts.place), date.fromisoformat(state.due_day))[0])
    if state.due_at is not None and _is_named(state):
        at = max(at, state.due_at)
    for _ in range(SEARCH_STEPS):
        opening = calendar.opening(facts.place, at)
        if not opening.open:
            if opening.opens_at is None:
                return at + HORIZON * DAY_MS
            at = opening.opens_at
        capped = refusal(calendar, facts, at)
        if capped is None or capped.until is None:
            break
        at = min(capped.until, _free_of_caps(desk, state, at) or capped.until)
    return at


def _is_named(state: State) -> bool:
    """Return whether somebody named the instant at which the person is due: a snooze, or a busy line's second try."""
    return state.bucket is Bucket.DUE and (state.part is None or state.busy_retried)


def _free_of_caps(desk: Desk, state: State, at: int) -> int | None:
    """Return when the house's caps no longer hold back an agreed time, if that lies ahead of `at`."""
    if state.bucket is not Bucket.CALLBACK or state.due_at is None:
        return None
    free = state.due_at - desk.policy.callback_early_minutes * MINUTE
    return free if free > at else None


def _list_id(desk: Desk, name: str | None) -> int | None:
    if name is None:
        return None
    names = desk.store.lists()
    for list_id, known in names.items():
        if known.casefold() == name.casefold():
            return list_id
    message = f"no list {name!r}; there are: {', '.join(names.values()) or 'none'}"
    raise MissingError(message)


def _served(desk: Desk, serving: Serving) -> Iterator[int]:
    yield from (dial.person_id for dial in desk.store.open_dials())
    after: QueueKey | None = None
    while page := serving.ordered(PAGE, after):
        yield from (key.person_id for key in page)
        after = page[-1]


def _order(entry: dict[str, Any]) -> tuple[int, str]:
    if entry["callable"]:
        return (0, entry["_at"])
    return (1, entry["_from"]) if entry["_due_day_reached"] else (2, entry["_at"])


class _Wanted:
    """Makes entries, remembering which people have a dial open."""

    def __init__(self, desk: Desk, list_id: int | None) -> None:
        self._desk = desk
        self._list = list_id
        self.open = {dial.person_id for dial in desk.store.open_dials()}

    def entry(self, person_id: int) -> dict[str, Any] | None:
        desk = self._desk
        person = desk.store.person(person_id)
        if person is None or (self._list is not None and person.list_id != self._list):
            return None
        facts = desk.facts(person_id)
        state = facts.state
        if state.bucket is None or state.due_at is None or state.stage is Stage.DO_NOT_CALL or not facts.place.zones:
            return None
        zone = facts.place.zones[0]
        now = desk.clock.now()
        start = callable_from(desk, facts)
        held = desk.store.holder_of(person_id)
        chosen = number_to_dial(facts)
        number = next((one for one in desk.store.numbers(person_id) if one.id == chosen), None)
        return {
            "prospect_id": person.uid,
            "name": person.name,
            "organisation": person.organisation,
            "phone": number.e164 if number is not None else None,
            "stage": state.stage,
            "attempt": state.attempt,
            "cadence": state.cadence,
            "plan": state.plan,
            "script": state.script,
            "due": iso(state.due_at, zone),
            "callable": start <= now,
            "callable_from": iso(start, zone),
            "local_time": iso(now, zone),
            "zone": zone,
            "zone_source": person.zone_source,
            "held_by": held.pid if held is not None and not held.mine else None,
            "why": OPEN_WORDS if person_id in self.open else out_of_reach(desk, facts) or standing(desk, facts, now),
            "_at": f"{state.due_at:020d}",
            "_from": f"{start:020d}",
            "_due_day_reached": state.due_day is None
            or state.bucket in WAITING
            or state.due_day <= desk.calendar.local_day(facts.place, now).isoformat(),
        }


def public(entry: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return an entry without what is only for sorting."""
    return None if entry is None else {key: value for key, value in entry.items() if not key.startswith("_")}
