"""Slips, held keys and pastes: they record nothing, and the screen says that they did nothing."""

from __future__ import annotations

import pytest

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from tests.tui.seat import seated


@pytest.mark.parametrize("key", ["a", "v", "h", "1", "6", "backspace"])
async def test_no_outcome_is_taken_in_the_first_300_ms_of_a_dial(key: str) -> None:
    async with seated() as seat:
        await seat.press("space")
        await seat.press(key, after=0.299)
        assert seat.deck.outcomes == []
        assert seat.app.desk.state.choice is None
        assert "only just begun" in seat.flash


async def test_an_outcome_is_taken_after_300_ms() -> None:
    async with seated() as seat:
        await seat.press("space")
        await seat.press("v", after=0.301)
        assert len(seat.deck.outcomes) == 1


async def test_space_does_not_dial_in_the_first_300_ms_of_a_new_person() -> None:
    async with seated() as seat:
        await seat.press("space", "v")
        await seat.press("space", after=0.299)
        assert seat.stands_in(Mode.IDLE)
        assert "only just come up" in seat.flash
        await seat.press("space", after=0.2)
        assert seat.stands_in(Mode.DIALING)


@pytest.mark.parametrize("first", [0.25, 0.5, 0.66])
@pytest.mark.parametrize("gap", [0.03, 0.09])
@pytest.mark.parametrize("key", ["space", "v", "h", "a", "1", "u"])
async def test_a_key_held_sixty_times_records_at_most_one_outcome(key: str, first: float, gap: float) -> None:
    async with seated() as seat:
        await seat.press("space", "h", "space")
        seat.deck.outcomes.clear()
        await seat.press(key)
        await seat.press(key, after=first)
        for _ in range(58):
            await seat.press(key, after=gap)
        assert len(seat.deck.outcomes) <= 1
        assert len(seat.deck.asked("dial")) == 2


async def test_a_held_space_dials_once_and_does_not_hang_up() -> None:
    async with seated() as seat:
        await seat.press("space")
        await seat.press("space", after=0.5)
        for _ in range(20):
            await seat.press("space", after=0.03)
        assert seat.stands_in(Mode.DIALING)


async def test_a_held_j_goes_on_moving() -> None:
    async with seated() as seat:
        for _ in range(10):
            await seat.press("j", after=0.03)
        assert seat.app.desk.state.cursor_index() == 10


@pytest.mark.parametrize("text", ["v123", " v", "hv", "1\r"])
async def test_an_unbracketed_paste_records_nothing(text: str) -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.deck.calls.clear()
        await seat.burst(text)
        assert seat.deck.calls == []
        assert "paste" in seat.flash


async def test_a_bracketed_paste_outside_a_field_records_nothing() -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.deck.calls.clear()
        await seat.paste("v123")
        assert seat.deck.calls == []
        assert "pasted" in seat.flash


async def test_a_paste_into_a_field_is_text_on_one_line() -> None:
    async with seated() as seat:
        await seat.press("n")
        await seat.paste("first\nv\x1b]52;c;aGk=\x07")
        await seat.press("enter")
        assert seat.deck.notes == [(0, "first v␛]52;c;aGk=␇")]


async def test_a_burst_with_a_line_end_does_not_leave_a_field() -> None:
    async with seated() as seat:
        await seat.press("n")
        for character in "a\rv":
            from dialdeck.tui.typed import BurstKey

            await seat.app.on_event(BurstKey("enter" if character == "\r" else character, character))
        await seat.settle()
        assert seat.app.desk.state.field is not None
        assert seat.deck.outcomes == []


async def test_a_pasted_list_choice_does_nothing() -> None:
    async with seated() as seat:
        await seat.press("z")
        await seat.burst("12")
        assert seat.deck.asked("snooze") == []


async def test_u_and_v_of_a_machine_after_all_are_not_held_up() -> None:
    async with seated() as seat:
        await seat.press("space", "a")
        await seat.press("v", after=0.1)
        assert [outcome for _, outcome, _ in seat.deck.outcomes] == [Outcome.ANSWERED, Outcome.VOICEMAIL_LEFT]
