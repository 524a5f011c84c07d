"""The editor of a text field: what is typed is what is kept, and the cursor never stands inside a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


def test_a_key_that_is_no_editing_key_is_left_to_others() -> None:
    assert not Editor().press("f9")
