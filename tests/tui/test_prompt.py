"""The editor of a text field: what is typed is what is kept, and the cursor never stands inside a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.tui import prompt
from dialdeck.tui.cells import width_of
from dialdeck.tui.clean import FORBIDDEN
from dialdeck.tui.prompt import LIMIT, Editor

KEYS = ["left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+left", "ctrl+right"]
STEPS = st.lists(st.one_of(st.sampled_from(KEYS), st.text(alphabet="ab 李é\u0301", max_size=4).map(lambda t: f"+{t}")))


def played(steps: list[str]) -> Editor:
    editor = Editor()
    for step in steps:
        if step.startswith("+"):
            editor.insert(step[1:])
        else:
            assert editor.press(step)
    return editor


@given(STEPS)
def test_the_cursor_stays_within_the_text(steps: list[str]) -> None:
    editor = played(steps)
    assert 0 <= editor.at <= len(editor.text)


@given(STEPS, st.integers(1, 40))
def test_the_window_fits_and_is_part_of_the_text(steps: list[str], width: int) -> None:
    editor = played(steps)
    before, under, after = editor.window(width)
    assert width_of(before) + width_of(under) + width_of(after) <= max(width, width_of(under))
    shown = under if editor.at < len(editor.text) else ""
    assert before + shown + after in editor.text


@given(st.text(max_size=40))
def test_whatever_is_inserted_is_clean(text: str) -> None:
    editor = Editor()
    editor.insert(text)
    assert FORBIDDEN.search(editor.text) is None


def test_typing_in_the_middle() -> None:
    assert played(["+helo", "left", "+l"]).text == "hello"


def test_a_word_is_taken_back_at_once() -> None:
    assert played(["+call her  mother ", "ctrl+w"]).text == "call her  "


def test_the_rest_of_the_line_is_taken_away() -> None:
    assert played(["+one two", "ctrl+left", "ctrl+k"]).text == "one "
    assert played(["+one two", "ctrl+left", "ctrl+u"]).text == "two"


def test_a_letter_goes_with_its_marks() -> None:
    assert played(["+xe\u0301", "backspace"]).text == "x"


def test_a_text_has_an_end() -> None:
    editor = Editor()
    for _ in range(30):
        editor.insert("x" * 100)
    assert len(editor.text) == LIMIT


@pytest.mark.parametrize("at", [0, LIMIT // 2, LIMIT])
def test_however_long_a_text_is_only_what_is_shown_is_measured(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = 0

    def measure(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return width_of(text)

    monkeypatch.setattr(prompt, "cell_len", measure)
    before, under, after = Editor("x" * LIMIT, at).window(40)
    assert len(before + under + after) == 40
    assert measured < 100


def test_a_mark_that_is_typed_after_its_letter_stays_with_it() -> None:
    assert played(["+xe", "+\u0301", "+y"]).text == "xe\u0301y"


def test_a_mark_without_a_letter_is_left_out() -> None:
    assert played(["+\u0301", "+y"]).text == "y"


def test_what_cannot_be_shown_takes_no_room_from_what_can() -> None:
    editor = Editor()
    assert editor.insert("\u200b" * LIMIT + "x" * LIMIT)
    assert editor.text == "x" * LIMIT


def test_a_key_that_is_no_editing_key_is_left_to_others() -> None:
    assert not Editor().press("f9")
