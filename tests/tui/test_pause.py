"""A break: the clock of the session stands, and only what ends the break does anything."""

from __future__ import annotations

import pytest

from dialdeck.model.views import Mode
from tests.tui.seat import seated


@pytest.mark.parametrize("key", ["space", "p", "enter"])
async def test_p_begins_a_break_and_space_p_or_enter_end_it(key: str) -> None:
    async with seated() as seat:
        await seat.press("p")
        assert seat.stands_in(Mode.PAUSED)
        await seat.press(key)
        assert seat.deck.calls == [("pause",), ("pause",)]
        assert seat.stands_in(Mode.IDLE)


@pytest.mark.parametrize("key", ["j", "n", "z", "x", "v", "u", "slash", "l", "T", "b", "m", "ctrl+p", "1"])
async def test_everything_else_does_nothing_in_a_break_and_says_so(key: str) -> None:
    async with seated() as seat:
        await seat.press("p", key)
        assert seat.deck.calls == [("pause",)]
        assert "break" in seat.flash


async def test_q_in_a_break_offers_the_end() -> None:
    async with seated() as seat:
        await seat.press("p", "q")
        assert "This session" in seat.text
        await seat.press("enter")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)


async def test_a_held_p_does_not_end_the_break_that_it_began() -> None:
    async with seated() as seat:
        await seat.press("p")
        await seat.press("p", after=0.5)
        for _ in range(20):
            await seat.press("p", after=0.05)
        assert seat.stands_in(Mode.PAUSED)


async def test_a_held_space_ends_the_break_and_does_not_dial() -> None:
    async with seated() as seat:
        await seat.press("p", "space")
        await seat.press("space", after=0.6)
        for _ in range(20):
            await seat.press("space", after=0.05)
        assert seat.stands_in(Mode.IDLE)
        assert seat.deck.asked("dial") == []


async def test_space_after_a_break_dials_when_it_is_pressed_again() -> None:
    async with seated() as seat:
        await seat.press("p", "space", "space")
        assert seat.stands_in(Mode.DIALING)


async def test_help_in_a_break_says_how_it_ends() -> None:
    async with seated() as seat:
        await seat.press("p", "question_mark")
        assert "End the break" in seat.text
