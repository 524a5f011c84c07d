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
from dialdeck.model.plans import Asked
from dialdeck.model.views import Mode
from dialdeck.tui.plan_sheet import Job, PlanSheet
from dialdeck.tui.prompt import Editor, Field, Kind
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck
from tests.tui.fake_lists import CHOICES, plan_of
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
    yield from plans()


def plans() -> Iterator[tuple[str, FakeDeck, State]]:
    """Yield the faces of the plan ahead: while it is first worked out, as it is, turned to its end, and asked anew."""
    as_it_is, limited = plan_of(Asked()), Asked(dials_per_day=12, cadence="brief")
    sheets = {
        "begun": PlanSheet(CHOICES, Asked(), job=Job()),
        "as things stand": PlanSheet(CHOICES, Asked(), as_it_is),
        "turned to its end": PlanSheet(CHOICES, limited, plan_of(limited), at=9),
        "asked anew": PlanSheet(CHOICES, limited, as_it_is, Job()),
        "nobody in play": PlanSheet(CHOICES, Asked(), as_it_is._replace(weeks=(), sentences=("Nobody is in play.",))),
    }
    for name, sheet in sheets.items():
        deck = FakeDeck(SteppingClock(MORNING))
        state = State(deck.screen())
        state.take(state.view)
        state.plan = sheet
        if sheet.job is not None:
            sheet.job.progress(37, 100)
        yield f"plan ahead, {name}", deck, state


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
