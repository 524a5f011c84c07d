"""Whether somebody may be dialed at this moment, on which number, and if not, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import RefusedError
from dialdeck.method.caps import refusal
from dialdeck.model.codes import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import NumberRow


def check_dialable(desk: Desk, facts: PersonFacts, *, on_screen: bool) -> None:
    """Raise RefusedError when this person must not be dialed; with `on_screen` also for hours and caps now."""
    unreached = out_of_reach(desk, facts)
    if unreached is not None:
        raise RefusedError(unreached)
    if on_screen and facts.state.bucket is None:
        message = f"this person is {facts.state.stage}; bring them back with a new reason first: x"
        raise RefusedError(message)
    if on_screen:
        reason = refusal_now(desk, facts, desk.store.numbers(facts.person_id))
        if reason is not None:
            raise RefusedError(reason)


def refusal_now(desk: Desk, facts: PersonFacts, numbers: Iterable[NumberRow]) -> str | None:
    """Return why this person may not be dialed at this moment, on the number that is next, or None."""
    now = desk.clock.now()
    unreached = out_of_reach(desk, facts)
    if unreached is not None:
        return unreached
    if not desk.calendar.is_open(facts.place, now):
        return desk.calendar.why_closed(facts.place, now)
    due = facts.state.due_at
    if facts.state.busy_retried and due is not None and now < due:
        return f"the line was busy: once more from {desk.calendar.local(facts.place, due):%H:%M}"
    capped = refusal(desk.calendar, facts, now)
    return capped.reason if capped is not None else number_refusal(desk, facts, numbers)


def number_refusal(desk: Desk, facts: PersonFacts, numbers: Iterable[NumberRow]) -> str | None:
    """Return why the number that would be dialed must not leave the program, or None (calling: numbers).

    The facts go by the kind on record, which costs nothing; this asks the numbering plan, for the one number at hand.
    """
    from dialdeck.phone.leaving import refusal_of

    chosen = number_to_dial(facts)
    allowed = desk.settings.calling.allow_kinds
    return next((refusal_of(row.e164, row.kind, allowed) for row in numbers if row.id == chosen), None)


def out_of_reach(desk: Desk, facts: PersonFacts) -> str | None:
    """Return why no number of theirs may be dialed, and what can be done about it; None when one may."""
    if facts.state.stage is Stage.DO_NOT_CALL:
        return "do not call: this person asked not to be called, or every number is blocked"
    if facts.usable():
        return None
    reasons = "; ".join(_barred(desk, number) for number in desk.store.numbers(facts.person_id))
    why = f": {reasons}" if reasons else ""
    return f"no number left that may be dialed{why}; add one: dialdeck edit PROSPECT phone=…"


def number_to_dial(facts: PersonFacts) -> int | None:
    """Return the id of the number to dial next: the chosen one while it may be dialed, else the first that may."""
    usable = facts.usable()
    if facts.state.number_id in usable:
        return facts.state.number_id
    return usable[0] if usable else None


def _barred(desk: Desk, number: NumberRow) -> str:
    from dialdeck.phone.leaving import refusal_of

    if number.dead:
        return f"{number.e164} is dead"
    if number.blocked is not None:
        return f"{number.e164} is on the do-not-call list"
    return refusal_of(number.e164, number.kind, desk.settings.calling.allow_kinds) or f"{number.e164} is not dialed"
