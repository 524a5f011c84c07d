"""Public holidays of a region."""

from __future__ import annotations

from datetime import date

from dialdeck.phone.holidays import public_holidays


def test_a_region_adds_its_own_days() -> None:
    family_day = date(2026, 2, 16)
    assert family_day in public_holidays("CA", "ON", 2026)
    assert family_day not in public_holidays("CA", "QC", 2026)


def test_the_week_of_the_demo_has_no_holiday_on_a_weekday() -> None:
    days = [date(2026, 3, day) for day in range(9, 14)]
    for country, region in (("US", "IL"), ("US", None), ("CA", "ON"), ("GB", "ENG"), ("DE", "BE")):
        assert not set(days) & public_holidays(country, region, 2026).keys()


def test_an_unknown_country_has_no_calendar() -> None:
    assert public_holidays("XX", None, 2026) == {}


def test_an_unknown_region_gives_the_days_of_the_country() -> None:
    assert public_holidays("DE", "ZZ", 2026) == public_holidays("DE", None, 2026)


def test_only_days_of_the_year_are_given() -> None:
    assert {day.year for day in public_holidays("US", None, 2027)} == {2027}
