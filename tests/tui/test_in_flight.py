"""Keys that come while the session is saving: in order, once, and never applied to somebody they were not meant for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual import events

from dialdeck.errors import BusyError
from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import Seat, seated


async def send(seat: Seat, *keys: str, after: float = 0.5) -> None:
    """Send keys without waiting for what they set off."""
    for key in keys:
        seat.clock.advance(after)
        await seat.app.on_event(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def test_the_script_comes_also_when_a_key_was_pressed_before_the_first_frame() -> None:
    async with seated() as seat:
        gate = seat.deck.block["tasks"] = threading.Event()
        await send(seat, "T")
        seat.app.desk.begin()
        assert seat.deck.asked("words") == []
        gate.set()
        await until(lambda: ("words",) in seat.deck.calls)
        await seat.settle()
        assert seat.deck.calls == [("tasks",), ("words",)]


async def test_an_outcome_key_during_the_saving_of_an_outcome_is_not_applied_to_the_next_person() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v", "h", "1")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.deck.mode is Mode.IDLE
        assert seat.flash


async def test_v_pressed_while_an_answer_is_being_saved_does_not_amend_it() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "a", "v")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert [outcome for _, outcome, _ in seat.deck.outcomes] == [Outcome.ANSWERED]


async def test_space_during_the_saving_does_not_dial_the_next_person() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v", "space", after=1)
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.deck.mode is Mode.IDLE


async def test_a_note_key_during_the_saving_does_not_open_a_note_on_somebody_else() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v", "n")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.app.desk.state.field is None


async def test_keys_during_the_saving_of_a_note_are_carried_out_after_it_in_order() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x")
        gate = seat.deck.block["note"] = threading.Event()
        await send(seat, "enter", "v")
        assert seat.deck.outcomes == []
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.deck.notes == [(0, "x")]
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


async def test_movement_during_the_saving_is_kept() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v", "j", "j")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.app.desk.state.cursor_index() == 3


async def test_a_call_that_takes_long_says_saving_and_goes_on_painting() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v")
        await until(lambda: "… saving" in seat.text)
        seat.clock.advance(20)
        assert "●●○ a machine" in seat.text
        assert "Dana Whitfield" in seat.text
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert "saving" not in seat.text


async def test_after_a_failed_save_a_waiting_key_still_counts(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space")
        gate = deck.block["outcome"] = threading.Event()
        deck.fail["outcome"] = BusyError("the file is locked")
        await send(seat, "v", "h")
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert [outcome for _, outcome, _ in deck.outcomes] == [Outcome.SILENT_HANGUP]


async def test_a_refresh_in_the_background_does_not_take_keys_away() -> None:
    async with seated() as seat:
        gate = seat.deck.block["screen"] = threading.Event()
        seat.app.desk.between.refresh(seat.deck.screen)
        await send(seat, "space", after=1)
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.deck.mode is Mode.DIALING


async def test_no_refresh_begins_while_a_key_is_carried_out() -> None:
    async with seated() as seat:
        gate = seat.deck.block["dial"] = threading.Event()
        await send(seat, "space", after=1)
        seat.app.desk.between.refresh(seat.deck.screen)
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert seat.deck.asked("screen") == []


async def test_somebody_else_coming_up_in_the_background_does_not_move_a_note_away(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("n", "x")
        deck.at, deck.tick_view = 2, True
        seat.app.desk.between.refresh(deck.tick)
        await seat.settle()
        assert "Note on Dana Whitfield" in seat.text
        assert seat.app.desk.state.view.person is not None
        assert seat.app.desk.state.view.person.name == "Dana Whitfield"


@pytest.mark.parametrize("key", ["enter", "f5"])
async def test_what_was_typed_for_somebody_who_is_gone_is_saved_on_nobody(deck: FakeDeck, key: str) -> None:
    async with seated(deck) as seat:
        await seat.press("n", "x")
        deck.at, deck.tick_view = 2, True
        seat.app.desk.between.refresh(deck.tick)
        await seat.settle()
        before = len(deck.calls)
        await seat.press(key)
        assert "Dana Whitfield is no longer up here: nothing is saved; esc drops it" in seat.text
        assert deck.calls[before:] == []
        await seat.press("escape")
        assert seat.app.desk.state.view.person is not None
        assert seat.app.desk.state.view.person.name != "Dana Whitfield"
        assert seat.app.desk.state.field is None


async def test_a_list_for_somebody_who_is_gone_picks_nothing(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("z")
        deck.at, deck.tick_view = 2, True
        seat.app.desk.between.refresh(deck.tick)
        await seat.settle()
        before = len(deck.calls)
        await seat.press("2")
        assert deck.calls[before:] == []
        assert "no longer up here" in seat.text


async def test_a_tick_without_news_changes_nothing() -> None:
    async with seated() as seat:
        before = seat.text
        seat.app.desk.between.refresh(seat.deck.tick)
        await seat.settle()
        assert seat.text == before


async def test_leaving_waits_for_what_is_being_saved_and_then_closes() -> None:
    async with seated() as seat:
        await seat.press("space")
        gate = seat.deck.block["outcome"] = threading.Event()
        await send(seat, "v")
        seat.app.leave(143)
        await asyncio.sleep(0)
        assert ("close",) not in seat.deck.calls
        seat.clock.advance(0.1)
        gate.set()
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.deck.calls[-1] == ("close",)
        assert seat.app.return_code == 143


async def test_keys_after_the_end_has_begun_do_nothing() -> None:
    async with seated() as seat:
        gate = seat.deck.block["close"] = threading.Event()
        seat.app.leave(143)
        await send(seat, "space", after=1)
        seat.clock.advance(0.1)
        gate.set()
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.asked("dial") == []


async def test_nothing_is_asked_of_the_deck_once_the_end_has_begun() -> None:
    async with seated() as seat:
        seat.app.leave(0)
        assert seat.app._leaving is not None
        await seat.app._leaving
        seat.app.desk.between.refresh(seat.deck.tick)
        seat.app.desk.begin()
        await seat.app.desk.settled()
        assert seat.deck.calls == [("close",)]
