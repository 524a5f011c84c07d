"""Only what changed is written, and what is written makes the terminal show the new page."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.filter import NoColor

from dialdeck.tui.cells import Line, fill
from dialdeck.tui.clean import clean
from dialdeck.tui.page import Writer, changed_runs
from dialdeck.tui.wall import Wall
from tests.tui.seat import seated

STYLES = [Style.null(), Style(bold=True), Style(color="#ff8800", bgcolor="#101010")]
TEXT = st.text(alphabet=st.sampled_from("ab 李é·"), min_size=1, max_size=8).map(clean)
LINE = st.lists(st.tuples(TEXT, st.sampled_from(STYLES)), max_size=6).map(lambda line: fill(line, 30, STYLES[0]))
PAGE = st.lists(LINE, min_size=4, max_size=4)


def written(pages: list[list[Line]]) -> list[str]:
    """Return what a terminal shows after pages were written one over the other."""
    screen = pyte.Screen(30, 4)
    stream = pyte.Stream(screen)
    writer = Writer([Wall()], ColorSystem.TRUECOLOR)
    shown: list[Line] = [((" " * 30, STYLES[0]),)] * 4
    for page in pages:
        runs = [run for y, (old, new) in enumerate(zip(shown, page, strict=True)) for run in changed_runs(old, new, y)]
        stream.feed(writer.sequence(runs))
        shown = page
    return list(screen.display)


@given(PAGE, PAGE)
def test_writing_what_changed_shows_the_same_as_writing_everything(first: list[Line], second: list[Line]) -> None:
    assert written([first, second]) == written([second])


@given(LINE)
def test_a_line_that_did_not_change_writes_nothing(line: Line) -> None:
    assert list(changed_runs(line, line, 0)) == []


def test_one_changed_span_is_written_alone() -> None:
    old: Line = (("left", STYLES[0]), ("12", STYLES[1]), ("right", STYLES[0]))
    new: Line = (("left", STYLES[0]), ("13", STYLES[1]), ("right", STYLES[0]))
    assert list(changed_runs(old, new, 7)) == [(4, 7, [("13", STYLES[1])])]


def test_control_characters_do_not_pass_the_writer() -> None:
    writer = Writer([Wall()], ColorSystem.TRUECOLOR)
    assert "\x1b]52" not in writer.sequence([(0, 0, [("\x1b]52;c;eA==\x07é", STYLES[0])])])


def test_colours_do_not_pass_when_there_are_to_be_none() -> None:
    writer = Writer([NoColor(), Wall()], ColorSystem.TRUECOLOR)
    sequence = writer.sequence([(0, 0, [("x", Style(color="#ff8800", bold=True))])])
    assert "38;2" not in sequence
    assert "\x1b[0;1;" in sequence


async def test_textual_composes_the_same_page_that_is_written() -> None:
    async with seated() as seat:
        await seat.press("space", "h", "space")
        await seat.pilot.resize_terminal(120, 36)
        shown = [strip.text for strip in seat.app.screen._compositor.render_strips()]
        assert "\n".join(shown) == seat.text


async def test_a_second_on_the_timer_changes_a_few_cells_only() -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.app._page.renew()
        seat.clock.advance(1)
        runs = seat.app._page.renew()
        assert sum(len(text) for _, _, spans in runs for text, _ in spans) < 150
