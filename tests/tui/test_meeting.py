"""`o` asks what became of a meeting; a date belongs to held and to moved."""

from __future__ import annotations

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Met
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import seated


async def test_o_offers_the_answers_with_what_each_does() -> None:
    async with seated() as seat:
        await seat.press("o")
        for words in ("The meeting with Dana Whitfield", "held", "no-show", "moved", "to another time"):
            assert words in seat.text


async def test_a_no_show_is_one_key_more() -> None:
    async with seated() as seat:
        await seat.press("o", "2")
        assert seat.deck.asked("meeting") == [("meeting", Met.NO_SHOW, None)]


async def test_held_takes_its_usual_date_with_enter() -> None:
    async with seated() as seat:
        await seat.press("o", "1")
        assert "follow-up: Tue 17 Mar, midday (enter)" in seat.text
        await seat.press("enter")
        assert seat.deck.asked("meeting") == [("meeting", Met.HELD, None)]


async def test_moved_needs_a_date_which_is_echoed_while_it_is_typed() -> None:
    async with seated() as seat:
        await seat.press("o", "3", "enter")
        assert seat.deck.asked("meeting") == []
        await seat.press("f", "r", "i")
        assert "fri: Wed 18 Mar 10:00 Chicago" in seat.text
        await seat.press("enter")
        assert seat.deck.asked("meeting") == [("meeting", Met.MOVED, "fri")]


async def test_without_a_meeting_nothing_opens(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["meeting_offers"] = RefusedError("no meeting is agreed with this person")
        await seat.press("o")
        assert seat.app.desk.state.choice is None
        assert "no meeting is agreed" in seat.text
        assert seat.deck.asked("meeting") == []
