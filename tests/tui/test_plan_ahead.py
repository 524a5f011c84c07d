"""The plan ahead: worked out beside the keys, stopped at once, asked otherwise by one key, and never in the way."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual import events

from dialdeck.errors import RefusedError
from dialdeck.model.plans import Asked
from dialdeck.model.views import Mode
from dialdeck.tui.plan_sheet import PlanSheet
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import Seat, seated


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def send(seat: Seat, *keys: str) -> None:
    """Press keys and wait for what they do, but not for what is worked out beside them."""
    for key in keys:
        seat.clock.advance(1)
        await seat.app.on_event(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await seat.app.desk.keys.settled()


async def begun(seat: Seat) -> threading.Event:
    """Open the plan and let it stand before its end; return what lets it go on."""
    gate = seat.deck.block["plan_ahead"] = threading.Event()
    await send(seat, "P")
    await until(lambda: bool(seat.deck.asked("plan_ahead")))
    return gate


def sheet(seat: Seat) -> PlanSheet:
    assert seat.app.desk.state.plan is not None
    return seat.app.desk.state.plan


async def test_the_coming_weeks_are_shown_as_things_stand() -> None:
    async with seated() as seat:
        await seat.press("P")
        assert seat.deck.calls == [("plan_choices",), ("plan_ahead", None, None, 1)]
        for words in ("Mon 09 Mar to Sun 05 Apr", "mid-morning", "week 4", "Answer rate 11%", "carry about 412"):
            assert words in seat.text


async def test_how_far_it_is_stands_on_the_page_until_it_is_there() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        assert "33%" in seat.text
        assert "nothing is changed by it" in seat.text
        gate.set()
        await seat.settle()
        assert "33%" not in seat.text
        assert "week 1" in seat.text


async def test_progress_is_painted_while_nobody_presses_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as seat:
        gate = await begun(seat)
        painted: list[float] = []
        monkeypatch.setattr(seat.app, "paint", lambda: painted.append(sheet(seat).job is not None))
        await until(lambda: len(painted) > 2)
        gate.set()
        await seat.settle()


async def test_esc_leaves_at_once_and_stops_it() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        job = sheet(seat).job
        assert job is not None
        await send(seat, "escape")
        assert seat.app.desk.state.plan is None
        assert "▶ Dana Whitfield" in seat.text
        assert not job.progress(2, 3)
        gate.set()
        await seat.settle()
        assert seat.app.desk.state.plan is None


async def test_after_esc_a_dial_follows_what_was_stopped() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        await send(seat, "escape")
        seat.clock.advance(1)
        await seat.app.on_event(events.Key("space", " "))
        gate.set()
        await seat.settle()
        assert seat.deck.calls[-2:] == [("plan_ahead", None, None, 1), ("dial",)]
        assert seat.stands_in(Mode.DIALING)


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("minus",), (60, None, 1)),
        (("minus", "minus"), (55, None, 1)),
        (("minus", "plus"), (65, None, 1)),
        (("minus", "0"), (None, None, 1)),
        (("c",), (None, "brief", 1)),
        (("c", "c"), (None, "persistence", 1)),
        (("c", "c", "c"), (None, None, 1)),
        (("s",), (None, None, 2)),
    ],
)
async def test_a_key_asks_otherwise(keys: tuple[str, ...], asked: tuple[object, ...]) -> None:
    async with seated() as seat:
        await seat.press("P", *keys)
        assert seat.deck.calls[-1] == ("plan_ahead", *asked)
        assert sheet(seat).view is not None
        assert sheet(seat).asked == Asked(4, *asked)  # type: ignore[arg-type]


async def test_what_was_shown_stays_while_another_is_worked_out() -> None:
    async with seated() as seat:
        await seat.press("P")
        gate = seat.deck.block["plan_ahead"] = threading.Event()
        await send(seat, "c")
        await until(lambda: len(seat.deck.asked("plan_ahead")) == 2)
        assert "as if by the cadence brief" in seat.text
        assert "33%" in seat.text
        assert "week 1" in seat.text
        assert "204 dials" not in seat.text
        gate.set()
        await seat.settle()
        assert "By the cadence brief 204 dials, as things stand 336." in seat.text


async def test_keys_pressed_while_it_is_worked_out_add_up() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        await send(seat, "minus", "minus", "c", "s")
        gate.set()
        await seat.settle()
        view = sheet(seat).view
        assert view is not None
        assert view.asked == Asked(4, 55, "brief", 2)


async def test_what_cannot_be_asked_is_said_and_not_asked() -> None:
    async with seated() as seat:
        await seat.press("P", "plus")
        assert "dialed already" in seat.flash
        await seat.press("0")
        assert "dialed already" in seat.flash
        assert len(seat.deck.asked("plan_ahead")) == 1


async def test_weeks_are_turned_by_keys_and_the_ends_are_said() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("P")
        assert "Mon 09 Mar" in seat.text
        await seat.press("j")
        assert "Mon 16 Mar" in seat.text
        assert "Tue 10 Mar  " not in seat.text
        await seat.press("down", "pagedown")
        assert "Mon 30 Mar" in seat.text
        await seat.press("j")
        assert "this is all there is" in seat.flash
        await seat.press("k", "up", "pageup")
        assert "Fri 13 Mar" in seat.text
        await seat.press("k")
        assert "the beginning" in seat.flash


async def test_where_the_words_do_not_fit_they_are_a_page_of_their_own() -> None:
    async with seated(size=(60, 20)) as seat:
        await seat.press("P")
        assert "further down: what it comes to" in seat.text
        assert "Answer rate" not in seat.text
        await seat.press("j", "j", "j", "j")
        assert "Answer rate 11%" in seat.text
        await seat.press("k")
        assert "Mon 30 Mar" in seat.text


async def test_nothing_else_is_asked_of_the_session_meanwhile() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        seat.app.desk.between.refresh(seat.deck.tick)
        seat.app.desk.between.begin_rest()
        assert not seat.app.desk.keys.busy
        gate.set()
        await seat.settle()
        seat.app.desk.between.refresh(seat.deck.tick)
        await seat.settle()
        assert ("tick",) in seat.deck.calls
        assert ("idle",) not in seat.deck.calls


async def test_the_end_of_the_session_stops_it() -> None:
    async with seated() as seat:
        gate = await begun(seat)
        job = sheet(seat).job
        assert job is not None
        await send(seat, "ctrl+c")
        assert not job.progress(2, 3)
        gate.set()
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)


async def test_a_failure_is_said_and_what_was_shown_stays(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("P")
        deck.fail["plan_ahead"] = disk_full(writing=False)
        await seat.press("c")
        assert "the disk is full" in seat.text
        assert "as things stand" in seat.text
        assert "week 1" in seat.text
        await seat.press("c")
        assert "By the cadence brief" in seat.text


async def test_a_plan_that_fails_at_first_is_left(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["plan_ahead"] = disk_full(writing=False)
        await seat.press("P")
        assert seat.app.desk.state.plan is None
        assert "the disk is full" in seat.text


async def test_it_is_not_opened_when_the_session_refuses(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["plan_choices"] = RefusedError("a dial is open; say how it ended first")
        await seat.press("P")
        assert seat.app.desk.state.plan is None
        assert "a dial is open" in seat.text


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.IDLE])
async def test_it_is_opened_before_a_dial_only(deck: FakeDeck, mode: Mode) -> None:
    async with seated(deck) as seat:
        deck.mode = mode
        seat.app.desk.take(deck._view())
        await seat.press("P")
        assert deck.asked("plan_choices") == []


async def test_keys_of_the_call_screen_do_nothing_in_it() -> None:
    async with seated() as seat:
        await seat.press("P")
        for key in ("space", "x", "enter", "q", "P", "u", "question_mark"):
            await seat.press(key)
            assert "esc leaves" in seat.flash
        assert {call[0] for call in seat.deck.calls} == {"plan_choices", "plan_ahead"}


async def test_a_held_key_asks_once_but_dials_a_day_go_on() -> None:
    async with seated() as seat:
        await seat.press("P", "c")
        for _ in range(5):
            await seat.press("c", after=0.05)
        assert sheet(seat).asked.cadence == "brief"
        await seat.press("minus")
        for _ in range(5):
            await seat.press("minus", after=0.05)
        assert sheet(seat).asked.dials_per_day == 35


async def test_a_paste_does_nothing_in_it() -> None:
    async with seated() as seat:
        await seat.press("P")
        await seat.burst("cs-")
        assert "nothing was done" in seat.flash
        await seat.paste("cs")
        assert sheet(seat).asked == Asked()


async def test_somebody_else_coming_up_behind_it_does_not_take_it_away(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("P")
        deck.at, deck.tick_view = 2, True
        seat.app.desk.between.refresh(deck.tick)
        await seat.settle()
        assert "week 1" in seat.text
        await seat.press("escape", "space")
        assert deck.asked("dial") == []
        assert "▶ Li Na" in seat.text


async def test_the_palette_opens_it() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("look ahead")
        await seat.press("enter")
        assert "week 1" in seat.text


async def test_help_says_what_its_keys_do() -> None:
    async with seated(size=(200, 120)) as seat:
        await seat.press("question_mark")
        assert "In the plan ahead" in seat.text
        assert "Plan five dials a day more." in seat.text


async def test_every_size_of_window_shows_it_or_asks_for_a_larger_one() -> None:
    async with seated() as seat:
        await seat.press("P")
        for size in ((200, 60), (80, 24), (60, 20), (40, 10), (20, 5), (10, 3), (120, 36)):
            await seat.pilot.resize_terminal(*size)
            assert "Plan ahead" in seat.text or "larger" in seat.text
        assert "week 4" in seat.text
