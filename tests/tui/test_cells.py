"""Text measured in cells: lines are exactly as wide as they must be, whatever letters are in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from dialdeck.tui.cells import Line, clip, fill, fit, line_width, paragraph, spread, width_of, wrap
from dialdeck.tui.clean import clean

PLAIN, BOLD = Style.null(), Style(bold=True)
TEXT = st.text(alphabet=st.sampled_from("ab ·李娜é\u0301…▶ -.,"), max_size=60).map(clean)
LINE = st.lists(st.tuples(TEXT, st.sampled_from([PLAIN, BOLD])), max_size=5).map(tuple)


@given(TEXT, st.integers(-2, 40))
def test_fitted_text_is_never_too_wide(text: str, width: int) -> None:
    assert width_of(fit(text, width)) <= max(0, width)


@given(TEXT)
def test_text_that_fits_is_not_touched(text: str) -> None:
    assert fit(text, width_of(text)) == text


@given(LINE, st.integers(0, 60))
def test_a_filled_line_has_exactly_its_width(line: Line, width: int) -> None:
    assert line_width(fill(line, width, PLAIN)) == width


@given(LINE, LINE, st.integers(0, 80))
def test_a_spread_line_has_exactly_its_width(left: Line, right: Line, width: int) -> None:
    assert line_width(spread(left, right, width, PLAIN)) == width


@given(LINE, st.integers(2, 40))
def test_wrapped_lines_fit_and_keep_every_letter(line: Line, width: int) -> None:
    lines = wrap(line, width)
    assert all(line_width(one) <= width for one in lines)
    before = "".join(text for text, _ in line).replace(" ", "")
    after = "".join(text for one in lines for text, _ in one).replace(" ", "")
    assert after == before


@given(LINE, st.integers(2, 40))
def test_wrapping_keeps_the_style_of_every_letter(line: Line, width: int) -> None:
    before = [style for text, style in line for _ in text.replace(" ", "")]
    after = [style for one in wrap(line, width) for text, style in one for _ in text.replace(" ", "")]
    assert after == before


def test_words_stay_whole_across_spans() -> None:
    lines = wrap((("my number: ", PLAIN), ("[my_phone]", BOLD), (".", PLAIN)), 12)
    assert ["".join(text for text, _ in line) for line in lines] == ["my number:", "[my_phone]."]


def test_a_paragraph_hangs_below_its_head() -> None:
    lines = paragraph((("ask ", BOLD),), (("what does it cost", PLAIN),), 12)
    assert ["".join(text for text, _ in line) for line in lines] == ["ask what", "    does it", "    cost"]


def test_clipped_lines_say_how_many_are_left_out() -> None:
    lines: list[Line] = [((str(number), PLAIN),) for number in range(5)]
    assert clip(lines, 3, PLAIN)[-1] == (("… +3 lines", PLAIN),)
    assert clip(lines, 5, PLAIN) == lines
