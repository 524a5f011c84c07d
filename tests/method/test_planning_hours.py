"""Stretches in which nothing opens or closes, and places that have the same hours."""

from datetime import date

from dialdeck.method.planning_hours import alike, stretches
from dialdeck.model.facts import Place
from tests.method.people import CHICAGO, at, calendar, holidays_on

IOWA = Place(2, ("America/Chicago",), "US", "IA")
DENVER = Place(3, ("America/Denver",), "US", "CO")
LUNCH = Place(4, ("America/Chicago",), "US", "IL", "mon-fri 9-12, 13-18")


def test_places_with_the_same_hours_share_the_first_of_them() -> None:
    found = alike(calendar(), [CHICAGO, IOWA, DENVER, LUNCH], date(2026, 3, 10), 28)
    assert found == {CHICAGO: CHICAGO, IOWA: CHICAGO, DENVER: DENVER, LUNCH: LUNCH}


def test_a_holiday_that_only_one_of_them_has_parts_them() -> None:
    def only_in_iowa(country: str, region: str | None, day: date) -> bool:
        return region == "IA" and holidays_on("2026-04-03")(country, region, day)

    assert alike(calendar(holidays=only_in_iowa), [CHICAGO, IOWA], date(2026, 3, 10), 28)[IOWA] == IOWA


def test_a_day_is_cut_where_any_place_opens_closes_or_changes_its_part() -> None:
    found = list(stretches(calendar(), [CHICAGO, DENVER], at("2026-03-10 00:00"), at("2026-03-11 00:00")))
    assert [one.start for one in found[:3]] == [at(f"2026-03-10 {time}") for time in ("09:00", "10:00", "11:30")]
    assert [len(one.open) for one in found] == [1, *[2] * (len(found) - 2), 1]
    assert found[0].open[0][1:] == (at("2026-03-10 09:00"), "mid-morning")
    assert found[-1].end == at("2026-03-10 19:00")


def test_between_two_parts_what_is_due_has_waited_since_the_last_one_began() -> None:
    early = Place(5, ("America/Chicago",), "US", "IL", "mon-fri 9-20")
    whole = calendar(calendar().policy._replace(house=(((0, 1440),),) * 7))
    last = list(stretches(whole, [early], at("2026-03-10 00:00"), at("2026-03-11 00:00")))[-1]
    assert last.open[0][1:] == (at("2026-03-10 16:00"), None)


def test_nothing_is_open_at_night() -> None:
    assert not list(stretches(calendar(), [CHICAGO], at("2026-03-10 19:00"), at("2026-03-11 00:00")))
