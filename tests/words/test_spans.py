"""Spans and moments in words."""

from datetime import UTC, date, datetime

import pytest

from dialdeck.words.spans import ago, both_zones, countdown, local_text, ordinal_day, place

NOW = round(datetime(2026, 3, 10, 15, 5, tzinfo=UTC).timestamp() * 1000)
MINUTE = 60_000


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (24 * MINUTE + 50_000, "in 24:50"),
        (65 * MINUTE, "in 1:05:00"),
        (1, "in 0:01"),
        (0, "in 0:00"),
        (-130_000, "2:10 ago"),
        (-500, "0:00 ago"),
    ],
)
def test_a_countdown_is_to_the_second(away: int, said: str) -> None:
    assert countdown(NOW + away, NOW) == said


def test_a_span_is_rounded_to_what_people_say() -> None:
    day = 24 * 60 * MINUTE
    assert [ago(NOW - 3 * day, NOW), ago(NOW + 120 * MINUTE, NOW)] == ["3 days ago", "2 hours from now"]


def test_a_moment_is_shown_on_both_clocks() -> None:
    assert both_zones(NOW, "America/Chicago", "America/Los_Angeles") == "Tue 10 Mar 10:05 Chicago / 08:05 here"


def test_my_day_is_named_when_it_is_another_one() -> None:
    assert both_zones(NOW, "America/Chicago", "Asia/Tokyo") == "Tue 10 Mar 10:05 Chicago / Wed 00:05 here"


def test_the_same_clock_is_shown_once() -> None:
    assert both_zones(NOW, "America/Chicago", "America/Winnipeg") == "Tue 10 Mar 10:05 Chicago"


def test_a_moment_is_shown_in_one_zone() -> None:
    assert local_text(NOW, "Europe/Berlin") == "Tue 10 Mar 16:05"


def test_a_zone_is_called_after_its_place() -> None:
    assert place("America/Argentina/Buenos_Aires") == "Buenos Aires"


def test_days_are_said_as_ordinals() -> None:
    said = [ordinal_day(date(2026, 3, day)) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)]
    assert said == [
        f"the {day}" for day in ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st"]
    ]
