"""Hostile text: what reaches the screen is one line that a terminal prints as it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from dialdeck.tui.clean import FORBIDDEN, clean
from dialdeck.tui.wall import Wall

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\x00\x07\x1b\x7f\x80\x9b\x9d\u200b\u202e\u2066\ufeff\u0301[]@/\t\n"),
    ),
    max_size=60,
)


@given(HOSTILE)
def test_nothing_forbidden_is_left(text: str) -> None:
    assert FORBIDDEN.search(clean(text)) is None


@given(HOSTILE)
def test_no_control_or_format_character_is_left_except_ordinary_marks(text: str) -> None:
    left = {unicodedata.category(character) for character in clean(text)}
    assert left.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stands_as_it_is(text: str) -> None:
    assert clean(text, len(text) + 1) == text


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Smith [/foo]", "Smith [/foo]"),
        ("[@click=app.quit]x", "[@click=app.quit]x"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("two\nlines\tand", "two lines and"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("in\u200bvisible", "invisible"),
        ("half \ud83d", "half \ufffd"),
        ("\x9b31m", "\ufffd31m"),
        ("Zoë, 李娜, Ελένη", "Zoë, 李娜, Ελένη"),
    ],
)
def test_what_is_dangerous_becomes_a_sign_and_the_rest_stands(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_piles_of_marks_are_cut_to_three() -> None:
    assert clean("e" + "\u0301" * 40 + "x") == "e" + "\u0301" * 3 + "x"


def test_what_is_too_long_is_cut_and_counted() -> None:
    assert clean("x" * 700) == "x" * 600 + "… +100"


def test_the_wall_takes_out_what_a_widget_let_through() -> None:
    segments = [Segment("a\x1b]52;c;eA==\x07b", Style(bold=True)), Segment("ok", None)]
    kept = Wall().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in kept] == ["a]52;c;eA==b", "ok"]
    assert kept[0].style == Style(bold=True)
