"""The list after a talk: everything that can have come of it, with what it would do and the date it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.decide import decide
from dialdeck.method.wording import day_words
from dialdeck.model.codes import DETAILS, Detail, Outcome
from dialdeck.model.facts import Result
from dialdeck.model.views import Disposition
from dialdeck.session.explaining import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.session.desk import Desk

LIST: tuple[tuple[str, Detail, str, bool], ...] = (
    ("1", Detail.CONVERSATION, "next step", True),
    ("2", Detail.MEETING, "meeting", True),
    ("3", Detail.CALLBACK, "call back at", True),
    ("4", Detail.GATEKEEPER, "gatekeeper", True),
    ("5", Detail.NO_TALK, "no talk", True),
    ("6", Detail.NOT_INTERESTED, "not interested", True),
    ("7", Detail.NOT_A_FIT, "not a fit", False),
    ("8", Detail.WRONG_PERSON, "wrong person", False),
    ("8", Detail.LEFT_COMPANY, "has left the company", False),
    ("9", Detail.DROPPED, "line dropped", False),
    ("0", Detail.DO_NOT_CALL, "do not call", False),
    ("w", Detail.WRONG_NUMBER, "wrong number", False),
    ("t", Detail.MESSAGE_TAKEN, "they took a message", False),
    ("m", Detail.VIA_GATEKEEPER, "left it with somebody", False),
)
"""Key, detail, words, and whether a date belongs to it. Lines under one key are told apart by one more question."""

_OUTCOMES = {detail: outcome for outcome, details in DETAILS.items() for detail in details}


def outcome_of(detail: Detail) -> Outcome:
    """Return the outcome that a detail belongs to."""
    return _OUTCOMES[detail]


def decided(desk: Desk, facts: PersonFacts, at: int) -> dict[Detail, Decision]:
    """Return what each line of the list would do to a dial started at `at` (ms UTC)."""
    return {detail: decide(desk.context, facts, Result(outcome_of(detail), detail), at) for _, detail, _, _ in LIST}


def dispositions(desk: Desk, facts: PersonFacts, known: Mapping[Detail, Decision]) -> tuple[Disposition, ...]:
    """Return the list after a talk: what each would do as it was decided, and the date that `enter` takes."""
    return tuple(
        Disposition(
            key=key,
            detail=detail,
            label=label,
            text=brief(known[detail]),
            wants_date=wants_date,
            default_date=_default_date(desk, facts, known[detail]) if wants_date else "",
        )
        for key, detail, label, wants_date in LIST
    )


def _default_date(desk: Desk, facts: PersonFacts, decision: Decision) -> str:
    due = decision.state.due_at
    if due is None:
        return ""
    local = desk.calendar.local(facts.place, due)
    return f"{day_words(local.date())} {local:%H:%M}"
