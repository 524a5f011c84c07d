"""What was tried, the warning before the end, and the way back."""

import pytest

from dialdeck.method.transitions import revive
from dialdeck.method.verdicts import early_warning, evidence, way_back
from dialdeck.model.cadence import Variant
from dialdeck.model.codes import Detail, Role, Stage
from dialdeck.model.replacing import replace
from tests.method.people import LEFT, SILENT, after, answered, at, at_attempt, cadences, context, dial, dialed, person

CTX = context()
LATER = at("2026-05-05 10:00")


def test_the_evidence_of_the_retired_is_what_the_retirement_said() -> None:
    facts = after(CTX, at_attempt(12), [LEFT])
    assert facts.state.stage is Stage.RETIRED
    assert evidence(facts) == "12 attempts, 4 parts of the day, 3 messages, no contact"


def test_evidence_counts_over_all_cadences() -> None:
    facts = after(CTX, at_attempt(3), [answered(Detail.CONVERSATION), LEFT])
    assert evidence(facts) == "4 attempts, 4 parts of the day, 2 messages, 1 conversation"


def test_nothing_was_tried_with_somebody_new() -> None:
    assert evidence(person()) == ""


def test_the_end_is_announced_from_three_attempts_before_it() -> None:
    assert early_warning(CTX, at_attempt(9)) is None
    warning = early_warning(CTX, at_attempt(10))
    assert warning is not None
    assert (warning.left, warning.end) == (3, "find_contact")
    assert warning.line == (
        "3 attempts left: then retired, another contact to be found, unless they answer or call back"
        " · never answered in 4 parts of the day"
    )


def test_the_last_attempt_is_called_so() -> None:
    warning = early_warning(CTX, at_attempt(12))
    assert warning is not None
    assert warning.line.startswith("the last attempt: then retired")


def test_an_owner_has_an_end_of_their_own() -> None:
    warning = early_warning(CTX, at_attempt(9, Role.OWNER))
    assert warning is not None
    assert (warning.left, warning.end) == (3, "rest")
    assert "then rests and comes back as a win-back" in warning.line


@pytest.mark.parametrize(("researched", "said"), [(True, False), (None, False), (False, True)])
def test_a_fit_that_is_known_to_be_unknown_is_a_sign(researched: bool | None, said: bool) -> None:
    warning = early_warning(CTX, at_attempt(11), researched=researched)
    assert warning is not None
    assert ("fit not researched" in warning.signs) is said


def test_somebody_who_answered_once_was_not_silent_everywhere() -> None:
    facts = after(CTX, at_attempt(10), [answered(Detail.GATEKEEPER)])
    warning = early_warning(CTX, facts)
    assert warning is not None
    assert warning.signs == ()


def test_before_the_first_dial_silence_is_no_sign() -> None:
    short = early_warning(CTX, person(), before=12)
    assert short is not None
    assert short.signs == ()
    outside = early_warning(CTX, dialed(person(), dial(1)), before=12)
    assert outside is not None
    assert outside.signs == ("never answered",)


def test_a_shorter_variant_announces_its_own_end() -> None:
    persistence = cadences()["persistence"]
    short = (Variant("short", persistence.steps[:2]), Variant("shorter", persistence.steps[:2]))
    ctx = CTX._replace(cadences={**cadences(), "persistence": replace(persistence, variants=short)})
    warning = early_warning(ctx, at_attempt(3))
    assert warning is not None
    assert warning.left == 2


def test_who_is_out_of_the_queue_has_no_end_ahead() -> None:
    assert early_warning(CTX, after(CTX, at_attempt(12), [LEFT])) is None


def test_the_way_back_from_a_rest_is_its_end() -> None:
    facts = after(CTX, person(), [answered(Detail.NOT_INTERESTED)])
    back = way_back(CTX, facts, LATER)
    assert back is not None
    assert (back.stage, back.day) == (Stage.WIN_BACK, facts.state.due_day)
    assert back.line == (
        "resting (not interested): back as win-back from Mon 8 Jun; "
        "needs a new reason (one new dated fact, one advantage for them)"
    )


@pytest.mark.parametrize("role", [Role.OWNER, Role.UNKNOWN])
@pytest.mark.parametrize("talked", [False, True])
def test_who_rests_is_told_the_way_back_that_a_revival_takes(role: Role, talked: bool) -> None:
    results = [answered(Detail.NOT_INTERESTED)] if talked else [LEFT, *[SILENT] * 3, LEFT, *[SILENT] * 6]
    facts = after(CTX, person(role), results)
    back, state = way_back(CTX, facts, LATER), revive(CTX, facts, LATER).state
    assert facts.state.stage is Stage.RESTING
    assert back is not None
    assert (back.stage, back.cadence) == (state.stage, state.cadence)


def test_the_way_back_from_retirement_is_a_revival_with_a_new_reason() -> None:
    back = way_back(CTX, after(CTX, at_attempt(12), [LEFT]), LATER)
    assert back is not None
    assert (back.stage, back.cadence, back.day) == (Stage.PERSISTENCE, "persistence", "2026-05-05")
    assert back.needs == ("a new reason",)
    assert back.line == "retired (no contact): back as persistence from Tue 5 May; needs a new reason"


def test_who_talked_to_us_comes_back_as_a_win_back() -> None:
    back = way_back(CTX, after(CTX, person(), [answered(Detail.CONVERSATION), answered(Detail.NOT_A_FIT)]), LATER)
    assert back is not None
    assert back.stage is Stage.WIN_BACK


def test_number_and_zone_are_needed_where_they_lack() -> None:
    facts = after(CTX, at_attempt(12), [LEFT])
    facts = replace(facts, numbers=(), place=replace(facts.place, zones=()), state=replace(facts.state, reason=None))
    back = way_back(CTX, facts, LATER)
    assert back is not None
    assert back.needs == ("a new reason", "a number that may be dialed", "a time zone")
    assert back.line.startswith("retired: back as")


def test_a_rest_without_a_day_names_none() -> None:
    facts = after(CTX, person(), [answered(Detail.NOT_INTERESTED)])
    back = way_back(CTX, replace(facts, state=replace(facts.state, due_day=None)), LATER)
    assert back is not None
    assert "back as win-back; needs" in back.line


def test_in_play_and_do_not_call_have_no_way_back() -> None:
    assert way_back(CTX, after(CTX, person(), [LEFT, SILENT]), LATER) is None
    assert way_back(CTX, after(CTX, person(), [answered(Detail.DO_NOT_CALL)]), LATER) is None
