"""Position arithmetic of a cadence."""

import pytest

from dialdeck.method.cadence import (
    Planned,
    first_step,
    message_of,
    next_step,
    present_step,
    promise_ahead,
    total_attempts,
)
from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.codes import Plan, Role, Stage
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import cadences

PERSISTENCE = cadences()["persistence"]


def walk(left: str, role: Role = Role.OTHER, cadence: Cadence = PERSISTENCE) -> list[tuple[str, str, int]]:
    """Steps, scripts and N of each attempt; `left` has "v" for a message left and "-" for none, attempt by attempt."""
    planned = first_step(cadence, role)
    state = State()
    told: list[tuple[str, str, int]] = []
    for attempt, mark in enumerate(left, start=1):
        if planned is None:
            return [*told, ("end", "", 0)]
        state = replace(planned.onto(state), attempt=attempt)
        told.append(
            (state.step, state.script if state.plan is Plan.VOICEMAIL else "", total_attempts(cadence, state, role))
        )
        planned = next_step(cadence, state, role, left=mark == "v")
    return told if planned is not None else [*told, ("end", "", 0)]


def test_the_whole_cadence_with_every_message_left() -> None:
    assert walk("v---v------v") == [
        ("opening", "opening", 12),
        *[("curiosity", "", 12)] * 3,
        ("commitment", "commitment", 12),
        ("promised", "", 12),
        *[("persist", "", 12)] * 5,
        ("role_change", "role_change", 12),
        ("end", "", 0),
    ]


@pytest.mark.parametrize("role", [Role.OWNER, Role.UNKNOWN])
def test_for_an_owner_or_an_unknown_role_there_is_no_role_change(role: Role) -> None:
    assert walk("v---v------", role)[-2:] == [("persist", "", 11), ("end", "", 0)]


def test_an_opening_not_left_is_owed_until_a_machine_takes_it() -> None:
    assert [row[1] for row in walk("--v--")] == ["opening", "opening", "opening", "", "commitment"]


def test_an_opening_is_owed_on_three_attempts_only() -> None:
    assert [row[:2] for row in walk("-----")[3:]] == [("curiosity", "opening"), ("commitment", "commitment")]


def test_the_commitment_message_has_a_second_try_and_the_person_an_own_n() -> None:
    told = walk("v----v------v")
    assert told[4] == ("commitment", "commitment", 12)
    assert told[5] == ("commitment", "commitment", 13)
    assert told[6] == ("promised", "", 13)
    assert len(told) == 14


def test_a_commitment_never_left_stays_owed_until_the_role_change() -> None:
    told = walk("v------------")
    assert [row[1] for row in told[6:12]] == ["commitment"] * 6
    assert told[12] == ("role_change", "role_change", 13)


def test_a_commitment_owed_lapses_where_no_call_follows_that_could_keep_its_promise() -> None:
    told = walk("v-----------", Role.OWNER)
    assert [row[1] for row in told[6:12]] == ["commitment"] * 5 + [""]


def test_a_commitment_owed_is_over_once_left() -> None:
    told = walk("v------v-----")
    assert [row[1] for row in told[6:]] == ["commitment", "commitment", "", "", "", "", "role_change"]


def test_the_role_change_message_is_tried_once_more_and_then_it_is_the_end() -> None:
    told = walk("v---v--------")
    assert told[11:] == [("role_change", "role_change", 12), ("role_change", "role_change", 13), ("end", "", 0)]


def test_an_agreed_time_uses_up_a_position_like_a_silent_attempt() -> None:
    state = State(position=1, step="callback", plan=Plan.VOICEMAIL, script="callback", attempt=3)
    planned = next_step(PERSISTENCE, state, Role.OTHER, left=True)
    assert planned is not None
    assert (planned.position, planned.step.id) == (2, "curiosity")


def test_an_agreed_time_is_no_chance_to_leave_the_commitment() -> None:
    state = State(position=4, step="callback", attempt=5)
    planned = next_step(PERSISTENCE, state, Role.OTHER, left=True)
    assert planned is not None
    assert (planned.position, planned.tries) == (4, 1)


def test_a_message_at_an_agreed_time_makes_an_owed_opening_pointless() -> None:
    state = State(position=1, step="callback", owed="opening", owed_left=3)
    planned = next_step(PERSISTENCE, state, Role.OTHER, left=True)
    assert planned is not None
    assert planned.owed is None


def test_a_message_at_an_agreed_time_never_stands_in_for_the_commitment() -> None:
    state = State(position=6, step="callback", owed="commitment", owed_left=-1)
    planned = next_step(PERSISTENCE, state, Role.OTHER, left=True)
    assert planned is not None
    assert planned.owed == "commitment"


def test_a_position_past_the_end_is_the_end() -> None:
    state = State(position=99, step="callback", attempt=14)
    assert next_step(PERSISTENCE, state, Role.OTHER, left=False) is None
    assert present_step(PERSISTENCE, state, Role.OTHER) is None
    assert message_of(PERSISTENCE, replace(state, step="opening")) is None
    assert total_attempts(PERSISTENCE, state, Role.OTHER) == 14


def test_the_message_of_an_attempt_is_its_own_or_the_owed_one() -> None:
    commitment = PERSISTENCE.steps[2]
    assert message_of(PERSISTENCE, State(position=4, step="commitment")) == commitment
    assert message_of(PERSISTENCE, State(position=6, step="persist", owed="commitment")) == commitment
    assert message_of(PERSISTENCE, State(position=6, step="persist")) is None
    assert message_of(PERSISTENCE, State(position=4, step="callback")) is None


def test_an_owed_step_that_the_file_no_longer_has_is_not_owed() -> None:
    planned = present_step(PERSISTENCE, State(position=6, owed="gone", owed_left=-1), Role.OTHER)
    assert planned is not None
    assert (planned.message, planned.owed, planned.owed_left) == (None, None, 0)


def test_the_step_before_the_promise_knows_its_gap() -> None:
    def ahead(position: int) -> tuple[int, int] | None:
        planned = present_step(PERSISTENCE, State(position=position), Role.OTHER)
        assert planned is not None
        step = promise_ahead(PERSISTENCE, planned, Role.OTHER)
        return None if step is None else step.gap

    assert [ahead(position) for position in range(6)] == [None, None, None, (2, 3), None, None]
    assert ahead(11) is None


def test_a_cadence_may_begin_with_a_step_for_others_only() -> None:
    steps = (Step("a", Plan.SILENT, "a", (0, 0), not_for_owner=True), Step("b", Plan.SILENT, "b", (1, 1)))
    short = Cadence("short", "Short", Stage.PERSISTENCE, steps, "hash")
    first = first_step(short, Role.OWNER)
    assert isinstance(first, Planned)
    assert (first.position, first.step.id) == (1, "b")
    assert first_step(replace(short, steps=steps[:1]), Role.OWNER) is None
