"""Reading a person's own hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.wishes import parse_wish


def test_a_wish_without_days_holds_every_day() -> None:
    assert parse_wish("09:00-12:00") == (((540, 720),),) * 7


def test_a_wish_with_days_closes_the_others() -> None:
    wish = parse_wish("mon-fri 09:00-12:00, 14-16; sat 10:00-11:00")
    assert wish == (((540, 720), (840, 960)),) * 5 + (((600, 660),), ())


@pytest.mark.parametrize(
    ("text", "open_days"),
    [
        ("mon, wed 9-10", [0, 2]),
        ("Monday to 9-10", None),
        ("sat-mon 9-10", [0, 5, 6]),
        ("mon-wed, fri 9-10", [0, 1, 2, 4]),
        ("Tue 9 – 10", [1]),
        ("mon - tue 9-10", [0, 1]),
    ],
)
def test_days_of_a_wish_are_names_lists_and_ranges(text: str, open_days: list[int] | None) -> None:
    if open_days is None:
        with pytest.raises(ValueError, match="weekday"):
            parse_wish(text)
    else:
        wish = parse_wish(text)
        assert wish is not None
        assert [i for i, spans in enumerate(wish) if spans] == open_days


def test_a_wish_may_reach_midnight() -> None:
    assert parse_wish("20-24") == (((1200, 1440),),) * 7


@pytest.mark.parametrize("text", ["", "  ", ";"])
def test_empty_text_is_no_wish(text: str) -> None:
    assert parse_wish(text) is None


@pytest.mark.parametrize(
    "text", ["mornings", "9", "12-9", "9-25", "9:75-10", "8-9:60", "mon-", "mon-tue-wed 9-10", "9-10, soon", "+9-10"]
)
def test_a_wish_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="hours "):
        parse_wish(text)


@given(st.text(alphabet="monfrisat 0123456789:-;,–", max_size=30))
def test_any_text_is_a_week_or_a_clear_refusal(text: str) -> None:
    try:
        week = parse_wish(text)
    except ValueError as error:
        assert repr(text) in str(error)  # noqa: PT017 - a refusal is one of two right answers
    else:
        assert week is None or all(0 <= a < b <= 1440 for spans in week for a, b in spans)
