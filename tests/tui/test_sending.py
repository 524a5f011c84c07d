"""What somebody asked for is noted in one key while they are still there: what, and by when."""

from __future__ import annotations

import pytest

from dialdeck.errors import DataError
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import seated


@pytest.mark.parametrize("mode", [Mode.IDLE, Mode.TALKING, Mode.DISPOSITION])
async def test_what_is_to_be_sent_and_by_when_is_asked_while_they_are_there(deck: FakeDeck, mode: Mode) -> None:
    deck.mode = mode
    async with seated(deck) as seat:
        await seat.press("y")
        assert "To send to Dana Whitfield" in seat.text
        await seat.type("the night-run report")
        await seat.press("enter")
        assert "Send it to Dana Whitfield by…" in seat.text
        await seat.type("fri")
        assert "fri: Fri 13 Mar 2026" in seat.text
        await seat.press("enter")
        assert seat.deck.asked("send") == [("send", "the night-run report", "fri")]
        assert seat.app.desk.state.field is None


async def test_without_a_day_it_is_due_tomorrow(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("y")
        await seat.type("the report")
        await seat.press("enter")
        await seat.press("enter")
        assert seat.deck.asked("send") == [("send", "the report", "tomorrow")]


async def test_nothing_is_sent_without_words(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("y")
        await seat.press("enter")
        assert "say what is to be sent" in seat.flash
        await seat.press("escape")
        assert seat.deck.asked("send") == []


async def test_a_day_that_is_refused_keeps_what_was_typed(deck: FakeDeck) -> None:
    deck.fail["send"] = DataError("that is past")
    async with seated(deck) as seat:
        await seat.press("y")
        await seat.type("the report")
        await seat.press("enter")
        await seat.type("mon")
        await seat.press("enter")
        assert "that is past" in seat.text
        assert "› mon" in seat.text
