"""Spans and moments in words."""

from datetime import UTC, date, datetime

from dialdeck.words.spans import both_zones, ordinal_day, place

NOW = round(datetime(2026, 3, 10, 15, 5, tzinfo=UTC).timestamp() * 1000)


def test_a_moment_is_shown_on_both_clocks() -> None:
    assert both_zones(NOW, "America/Chicago", "America/Los_Angeles", NOW) == "Tue 10 Mar 10:05 Chicago / 08:05 here"


def test_my_day_is_named_when_it_is_another_one() -> None:
    assert both_zones(NOW, "America/Chicago", "Asia/Tokyo", NOW) == "Tue 10 Mar 10:05 Chicago / Wed 00:05 here"


def test_the_same_clock_is_shown_once() -> None:
    assert both_zones(NOW, "America/Chicago", "America/Winnipeg", NOW) == "Tue 10 Mar 10:05 Chicago"


def test_another_year_is_named() -> None:
    later = NOW + 366 * 86_400_000
    assert both_zones(later, "America/Chicago", "America/Chicago", NOW) == "Thu 11 Mar 2027 09:05 Chicago"


def test_a_zone_is_called_after_its_place() -> None:
    assert place("America/Argentina/Buenos_Aires") == "Buenos Aires"


def test_days_are_said_as_ordinals() -> None:
    said = [ordinal_day(date(2026, 3, day)) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)]
    assert said == [
        f"the {day}" for day in ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st"]
    ]
