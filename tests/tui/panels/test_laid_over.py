"""A break, a code for a camera and the frame: said large, never cut, and exactly as large as asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialdeck.tui.cells import Line, line_width
from dialdeck.tui.panels.code import code_panel
from dialdeck.tui.panels.frame import Leaf, framed, leaves
from dialdeck.tui.panels.paused import paused_panel
from dialdeck.tui.panels.sheet import overlay_panel
from dialdeck.tui.prompt import Overlay
from tests.tui.seat import plain_palette, text_of

PALETTE = plain_palette()
CODE = ("█▀▀▀█",) * 6


def test_a_break_is_said_with_its_time_and_the_key_that_ends_it() -> None:
    text = text_of(paused_panel(400_000, "p", 80, 20, PALETTE))
    assert "Paused" in text
    assert "├─╮·" in text  # a large 6:
    assert "p goes on" in text
    assert "6:40" in text_of(paused_panel(400_000, "p", 60, 8, PALETTE))


def test_a_code_is_never_cut() -> None:
    text = text_of(code_panel(CODE, "+1 312 555 0142", 40, 12, PALETTE))
    assert text.count("█▀▀▀█") == len(CODE)
    small = text_of(code_panel(CODE, "+1 312 555 0142", 40, 6, PALETTE))
    assert "█" not in small
    assert "make the window larger" in small


@given(st.text(max_size=30), st.integers(3, 60), st.integers(2, 20), st.booleans())
def test_a_frame_is_exactly_as_large_as_asked_for(title: str, width: int, height: int, joined: bool) -> None:
    content: list[Line] = [((title, PALETTE.base),)] * 5
    lines = framed(((f" {title} ", PALETTE.name),), content, width, height, PALETTE, joined=joined)
    assert len(lines) == height
    assert {line_width(line) for line in lines} == {width}


def test_a_page_is_made_when_it_is_looked_at_and_only_once() -> None:
    made: list[int] = []

    def make() -> list[Line]:
        made.append(1)
        return [()]

    leaf = Leaf(make)
    assert made == []
    assert leaf.lines is leaf.lines
    assert made == [1]
    assert len(leaves((), [[()]] * 3, 20, 5, PALETTE)) == 3


def test_columns_of_a_text_stay_where_they_are_and_what_is_below_names_its_key() -> None:
    grid = Overlay("Why", (("", "            Mon Tue"), ("", "midday        1   ·"), *((("", "x"),) * 30)))
    text = text_of(overlay_panel(grid, 60, 12, PALETTE)[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert "             Mon Tue" in text
    assert "midday        1   ·" in text
    assert "lines · pgdn" in text
