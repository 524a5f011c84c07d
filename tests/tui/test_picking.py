"""A long list: what fits the text is shown, the cursor is always on a line of it, and it paints in every size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialdeck.model.views import PickRow
from dialdeck.settings.actions import ACTIONS, KeyState, actions_for
from dialdeck.tui.cells import line_width
from dialdeck.tui.keymap import NOT_LISTED, Act
from dialdeck.tui.panels.picker import picker_panel
from dialdeck.tui.picking import Picker, opened
from tests.tui.seat import plain_palette, text_of

TEXT = st.text(alphabet="ab 李é\u0301\x1b[", max_size=12)
ROWS = st.lists(st.tuples(TEXT, TEXT, st.booleans()), max_size=40).map(
    lambda rows: tuple(PickRow(str(at), *row) for at, row in enumerate(rows))
)
STEPS = st.lists(st.one_of(st.integers(-50, 50), st.text(alphabet="ab ", max_size=2)), max_size=12)


def listing(rows: tuple[PickRow, ...]) -> Picker:
    return opened(Picker("A [list]", rows, lambda _row: None, "takes it", "nothing fits"))


@given(ROWS, STEPS)
def test_the_cursor_is_on_a_line_that_is_shown(rows: tuple[PickRow, ...], steps: list[int | str]) -> None:
    picker = listing(rows)
    for step in steps:
        if isinstance(step, int):
            picker.move(step)
        else:
            picker.editor.insert(step)
    assert (picker.row in picker.shown) if picker.shown else picker.row is None


@given(ROWS, ROWS, st.integers(0, 40))
def test_other_lines_keep_the_cursor_inside(rows: tuple[PickRow, ...], fresh: tuple[PickRow, ...], steps: int) -> None:
    picker = listing(rows)
    picker.move(steps)
    picker.renew(fresh)
    assert (picker.row in fresh) if fresh else picker.row is None


@given(ROWS, TEXT, st.integers(20, 200), st.integers(5, 60))
def test_every_size_is_filled_exactly(rows: tuple[PickRow, ...], text: str, width: int, height: int) -> None:
    picker = listing(rows)
    picker.editor.insert(text)
    lines = picker_panel(picker, width, height, plain_palette())
    assert [line_width(line) for line in lines] == [width] * height
    assert "\x1b" not in text_of(lines)


def test_every_word_narrows_the_list_wherever_it_stands() -> None:
    picker = listing((PickRow("1", "Tom Okafor", "Northgate Freight"), PickRow("2", "Tom Berg", "Fjord Lines")))
    picker.editor.insert("FREIGHT tom")
    assert [row.id for row in picker.shown] == ["1"]


def test_a_line_that_begins_with_the_text_comes_first() -> None:
    picker = listing((PickRow("1", "later", "unmark"), PickRow("2", "undo", "")))
    picker.editor.insert("un")
    assert [row.id for row in picker.shown] == ["2", "1"]


def test_the_line_that_holds_now_is_under_the_cursor_at_first() -> None:
    picker = listing((PickRow("1", "a", ""), PickRow("2", "b", "", current=True)))
    assert picker.row == PickRow("2", "b", "", current=True)


def test_the_line_under_the_cursor_is_painted_however_long_the_list_is() -> None:
    picker = listing(tuple(PickRow(str(at), f"line {at}.", "") for at in range(100)))
    picker.move(77)
    painted = text_of(picker_panel(picker, 60, 12, plain_palette()))
    assert "›  line 77." in painted
    assert "78 of 100" in painted


def test_what_the_keys_do_is_said_under_the_list() -> None:
    painted = text_of(picker_panel(listing(()), 80, 12, plain_palette()))
    assert "enter takes it" in painted
    assert "esc leaves" in painted
    assert "nothing fits" in painted


def test_every_action_without_a_key_is_in_the_palette() -> None:
    for action in ACTIONS:
        if not action.keys:
            assert action.id in set(Act) - NOT_LISTED
            assert KeyState.IDLE in action.states


def test_no_key_of_a_list_could_be_text() -> None:
    keys = {key for action in actions_for(KeyState.PICKER) for key in action.keys}
    assert not [key for key in keys if len(key) == 1]
