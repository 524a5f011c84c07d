"""Choosing the day and part of the day of the next attempt: at different times, spread over days, within every cap.

Source: the rules for parts of the day and for gaps. Everything is deterministic, so a preview is what will happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.caps import Refusal, binding
from dialdeck.method.days import Ask, candidate_days
from dialdeck.method.hours import ONE_DAY, day_bounds, local_date
from dialdeck.method.parts import Part, parts_of
from dialdeck.method.results import rung
from dialdeck.model.facts import DialFact, PersonFacts

Load = Mapping[str, int]
"""How many dials are due on each ISO day already, the person's own among them (`State.counted_day`)."""
Rates = Mapping[str, tuple[int, int]]
"""Answers and dials by part of the day, over the user's last 90 days."""
Pair = tuple[date, Part]
_Key = Callable[[Pair], float]

PRIOR_DIALS = 20
PRIOR_RATE = 0.1
ROOM_WITHIN = 20
"""Callable days after its gap in which an attempt looks for a day that is not full."""
_NO_LOAD: Load = MappingProxyType({})


class Slot(NamedTuple):
    """The day and part chosen for an attempt; `due_at` is when the part opens (ms UTC)."""

    day: date
    part: str | None
    due_at: int
    why: str
    """One line: "late afternoon: not tried yet"."""
    rules: tuple[str, ...]
    label: str = ""
    """The part in words; empty when no part is wished."""
    note: str = ""
    """Why this part, without its name: "not tried yet"."""
    moved: str | None = None
    """The cap that moved it to a later day than the step asks for, or that the days of the gap are full."""


def choose_slot(
    calendar: Calendar, facts: PersonFacts, ask: Ask, load: Load = _NO_LOAD, rates: Rates | None = None
) -> Slot:
    """Return the best day and part for the next attempt of a person.

    Days that are full are left out, unless a day was agreed or promised. Least tried part first; then the better
    shrunken answer rate, a day that has not more than its share, a weekday not tried, the earlier day, the earlier
    part. `facts.dials` must hold the attempt that the gap is counted from.
    """
    others = _Others(load, facts.counted_day)
    last = facts.dials[-1].at if facts.dials else 0
    cap = binding(calendar, facts, last, exempt=ask.exempt)
    free_from = last if cap is None or cap.until is None else cap.until
    pairs = _pairs(calendar, facts, candidate_days(calendar, facts, ask), free_from)
    moved = None
    if not pairs and cap is not None:
        pairs, moved = _after_cap(calendar, facts, ask, free_from), cap
    if not pairs:
        return _never(calendar, facts, ask)
    pairs, full = _with_room(calendar, facts, ask, pairs, free_from, others)
    moved = full or moved
    (day, part), rules, note = _best(calendar, facts, pairs, others, rates or {})
    if moved is not None:
        rules = (*rules, moved.rule)
    why = f"{part.label}: {note}" if part.label else note
    why = why if moved is None else f"{why}; later: {moved.reason}"
    due_at = max(part.start, free_from)
    return Slot(day, part.id or None, due_at, why, rules, part.label, note, None if moved is None else moved.reason)


class _Others(NamedTuple):
    """The load of a day without the person that a slot is chosen for: shown and recorded must weigh the same."""

    load: Load
    own_day: str | None

    def on(self, day: date) -> int:
        """Return how many others are due on a day."""
        iso = day.isoformat()
        return self.load.get(iso, 0) - (iso == self.own_day)


def shrunken_rate(part: str, rates: Rates) -> float:
    """Return the answer rate of a part, drawn towards the overall rate as if by 20 dials more (calling: parts)."""
    dials = sum(n for _, n in rates.values())
    overall = sum(c for c, _ in rates.values()) / dials if dials else PRIOR_RATE
    answered, tried = rates.get(part, (0, 0))
    return (answered + PRIOR_DIALS * overall) / (tried + PRIOR_DIALS)


def _pairs(calendar: Calendar, facts: PersonFacts, days: tuple[date, ...], free_from: int) -> list[Pair]:
    pairs: list[Pair] = []
    for day in days:
        parts = parts_of(calendar, facts.place, day)
        if not parts:
            # Open hours outside all parts (an evening wish): the day is fine, no part is wished.
            parts = tuple(Part("", "", start, end) for start, end in calendar.windows(facts.place, day)[:1])
        pairs.extend((day, part) for part in parts if part.end > free_from)
    return pairs


def _after_cap(calendar: Calendar, facts: PersonFacts, ask: Ask, free_from: int) -> list[Pair]:
    day = calendar.local_day(facts.place, free_from)
    for after in (day - ONE_DAY, day):
        later = ask._replace(after_day=after, gap=(1, 1), days=())
        pairs = _pairs(calendar, facts, candidate_days(calendar, facts, later), free_from)
        if pairs:
            return pairs
    return []


def _with_room(
    calendar: Calendar, facts: PersonFacts, ask: Ask, pairs: list[Pair], free_from: int, others: _Others
) -> tuple[list[Pair], Refusal | None]:
    """Leave out the days that have all the dials the house plans for one, and look further when all of them have.

    An agreed or promised day stays, and so does a message that promises tomorrow: few days can carry that promise.
    """
    most = calendar.policy.due_per_day
    if most is None or ask.days or ask.exempt:
        return pairs, None
    room = [pair for pair in pairs if others.on(pair[0]) < most]
    if room or ask.next_day_callable:
        return room or pairs, None
    full = Refusal(f"the days before have {most} dials due each", None, "day.full")
    day: date | None = pairs[-1][0]
    for _ in range(ROOM_WITHIN):
        day = day and calendar.next_callable_day(facts.place, day)
        if day is not None and others.on(day) < most:
            return _pairs(calendar, facts, (day,), free_from), full
    return pairs, None


def _best(
    calendar: Calendar, facts: PersonFacts, pairs: list[Pair], others: _Others, rates: Rates
) -> tuple[Pair, tuple[str, ...], str]:
    tried_dials = rung(facts.dials)
    tried = Counter([dial.part for dial in tried_dials])
    if tried_dials:
        pairs = _not_as_last(calendar, facts, tried_dials[-1], pairs)
    rules = ["part.least_tried"]
    pairs = _keep_least(pairs, lambda pair: tried[pair[1].id])
    pairs = _tie(pairs, rules, "part.answer_rate", lambda pair: -shrunken_rate(pair[1].id, rates))
    if pairs[0][0] != pairs[-1][0]:
        due = {day: others.on(day) for day, _ in pairs}
        mean = sum(due.values()) / len(due)
        pairs = _tie(pairs, rules, "day.load", lambda pair: due[pair[0]] > mean)
    if pairs[0][0] != pairs[-1][0]:
        zone = calendar.zone(facts.place)
        weekdays = {local_date(zone, dial.at).weekday() for dial in tried_dials}
        pairs = _tie(pairs, rules, "day.weekday", lambda pair: pair[0].weekday() in weekdays)
    return pairs[0], tuple(rules), _note(pairs[0][1].id, tried[pairs[0][1].id], rates)


def _not_as_last(calendar: Calendar, facts: PersonFacts, last: DialFact, pairs: list[Pair]) -> list[Pair]:
    """Drop the weekday and part of the last try when anything else is left."""
    weekday = calendar.local_day(facts.place, last.at).weekday()
    return [pair for pair in pairs if (pair[0].weekday(), pair[1].id) != (weekday, last.part)] or pairs


def _tie(pairs: list[Pair], rules: list[str], rule: str, key: _Key) -> list[Pair]:
    if len(pairs) == 1:
        return pairs
    kept = _keep_least(pairs, key)
    if len(kept) < len(pairs):
        rules.append(rule)
    return kept


def _keep_least(pairs: list[Pair], key: _Key) -> list[Pair]:
    keys = [key(pair) for pair in pairs]
    least = min(keys)
    return [pair for pair, value in zip(pairs, keys, strict=True) if value == least]


def _note(part: str, times: int, rates: Rates) -> str:
    if not part:
        return "the first open time"
    answered, dials = rates.get(part, (0, 0))
    words = "not tried yet" if times == 0 else "tried least"
    return f"{words}; answers {answered} of {dials}" if dials else words


def _never(calendar: Calendar, facts: PersonFacts, ask: Ask) -> Slot:
    """Keep a day all the same, so that nobody is lost: what closes it can be changed."""
    day = ask.days[0] if ask.days else ask.after_day + timedelta(days=max(ask.gap[1], 1))
    due_at = day_bounds(calendar.zone(facts.place), day)[0]
    return Slot(day, None, due_at, "no callable time found: check zone, hours and days off", ("hours.never",))
