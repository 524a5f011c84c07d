"""Arithmetic on opening hours."""

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.hours import (
    DAY,
    HOUR,
    MINUTE,
    WHOLE_DAY,
    Spans,
    day_bounds,
    intersect,
    intersect_weeks,
    is_zone,
    local_date,
    spans_of_day,
    subtract,
    union,
)
from dialdeck.model.policy import Span
from tests.method.people import at

ZONES = ("America/Chicago", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Kolkata")
some_spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5).map(
    lambda rows: union(tuple((start, start + length) for start, length in rows))
)


def points(spans: Spans) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


@given(some_spans, some_spans)
def test_an_intersection_holds_exactly_what_both_hold(left: Spans, right: Spans) -> None:
    assert points(intersect(left, right)) == points(left) & points(right)


@given(some_spans, some_spans)
def test_a_difference_holds_exactly_what_only_the_first_holds(left: Spans, right: Spans) -> None:
    assert points(subtract(left, right)) == points(left) - points(right)


@given(some_spans, some_spans)
def test_results_stay_sorted_and_disjoint(left: Spans, right: Spans) -> None:
    for spans in (intersect(left, right), subtract(left, right), union((*left, *right))):
        assert all(start < end for start, end in spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_spans_that_touch_become_one() -> None:
    assert union(((5, 9), (0, 5), (20, 30))) == ((0, 9), (20, 30))


def test_weeks_intersect_day_by_day() -> None:
    house: tuple[tuple[Span, ...], ...] = (((540, 1080),),) * 7
    law: tuple[tuple[Span, ...], ...] = (((600, 780), (840, 1200)),) * 6 + ((),)
    assert intersect_weeks(house, law) == (((600, 780), (840, 1080)),) * 6 + ((),)


def test_an_ordinary_day_runs_by_the_wall_clock() -> None:
    week = (((540, 1080),),) * 7
    assert spans_of_day(week, "America/Chicago", date(2026, 3, 10)) == (
        (at("2026-03-10 09:00"), at("2026-03-10 18:00")),
    )


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-03-10", 24)])
def test_a_day_on_which_clocks_change_has_its_own_length(day: str, hours: int) -> None:
    begin, end = day_bounds("America/Chicago", date.fromisoformat(day))
    assert end - begin == hours * HOUR


def test_working_hours_keep_to_the_wall_clock_when_clocks_change() -> None:
    week = (((540, 1080),),) * 7
    for day in ("2026-03-08", "2026-11-01"):
        expected = ((at(f"{day} 09:00"), at(f"{day} 18:00")),)
        assert spans_of_day(week, "America/Chicago", date.fromisoformat(day)) == expected


def test_a_span_that_the_clocks_skip_is_no_span() -> None:
    week = (((125, 175),),) * 7
    assert spans_of_day(week, "America/Chicago", date(2026, 3, 8)) == ()


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    start=st.integers(0, 1439),
    length=st.integers(1, 1440),
    step=st.integers(0, 200),
)
def test_no_instant_of_a_span_lies_outside_it_by_the_wall_clock(
    zone: str, day: date, start: int, length: int, step: int
) -> None:
    end = min(start + length, 1440)
    for first, last in spans_of_day((((start, end),),) * 7, zone, day):
        instant = first + (last - first - 1) * step // 200
        wall = datetime.fromtimestamp(instant / 1000, ZoneInfo(zone))
        assert wall.date() == day
        assert start <= wall.hour * 60 + wall.minute < end


@given(zone=st.sampled_from(ZONES), day=st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_days_follow_each_other_without_gap(zone: str, day: date) -> None:
    begin, end = day_bounds(zone, day)
    assert day_bounds(zone, day + timedelta(days=1))[0] == end
    assert local_date(zone, begin) == day
    assert local_date(zone, end - 1) == day
    assert abs(end - begin - DAY) <= HOUR


def test_the_whole_day_reaches_from_midnight_to_midnight() -> None:
    day = date(2026, 3, 8)
    assert spans_of_day((WHOLE_DAY,) * 7, "America/Chicago", day) == (day_bounds("America/Chicago", day),)


def test_minutes_are_milliseconds() -> None:
    assert DAY == 24 * HOUR == 24 * 60 * MINUTE == 86_400_000


@pytest.mark.parametrize(
    ("name", "known"),
    [("America/Chicago", True), ("Mars/Olympus", False), ("../etc/passwd", False), ("", False), ("America", False)],
)
def test_a_zone_is_one_only_when_the_database_has_it(name: str, known: bool) -> None:
    assert is_zone(name) is known
