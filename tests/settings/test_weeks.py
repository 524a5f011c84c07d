"""Weeks as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.settings.weeks import DAYS, parse_span, parse_week

NINE_TO_SIX = ((540, 1080),)
spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] < span[1])


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def test_a_range_of_days_holds_on_each_of_them_and_no_other() -> None:
    assert parse_week("mon-fri 09:00-18:00") == (NINE_TO_SIX,) * 5 + ((), ())


def test_groups_and_spans_add_up() -> None:
    assert parse_week("Mon 9-12, 13:30-17; tue 10:00-11:00; mon 12-13") == (
        ((540, 780), (810, 1020)),
        ((600, 660),),
        *((),) * 5,
    )


def test_without_days_every_day_is_meant() -> None:
    assert parse_week("09:00-18:00") == (NINE_TO_SIX,) * 7


def test_a_range_may_run_over_the_end_of_the_week() -> None:
    assert [day for day, spans in zip(DAYS, parse_week("sat-mon 9-18"), strict=True) if spans] == ["mon", "sat", "sun"]


def test_days_may_be_listed_and_written_in_full() -> None:
    assert [bool(spans) for spans in parse_week("monday, wed fri 9 – 18")] == [
        True,
        False,
        True,
        False,
        True,
        False,
        False,
    ]


def test_a_day_ends_at_24_00() -> None:
    assert parse_span("22:00-24:00") == (1320, 1440)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        (" ; ", "empty"),
        ("mon-fry 9-18", "'fry' is not a day"),
        ("mon-fri", "no times"),
        ("mon 18-9", "ends before it begins"),
        ("mon 9", "not a span"),
        ("mon 9-24:01", "not a time of day"),
        ("mon 9:60-10", "not a time of day"),
        ("mon ٩-١٠", "not a time of day"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_week(text)


@given(st.dictionaries(st.sampled_from(DAYS), st.lists(spans, min_size=1, max_size=4)))
def test_a_minute_is_in_the_week_exactly_when_a_span_of_its_day_has_it(
    written: dict[str, list[tuple[int, int]]],
) -> None:
    text = "; ".join(f"{day} {', '.join(f'{clock(a)}-{clock(b)}' for a, b in spans)}" for day, spans in written.items())
    if not written:
        return
    week = parse_week(text)
    for number, day in enumerate(DAYS):
        wanted = {minute for start, end in written.get(day, []) for minute in range(start, end)}
        assert {minute for start, end in week[number] for minute in range(start, end)} == wanted
        assert all(before[1] < after[0] for before, after in zip(week[number], week[number][1:], strict=False))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_or_read(text: str) -> None:
    try:
        week = parse_week(text)
    except ValueError:
        return
    assert len(week) == 7
