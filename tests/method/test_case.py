"""What a planned step asks of its day, by the keys that its file has."""

from __future__ import annotations

import pytest

from dialdeck.method.cadence import present_step
from dialdeck.method.case import ask_for
from dialdeck.model.cadence import Cadence
from dialdeck.model.codes import Role
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import LEFT, NOW, after, cadences, context, local_day, person
from tests.method.test_days import march

PERSISTENCE = cadences()["persistence"]


def with_working_gap(step_id: str, gap: tuple[int, int]) -> Cadence:
    """Persistence with the gap of one step in working days."""
    steps = (s._replace(gap=gap, working=True) if s.id == step_id else s for s in PERSISTENCE.steps)
    return PERSISTENCE._replace(steps=tuple(steps))


@pytest.mark.parametrize(
    ("step_id", "position", "own", "ahead"), [("curiosity", 2, True, False), ("commitment", 3, False, True)]
)
def test_the_kind_of_a_gap_is_asked_for_with_it(step_id: str, position: int, own: bool, ahead: bool) -> None:
    cadence = with_working_gap(step_id, (2, 2))
    planned = present_step(cadence, State(position=position), Role.OTHER)
    assert planned is not None
    ask = ask_for(cadence, planned, person(), march(10))
    assert (ask.working, ask.ahead_working) == (own, ahead)


def test_an_attempt_after_a_working_gap_comes_on_the_callable_day_that_it_counts() -> None:
    ctx = replace(context(), cadences={**cadences(), "persistence": with_working_gap("curiosity", (4, 4))})
    facts = after(ctx, person(start=NOW), [LEFT])
    assert local_day(facts.state.due_at) == "2026-03-16"  # Tuesday and four working days; by the calendar Saturday
