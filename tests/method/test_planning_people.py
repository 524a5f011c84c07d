"""People by another cadence, and people who begin one."""

import pytest

from dialdeck.method.planning_people import beginner, by_cadence
from dialdeck.model.codes import Bucket, Detail, Plan, Role, Stage
from dialdeck.model.replacing import replace
from tests.method.people import NOW, answered, at, at_attempt, context, fresh_state, person
from tests.method.people import after as lived

CTX = context()


def test_who_is_fresh_begins_the_other_cadence() -> None:
    moved = by_cadence(CTX, person(), "brief")
    assert moved is not None
    assert (moved.state.cadence, moved.state.position, moved.state.bucket) == ("brief", 0, Bucket.FRESH)


def test_who_has_begun_goes_on_at_the_same_attempt() -> None:
    facts = at_attempt(4)
    moved = by_cadence(CTX, facts, "brief")
    assert moved is not None
    assert (moved.state.position, moved.state.step, moved.state.plan) == (3, "curiosity", Plan.SILENT)
    assert moved.state.due_at == facts.state.due_at


def test_who_is_past_its_last_step_leaves_the_plan() -> None:
    assert by_cadence(CTX, at_attempt(9), "brief") is None


def test_an_agreed_time_stays_agreed() -> None:
    facts = lived(CTX, at_attempt(3), [answered(Detail.CALLBACK)])
    moved = by_cadence(CTX, facts, "brief")
    assert moved is not None
    assert (moved.state.step, moved.state.script, moved.state.plan) == ("callback", "callback", Plan.VOICEMAIL)


def test_follow_ups_and_those_already_in_it_stay_as_they_are() -> None:
    talked = lived(CTX, person(), [answered(Detail.CONVERSATION)])
    assert by_cadence(CTX, talked, "brief") is talked
    assert by_cadence(CTX, at_attempt(3), "persistence") == at_attempt(3)


def test_an_unknown_cadence_is_said_to_be_unknown() -> None:
    with pytest.raises(LookupError, match="nonsense"):
        by_cadence(CTX, person(), "nonsense")


@pytest.mark.parametrize("role", list(Role))
def test_a_beginner_is_like_somebody_who_was_just_imported(role: Role) -> None:
    facts = beginner(CTX, person(role), 5, "persistence", at(NOW))
    assert (facts.person_id, facts.role) == (5, role)
    assert facts.state == fresh_state(CTX, facts.place, role, at(NOW))
    assert replace(facts.state, stage=Stage.PERSISTENCE) != facts.state
