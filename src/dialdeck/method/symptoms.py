"""The seven signs that a follow-up goes wrong, each with its evidence and its remedy (method: let them come to you).

A sign is judged only from what is kept: where nobody keeps a fact, nothing is said about it. People who are out of the
queue for good have no signs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dialdeck.method.case import Context
from dialdeck.method.contact import (
    first_run,
    heard,
    last_talk,
    left,
    message_asked,
    message_steps,
    present_run,
    since,
)
from dialdeck.method.endings import FOLLOW_UP, WIN_BACK
from dialdeck.method.hours import ONE_DAY
from dialdeck.method.results import rung
from dialdeck.method.wording import count_words, day_words
from dialdeck.model.codes import Bucket, Detail, Stage
from dialdeck.model.facts import DialFact, Ledger, PersonFacts

NOTHING_KEPT = Ledger()
_DATED = frozenset({Detail.CONVERSATION, Detail.MEETING, Detail.CALLBACK})
"""Results that are not saved without a date."""


class Thresholds(NamedTuple):
    """From where on a sign is one."""

    dials_without_step: int = 3
    silent_voicemails: int = 2
    quiet_days: int = 14
    decision_working_days: int = 1
    """Callable days after the day they named."""
    stalls: int = 2
    reason_months: int = 12
    """A reason older than this does not count."""


USUAL = Thresholds()


class Symptom(NamedTuple):
    """One sign, by its number in the method."""

    number: int
    evidence: str
    """One line with counts and dates."""
    remedy: str
    script_family: str | None = None
    """The script family that helps, if one does."""
    missing: str | None = None
    """What is to be asked for or looked up, by name, several with commas."""


class _Case(NamedTuple):
    ctx: Context
    facts: PersonFacts
    ledger: Ledger
    limits: Thresholds
    today: date
    talk: DialFact | None
    """The last conversation."""

    def day(self, at: int) -> date:
        return self.ctx.calendar.local_day(self.facts.place, at)

    def reasons(self) -> int | None:
        """Return how many of their reasons count today; None when nobody keeps them."""
        if self.ledger.reasons is None:
            return None
        oldest = _months_before(self.today, self.limits.reason_months).isoformat()
        return sum(1 for day in self.ledger.reasons if day >= oldest)

    def last_heard(self) -> date | None:
        """Return the day on which something last came from them; None when nothing ever did."""
        words = [dial.at for dial in self.facts.dials if heard(dial)]
        words += self.ledger.returned or ()
        return self.day(max(words)) if words else None


def symptoms(
    ctx: Context, facts: PersonFacts, now: int, ledger: Ledger = NOTHING_KEPT, limits: Thresholds = USUAL
) -> tuple[Symptom, ...]:
    """Return the signs that hold for a person at `now` (ms UTC), in the order of the method; often none.

    1, 4 need a follow-up, 5, 6, 7 a conversation; 2 and 3 hold for strangers too, since attempts are spent on them.
    """
    if facts.state.stage in {Stage.RETIRED, Stage.DO_NOT_CALL}:
        return ()
    today = ctx.calendar.local_day(facts.place, now)
    case = _Case(ctx.about(facts.person_id), facts, ledger, limits, today, last_talk(facts.dials))
    found = (sign(case) for sign in _SIGNS)
    return tuple(symptom for symptom in found if symptom is not None)


def symptom_line(symptom: Symptom) -> str:
    """Return a sign as one line: "sign 1: 3 dials since … → agree a date …"."""
    return f"sign {symptom.number}: {symptom.evidence} → {symptom.remedy}"


def _no_next_step(case: _Case) -> Symptom | None:
    today = case.today.isoformat()
    if case.facts.state.stage is not Stage.FOLLOW_UP or any(p.day >= today for p in case.facts.promises):
        return None
    if case.ledger.next_steps is None:
        agreed = max((dial.at for dial in case.facts.dials if dial.detail in _DATED), default=None)
    else:
        last = max(case.ledger.next_steps, default=None)
        if last is not None and last.day >= today:
            return None
        agreed = None if last is None else last.agreed_at
    begun = agreed if agreed is not None else 0 if case.talk is None else case.talk.at
    dials = len(rung(since(case.facts.dials, begun)))
    if dials < case.limits.dials_without_step:
        return None
    words = count_words(dials, "dial")
    if agreed is None:
        evidence = f"{words} and no next step with a date agreed"
    else:
        evidence = f"{words} since a next step with a date was last agreed, {day_words(case.day(agreed))}"
    return Symptom(1, evidence, "agree what happens next, and on which day", FOLLOW_UP_WORDS, "next step")


def _no_preparation(case: _Case) -> Symptom | None:
    kept = [("issue", "issue", case.ledger.issues)]
    if case.talk is not None:
        kept += [("reason", "reason of theirs", case.reasons())]
        kept += [("person", "fact about the person", case.ledger.person_facts)]
    lacking = [(name, words) for name, words, count in kept if count == 0]
    dials = len(rung(case.facts.dials)) if lacking else 0
    if not dials:
        return None
    evidence = f"{' and '.join(f'no {words}' for _, words in lacking)} on record after {count_words(dials, 'dial')}"
    remedy = "prepare before the next dial: one issue with its source" if lacking[0][0] == "issue" else "ask, and note"
    return Symptom(2, evidence, remedy, None, ", ".join(name for name, _ in lacking))


def _no_message(case: _Case) -> Symptom | None:
    cadence = case.ctx.cadence(case.facts.state.cadence)
    run = present_run(case.facts)
    asked = [(dial, message_asked(cadence, dial)) for dial in run if dial.detail is Detail.VOICEMAIL]
    missed = [(dial, step) for dial, step in asked if step is not None]
    if len(missed) < case.limits.silent_voicemails:
        return None
    last, step = missed[-1]
    evidence = (
        f"{len(missed)} times the machine came on and no message was left where one was planned, "
        f"last {day_words(case.day(last.at))}"
    )
    return Symptom(3, evidence, "leave the message: it is what they can answer to", step.script, "message")


def _nothing_back(case: _Case) -> Symptom | None:
    if case.talk is None or case.facts.state.bucket is Bucket.RETURNED:
        return None
    begun = WIN_BACK if case.talk.detail is Detail.NOT_INTERESTED else FOLLOW_UP
    cadence = case.ctx.cadence(begun)
    planned = {step.id for step in message_steps(cadence, case.facts.role)}
    messages = [dial for dial in first_run(since(case.facts.dials, case.talk.at)) if left(dial)]
    asked = (message_asked(cadence, dial) for dial in messages)
    if not messages or planned - {step.id for step in asked if step is not None}:
        return None
    last = case.day(messages[-1].at)
    quiet = (case.today - max(last, case.last_heard() or last)).days
    if quiet < case.limits.quiet_days:
        return None
    kinds = f"every kind of message was left ({len(messages)}, the last {day_words(last)})"
    evidence = f"{kinds} and nothing came back for {quiet} days"
    return Symptom(4, evidence, "invite a no, or come back with a new reason", "win_back", "new reason")


def _decision_passed(case: _Case) -> Symptom | None:
    if case.ledger.decision_day is None:
        return None
    named = date.fromisoformat(case.ledger.decision_day)
    days = case.limits.decision_working_days
    from_day = case.ctx.callable_after(case.facts.place, named, days) or named + days * ONE_DAY
    last = case.last_heard()
    if case.today <= named or case.today < from_day or (last is not None and last >= named):
        return None
    ago = count_words((case.today - named).days, "day")
    evidence = f"decision promised {day_words(named)}, {ago} ago, nothing heard"
    return Symptom(5, evidence, "ask what became of the decision, and for a new date", FOLLOW_UP_WORDS, "decision date")


def _stalls(case: _Case) -> Symptom | None:
    row = 0
    objections = case.ledger.objections or ()
    for objection in reversed(objections):
        if objection.kind != "stall" or objection.real_reason:
            break
        row += 1
    if row < max(case.limits.stalls, 1):
        return None
    days = f"{day_words(case.day(objections[-row].at))} to {day_words(case.day(objections[-1].at))}"
    evidence = f"{count_words(row, 'stall')} accepted in a row ({days}), the real reason not found"
    return Symptom(6, evidence, "ask for the reason behind it before anything else", None, "real reason")


def _no_value(case: _Case) -> Symptom | None:
    known = (case.reasons(), case.ledger.costs, case.ledger.motive)
    if case.talk is None or any(one is None for one in known) or any(known):
        return None
    evidence = f"no reason, cost or motive of theirs on record after the conversation of {_on(case, case.talk)}"
    return Symptom(7, evidence, "ask for what is theirs: reasons, what waiting costs, what they want", FOLLOW_UP_WORDS,
                   "reason, cost, motive")  # fmt: skip


FOLLOW_UP_WORDS = "follow_up"
"""The script family of a follow-up."""
_SIGNS: tuple[Callable[[_Case], Symptom | None], ...] = (
    _no_next_step,
    _no_preparation,
    _no_message,
    _nothing_back,
    _decision_passed,
    _stalls,
    _no_value,
)


def _on(case: _Case, dial: DialFact) -> str:
    return day_words(case.day(dial.at))


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 - months, 12)
    first = date(day.year + years, month + 1, 1)
    following = (first + 31 * ONE_DAY).replace(day=1)
    return min(first + (day.day - 1) * ONE_DAY, following - ONE_DAY)
