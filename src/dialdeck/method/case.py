"""One result being decided: the facts with the dial in them, and the few moves that all decisions are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from dialdeck.method.cadence import Planned, promise_ahead
from dialdeck.method.calendar import Calendar
from dialdeck.method.days import Ask
from dialdeck.method.parts import part_at
from dialdeck.method.results import Row, rang, row_of
from dialdeck.method.slots import Load, Rates, Slot, choose_slot
from dialdeck.method.variants import cadence_for
from dialdeck.method.wording import time_words
from dialdeck.model.cadence import Cadence
from dialdeck.model.codes import DEFAULT_DETAIL, Bucket, Detail, Plan, Stage
from dialdeck.model.facts import Decision, DialFact, PersonFacts, Place, Result
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def rested(state: State, now: int) -> State:
    """Return the state of somebody whose rest may be over at `now` (ms UTC): from then on they are in the win-back."""
    over = state.stage is Stage.RESTING and state.due_at is not None and state.due_at <= now
    return replace(state, stage=Stage.WIN_BACK) if over else state


class Context(NamedTuple):
    """What all decisions rest on besides the person: hours, cadences by id, and what is planned and known so far."""

    calendar: Calendar
    cadences: Mapping[str, Cadence]
    load: Load = _NOTHING
    rates: Rates = _NOTHING
    person_id: int | None = None
    """Whom it is about, when a cadence has variants; None: every cadence as it stands."""

    def about(self, person_id: int) -> Context:
        """Return the context of decisions about one person: their variant of every cadence."""
        return self._replace(person_id=person_id)

    def cadence(self, cadence_id: str) -> Cadence:
        """Return a cadence, by the person's variant of it; LookupError with a clear line when there is none."""
        found = self.cadences.get(cadence_id)
        if found is None:
            raise LookupError(f"there is no cadence {cadence_id!r}; known are {', '.join(sorted(self.cadences))}")
        return found if self.person_id is None else cadence_for(found, self.person_id)

    def choose(self, facts: PersonFacts, ask: Ask) -> Slot:
        """Return the slot for what is asked, under the present load and answer rates."""
        return choose_slot(self.calendar, facts, ask, self.load, self.rates)

    def callable_after(self, place: Place, day: date, days: int) -> date | None:
        """Return the so-many-th callable day after `day`; None when there are not that many."""
        found: date | None = day
        for _ in range(days):
            found = found and self.calendar.next_callable_day(place, found)
        return found


class Case(NamedTuple):
    """A result at work. `facts.dials` ends with the dial being decided; `state` is the one before it, cleaned."""

    ctx: Context
    facts: PersonFacts
    state: State
    result: Result
    detail: Detail | None
    row: Row
    at: int
    today: date
    cadence: Cadence
    retried: bool
    """This dial was the one retry of a busy line."""

    @property
    def place(self) -> Place:
        """Return the person's place."""
        return self.facts.place

    @property
    def attempted(self) -> int:
        """Return the number of the next attempt after this dial."""
        return self.state.attempt + (1 if self.row.counts else 0)

    @property
    def off_plan(self) -> bool:
        """Return whether the dial left a message on a silent attempt, or a machine without the planned message."""
        if self.row.message_left:
            return self.state.plan is Plan.SILENT
        return self.state.plan is Plan.VOICEMAIL and self.detail is Detail.VOICEMAIL

    def decision(self, state: State, why: str, *rules: str) -> Decision:
        """Return the decision that leads to `state`; promise, task and warnings are put onto it by `replace`."""
        name = self.detail or "talk"
        return Decision(
            state=state,
            counts=self.row.counts,
            off_plan=self.off_plan,
            why=why,
            rules=(f"result.{self.result.outcome}.{name}", *rules),
            cadence_hash=self.cadence.hash,
            message_left=self.row.message_left,
            talk=self.detail is None,
        )

    def time_words(self, when: int) -> str:
        """Return an instant (ms UTC) as their clock shows it, seen from the day of the dial."""
        calendar = self.ctx.calendar
        return time_words(calendar.local(self.place, when), calendar.zone(self.place), self.today)

    def slot(self, ask: Ask, state: State | None = None) -> Slot:
        """Return the slot for what is asked; `state` carries a lock that the dial made."""
        return self.ctx.choose(self.facts if state is None else replace(self.facts, state=state), ask)

    def slot_on_next_day(self, after: date | None = None) -> Slot:
        """Return the best part of the first callable day after `after` (default: the day of the dial)."""
        after = after or self.today
        day = self.ctx.calendar.next_callable_day(self.place, after)
        return self.slot(Ask(after, (1, 1), days=() if day is None else (day,)))

    def queued(self, state: State) -> Bucket:
        """Return the rank of a person who is no longer fresh: a promise or an agreed time keeps its own."""
        return Bucket.DUE if state.bucket in {None, Bucket.FRESH, Bucket.RETURNED, Bucket.ARRIVING} else state.bucket


def open_case(ctx: Context, facts: PersonFacts, result: Result, at: int) -> Case:
    """Return the case of a result of the dial started at `at` (ms UTC).

    Raises ValueError when detail and outcome do not belong together, LookupError for an unknown cadence.
    """
    ctx = ctx.about(facts.person_id)
    row = row_of(result.outcome, result.detail)
    detail = result.detail or DEFAULT_DETAIL[result.outcome]
    state = rested(facts.state, at)
    locked = state.locked_until
    heard = rang(result.outcome, detail)
    clean = replace(
        state,
        busy_retried=False,
        number_id=None,
        apology=state.apology and not heard,
        locked_until=None if locked is None or locked <= at else locked,
    )
    dial = DialFact(
        dial_id=0,
        at=at,
        outcome=result.outcome,
        detail=detail,
        counts=row.counts,
        attempt=state.attempt,
        plan=state.plan,
        step=state.step,
        part=part_at(ctx.calendar, facts.place, at),
        number_id=state.number_id,
    )
    with_dial = replace(facts, state=clean, dials=(*facts.dials, dial))
    today = ctx.calendar.local_day(facts.place, at)
    return Case(ctx, with_dial, clean, result, detail, row, at, today, ctx.cadence(state.cadence), state.busy_retried)


def ask_for(cadence: Cadence, planned: Planned, facts: PersonFacts, today: date) -> Ask:
    """Return what a planned step asks of its slot, counted from `today`, the day of the last attempt."""
    message = planned.message
    promising = message is not None and message.promise_next_day
    ahead = promise_ahead(cadence, planned, facts.role)
    return Ask(
        after_day=today,
        gap=planned.step.gap,
        working=planned.step.working,
        next_day_callable=promising,
        wait=message.wait if message is not None else 0,
        ahead=None if ahead is None else ahead.gap,
        ahead_working=ahead is not None and ahead.working,
    )


def due(state: State, slot: Slot, bucket: Bucket) -> State:
    """Return the state due in the slot."""
    return replace(state, bucket=bucket, due_at=slot.due_at, due_day=slot.day.isoformat(), part=slot.part)


def due_at_instant(ctx: Context, place: Place, state: State, at: int, bucket: Bucket) -> State:
    """Return the state due at an instant, with no wished part of the day."""
    day = ctx.calendar.local_day(place, at).isoformat()
    return replace(state, bucket=bucket, due_at=at, due_day=day, part=None)


def out_of_queue(state: State) -> State:
    """Return the state of somebody who is not in the queue."""
    return replace(state, bucket=None, due_at=None, due_day=None, part=None, owed=None, owed_left=0)
