"""Handing a number over: beside the keys, said while its dial is on the screen, and never the end of a session."""

from __future__ import annotations

import threading

import pytest
from textual import events
from textual.app import App

from dialdeck.errors import DialdeckError
from dialdeck.model.codes import Outcome
from dialdeck.model.views import Handed, Mode
from dialdeck.tui.state import Tone
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.fake_views import E164
from tests.tui.seat import Seat, seated


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal is asked to put on the clipboard."""
    texts: list[str] = []
    monkeypatch.setattr(App, "copy_to_clipboard", lambda _app, text: texts.append(text))
    return texts


async def dial(seat: Seat) -> None:
    """Dial, and wait for the dial only."""
    seat.clock.advance(1)
    await seat.app.on_event(events.Key("space", " "))
    await seat.app.desk.keys.settled()


async def test_a_dial_hands_its_number_over_and_says_what_became_of_it(copied: list[str]) -> None:
    async with seated() as seat:
        await seat.press("space")
        assert seat.deck.handed_over == [E164]
        assert "sent to the clipboard" in seat.text
        assert copied == [E164]


async def test_a_failure_to_hand_over_is_said_as_one(deck: FakeDeck, copied: list[str]) -> None:
    deck.handed = Handed("no program handles tel: here; dial by hand", failed=True)
    async with seated(deck) as seat:
        await seat.press("space")
        assert seat.app.desk.state.tone is Tone.FAILED
        assert "dial by hand" in seat.text
        assert copied == []


async def test_a_number_that_is_no_longer_on_file_is_not_handed_over(deck: FakeDeck, copied: list[str]) -> None:
    deck.dialed = ""
    async with seated(deck) as seat:
        await seat.press("space")
        assert deck.handed_over == []
        assert copied == []


async def test_a_refused_dial_hands_nothing_over(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["dial"] = disk_full(writing=True)
        await seat.press("space")
        assert deck.handed_over == []


async def test_keys_do_not_wait_for_a_hand_over_that_hangs(deck: FakeDeck, copied: list[str]) -> None:
    async with seated(deck) as seat:
        gate = deck.block["hand_over"] = threading.Event()
        await dial(seat)
        seat.clock.advance(1)
        await seat.app.on_event(events.Key("v", "v"))
        await seat.app.desk.keys.settled()
        assert deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert "▶ Tom Okafor" in seat.text
        gate.set()
        await seat.settle()
        assert "sent to the clipboard" not in seat.text
        assert copied == []


async def test_a_late_answer_is_not_said_under_the_next_dial(deck: FakeDeck, copied: list[str]) -> None:
    async with seated(deck) as seat:
        gate = deck.block["hand_over"] = threading.Event()
        await dial(seat)
        seat.clock.advance(1)
        await seat.app.on_event(events.Key("v", "v"))
        await seat.app.desk.keys.settled()
        deck.dialed = ""
        await dial(seat)
        assert seat.stands_in(Mode.DIALING)
        gate.set()
        await seat.settle()
        assert "sent to the clipboard" not in seat.text
        assert copied == []


async def test_a_late_answer_is_still_said_once_the_line_is_down(deck: FakeDeck, copied: list[str]) -> None:
    async with seated(deck) as seat:
        gate = deck.block["hand_over"] = threading.Event()
        await dial(seat)
        seat.clock.advance(1)
        await seat.app.on_event(events.Key("space", " "))
        await seat.app.desk.keys.settled()
        assert seat.stands_in(Mode.OVER)
        gate.set()
        await seat.settle()
        assert "sent to the clipboard" in seat.text
        assert copied == [E164]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("Eva Secretname"), "not handed over (RuntimeError)"),
        (DialdeckError("no such tool"), "no such"),
    ],
)
async def test_a_hand_over_that_raises_ends_in_a_line(deck: FakeDeck, error: Exception, said: str) -> None:
    async with seated(deck) as seat:
        deck.fail["hand_over"] = error
        await seat.press("space")
        assert said in seat.text
        assert "Secretname" not in seat.text
        assert seat.app.fault is None
        await seat.press("v")
        assert deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


async def test_the_session_ends_while_a_hand_over_hangs(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        gate = deck.block["hand_over"] = threading.Event()
        await dial(seat)
        seat.app.leave(0)
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert deck.calls[-1] == ("close",)
        gate.set()


async def test_what_cannot_be_prepared_while_it_rings_disturbs_nothing(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["ahead"] = disk_full(writing=False)
        await seat.press("space")
        assert "the disk is full" not in seat.text
        assert seat.stands_in(Mode.DIALING)


async def test_f5_from_a_note_hands_the_number_over_as_well(copied: list[str]) -> None:
    async with seated() as seat:
        await seat.press("n", "x", "f5")
        assert copied == [E164]


@pytest.mark.parametrize(
    "text",
    ["", E164[1:], "+0123456789", "+1312555014x", f"{E164}\n", "+1 312", "\x1b]52", "+١٢٣٤٥٦٧٨٩٠", f"{E164}00000"],
)
async def test_nothing_but_a_number_leaves_for_the_clipboard(text: str, copied: list[str]) -> None:
    async with seated() as seat:
        seat.app.copy(text)
        seat.app.copy_to_clipboard(text)
        assert copied == []


async def test_the_number_is_written_to_the_terminal_as_osc_52(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as seat:
        written: list[str] = []
        assert seat.app._driver is not None
        monkeypatch.setattr(seat.app._driver, "write", written.append)
        seat.app.copy(E164)
        assert written == ["\x1b]52;c;KzEzMTI1NTUwMTQy\x07"]
