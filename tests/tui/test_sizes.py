"""Hostile text, missing colours and a window that changes in the middle of a call, at every size of the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from textual.filter import Monochrome, NoColor

from dialdeck.clock import SteppingClock
from dialdeck.model.views import HistoryLine, Mode
from dialdeck.tui.cells import line_width
from dialdeck.tui.clean import FORBIDDEN
from dialdeck.tui.layout import Layout, Look
from dialdeck.tui.page import Writer
from dialdeck.tui.palette import monochrome
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck, hostile
from tests.tui.pty_seat import terminal
from tests.tui.seat import MORNING, page_of, seated, text_of

SIZES = ((20, 5), (40, 12), (60, 20), (80, 24), (99, 30), (120, 36), (170, 46), (200, 60))
TEXTS = {
    "right to left": "שלום עולם · مرحبا بالعالم",
    "wide": "株式会社北日本冷凍物流ホールディングス李娜",
    "combining": "Z̸̧̢̛̗̲̱͙a̷l̶g̵o̴ é̂́̂ ก็็็็",
    "long": "x" * 5_000,
    "long words": "Überseefrachtgesellschaft " * 200,
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 👍🏽 ☎️ 1️⃣",
    "markup": "[b]x[/b] [@click=app.quit]y[/]",
    "empty": "",
}


def flooded(text: str, mode: Mode) -> tuple[FakeDeck, State]:
    """Return a state in which nearly everything that comes from data is `text`."""
    deck = FakeDeck(SteppingClock(MORNING), hostile(text))
    deck.mode, deck.with_words, deck.promise = mode, True, (text, MORNING + 5 * 60_000)
    view = deck.screen()
    assert view.person is not None
    person = view.person._replace(
        place=text, niche=text, notes=(HistoryLine(text, text),) * 3, history=(HistoryLine(text, text),) * 30
    )
    bar = view.bar._replace(title=text, scope=text, tasks_due=123)
    state = State(view)
    state.take(
        view._replace(person=person, bar=bar, previous=text, undo=text, queue_title=text, question=text, message="")
    )
    state.dispositions = tuple(item._replace(label=text, text=text) for item in deck.dispositions())
    state.marked = {0, 1}
    return deck, state


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_whatever_the_text_every_line_of_every_page_has_its_width(text: str, mode: Mode) -> None:
    deck, state = flooded(text, mode)
    for width, height in SIZES:
        state.scroll = 0
        for _ in range(3):
            lines = page_of(deck, width, height, state)
            assert len(lines) == height
            assert {line_width(line) for line in lines} == {width}, (width, height)
            assert FORBIDDEN.search("".join(text for line in lines for text, _ in line)) is None
            state.scroll += 1


@given(st.text(max_size=60), st.sampled_from(Mode), st.sampled_from(SIZES))
def test_no_text_changes_the_size_of_a_page(text: str, mode: Mode, size: tuple[int, int]) -> None:
    deck, state = flooded(text, mode)
    lines = page_of(deck, *size, state)
    assert len(lines) == size[1]
    assert {line_width(line) for line in lines} == {size[0]}


@pytest.mark.parametrize("size", SIZES[2:], ids=str)
@pytest.mark.parametrize("mode", Mode)
def test_without_colours_the_page_says_the_same(size: tuple[int, int], mode: Mode) -> None:
    deck = FakeDeck(SteppingClock(MORNING))
    deck.mode, deck.with_words = mode, True
    state = State(deck.screen(), dispositions=deck.dispositions())
    state.take(state.view)
    coloured = page_of(deck, *size, state)
    plain = Layout().page(state, Look(*size, deck.clock.now(), monochrome()))
    assert text_of(plain) == text_of(coloured)
    assert any(style.reverse for line in plain for text, style in line if text.strip()) or mode is Mode.DISPOSITION


@pytest.mark.parametrize("line_filter", [NoColor(), Monochrome()], ids=["NO_COLOR", "monochrome"])
async def test_every_state_of_a_row_has_a_sign_besides_its_colour(line_filter: NoColor | Monochrome) -> None:
    async with seated() as seat:
        await seat.press("m", "m", "j")
        shown = seat.text.splitlines()
        writer = Writer([line_filter], ColorSystem.TRUECOLOR)
        assert not re.search(r"[34]8;2;(?!(\d+);\1;\1)", writer.sequence([(0, 0, list(seat.app.page_lines()[3]))]))
    rows = {name: next(line for line in shown if name in line[:30]) for name in ("Dana", "Tom", "Li Na", "Ana", "Jür")}
    assert rows["Dana"].startswith(" ▶●")
    assert rows["Tom"].startswith(" ● Tom")
    assert rows["Ana"].startswith(" › ")
    assert "!" in rows["Ana"][:32]
    assert rows["Li Na"].startswith("   Li Na")


async def test_resizing_in_a_call_keeps_text_dial_timer_and_cursor() -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.clock.advance(13)
        await seat.press("n", *"mia", after=0.5)
        state, before = seat.app.desk.state, seat.deck.dial_id
        for width, height in ((80, 24), (10, 3), (58, 12), (60, 20), (200, 60), (120, 36)):
            await seat.pilot.resize_terminal(width, height)
            assert state.field is not None
            assert state.field.editor.text == "mia"
            lines = seat.app.page_lines()
            assert (len(lines), {line_width(line) for line in lines}) == (height, {width})
        assert "› mia" in seat.text
        assert "F3 Voicemail" in seat.text
        await seat.press("escape")
        assert seat.deck.dial_id == before
        assert seat.deck.notes == [(0, "mia")]
        assert seat.stands_in(Mode.DIALING)
        await seat.pilot.resize_terminal(80, 24)
        assert re.search(r"0:1\d ●.*\+1   3 1 2   5 5 5   0 1 4 2", seat.text)


async def test_the_page_of_the_script_stays_when_the_window_changes() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("pagedown")
        assert seat.app.desk.state.scroll == 1
        await seat.pilot.resize_terminal(120, 36)
        await seat.pilot.resize_terminal(80, 24)
        assert seat.app.desk.state.scroll == 1
        await seat.press("pageup")
        assert seat.app.desk.state.scroll == 0


def test_in_a_real_terminal_a_note_and_its_dial_outlive_every_size(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        seat.send(b"n")
        seat.shows("enter or esc saves")
        seat.send(b"assistant")
        seat.shows("› assistant")
        for width, height in ((80, 24), (18, 4), (60, 20), (200, 60), (120, 36)):
            seat.resize(width, height)
            seat.shows("larger" if width < 20 else "› assistant")
        seat.send(b" Mia")
        seat.shows("› assistant Mia")
        seat.send(b"\r")
        seat.asked("note assistant Mia")
        seat.shows("v Voicemail")
        assert seat.calls.count("dial") == 1
