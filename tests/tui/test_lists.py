"""Long lists: typing narrows, enter takes, nothing typed is lost and nothing is taken by a slip."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual import events

from dialdeck.errors import BusyError
from dialdeck.model.views import Mode
from dialdeck.tui.typed import BurstKey
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import Seat, seated


async def send(seat: Seat, *keys: str) -> None:
    """Send keys without waiting for what they set off."""
    for key in keys:
        seat.clock.advance(0.2)
        character = {"space": " ", "enter": "\r"}.get(key, key if len(key) == 1 else None)
        await seat.app.on_event(events.Key(key, character))


async def release(seat: Seat, gate: threading.Event) -> None:
    seat.clock.advance(0.1)
    gate.set()
    await seat.settle()


# -------------------------------------------------------------------------------------------------- finding


async def test_find_shows_who_fits_as_one_types() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("freight")
        assert "Tom Okafor" in seat.text
        assert "Li Na" not in seat.text
        assert seat.deck.calls[-1] == ("find", "freight")


async def test_enter_brings_up_the_first_who_fits() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("okafor")
        await seat.press("enter")
        assert seat.deck.calls[-1] == ("pick_person", "1")
        assert seat.app.desk.state.picker is None
        assert "▶ Tom Okafor" in seat.text


async def test_arrows_move_to_another_who_fits() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("a")
        await seat.press("down", "down", "up", "enter")
        assert seat.deck.calls[-1] == ("pick_person", "1")


async def test_somebody_who_cannot_be_dialed_now_is_looked_at() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("weiß")
        await seat.press("enter")
        assert seat.stands_in(Mode.LOOKING)


async def test_letters_that_are_keys_elsewhere_are_text_in_a_query() -> None:
    async with seated() as seat:
        await seat.press("slash", "a", "v", "h", "q", "space", "1", "question_mark")
        assert seat.app.desk.state.picker is not None
        assert seat.app.desk.state.picker.editor.text == "avhq 1?"
        assert {call[0] for call in seat.deck.calls} == {"find"}


async def test_enter_typed_faster_than_the_search_picks_what_fits_the_whole_text() -> None:
    async with seated() as seat:
        await seat.press("slash")
        gate = seat.deck.block["find"] = threading.Event()
        await send(seat, *"li na", "enter")
        await release(seat, gate)
        assert seat.deck.calls[-1] == ("pick_person", "2")


async def test_nobody_who_fits_is_said_and_the_query_stays() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("xyz")
        await seat.press("enter")
        assert "nobody fits this" in seat.flash
        assert seat.deck.asked("pick_person") == []
        assert seat.app.desk.state.picker is not None


async def test_a_search_that_fails_is_said_and_typing_goes_on(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("slash")
        deck.fail["find"] = disk_full(writing=False)
        await seat.press("t")
        assert "the disk is full" in seat.text
        await seat.type("om")
        assert "Tom Okafor" in seat.text
        assert "the disk is full" not in seat.text


async def test_a_person_who_cannot_be_brought_up_leaves_the_list_open(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("slash", "t", "o", "m")
        deck.fail["pick_person"] = BusyError("this person has a dial open in another window")
        await seat.press("enter")
        assert "another window" in seat.text
        assert seat.app.desk.state.picker is not None
        assert seat.app.desk.state.picker.editor.text == "tom"


async def test_esc_leaves_a_list_and_nothing_is_changed() -> None:
    async with seated() as seat:
        await seat.press("slash", "t", "escape")
        assert seat.app.desk.state.picker is None
        assert "▶ Dana Whitfield" in seat.text
        assert seat.deck.asked("pick_person") == []


# -------------------------------------------------------------------------------------------- narrowing and tasks


async def test_the_queue_is_narrowed_to_what_is_picked() -> None:
    async with seated() as seat:
        await seat.press("l")
        assert "34 in play" in seat.text
        await seat.type("den")
        await seat.press("enter")
        assert seat.deck.calls == [("scopes",), ("narrow", "zone:America/Denver")]
        assert seat.app.desk.state.picker is None


async def test_the_scope_in_force_is_under_the_cursor() -> None:
    async with seated() as seat:
        await seat.press("l")
        assert "›● everybody" in seat.text


@pytest.mark.parametrize(("key", "method"), [("l", "scopes"), ("T", "tasks")])
async def test_keys_typed_while_a_list_is_fetched_wait_for_it(key: str, method: str) -> None:
    async with seated() as seat:
        gate = seat.deck.block[method] = threading.Event()
        await send(seat, key, "p", "r", "e")
        await release(seat, gate)
        assert seat.app.desk.state.picker is not None
        assert seat.app.desk.state.picker.editor.text == "pre"
        assert seat.deck.calls == [(method,)]


async def test_keys_meant_for_a_list_that_did_not_open_do_nothing(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        gate = deck.block["tasks"] = threading.Event()
        deck.fail["tasks"] = disk_full(writing=False)
        await send(seat, "T", "p", "x", "space")
        await release(seat, gate)
        assert deck.calls == [("failed", "tasks")]
        assert seat.stands_in(Mode.IDLE)
        assert seat.app.desk.state.field is None


async def test_enter_on_a_task_brings_its_person_up() -> None:
    async with seated() as seat:
        await seat.press("T")
        assert "send what was asked for" in seat.text
        await seat.press("enter")
        assert seat.deck.calls == [("tasks",), ("pick_task", "11")]
        assert "▶ Tom Okafor" in seat.text


async def test_a_task_is_ticked_off_and_the_list_goes_on() -> None:
    async with seated() as seat:
        await seat.press("T", "down", "ctrl+d")
        assert seat.deck.asked("task_done") == [("task_done", "12")]
        assert "send what was asked for" not in seat.text
        await seat.press("ctrl+d")
        assert seat.deck.asked("task_done")[-1] == ("task_done", "13")


async def test_a_held_key_ticks_one_task_off_only() -> None:
    async with seated() as seat:
        await seat.press("T", "ctrl+d")
        for _ in range(20):
            await seat.press("ctrl+d", after=0.05)
        assert len(seat.deck.asked("task_done")) == 1


async def test_nothing_can_be_ticked_off_in_other_lists() -> None:
    async with seated() as seat:
        await seat.press("l", "ctrl+d")
        assert seat.deck.calls == [("scopes",)]
        assert seat.flash


async def test_a_task_that_cannot_be_ticked_off_stays(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("T")
        deck.fail["task_done"] = disk_full(writing=True)
        await seat.press("ctrl+d")
        assert "NOT SAVED" in seat.text
        assert "find a number" in seat.text


# --------------------------------------------------------------------------------------------------- the palette


async def test_the_palette_runs_a_command_by_its_words() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("break")
        await seat.press("enter")
        assert seat.deck.calls == [("pause",)]
        assert seat.stands_in(Mode.PAUSED)


async def test_the_palette_offers_what_has_no_key() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("sessions")
        await seat.press("enter")
        assert "61 dials" in seat.text
        await seat.press("enter")
        assert "to be read" in seat.flash
        assert seat.deck.calls == [("sessions",)]


async def test_the_palette_opens_a_field_that_takes_what_is_typed_next() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("write a note about this")
        await seat.press("enter", "h", "i", "enter")
        assert seat.deck.notes == [(0, "hi")]


async def test_the_palette_offers_only_what_works_in_this_state() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("line was busy")
        assert "no command fits this" in seat.text


async def test_an_enter_held_in_the_palette_does_not_pick_from_the_list_it_opened() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("open tasks")
        await seat.press("enter")
        await seat.press("enter", after=0.5)
        for _ in range(10):
            await seat.press("enter", after=0.05)
        assert seat.deck.calls == [("tasks",)]
        assert "held" in seat.flash


# ----------------------------------------------------------------------------------------------------- slips


@pytest.mark.parametrize("key", ["l", "T", "slash"])
async def test_a_held_key_opens_a_list_and_picks_nothing(key: str) -> None:
    async with seated() as seat:
        await seat.press(key)
        await seat.press(key, after=0.5)
        for _ in range(20):
            await seat.press(key, after=0.05)
        assert seat.app.desk.state.picker is not None
        assert {call[0] for call in seat.deck.calls} <= {"scopes", "tasks", "find"}


async def test_a_paste_into_a_query_goes_in_as_text() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.paste("Tom\nOkafor\x1b")
        assert seat.app.desk.state.picker is not None
        assert seat.app.desk.state.picker.editor.text == "Tom Okafor␛"
        assert seat.deck.asked("pick_person") == []


async def test_an_unbracketed_paste_into_a_query_is_text_and_its_line_end_picks_nothing() -> None:
    async with seated() as seat:
        await seat.press("slash")
        for character in "Tom\r":
            await seat.app.on_event(BurstKey("enter" if character == "\r" else character, character))
        await seat.settle()
        assert seat.app.desk.state.picker is not None
        assert seat.app.desk.state.picker.editor.text == "Tom "
        assert seat.deck.asked("pick_person") == []


async def test_a_list_survives_a_smaller_window() -> None:
    async with seated() as seat:
        await seat.press("l", "d")
        await seat.pilot.resize_terminal(50, 12)
        assert "zone Denver" in seat.text
        await seat.pilot.resize_terminal(10, 3)
        assert "larger" in seat.text
        await seat.pilot.resize_terminal(120, 36)
        await seat.type("en")
        assert "zone Denver" in seat.text


async def test_somebody_else_coming_up_in_the_background_does_not_take_the_list_away(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("l", "d")
        deck.at, deck.tick_view = 2, True
        seat.app.desk.between.refresh(deck.tick)
        await seat.settle()
        assert seat.app.desk.state.picker is not None


async def test_ctrl_c_ends_the_session_from_within_a_list() -> None:
    async with seated() as seat:
        await seat.press("slash", "x", "ctrl+c")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)


async def test_help_says_what_the_keys_of_a_list_do() -> None:
    async with seated(size=(200, 90)) as seat:
        await seat.press("question_mark")
        assert "Tick the task under the cursor off" in seat.text


async def test_keys_that_mean_nothing_in_a_list_say_so() -> None:
    async with seated() as seat:
        await seat.press("l", "f9")
        assert "nothing in a list" in seat.flash
        await seat.press("up")
        assert "beginning" in seat.flash
        await asyncio.sleep(0)
