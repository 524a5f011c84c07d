"""What a row of dials says about contact: when they were last heard, in which run of a cadence, which messages got out.

Facts about dials have no cadence in them; the numbering, which starts at 1 with every cadence, tells the runs apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.codes import Detail, Outcome, Plan, Role
from dialdeck.model.facts import DialFact, PersonFacts

TALKED = frozenset({Detail.CONVERSATION, Detail.MEETING, Detail.NOT_INTERESTED})
"""A conversation took place: their reasons could have been asked for."""
_HEARD = TALKED | {Detail.CALLBACK, Detail.NOT_A_FIT}


def heard(dial: DialFact) -> bool:
    """Return whether something came from the person in this dial: words, not a pick-up; a talk still on counts."""
    return dial.detail in _HEARD or (dial.outcome is Outcome.ANSWERED and dial.detail is None)


def last_talk(dials: Sequence[DialFact]) -> DialFact | None:
    """Return the last dial with a conversation; None when there was none."""
    return next((dial for dial in reversed(dials) if dial.detail in TALKED), None)


def since(dials: Iterable[DialFact], at: int) -> tuple[DialFact, ...]:
    """Return the dials placed after an instant (ms UTC)."""
    return tuple([dial for dial in dials if dial.at > at])


def present_run(facts: PersonFacts) -> tuple[DialFact, ...]:
    """Return the counted dials of the person's present cadence, since its numbering began."""
    made = facts.state.attempt - 1
    return tuple([dial for dial in facts.dials if dial.counts][-made:]) if made > 0 else ()


def first_run(dials: Iterable[DialFact]) -> tuple[DialFact, ...]:
    """Return the dials up to where the numbering begins anew."""
    run: list[DialFact] = []
    for dial in dials:
        if run and dial.attempt < run[-1].attempt + run[-1].counts:
            break
        run.append(dial)
    return tuple(run)


def message_steps(cadence: Cadence, role: Role) -> tuple[Step, ...]:
    """Return the steps of a cadence that leave a message of their own to somebody in this role."""
    return tuple(
        step for step in cadence.steps if step.plan is Plan.VOICEMAIL and (role is Role.OTHER or not step.not_for_owner)
    )


def message_asked(cadence: Cadence, dial: DialFact) -> Step | None:
    """Return the step whose message the dial was to leave; None for a silent one and for an agreed time.

    A silent step can only owe the message before it, since a message of its own takes the place of what was owed.
    """
    ids = [step.id for step in cadence.steps]
    if dial.plan is not Plan.VOICEMAIL or dial.step not in ids:
        return None
    until = cadence.steps[: ids.index(dial.step) + 1]
    return next((step for step in reversed(until) if step.plan is Plan.VOICEMAIL), None)


def left(dial: DialFact) -> bool:
    """Return whether a message got through, to a machine or by somebody who took it."""
    return dial.outcome is Outcome.VOICEMAIL_LEFT or dial.detail is Detail.MESSAGE_TAKEN
