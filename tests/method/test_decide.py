"""The transition as a whole: previews, who is out of the method, and what is refused."""

import pytest

from dialdeck.method.decide import dispositions, previews
from dialdeck.model.codes import DETAILS, Detail, Outcome, Stage
from dialdeck.model.facts import Result
from dialdeck.model.replacing import replace
from tests.method.people import (
    LEFT,
    NOW,
    SILENT,
    answered,
    at,
    context,
    person,
    result,
)

CTX = context()


def test_an_answer_without_disposition_is_a_talk_with_a_provisional_state() -> None:
    decision = result(person(), answered())
    assert decision.talk
    assert decision.state == result(person(), answered(Detail.NO_TALK)).state
    assert not result(person(), answered(Detail.NO_TALK)).talk


@pytest.mark.parametrize("stage", [Stage.RETIRED, Stage.DO_NOT_CALL])
def test_who_is_out_stays_out_after_a_silent_dial(stage: Stage) -> None:
    state = replace(person().state, stage=stage, bucket=None, due_at=None, due_day=None, reason="asked")
    decision = result(person(state=state), SILENT)
    assert decision.state == state
    assert decision.why == f"{stage}: stays so"


def test_a_retired_person_who_calls_can_have_a_conversation() -> None:
    state = replace(person().state, stage=Stage.RETIRED, bucket=None, due_at=None, due_day=None, reason="no_contact")
    decision = result(person(state=state), answered(Detail.CONVERSATION))
    assert (decision.state.stage, decision.state.reason) == (Stage.FOLLOW_UP, None)


def test_do_not_call_is_not_undone_by_a_conversation() -> None:
    state = replace(person().state, stage=Stage.DO_NOT_CALL, bucket=None, due_at=None, due_day=None)
    assert result(person(state=state), answered(Detail.CONVERSATION)).state.stage is Stage.DO_NOT_CALL


def test_a_preview_shows_all_three_outcomes() -> None:
    shown = previews(CTX, person(), at(NOW))
    assert set(shown) == set(Outcome)
    assert shown[Outcome.ANSWERED].talk
    assert shown[Outcome.VOICEMAIL_LEFT] == result(person(), LEFT)


def test_every_disposition_has_a_preview() -> None:
    shown = dispositions(CTX, person(), at(NOW))
    assert tuple(shown) == DETAILS[Outcome.ANSWERED]
    assert shown[Detail.MEETING] == result(person(), answered(Detail.MEETING))


def test_a_cadence_that_is_gone_is_named() -> None:
    facts = person(state=replace(person().state, cadence="mine"))
    with pytest.raises(
        LookupError, match="there is no cadence 'mine'; known are brief, follow-up, persistence, win-back"
    ):
        result(facts, SILENT)


def test_a_detail_of_another_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a detail of"):
        result(person(), Result(Outcome.VOICEMAIL_LEFT, Detail.BUSY))
