"""Whole pages as text, one file for each size, so that a change of the look is read as a change of pictures.

When a change is wanted, `WRITE_PAGES=1 python -m pytest tests/tui/test_pages.py` writes the files anew; then
read their diff as closely as code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.views import Mode
from dialdeck.tui.prompt import Editor, Field, Kind
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import MORNING, page_of, text_of

FOLDER = Path(__file__).parent / "pages"
SWITCH = "WRITE_PAGES"
REWRITES = os.environ.get(SWITCH) == "1"
SIZES = ((20, 5), (58, 18), (60, 20), (80, 24), (120, 36), (200, 60))


async def saved(_text: str) -> bool:
    return True


def faces() -> Iterator[tuple[str, FakeDeck, State]]:
    """Yield the name, the deck and the state of every face of the call screen."""
    for mode in Mode:
        clock = SteppingClock(MORNING)
        deck = FakeDeck(clock)
        deck.mode, deck.with_words, deck.promise = mode, True, ("Ana Ruiz", MORNING + 24 * 60_000)
        deck.started = deck.clock.now()
        if mode in {Mode.TALKING, Mode.DISPOSITION}:
            deck.talked = deck.started + 9_000
        clock.advance(14)
        view = deck.screen()
        bar = view.bar._replace(tasks_due=2, paused_ms=400_000 if mode is Mode.PAUSED else 0)
        state = State(view)
        state.take(view._replace(bar=bar, previous="Tom Okafor" if mode in {Mode.IDLE, Mode.LOOKING} else ""))
        if mode is Mode.DISPOSITION:
            state.dispositions = deck.dispositions()
        yield mode.value, deck, state
    deck = FakeDeck(SteppingClock(MORNING))
    deck.with_words = True
    state = State(deck.screen())
    state.take(state.view)
    state.marked = {1, 3}
    state.field = Field(Kind.NOTE, "Note on Dana Whitfield", saved, "", editor=Editor("assistant is Mia", 16))
    yield "writing a note, two rows marked", deck, state


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_face_of_the_screen_looks_as_it_was_agreed(size: tuple[int, int]) -> None:
    width, height = size
    parts = []
    for name, deck, state in faces():
        lines = text_of(page_of(deck, width, height, state)).splitlines()
        parts += [f"=== {name}", *(line.rstrip() for line in lines)]
    text = "\n".join(parts) + "\n"
    path = FOLDER / f"{width}x{height}.txt"
    if REWRITES:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"the look changed; if that is wanted: {SWITCH}=1"
