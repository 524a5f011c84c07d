"""When a person may be dialed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.calendar import Calendar, Opening
from dialdeck.method.rules_table import switched_on
from dialdeck.model.facts import Place
from dialdeck.model.policy import CallerHours, Policy
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, all_rules, at, calendar, holidays_on, never_a_holiday, policy

TUESDAY = date(2026, 3, 10)
BOTH = Place(2, ("America/Denver", "America/Los_Angeles"), "US", None)
BERLIN_CALLER = CallerHours(
    "Europe/Berlin",
    hours=(((840, 1200),),) * 5 + ((), ()),
    blocks=(((960, 1020),),) * 7,
    days_off=frozenset({"2026-03-12"}),
)


def with_caller(caller: CallerHours) -> Policy:
    return replace(policy(), caller=caller)


def test_the_house_window_holds_in_the_persons_zone() -> None:
    assert calendar().windows(CHICAGO, TUESDAY) == ((at("2026-03-10 09:00"), at("2026-03-10 18:00")),)


def test_a_weekend_is_closed() -> None:
    assert not calendar().callable_day(CHICAGO, date(2026, 3, 14))


def test_a_public_holiday_of_the_region_is_closed() -> None:
    assert not calendar(holidays=holidays_on("2026-03-10")).callable_day(CHICAGO, TUESDAY)


def test_holidays_are_not_asked_for_an_unknown_country() -> None:
    place = replace(CHICAGO, country=None, region=None)
    assert calendar(holidays=holidays_on("2026-03-10")).callable_day(place, TUESDAY)


def test_a_place_with_two_zones_is_open_only_where_both_are() -> None:
    windows = calendar().windows(BOTH, TUESDAY)
    assert windows == ((at("2026-03-10 09:00", "America/Los_Angeles"), at("2026-03-10 18:00", "America/Denver")),)


def test_a_place_without_zone_is_never_open() -> None:
    place = replace(CHICAGO, zones=())
    days = calendar()
    assert not days.callable_day(place, TUESDAY)
    assert days.opening(place, at("2026-03-10 10:00")) == Opening(open=False, until=None, opens_at=None)
    assert days.next_callable_day(place, TUESDAY) is None
    assert days.zone(place) == "America/Chicago"


def test_the_law_narrows_the_house() -> None:
    wide = replace(policy(rules=switched_on(all_rules())), house=(((420, 1320),),) * 7)
    florida = replace(CHICAGO, zones=("America/New_York",), region="FL")
    zone = "America/New_York"
    assert calendar(wide).windows(florida, TUESDAY) == ((at("2026-03-10 08:00", zone), at("2026-03-10 20:00", zone)),)


def test_the_persons_wish_narrows_the_house() -> None:
    windows = calendar().windows(replace(CHICAGO, wish="tue 10:00-11:30, 16-20"), TUESDAY)
    assert windows == (
        (at("2026-03-10 10:00"), at("2026-03-10 11:30")),
        (at("2026-03-10 16:00"), at("2026-03-10 18:00")),
    )


def test_a_wish_that_cannot_be_read_closes_the_place() -> None:
    place = replace(CHICAGO, wish="whenever")
    assert not calendar().callable_day(place, TUESDAY)
    assert "cannot be read" in calendar().why_closed(place, at("2026-03-10 10:00"))


def test_an_empty_wish_restricts_nothing() -> None:
    assert calendar().callable_day(replace(CHICAGO, wish=""), TUESDAY)


def test_the_callers_hours_and_blocks_narrow_the_window() -> None:
    windows = calendar(with_caller(BERLIN_CALLER)).windows(CHICAGO, TUESDAY)
    zone = "Europe/Berlin"
    assert windows == (
        (at("2026-03-10 15:00", zone), at("2026-03-10 16:00", zone)),
        (at("2026-03-10 17:00", zone), at("2026-03-10 20:00", zone)),
    )


def test_the_callers_day_off_is_no_callable_day() -> None:
    assert not calendar(with_caller(BERLIN_CALLER)).callable_day(CHICAGO, date(2026, 3, 12))


def test_days_off_close_without_callers_hours_too() -> None:
    caller = CallerHours("America/Chicago", days_off=frozenset({"2026-03-10"}))
    assert not calendar(with_caller(caller)).callable_day(CHICAGO, TUESDAY)
    assert calendar(with_caller(caller)).callable_day(CHICAGO, date(2026, 3, 11))


def test_windows_reach_into_the_callers_neighbouring_day() -> None:
    caller = CallerHours("Asia/Tokyo", hours=(((0, 120), (1320, 1440)),) * 7)
    zone = "Asia/Tokyo"
    windows = calendar(with_caller(caller)).windows(CHICAGO, TUESDAY)
    assert windows == ((at("2026-03-10 23:00", zone), at("2026-03-11 02:00", zone)),)


def test_an_open_place_says_until_when() -> None:
    opening = calendar().opening(CHICAGO, at("2026-03-10 10:05"))
    assert opening == Opening(open=True, until=at("2026-03-10 18:00"), opens_at=None)


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        ("2026-03-10 07:00", "2026-03-10 09:00"),
        ("2026-03-10 18:00", "2026-03-11 09:00"),
        ("2026-03-13 19:00", "2026-03-16 09:00"),
    ],
)
def test_a_closed_place_says_when_it_opens(when: str, opens: str) -> None:
    opening = calendar().opening(CHICAGO, at(when))
    assert opening == Opening(open=False, until=None, opens_at=at(opens))


def test_the_next_callable_day_skips_weekend_and_holiday() -> None:
    days = calendar(holidays=holidays_on("2026-03-16"))
    assert days.next_callable_day(CHICAGO, date(2026, 3, 13)) == date(2026, 3, 17)


def test_a_window_is_half_open() -> None:
    days = calendar()
    assert days.is_open(CHICAGO, at("2026-03-10 09:00"))
    assert not days.is_open(CHICAGO, at("2026-03-10 18:00"))


def test_local_time_is_that_of_the_first_zone() -> None:
    assert calendar().local(BOTH, at("2026-03-10 10:05")).hour == 9


@pytest.mark.parametrize(
    ("place", "when", "words"),
    [
        (CHICAGO, "2026-03-10 10:00", ""),
        (CHICAGO, "2026-03-10 08:00", "outside your hours 9-18 in Chicago"),
        (CHICAGO, "2026-03-14 10:00", "outside your hours (none that day) in Chicago"),
        (CHICAGO, "2026-03-17 10:00", "public holiday in US-IL"),
        (replace(CHICAGO, region=None), "2026-03-17 10:00", "public holiday in US"),
        (BOTH, "2026-03-10 10:30", "outside your hours 9-18 in Los Angeles"),
        (replace(CHICAGO, zones=()), "2026-03-10 10:00", "time zone unknown: confirm it first"),
        (
            replace(CHICAGO, zones=(), unknown="Mars/Olympus"),
            "2026-03-10 10:00",
            "time zone Mars/Olympus is not known here: confirm it",
        ),
        (
            replace(CHICAGO, wish="14-15:30"),
            "2026-03-10 10:00",
            "outside the hours they asked for (14-15:30) in Chicago",
        ),
    ],
)
def test_a_closed_place_names_the_fence(place: Place, when: str, words: str) -> None:
    assert calendar(holidays=holidays_on("2026-03-17")).why_closed(place, at(when)) == words


def test_the_law_is_named_with_source_and_certainty() -> None:
    wide = replace(policy(rules=switched_on(all_rules())), house=(((420, 1320),),) * 7)
    florida = replace(CHICAGO, zones=("America/New_York",), region="FL")
    reason = calendar(wide).why_closed(florida, at("2026-03-10 07:30", "America/New_York"))
    assert reason == ("outside the hours of US-FL, 8-20 in New York (Fla. Stat. 501.616(6)(a),(b); certainty high)")
    assert calendar(wide).why_closed(florida, at("2026-03-10 12:30", "America/New_York")) == ""


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-03-12 10:00", "your day off"),
        ("2026-03-10 17:00", "outside your own hours 14-20 in Berlin"),
        ("2026-03-10 10:30", "in a time that you keep free of dialing"),
        ("2026-03-10 12:30", ""),
    ],
)
def test_the_callers_own_time_is_named(when: str, words: str) -> None:
    assert calendar(with_caller(BERLIN_CALLER)).why_closed(CHICAGO, at(when)) == words


def test_half_hours_are_written_out() -> None:
    odd = replace(policy(), house=(((570, 1050),),) * 7)
    assert calendar(odd).why_closed(CHICAGO, at("2026-03-10 09:00")) == "outside your hours 9:30-17:30 in Chicago"


PLACES = (
    CHICAGO,
    BOTH,
    Place(3, ("Europe/London",), "GB", None),
    Place(4, ("Australia/Sydney", "Australia/Lord_Howe"), "AU", "NSW", "mon-thu 8-11; fri 13-17"),
    Place(5, ("Asia/Kolkata",), None, None),
    Place(6, ("America/New_York",), "US", "FL"),
)
POLICIES = (
    policy(),
    replace(policy(rules=switched_on(all_rules())), house=(((0, 1440),),) * 7, audience="consumer"),
    with_caller(BERLIN_CALLER),
)
CALENDARS = tuple(Calendar(limits, never_a_holiday) for limits in POLICIES)


@given(
    place=st.sampled_from(PLACES),
    days=st.sampled_from(CALENDARS),
    when=st.datetimes(datetime(2025, 10, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 - made UTC below
)
def test_a_place_is_open_exactly_when_nothing_is_named_that_closes_it(
    place: Place, days: Calendar, when: datetime
) -> None:
    instant = round(when.replace(tzinfo=ZoneInfo("UTC")).timestamp()) * 1000
    assert days.is_open(place, instant) == (days.why_closed(place, instant) == "")


@given(
    place=st.sampled_from(PLACES),
    days=st.sampled_from(CALENDARS),
    day=st.dates(date(2025, 10, 1), date(2026, 12, 31)),
)
def test_every_window_lies_within_its_own_local_day(place: Place, days: Calendar, day: date) -> None:
    for start, end in days.windows(place, day):
        assert days.local_day(place, start) == day == days.local_day(place, end - 1)


@given(
    place=st.sampled_from(PLACES),
    days=st.sampled_from(CALENDARS),
    minutes=st.integers(0, 60 * 24 * 400),
)
def test_the_opening_that_is_named_is_the_first(place: Place, days: Calendar, minutes: int) -> None:
    instant = at("2025-10-01 00:00") + minutes * 60_000
    opening = days.opening(place, instant)
    if opening.open:
        assert opening.until is not None
        assert not days.is_open(place, opening.until) or days.local_day(place, opening.until) > days.local_day(
            place, instant
        )
    elif opening.opens_at is None:
        today = days.local_day(place, instant)
        assert not any(days.windows(place, today + timedelta(days=i)) for i in range(1, 31))
    else:
        assert days.is_open(place, opening.opens_at)
        assert not days.is_open(place, opening.opens_at - 60_000)
        assert not days.is_open(place, instant)


def test_the_horizon_ends_the_search() -> None:
    off = frozenset((TUESDAY + timedelta(days=i)).isoformat() for i in range(100))
    days = calendar(with_caller(CallerHours("America/Chicago", days_off=off)))
    assert days.next_callable_day(CHICAGO, TUESDAY) is None
    assert days.opening(CHICAGO, at("2026-03-10 10:00")).opens_at is None
