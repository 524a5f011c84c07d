"""Parts of the day, cut to the hours that are allowed."""

import itertools
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.parts import current_part, part_at, parts_of
from dialdeck.model.facts import Place
from dialdeck.model.policy import CallerHours, Policy
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, at, calendar, policy

TUESDAY = date(2026, 3, 10)


def told(limits: Policy, place: Place = CHICAGO) -> list[tuple[str, str, str]]:
    zone = ZoneInfo(place.zones[0])

    def clock(instant: int) -> str:
        return datetime.fromtimestamp(instant / 1000, zone).strftime("%H:%M")

    return [(part.id, clock(part.start), clock(part.end)) for part in parts_of(calendar(limits), place, TUESDAY)]


def house(start: int, end: int) -> Policy:
    return replace(policy(), house=(((start, end),),) * 7)


def test_the_short_rest_of_the_early_morning_joins_the_next_part() -> None:
    assert told(policy()) == [
        ("mid-morning", "09:00", "11:30"),
        ("midday", "11:30", "13:30"),
        ("afternoon", "13:30", "16:00"),
        ("late", "16:00", "18:00"),
    ]


def test_a_short_last_part_joins_the_one_before() -> None:
    assert told(house(480, 990))[-1] == ("afternoon", "13:30", "16:30")


def test_an_hour_is_long_enough() -> None:
    assert [part[0] for part in told(house(510, 1020))] == ["early", "mid-morning", "midday", "afternoon", "late"]


def test_short_parts_gather_until_they_are_one() -> None:
    assert told(house(540, 600)) == [("mid-morning", "09:00", "10:00")]


def test_a_single_short_part_stays() -> None:
    assert told(house(840, 870)) == [("afternoon", "14:00", "14:30")]


def test_hours_outside_all_parts_have_none() -> None:
    assert told(house(1200, 1320)) == []


def test_a_closed_day_has_no_parts() -> None:
    assert parts_of(calendar(), CHICAGO, date(2026, 3, 14)) == ()


def test_a_short_part_in_the_middle_joins_the_one_after_it() -> None:
    blocked = replace(policy(), caller=CallerHours("America/Chicago", blocks=(((710, 800),),) * 7))
    assert told(blocked) == [
        ("mid-morning", "09:00", "11:30"),
        ("afternoon", "11:30", "16:00"),
        ("late", "16:00", "18:00"),
    ]


def test_a_part_with_a_block_inside_reaches_from_its_first_to_its_last_open_minute() -> None:
    blocked = replace(policy(), caller=CallerHours("America/Chicago", blocks=(((840, 900),),) * 7))
    assert ("afternoon", "13:30", "16:00") in told(blocked)


@pytest.mark.parametrize(
    ("when", "part"),
    [
        ("2026-03-10 09:10", "mid-morning"),
        ("2026-03-10 11:30", "midday"),
        ("2026-03-10 17:59", "late"),
        ("2026-03-10 18:00", None),
        ("2026-03-14 10:00", None),
    ],
)
def test_an_instant_falls_into_one_part_or_none(when: str, part: str | None) -> None:
    assert part_at(calendar(), CHICAGO, at(when)) == part


def test_the_present_part_knows_when_it_began() -> None:
    part = current_part(calendar(), CHICAGO, at("2026-03-10 12:00"))
    assert part is not None
    assert part.start == at("2026-03-10 11:30")
    assert part.label == "midday"


@given(start=st.integers(0, 1439), length=st.integers(1, 1440), day=st.dates(date(2025, 1, 1), date(2027, 1, 1)))
def test_parts_are_ordered_lie_within_hours_and_are_an_hour_long_or_alone(start: int, length: int, day: date) -> None:
    days = calendar(house(start, min(1440, start + length)))
    parts = parts_of(days, CHICAGO, day)
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    for part in parts:
        assert days.is_open(CHICAGO, part.start)
        assert days.is_open(CHICAGO, part.end - 1)
    assert len(parts) == 1 or all(part.end - part.start >= 3_600_000 for part in parts)
