"""Numbers: choosing one, showing one as a code, keeping one that a greeting told, and the way through a menu."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual import events

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.fake_views import BLOCKED
from tests.tui.seat import Seat, seated

SILENT = Outcome.SILENT_HANGUP


async def test_the_numbers_are_offered_with_what_they_are(deck: FakeDeck) -> None:
    deck.numbers = (*deck.numbers, BLOCKED)
    async with seated(deck) as seat:
        await seat.press("number_sign")
        for words in ("+1 312 555 0199", "switchboard", "ext 204", "premium rate"):
            assert words in seat.text


async def test_a_digit_chooses_the_number_that_is_dialed_next() -> None:
    async with seated() as seat:
        await seat.press("number_sign", "2")
        assert seat.deck.calls == [("choose_number", 2)]


async def test_a_blocked_number_is_refused_with_its_reason_and_the_list_stays(deck: FakeDeck) -> None:
    deck.numbers = (*deck.numbers, BLOCKED)
    async with seated(deck) as seat:
        await seat.press("number_sign", "3")
        assert seat.deck.calls == []
        assert "premium rate" in seat.flash
        await seat.press("2")
        assert seat.deck.calls == [("choose_number", 2)]


async def test_one_number_leaves_nothing_to_choose(deck: FakeDeck) -> None:
    deck.numbers = deck.numbers[:1]
    async with seated(deck) as seat:
        await seat.press("number_sign")
        assert "no other number" in seat.flash


@pytest.mark.parametrize("keys", [(), ("space",)])
async def test_the_code_is_laid_over_the_page_and_any_key_leaves_it(keys: tuple[str, ...]) -> None:
    async with seated() as seat:
        await seat.press(*keys, "Q")
        assert "█▀▀▀█ ▄▀" in seat.text
        before = list(seat.deck.calls)
        await seat.press("v")
        assert "█▀▀▀█ ▄▀" not in seat.text
        assert seat.deck.calls == before
        assert seat.deck.outcomes == []


async def test_a_held_key_does_not_take_the_code_away_at_once() -> None:
    async with seated() as seat:
        await seat.press("Q")
        await seat.press("Q", after=0.5)
        assert seat.app.desk.state.qr
        await seat.press("Q", after=1)
        assert not seat.app.desk.state.qr


async def test_a_paste_does_not_take_the_code_away() -> None:
    async with seated() as seat:
        await seat.press("space", "Q")
        await seat.burst("hv")
        assert seat.app.desk.state.qr
        assert seat.deck.outcomes == []


async def test_ctrl_c_ends_the_session_with_the_code_on_the_screen() -> None:
    async with seated() as seat:
        await seat.press("Q", "ctrl+c")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)


async def test_6_then_3_keeps_the_number_that_the_greeting_told() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "3")
        await seat.type("312 555 0188")
        await seat.press("enter")
        assert seat.deck.calls[-1] == ("greeting_number", "312 555 0188")
        assert "▶ Tom Okafor" in seat.text


async def test_a_refused_number_of_a_greeting_stays_to_be_put_right(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["greeting_number"] = disk_full(writing=True)
        await seat.press("space", "6", "3", "5", "enter")
        assert deck.outcomes == []
        assert "› 5" in seat.text
        assert "NOT SAVED" in seat.text


async def test_f3_leaves_the_number_of_a_greeting_and_records() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "3", "5", "f3")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.app.desk.state.field is None


async def test_4_records_at_once_and_asks_for_the_way_through_the_menu() -> None:
    async with seated() as seat:
        await seat.press("space", "4")
        assert seat.deck.outcomes == [(0, SILENT, Detail.MENU)]
        assert "The way through the menu, such as 4 then 2" in seat.text
        assert "the way through it is still open" in seat.text
        await seat.type("4 then 2")
        await seat.press("enter")
        assert seat.deck.calls[-1] == ("menu_way", "4 then 2")
        assert "▶ Tom Okafor" in seat.text


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("4", "escape")])
async def test_enter_alone_or_esc_keeps_no_way_and_goes_on(keys: tuple[str, ...]) -> None:
    async with seated() as seat:
        await seat.press("space", "4", *keys)
        assert seat.deck.calls[-1] == ("menu_way", "")
        assert seat.app.desk.state.field is None
        assert seat.app.desk.state.recorded == ""
        assert "▶ Tom Okafor" in seat.text


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5"])
async def test_the_menu_is_not_recorded_as_anything_else_while_its_way_is_typed(key: str) -> None:
    async with seated() as seat:
        await seat.press("space", "4", key)
        assert seat.deck.outcomes == [(0, SILENT, Detail.MENU)]
        assert len(seat.deck.asked("dial")) == 1
        assert "menu is saved already" in seat.flash


async def test_a_known_way_is_not_asked_for_again(deck: FakeDeck) -> None:
    deck.numbers = (deck.numbers[0]._replace(menu="4 then 2"), *deck.numbers[1:])
    async with seated(deck) as seat:
        await seat.press("space", "4")
        assert seat.deck.calls[-1] == ("outcome", SILENT, Detail.MENU, None)
        assert seat.app.desk.state.field is None
        assert "▶ Tom Okafor" in seat.text


async def test_a_way_that_cannot_be_saved_stays_with_its_text(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["menu_way"] = disk_full(writing=True)
        await seat.press("space", "4", "2", "enter")
        assert "NOT SAVED" in seat.text
        assert "› 2" in seat.text
        await seat.press("enter")
        assert deck.calls[-1] == ("menu_way", "2")


async def test_keys_of_the_way_are_refused_when_the_menu_was_not_recorded(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space")
        gate = deck.block["outcome"] = threading.Event()
        deck.fail["outcome"] = disk_full(writing=True)
        await send(seat, "4", "1", "2")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert deck.outcomes == []
        assert seat.stands_in(Mode.DIALING)


async def test_keys_of_the_way_typed_while_the_menu_is_recorded_are_not_lost(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space")
        gate = deck.block["outcome"] = threading.Event()
        await send(seat, "4", "1", "2")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert "› 12" in seat.text
        assert deck.outcomes == [(0, SILENT, Detail.MENU)]


async def send(seat: Seat, *keys: str) -> None:
    for key in keys:
        seat.clock.advance(0.5)
        await seat.app.on_event(events.Key(key, key))
    await asyncio.sleep(0)
