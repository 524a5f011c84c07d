"""Keys that come faster than they can be shown: none is lost or moved, and all of them are painted once."""

from __future__ import annotations

import threading

import pytest
from textual import events

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from dialdeck.tui.prompt import LIMIT
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import Seat, seated

FULL = f"the text is full at {LIMIT} characters"


class Paints:
    """How often the page was painted."""

    def __init__(self, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
        """Count from now on."""
        self.count = 0
        paint = seat.app.paint

        def counted() -> None:
            self.count += 1
            paint()

        monkeypatch.setattr(seat.app, "paint", counted)


def typed(seat: Seat) -> str:
    """What stands in the open field."""
    field = seat.app.desk.state.field
    assert field is not None
    return field.editor.text


async def test_three_thousand_keys_are_painted_once_and_saved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ab cd é " * 375
    async with seated() as seat:
        await seat.press("n")
        paints = Paints(seat, monkeypatch)
        await seat.burst(text)
        assert paints.count == 1
        assert FULL in seat.text
        await seat.press("enter")
        assert seat.deck.notes == [(0, text[:LIMIT].strip())]
        assert [call[0] for call in seat.deck.calls] == ["note"]


async def test_a_burst_that_does_nothing_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.deck.calls.clear()
        paints = Paints(seat, monkeypatch)
        await seat.burst("v1ha" * 500)
        assert paints.count == 1
        assert "nothing was done" in seat.text
        assert seat.deck.calls == []


async def test_typing_that_waits_is_painted_once_and_keeps_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as seat:
        await seat.press("n")
        paints = Paints(seat, monkeypatch)
        await seat.together(*"hello", "left", "left", "X", "end", "!")
        assert paints.count == 1
        assert typed(seat) == "helXlo!"
        assert "› helXlo!" in seat.text


async def test_a_query_that_waits_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as seat:
        await seat.press("l")
        paints = Paints(seat, monkeypatch)
        await seat.together(*"denver")
        assert paints.count == 1
        assert "zone Denver" in seat.text


async def test_what_was_typed_is_seen_before_what_the_next_key_waits_for(
    deck: FakeDeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(deck) as seat:
        await seat.press("space", "n")
        paints = Paints(seat, monkeypatch)
        gate = deck.block["outcome"] = threading.Event()
        seat.clock.advance(1)
        seat.app.desk.keys.arrive(*map(seat.app._arrived, (events.Key("x", "x"), events.Key("f3", None))))
        assert paints.count == 1
        assert "› x" in seat.text
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()


async def test_f3_and_enter_keep_their_place_among_keys_that_wait() -> None:
    async with seated() as seat:
        await seat.press("space", "n")
        seat.clock.advance(1)
        seat.deck.calls.clear()
        await seat.together("a", "f3", "b", "enter")
        assert [call[0] for call in seat.deck.calls][:3] == ["outcome", "note", "go_on"]
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.deck.notes == [(0, "ab")]
        assert seat.app.desk.state.field is None


async def test_f5_keeps_its_place_among_keys_that_wait() -> None:
    async with seated() as seat:
        await seat.press("n")
        seat.clock.advance(1)
        await seat.together("a", "f5", "b")
        assert seat.stands_in(Mode.DIALING)
        assert typed(seat) == "ab"


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5"])
async def test_an_outcome_key_in_a_burst_records_nothing_and_takes_no_text_away(key: str) -> None:
    async with seated() as seat:
        await seat.press("space", "n")
        seat.deck.calls.clear()
        seat.clock.advance(1)
        await seat.together("a", key, "b", burst=True)
        assert seat.deck.calls == []
        assert typed(seat) == "ab"


async def test_esc_in_a_burst_saves_what_came_before_it_and_what_comes_after_it_does_nothing() -> None:
    async with seated() as seat:
        await seat.press("space", "n")
        seat.clock.advance(1)
        await seat.together("a", "b", "escape", "v", "h", burst=True)
        assert seat.deck.notes == [(0, "ab")]
        assert seat.deck.outcomes == []
        assert "nothing was done" in seat.text


async def test_line_ends_and_tabs_of_a_burst_are_spaces() -> None:
    async with seated() as seat:
        await seat.press("n")
        await seat.together("a", "enter", "b", "tab", "c", "\x0b", "d", burst=True)
        assert typed(seat) == "a b c d"


@pytest.mark.parametrize("text", ["e\u0301", "a\u3000b", "\U0001fae8"])
async def test_a_character_of_any_kind_is_text(text: str) -> None:
    async with seated() as seat:
        await seat.press("n", *text)
        assert typed(seat) == text


async def test_a_paste_comes_in_its_turn_among_keys(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space", "n", "a")
        gate = deck.block["outcome"] = threading.Event()
        seat.clock.advance(1)
        for event in (events.Key("f3", None), events.Key("b", "b"), events.Paste("cd"), events.Key("e", "e")):
            await seat.app.on_event(event)
        seat.clock.advance(0.1)
        gate.set()
        await seat.settle()
        assert typed(seat) == "abcde"


async def test_a_paste_behind_the_enter_that_saves_is_not_part_of_that_note(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("n", "a")
        gate = deck.block["note"] = threading.Event()
        seat.clock.advance(1)
        await seat.app.on_event(events.Key("enter", "\r"))
        await seat.app.on_event(events.Paste("late"))
        gate.set()
        await seat.settle()
        assert deck.notes == [(0, "a")]
        assert "nothing was done" in seat.text


async def test_a_window_that_changes_during_a_burst_takes_nothing_away() -> None:
    async with seated() as seat:
        await seat.press("n")
        await seat.burst("one ")
        await seat.pilot.resize_terminal(70, 24)
        await seat.burst("two ")
        await seat.pilot.resize_terminal(10, 3)
        await seat.burst("three")
        await seat.pilot.resize_terminal(120, 36)
        assert "› one two three" in seat.text
