"""Public holidays are filled in when somebody of an area arrives, and read from the file ever after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.holidays import Holidays, area_of
from dialdeck.session.people import add_person
from tests.session.conftest import NOW
from tests.session.floor import Floor

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("country", "region", "area"), [("US", "IL", "US-IL"), ("DE", None, "DE"), (None, "IL", None), ("", None, None)]
)
def test_an_area_is_a_country_or_one_of_its_regions(country: str | None, region: str | None, area: str | None) -> None:
    assert area_of(country, region) == area


def test_this_year_and_the_next_are_filled_in_once(floor: Floor) -> None:
    holidays = Holidays(floor.desk.store)
    assert holidays.ensure(["DE-BY"], TODAY)
    assert not holidays.ensure(["DE-BY"], TODAY)
    assert floor.desk.store.holiday_years("DE-BY") == {2026, 2027}
    assert holidays("DE", "BY", date(2026, 1, 6))
    assert not holidays("DE", "BY", date(2026, 1, 7))
    assert not holidays(None, None, date(2026, 1, 1))


def test_an_area_read_before_it_was_filled_in_is_read_again(floor: Floor) -> None:
    holidays = Holidays(floor.desk.store)
    assert holidays.of_area("DE") == frozenset()
    holidays.ensure(["DE"], TODAY)
    assert "2026-10-03" in holidays.of_area("DE")


def test_a_person_is_not_called_on_the_holidays_of_their_region(floor: Floor) -> None:
    person = floor.person(phone="+498923125001", country="DE", state="BY", zone="Europe/Berlin")
    place = floor.desk.facts(person).place
    assert not floor.desk.calendar.callable_day(place, date(2026, 6, 4))
    assert floor.desk.calendar.callable_day(place, date(2026, 6, 3))


def test_the_callers_own_holidays_are_days_off(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[caller]\nzone = "America/Chicago"\nregion = "US"\n', "utf-8")
    with open_desk(home / "own.db", SteppingClock(NOW), settings_file=config).store as store:
        assert store.holiday_years("US") == {2026, 2027}
    desk = open_desk(home / "own.db", SteppingClock(NOW), settings_file=config)
    with desk.store:
        assert "2026-07-03" in desk.policy.caller.days_off


def test_an_open_window_learns_the_holidays_of_an_area_that_another_one_brought(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person()
    deck.open()
    assert not floor.desk.holidays("DE", "BY", date(2026, 6, 4))
    other = open_window()
    fields = {"name": "Ana Ruiz", "phone": "+498923125001", "country": "DE", "state": "BY", "zone": "Europe/Berlin"}
    uid, _ = add_person(other, fields)
    place = floor.desk.facts(floor.desk.store.find_by_uid(uid)[0]).place
    assert floor.desk.calendar.callable_day(place, date(2026, 6, 4))
    deck.tick()
    assert floor.desk.holidays("DE", "BY", date(2026, 6, 4))
    assert not floor.desk.calendar.callable_day(place, date(2026, 6, 4))


def test_a_list_opened_in_later_years_has_their_holidays(home: Path) -> None:
    early = SteppingClock(NOW)
    desk = open_desk(home / "old.db", early, settings_file=home / "config.toml")
    with desk.store:
        person = Floor(desk, early).person()
        assert desk.store.holiday_years("US-IL") == {2026, 2027}
    late = SteppingClock(parse_instant("2028-06-30T10:00-05:00", "a test"))
    desk = open_desk(home / "old.db", late, settings_file=home / "config.toml")
    with desk.store:
        place = desk.facts(person).place
        assert desk.holidays("US", "IL", date(2028, 7, 4))
        assert not desk.calendar.callable_day(place, date(2028, 7, 4))
        assert desk.calendar.callable_day(place, date(2028, 7, 5))
