"""What a row of dials says about contact."""

import pytest

from dialdeck.method.contact import first_run, heard, last_talk, left, message_asked, message_steps, present_run, since
from dialdeck.model.codes import Detail, Outcome, Plan, Role
from dialdeck.model.facts import DialFact
from dialdeck.model.replacing import replace
from tests.method.people import (
    LEFT,
    RANG_OUT,
    SILENT,
    after,
    answered,
    at_attempt,
    cadences,
    context,
    dial,
    person,
    silent,
)

CTX = context()
PERSISTENCE = cadences()["persistence"]


@pytest.mark.parametrize(
    ("outcome", "detail", "says"),
    [
        (Outcome.ANSWERED, None, True),
        (Outcome.ANSWERED, Detail.CONVERSATION, True),
        (Outcome.ANSWERED, Detail.CALLBACK, True),
        (Outcome.ANSWERED, Detail.GATEKEEPER, False),
        (Outcome.ANSWERED, Detail.NO_TALK, False),
        (Outcome.SILENT_HANGUP, Detail.VOICEMAIL, False),
        (None, None, False),
    ],
)
def test_words_are_heard_a_pick_up_is_not(outcome: Outcome | None, detail: Detail | None, says: bool) -> None:
    assert heard(dial(1, outcome, detail)) is says


def test_the_last_talk_is_the_newest_of_them() -> None:
    first, second = (dial(when, Outcome.ANSWERED, Detail.CONVERSATION) for when in (1, 3))
    assert last_talk((first, dial(2), second, dial(4))) == second
    assert last_talk((dial(2),)) is None


def test_since_leaves_out_the_dial_of_that_instant() -> None:
    assert [one.at for one in since((dial(1), dial(2), dial(3)), 2)] == [3]


def test_the_present_run_begins_with_the_numbering() -> None:
    assert present_run(person()) == ()
    assert len(present_run(at_attempt(4))) == 3
    talked = after(CTX, at_attempt(4), [answered(Detail.CONVERSATION)])
    assert present_run(talked) == ()
    assert [one.step for one in present_run(after(CTX, talked, [LEFT]))] == ["agreed_step"]


def test_dials_that_do_not_count_are_in_no_run() -> None:
    assert present_run(after(CTX, person(), [silent(Detail.BUSY)])) == ()


def numbered(*attempts: int, counts: bool = True) -> list[DialFact]:
    return [replace(dial(i, counts=counts), attempt=attempt) for i, attempt in enumerate(attempts)]


def test_a_run_ends_where_the_numbering_begins_anew() -> None:
    assert [one.attempt for one in first_run(numbered(1, 2, 3, 1, 2))] == [1, 2, 3]
    assert [one.attempt for one in first_run(numbered(1, 1))] == [1]
    assert first_run(()) == ()


def test_a_try_again_of_the_same_attempt_stays_in_the_run() -> None:
    assert len(first_run(numbered(1, 1, 1, counts=False))) == 3


def test_an_owner_has_no_role_change_message() -> None:
    assert [step.id for step in message_steps(PERSISTENCE, Role.OTHER)] == ["opening", "commitment", "role_change"]
    assert [step.id for step in message_steps(PERSISTENCE, Role.UNKNOWN)] == ["opening", "commitment"]


def test_a_message_owed_is_the_one_before() -> None:
    facts = after(CTX, person(), [RANG_OUT, SILENT, SILENT, SILENT, RANG_OUT, RANG_OUT, SILENT])
    asked = [message_asked(PERSISTENCE, one) for one in facts.dials]
    assert [step and step.id for step in asked] == ["opening"] * 4 + ["commitment"] * 3


def test_nothing_is_asked_of_a_silent_attempt_or_an_agreed_time() -> None:
    assert message_asked(PERSISTENCE, dial(1)) is None
    assert message_asked(PERSISTENCE, replace(dial(1), plan=Plan.VOICEMAIL, step="callback")) is None


def test_a_message_gets_through_to_a_machine_or_by_somebody() -> None:
    assert left(dial(1, Outcome.VOICEMAIL_LEFT, Detail.MESSAGE))
    assert left(dial(1, Outcome.ANSWERED, Detail.MESSAGE_TAKEN))
    assert not left(dial(1))


def test_without_a_message_step_before_it_nothing_is_asked() -> None:
    silent_only = replace(PERSISTENCE, steps=PERSISTENCE.steps[1:2])
    assert message_asked(silent_only, replace(dial(1), plan=Plan.VOICEMAIL)) is None
