"""Text for people: harmless for a terminal, and straight in its columns."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.cli.text import CleanStream, clean, fit, json_text, table, width

TEXT = st.text(st.characters())
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(TEXT)
def test_cleaned_text_has_nothing_that_steers(text: str) -> None:
    assert not {unicodedata.category(character) for character in clean(text)} & STEERING


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jürgen 株 😀", "Jürgen 株 😀"), ("a\x1b[31mb", "a␛[31mb"), ("a\nb\tc\u2028d", "a b c d"), ("\x7f", "␡"),
        ("a\u202eb\u200bc", "abc"), ("a\x9bb", "a\ufffdb"), ("a\u00a0b", "a b"), ("[/foo]", "[/foo]"),
        ("\udcff", "\ufffd"),
    ],
)  # fmt: skip
def test_what_steers_is_a_sign_a_blank_or_gone(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.recursive(TEXT | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)))
def test_json_that_is_printed_says_the_same_and_steers_nothing(value: object) -> None:
    printed = json_text(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(printed) == json.loads(json.dumps(value))
    assert not {unicodedata.category(one) for one in printed.replace("\n", "")} & STEERING


@given(TEXT, st.integers(1, 40))
def test_fitted_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert width(fit(clean(text), cells)) == cells


def test_wide_characters_count_twice_and_marks_not_at_all() -> None:
    assert (width("株式"), width("e\u0301"), width("abc")) == (4, 1, 3)


def test_columns_stand_straight_below_wide_names() -> None:
    lines = table(("NAME", "PLAN"), [("株式会社", "silent"), ("Jürgen", "message"), ("e\u0301", "x")], (0, 0))
    starts = {width(re.split(r"(?=PLAN|silent|message|x$)", text)[0]) for text in lines}
    assert len(starts) == 1


def test_columns_of_counts_stand_at_the_right() -> None:
    assert table(("READ",), [("7",), ("1234",)], (0,)) == ["READ", "   7", "1234"]


def test_a_column_is_cut_at_its_limit_and_the_last_one_goes_whole_into_a_pipe() -> None:
    lines = table(("A", "B"), [("x" * 50, "y" * 300)], (10, 0))
    assert lines[1] == "x" * 9 + "…  " + "y" * 300


def test_a_stream_to_a_terminal_passes_line_ends_and_nothing_else_that_steers() -> None:
    out = io.StringIO()
    stream = CleanStream(out)
    assert stream.write("a\x1b]52;c;eA==\x07,b\r\nc\u202e\n") == 20
    stream.flush()
    assert out.getvalue() == "a␛]52;c;eA==␇,b\nc\n"
