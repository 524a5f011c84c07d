"""The list of keys: nothing twice, nothing without a word, and the table of the call screen."""

from collections import Counter

import pytest

from dialdeck.model.codes import Detail, Outcome
from dialdeck.settings.actions import ACTIONS, KeyState, action_for, actions_for, key_label, keys_of


def keys_in(state: KeyState) -> set[str]:
    return {key for action in actions_for(state) for key in action.keys}


@pytest.mark.parametrize("state", KeyState)
@pytest.mark.parametrize("typing", [False, True])
def test_no_key_does_two_things_in_one_state(state: KeyState, typing: bool) -> None:
    counts = Counter(key for action in actions_for(state, typing=typing) for key in keys_of(action, typing=typing))
    assert [key for key, count in counts.items() if count > 1] == []


def test_ids_are_unique_and_every_action_says_what_it_does() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert [action.id for action in ACTIONS if not (action.label and action.description.endswith("."))] == []


def test_outcome_keys_do_nothing_while_idle() -> None:
    assert keys_in(KeyState.IDLE) & {"a", "v", "h", "1", "ctrl+l", "backspace"} == set()


def test_movement_does_nothing_while_a_dial_is_open() -> None:
    assert keys_in(KeyState.DIALING) & {"j", "k", "up", "down", "enter", "q", "u"} == set()


def test_every_outcome_has_one_key_in_an_open_dial_and_after_it() -> None:
    for state in (KeyState.DIALING, KeyState.OVER):
        assert [action.id for key in "avh" if (action := action_for(key, state))] == [str(one) for one in Outcome]


def test_digits_are_the_details_of_a_silent_hangup() -> None:
    found = [action.id for digit in "12345" if (action := action_for(digit, KeyState.DIALING))]
    assert found == [Detail.RANG_OUT, Detail.BUSY, Detail.MAILBOX_FULL, Detail.MENU, Detail.NUMBER_DEAD]


def test_a_disposition_is_a_digit_and_the_rest_has_its_letter() -> None:
    assert {key for key in keys_in(KeyState.DISPOSITION) if key.isdigit()} == set("1234567890")
    found = [action.id for key in "wtm" if (action := action_for(key, KeyState.DISPOSITION))]
    assert found == [Detail.WRONG_NUMBER, Detail.MESSAGE_TAKEN, Detail.VIA_GATEKEEPER]


def test_a_break_is_ended_by_three_keys_and_nothing_else_is_done_in_it() -> None:
    found = {action.id for action in actions_for(KeyState.PAUSED)}
    assert found == {"resume", "help", "quit", "end_now"}


def test_somebody_who_is_looked_at_cannot_be_dialed() -> None:
    assert action_for("space", KeyState.LOOKING) is None
    assert action_for("f5", KeyState.LOOKING, typing=True) is None


def test_only_the_palette_offers_what_has_no_key() -> None:
    assert [action.id for action in ACTIONS if not action.keys] == ["sessions"]


def test_what_cannot_be_meant_by_a_slip_asks_first() -> None:
    assert {action.id for action in ACTIONS if action.confirm} == {"live_drop", "not_placed", "do_not_call"}


def test_outcomes_have_keys_inside_a_text_field() -> None:
    found = [
        action.id for key in ("f2", "f3", "f4", "f5") if (action := action_for(key, KeyState.DIALING, typing=True))
    ]
    assert found == ["answered", "voicemail_left", "silent_hangup", "line_over"]


def test_letters_are_text_inside_a_text_field() -> None:
    assert [key for key in "avhnzwuq1" if action_for(key, KeyState.DIALING, typing=True)] == []


def test_escape_leaves_a_text_field_wherever_it_is() -> None:
    for state in (KeyState.IDLE, KeyState.DIALING, KeyState.TALKING, KeyState.DISPOSITION):
        action = action_for("escape", state, typing=True)
        assert action is not None
        assert action.id == "leave_text"


def test_keys_are_shown_as_a_person_reads_them() -> None:
    assert [key_label(key) for key in ("question_mark", "escape", "f2", "f", "U", "ctrl+l")] == [
        "?", "esc", "F2", "f", "U", "ctrl+l"
    ]  # fmt: skip
