"""What the rules are told about a person: codes, instants and ids, no names and no words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dialdeck.model.codes import Detail, Outcome, Plan, PromiseKind, Role, TaskKind
from dialdeck.model.state import State


class Place(NamedTuple):
    """Everybody with the same hours: candidate zones, jurisdiction and own wish. Interned in the file by `key`."""

    id: int
    zones: tuple[str, ...]
    """All candidate IANA zones; the first is the one that days are counted in. A dial must be allowed in every one."""
    country: str | None
    """ISO 3166 alpha-2, or None when unknown."""
    region: str | None
    """State or province code without country ("IL"), or None when unknown."""
    wish: str | None = None
    """The person's own hours, as `09:00-12:00` or `mon-fri 09:00-12:00; sat 10:00-11:00`; None for none."""
    unknown: str | None = None
    """A zone that the time zone database does not have; `zones` are empty then, as for a zone that nobody named."""


class DialFact(NamedTuple):
    """One placed dial with its present outcome (voided dials are left out), oldest first in `PersonFacts.dials`."""

    dial_id: int
    at: int
    """When it was started, ms UTC."""
    outcome: Outcome | None
    detail: Detail | None
    counts: bool
    """It counted as an attempt of the cadence."""
    attempt: int
    plan: Plan
    step: str
    part: str | None
    """Id of the part of the day in which it was started, in the person's first zone; None outside all of them."""
    number_id: int | None = None


class NumberFact(NamedTuple):
    """A number of the person, in dialing order; dead, `blocked` (do not call) and refused ones are never offered."""

    id: int
    dead: bool
    blocked: bool
    refused: bool = False
    """It must not leave the program: its kind is not allowed, or it is no number of its country (calling: numbers)."""

    @property
    def usable(self) -> bool:
        """Return whether it may be dialed."""
        return not (self.dead or self.blocked or self.refused)


class PromiseFact(NamedTuple):
    """An open promise to this person: to call on `day` (and in `part`), or at the instant `at`."""

    id: int
    kind: PromiseKind
    at: int
    day: str
    part: str | None


NOT_RESEARCHED = 101
"""`PersonFacts.fit_gap` of somebody without a niche, a known criterion or an issue with its source (method: worthy)."""


class PersonFacts(NamedTuple):
    """All that a decision about a person rests on."""

    person_id: int
    role: Role
    place: Place
    state: State
    dials: tuple[DialFact, ...] = ()
    numbers: tuple[NumberFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    """Open promises only, the nearest first."""
    counted_day: str | None = None
    """`State.counted_day` as the file has it: a decision about this person leaves them out of that day's load."""
    fit_gap: int = 0
    """Percent of the known criteria of their niche that are not met; NOT_RESEARCHED above all of them."""

    @property
    def researched(self) -> bool:
        """Return whether their fit was researched."""
        return self.fit_gap < NOT_RESEARCHED

    def usable(self) -> tuple[int, ...]:
        """Return the ids of the numbers that may be offered, in dialing order: not dead, blocked or refused."""
        return tuple(number.id for number in self.numbers if number.usable)


class NextStep(NamedTuple):
    """A next step that was agreed with the person: when that was (ms UTC), and the ISO day it is for."""

    agreed_at: int
    day: str


class Objection(NamedTuple):
    """What the person put forward against going on; a stall puts off without a no ("send me something")."""

    at: int
    kind: Literal["stall", "no"]
    real_reason: bool = False
    """The reason behind it was found out."""


class Ledger(NamedTuple):
    """What is on record about a person's own reasons; None says that nobody keeps it, which is not "there is none"."""

    issues: int | None = None
    """Researched issues on record."""
    person_facts: int | None = None
    """Facts about the person themselves."""
    reasons: tuple[str, ...] | None = None
    """ISO days of their reasons to go on; withdrawn ones are left out."""
    costs: int | None = None
    """Costs and risks of not acting."""
    motive: bool | None = None
    """Their main buying motive is on record."""
    objections: tuple[Objection, ...] | None = None
    """Oldest first."""
    decision_day: str | None = None
    """The ISO day on which they said they would decide; None when they named none."""
    returned: tuple[int, ...] | None = None
    """When something came back from them without a dial of ours (ms UTC): a call, an e-mail, a message."""
    next_steps: tuple[NextStep, ...] | None = None
    """Dated next steps, oldest first; None takes them from the dials that cannot end without a date."""


class Result(NamedTuple):
    """How a dial ended, as the person at the keys said it."""

    outcome: Outcome
    detail: Detail | None = None
    when: int | None = None
    """An agreed instant, ms UTC: callback, meeting, next step, return date, or the end of an absence."""


class PromiseDraft(NamedTuple):
    """A promise that a decision makes."""

    kind: PromiseKind
    at: int
    day: str
    part: str | None
    zone: str


class TaskDraft(NamedTuple):
    """A task that a decision makes; `due_day` is an ISO day."""

    kind: TaskKind
    due_day: str
    reason: str


class Decision(NamedTuple):
    """What an outcome does: the value that is shown on the key before it is pressed, and applied when it is."""

    state: State
    counts: bool
    off_plan: bool
    why: str
    """One line for the person at the keys."""
    rules: tuple[str, ...]
    """Ids of the rules that led here, for the log."""
    cadence_hash: str
    message_left: bool = False
    promise: PromiseDraft | None = None
    withdraws_promises: bool = False
    """Open promises are over with this decision (kept or broken ones are settled apart)."""
    task: TaskDraft | None = None
    homework: tuple[TaskDraft, ...] = ()
    """What must be there before somebody who rests is called again."""
    dead_number: int | None = None
    blocks: bool = False
    """Every number of this person goes on the do-not-call list."""
    talk: bool = False
    """Answered without a disposition yet: the state is provisional until it is known."""
    warning: str | None = None
    """Something the person must know at once (a mailbox full twice, a rule that moved the date)."""
