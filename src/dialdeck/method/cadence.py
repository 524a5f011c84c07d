"""Position arithmetic of a cadence: which step comes next, what it leaves, and of how many attempts it is one.

Knows only the fields of a step, no cadence by name: `State.position` counts in the list with repeats written out.
"""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.codes import Plan, Role
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

CALLBACK = "callback"
"""Step and script of a dial at a time agreed with the person."""

_Debt = tuple[str | None, int]
"""Id of the step whose message is owed, and on how many attempts it stays so."""
_NOTHING: _Debt = (None, 0)


class Planned(NamedTuple):
    """The next attempt: where it stands, and the step whose message it leaves (None: the missed call alone)."""

    position: int
    tries: int
    owed: str | None
    owed_left: int
    step: Step
    message: Step | None

    def onto(self, state: State) -> State:
        """Return the state with this as its next attempt."""
        return replace(
            state,
            position=self.position,
            tries=self.tries,
            owed=self.owed,
            owed_left=self.owed_left,
            step=self.step.id,
            plan=Plan.SILENT if self.message is None else Plan.VOICEMAIL,
            script=self.step.script if self.message is None else self.message.script,
        )


def first_step(cadence: Cadence, role: Role) -> Planned | None:
    """Return the first attempt of a cadence; None when it has no step for the role."""
    return _settle(cadence, role, 0, 0, _NOTHING)


def present_step(cadence: Cadence, state: State, role: Role) -> Planned | None:
    """Return the attempt at the state's own position, skipping what is not for the role; None past the end."""
    return _settle(cadence, role, state.position, state.tries, (state.owed, state.owed_left))


def next_step(cadence: Cadence, state: State, role: Role, *, left: bool) -> Planned | None:
    """Return the attempt after a counted one; `left` when a message got through. None at the end of the cadence.

    A message step not left is tried again while it has tries, then its message may stay owed on silent steps; a dial
    at an agreed time uses up the position like an attempt without a message (method: owed messages).
    """
    steps = cadence.expanded()
    owed = _still_owed(state, left=left)
    if state.position < len(steps):
        step = steps[state.position]
        if step.plan is Plan.VOICEMAIL and (not left or state.step == CALLBACK):
            tries = state.tries + 1
            if tries < step.tries:
                return _settle(cadence, role, state.position, tries, owed)
            if step.owed:
                owed = step.id, step.owed
    return _settle(cadence, role, state.position + 1, 0, owed)


def message_of(cadence: Cadence, state: State) -> Step | None:
    """Return the step whose message this attempt would leave; None for a silent one and for an agreed time."""
    steps = cadence.expanded()
    if state.step == CALLBACK or state.position >= len(steps):
        return None
    step = steps[state.position]
    return step if step.plan is Plan.VOICEMAIL else _by_id(cadence, state.owed)


def total_attempts(cadence: Cadence, state: State, role: Role) -> int:
    """Return this person's own N in "n of N": attempts made and steps still to come, messages left at the next try."""
    to_come = sum(1 for step in cadence.expanded()[state.position :] if _is_for(step, role))
    return max(state.attempt, state.attempt - 1 + to_come)


def promise_ahead(cadence: Cadence, planned: Planned, role: Role) -> Step | None:
    """Return the step after the planned one when that one promises tomorrow, so that its gap finds a good day."""
    following = _settle(cadence, role, planned.position + 1, 0, _NOTHING)
    if following is None or not following.step.promise_next_day or planned.step.promise_next_day:
        return None
    return following.step


def _settle(cadence: Cadence, role: Role, position: int, tries: int, debt: _Debt) -> Planned | None:
    steps = cadence.expanded()
    while position < len(steps) and not _is_for(steps[position], role):
        position, tries = position + 1, 0
    if position >= len(steps):
        return None
    step = steps[position]
    if step.plan is Plan.VOICEMAIL:
        # A message of its own takes the place of whatever was owed.
        return Planned(position, tries, None, 0, step, step)
    owed = _by_id(cadence, debt[0])
    if owed is not None and owed.promise_next_day and not any(_is_for(s, role) for s in steps[position + 1 :]):
        # A message that promises another call is not left where no call follows.
        owed = None
    if owed is None:
        return Planned(position, tries, None, 0, step, None)
    return Planned(position, tries, owed.id, debt[1], step, owed)


def _still_owed(state: State, *, left: bool) -> _Debt:
    """Return what is owed after a counted attempt.

    At an agreed time the message is another one: it makes an owed opening pointless, never what is owed without end.
    """
    satisfied = left and (state.step != CALLBACK or state.owed_left > 0)
    remaining = state.owed_left - 1 if state.owed_left > 0 else state.owed_left
    return _NOTHING if satisfied or remaining == 0 else (state.owed, remaining)


def _is_for(step: Step, role: Role) -> bool:
    return role is Role.OTHER or not step.not_for_owner


def _by_id(cadence: Cadence, step_id: str | None) -> Step | None:
    return None if step_id is None else next((step for step in cadence.steps if step.id == step_id), None)
