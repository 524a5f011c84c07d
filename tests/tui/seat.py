"""A seat at the call screen for tests: keys go in, the text of the screen and the calls of the deck come out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.model.views import Mode
from dialdeck.tui.app import CallApp
from dialdeck.tui.cells import Line
from dialdeck.tui.layout import Layout, Look
from dialdeck.tui.palette import Palette
from dialdeck.tui.state import State
from dialdeck.tui.theming import palette_from
from dialdeck.tui.typed import BurstKey, Typed
from dialdeck.tui.worker import DeckThread
from tests.tui.fake_deck import FakeDeck

MORNING = parse_instant("2026-03-10T10:05-05:00", "test")


_CHARACTERS = {
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "number_sign": "#",
    "ctrl+p": "\x10",
    "ctrl+d": "\x04",
}


class Seat:
    """One running call screen with a clock that stands."""

    def __init__(self, app: CallApp, pilot: Pilot[None], deck: FakeDeck, clock: SteppingClock) -> None:
        """Sit down."""
        self.app = app
        self.pilot = pilot
        self.deck = deck
        self.clock = clock

    async def press(self, *keys: str, after: float = 1.0) -> None:
        """Press keys one after the other, each `after` seconds later by the clock, and wait until they are done."""
        for key in keys:
            self.clock.advance(after)
            await self.app.on_event(events.Key(key, character_of(key)))
            await self.settle()

    async def type(self, text: str, after: float = 0.2) -> None:
        """Type text, a key for each letter."""
        await self.press(*("space" if letter == " " else letter for letter in text), after=after)

    async def burst(self, text: str) -> None:
        """Send keys as the driver marks those of one read."""
        self.clock.advance(1)
        await self.together(*("space" if character == " " else character for character in text), burst=True)

    async def together(self, *keys: str, burst: bool = False) -> None:
        """Send keys that wait already when the first of them is taken, and wait until they are done."""
        made = BurstKey if burst else events.Key
        await self.app.on_event(Typed([made(key, character_of(key)) for key in keys]))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does."""
        await self.app.on_event(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until every key was carried out, and what runs beside them."""
        await self.app.desk.settled()

    def stands_in(self, mode: Mode) -> bool:
        """Say whether the deck is in this state now."""
        return self.deck.mode is mode

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return text_of(self.app.page_lines())

    @property
    def flash(self) -> str:
        """Why the last key did nothing."""
        return self.app.desk.state.flash


@asynccontextmanager
async def seated(deck: FakeDeck | None = None, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Seat]:
    """Run the call screen on a fake deck, with its script on the screen and the first person up for a while."""
    clock = deck.clock if deck is not None and isinstance(deck.clock, SteppingClock) else SteppingClock(MORNING)
    deck = deck or FakeDeck(clock)
    thread = DeckThread()
    app = CallApp(deck, deck.open(), thread, clock, arrival=lambda _event: clock.monotonic())
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            seat = Seat(app, pilot, deck, clock)
            await pilot.pause()
            await seat.settle()
            deck.calls.clear()
            yield seat
    finally:
        thread.stop()


def character_of(key: str) -> str | None:
    """Return the character that a key stands for."""
    return _CHARACTERS.get(key, key if len(key) == 1 else None)


def text_of(lines: list[Line]) -> str:
    """Return lines as plain text."""
    return "\n".join("".join(text for text, _ in line) for line in lines)


def plain_palette() -> Palette:
    """Return styles made without a theme."""
    return palette_from({})


def page_of(deck: FakeDeck, width: int, height: int, state: State | None = None) -> list[Line]:
    """Return the page of a deck's present view."""
    shown = state or State(deck.screen())
    if state is None:
        shown.take(shown.view)
    return Layout().page(shown, Look(width, height, deck.clock.now(), plain_palette()))
