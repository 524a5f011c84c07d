"""The keys of the screen are those of the registry, in every state, and nothing is left without an effect."""

from __future__ import annotations

import pytest

from dialdeck.model.codes import DETAILS
from dialdeck.model.views import Mode
from dialdeck.settings.actions import ACTIONS, KeyState
from dialdeck.tui.acts import Acts
from dialdeck.tui.help import help_overlay
from dialdeck.tui.keymap import HARMLESS, LATER, OUTCOMES, OWN_KEYS, Act, ListKey, keys_in, keys_in_list, read_as
from tests.tui.seat import seated


@pytest.mark.parametrize("mode", Mode)
def test_every_key_of_the_registry_has_its_act(mode: Mode) -> None:
    for action in ACTIONS:
        if mode is Mode.DISPOSITION and action.id not in set(Act):
            continue  # the keys of that list are the deck's
        if KeyState(mode) in action.states:
            assert all(keys_in(mode)[key] == action.id for key in action.keys)


async def test_every_act_can_be_carried_out() -> None:
    async with seated() as seat:
        assert set(Acts(seat.app.desk)._deeds) | set(OUTCOMES) == set(Act)


@pytest.mark.parametrize("mode", Mode)
def test_help_names_every_key_of_a_state_but_those_of_the_list_after_a_talk(mode: Mode) -> None:
    named = {key for keys, _ in help_overlay(mode).lines for key in keys.split()}
    for key, act in keys_in(mode).items():
        if act not in {Act.SCROLL_DOWN, Act.SCROLL_UP, Act.SUSPEND}:
            assert read_as(key) in named


def test_every_key_of_a_list_has_its_meaning() -> None:
    assert set(keys_in_list().values()) == set(ListKey)


def test_outcome_keys_record_details_that_belong_to_their_outcome() -> None:
    for outcome, detail in OUTCOMES.values():
        assert detail is None or detail in DETAILS[outcome]


def test_outcome_keys_mean_nothing_before_a_dial() -> None:
    assert not {"a", "v", "h", "1", "2", "3", "4", "5", "6"} & set(keys_in(Mode.IDLE))


def test_keys_kept_for_later_are_not_in_use() -> None:
    for mode in Mode:
        assert not LATER & set(keys_in(mode))


def test_the_screens_own_keys_touch_nobody() -> None:
    assert set(OWN_KEYS.values()) <= HARMLESS


def test_function_keys_stand_for_the_outcomes_while_typing() -> None:
    table = keys_in(Mode.DIALING, typing=True)
    assert table["f2"] is Act.ANSWERED
    assert table["f3"] is Act.VOICEMAIL_LEFT
    assert table["f4"] is Act.SILENT_HANGUP
    assert table["f5"] is Act.LINE_OVER
    assert not {"a", "v", "h", "space"} & set(table)


def test_keys_are_read_as_people_write_them() -> None:
    assert [read_as(key) for key in ("question_mark", "backspace", "ctrl+l", "v")] == ["?", "⌫", "^l", "v"]
