"""Typed dates: what people type, in any zone, across changes of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.errors import DataError
from dialdeck.words.dates import When, parse_when

CHICAGO = "America/Chicago"
TUESDAY = datetime(2026, 3, 10, 10, 5, tzinfo=ZoneInfo(CHICAGO))
ZONES = [
    CHICAGO,
    "America/Denver",
    "Europe/Berlin",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/Santiago",
    "Africa/Casablanca",
    "UTC",
]


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def read(text: str, now: datetime = TUESDAY, zone: str = CHICAGO) -> When:
    return parse_when(text, ms(now), zone)


def clock(when: When, zone: str = CHICAGO) -> str:
    assert when.at is not None
    return f"{datetime.fromtimestamp(when.at / 1000, ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 3pm", "2026-03-11 15:00"),
        ("tomorrow at 3", "2026-03-11 15:00"),
        ("15:00 tomorrow", "2026-03-11 15:00"),
        ("tue 10:30", "2026-03-10 10:30"),
        ("tue 9:30", "2026-03-17 09:30"),
        ("on friday at 10am", "2026-03-13 10:00"),
        ("Next Tue 10:30", "2026-03-17 10:30"),
        ("wed, 10:00", "2026-03-11 10:00"),
        ("fri 15.30", "2026-03-13 15:30"),
        ("12 mar 15:00", "2026-03-12 15:00"),
        ("tue 17 mar 15:00", "2026-03-17 15:00"),
        ("mar 12, 2026 at 9:00", "2026-03-12 09:00"),
        ("march 12th at 2:30 p.m.", "2026-03-12 14:30"),
        ("25.3. 14 uhr", "2026-03-25 14:00"),
        ("2026-03-12 15:00", "2026-03-12 15:00"),
        ("2026-03-12T15:00", "2026-03-12 15:00"),
        ("2026-03-12T15:00:00-06:00", "2026-03-12 16:00"),
        ("2026-03-12T15:00:00Z", "2026-03-12 10:00"),
        ("3pm", "2026-03-10 15:00"),
        ("noon", "2026-03-10 12:00"),
        ("tomorrow 12am", "2026-03-11 00:00"),
        ("tomorrow 12pm", "2026-03-11 12:00"),
        ("tomorrow 8", "2026-03-11 08:00"),
        ("in 20 minutes", "2026-03-10 10:25"),
        ("20m", "2026-03-10 10:25"),
        ("half an hour", "2026-03-10 10:35"),
        ("in two hours", "2026-03-10 12:05"),
        ("in 1.5 hours", "2026-03-10 11:35"),
        ("in 2 days at 3pm", "2026-03-12 15:00"),
        ("later today", "2026-03-10 12:05"),
    ],
)
def test_a_clock_time_gives_an_instant(text: str, meant: str) -> None:
    assert clock(read(text)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", "2026-03-10"),
        ("tomorrow", "2026-03-11"),
        ("day after tomorrow", "2026-03-12"),
        ("tue", "2026-03-17"),
        ("monday", "2026-03-16"),
        ("this fri", "2026-03-13"),
        ("next fri", "2026-03-20"),
        ("next week", "2026-03-16"),
        ("next month", "2026-04-01"),
        ("in two weeks", "2026-03-24"),
        ("in a fortnight", "2026-03-24"),
        ("in 3 months", "2026-06-10"),
        ("in a year", "2027-03-10"),
        ("2026-03-12", "2026-03-12"),
        ("12 mar", "2026-03-12"),
        ("12 jan", "2027-01-12"),
        ("29 feb", "2028-02-29"),
        ("3/25", "2026-03-25"),
        ("4/4", "2026-04-04"),
        ("morgen", "2026-03-11"),
        ("demain", "2026-03-11"),
    ],
)
def test_a_day_without_a_clock_time_has_no_instant(text: str, meant: str) -> None:
    when = read(text)
    assert (when.at, when.day.isoformat()) == (None, meant)


def test_the_end_of_a_short_month_is_kept_within_it() -> None:
    assert read("in 1 month", datetime(2026, 1, 31, 9, 0, tzinfo=UTC), "UTC").day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("fri afternoon", 13, "afternoon"),
        ("tomorrow morning", 11, "mid-morning"),
        ("thursday late afternoon", 12, "late"),
        ("tue afternoon", 10, "afternoon"),
        ("early", 10, "early"),
    ],
)
def test_a_part_of_the_day_is_named_without_an_instant(text: str, day: int, part: str) -> None:
    when = read(text)
    assert (when.at, when.day, when.part) == (None, date(2026, 3, day), part)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("tomorrow at 3", "3 is taken as 15:00"),
        ("next tue", "next Tuesday is taken as that of next week"),
        ("next week", "next week is taken as its Monday"),
        ("later today", "later today is taken as in two hours"),
        ("tomorrow 10:00", ""),
    ],
)
def test_what_had_to_be_decided_is_said(text: str, note: str) -> None:
    assert read(text).note == note


@pytest.mark.parametrize("text", ["9am", "2026-03-09", "2020-01-01 10:00", "2026-03-10T10:05:00-05:00", "10:05"])
def test_the_past_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="that is past"):
        read(text)


@pytest.mark.parametrize("text", ["2040-01-01", "in 9999 years", "in 9999 months", "9999-12-31T23:59:59+00:00"])
def test_what_is_too_far_away_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="five years ahead"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "gibberish",
        "3pm est",
        "10",
        "x" * 81,
        "0 mar",
        "tomorrow 25:00",
        "2026-02-30",
        "fri 13 pm",
        "at",
        ",",
        "\x00",
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read(text)


def test_a_date_that_can_be_two_days_is_refused() -> None:
    with pytest.raises(DataError, match="month as a word"):
        read("3/12")


def test_a_weekday_and_a_date_have_to_agree() -> None:
    with pytest.raises(DataError, match="is a Thursday"):
        read("tue 12 mar")


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DataError, match="not a time zone"):
        read("tomorrow", zone="Mars/Olympus")


def test_later_today_is_refused_when_today_is_nearly_over() -> None:
    with pytest.raises(DataError, match="nearly over"):
        read("later today", datetime(2026, 3, 10, 22, 30, tzinfo=ZoneInfo(CHICAGO)))


def test_days_are_the_prospects_own() -> None:
    late = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)  # still Tuesday in Chicago
    assert read("tomorrow", late, CHICAGO).day == date(2026, 3, 11)
    assert read("tomorrow", late, "Asia/Tokyo").day == date(2026, 3, 12)


def test_an_hour_that_the_clocks_skip_is_moved_and_said() -> None:
    when = read("2026-03-08 02:30", datetime(2026, 3, 7, 10, 0, tzinfo=ZoneInfo(CHICAGO)))
    assert clock(when) == "2026-03-08 03:30"
    assert "02:30 does not exist on Sun 08 Mar" in when.note


def test_an_hour_that_comes_twice_is_the_first_and_said() -> None:
    when = read("2026-11-01 01:30")
    assert when.at == ms(datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
    assert "the first is taken" in when.note


def test_an_hour_that_comes_twice_is_the_second_once_the_first_is_past() -> None:
    when = read("01:30", datetime(2026, 11, 1, 6, 45, tzinfo=UTC))
    assert when.at == ms(datetime(2026, 11, 1, 7, 30, tzinfo=UTC))
    assert "the second is taken" in when.note


def test_a_span_of_hours_is_real_time_across_a_change_of_clocks() -> None:
    night = datetime(2026, 3, 8, 1, 30, tzinfo=ZoneInfo(CHICAGO))
    assert clock(read("in 2 hours", night)) == "2026-03-08 04:30"


moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001


@given(moments, st.sampled_from(ZONES), st.integers(1, 1000), st.integers(0, 1439))
def test_a_written_wall_clock_is_read_back_in_every_zone(now: datetime, zone: str, days: int, minute: int) -> None:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    written = f"{day} {minute // 60:02}:{minute % 60:02}"
    when = read(written, now, zone)
    assert clock(when, zone) == written or "does not exist" in when.note


@given(moments, st.sampled_from(ZONES), st.integers(1, 5000))
def test_a_span_of_minutes_is_exact_in_every_zone(now: datetime, zone: str, minutes: int) -> None:
    assert read(f"in {minutes} minutes", now, zone).at == ms(now) + minutes * 60_000


@given(moments, st.sampled_from(ZONES), st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_is_one_of_the_next_seven_days(now: datetime, zone: str, name: str) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()
    day = read(name, now, zone).day
    assert f"{day:%a}".lower() == name
    assert 1 <= (day - today).days <= 7


@given(moments, st.sampled_from(ZONES))
def test_an_instant_with_offset_is_read_exactly(now: datetime, zone: str) -> None:
    later = (now + timedelta(days=1)).replace(microsecond=0)
    assert read(later.astimezone(ZoneInfo(zone)).isoformat(), now, CHICAGO).at == ms(later)


words = st.sampled_from(
    [
        "in",
        "at",
        "next",
        "tue",
        "tomorrow",
        "3",
        "15:00",
        "pm",
        "mar",
        "12",
        "2026",
        "weeks",
        "the",
        "of",
        "/",
        "-",
        "noon",
        "30.",
        "9999",
        "9999-12-31",
        "0001-01-01",
        "31.12.9999",
        "in 9999 years",
        "9999 hours",
        "23:59",
        "0:00",
        "9999-12-31T23:59+00:00",
        "0001-01-01T00:00-14:00",
    ]
)


@pytest.mark.parametrize("text", ["9999-12-31 23:59", "31.12.9999 23:59", "in 9999 years 23:59", "dec 31 9999 11pm"])
def test_a_day_at_the_end_of_the_calendar_is_too_far_away(text: str) -> None:
    with pytest.raises(DataError, match="more than five years ahead"):
        read(text)


def test_a_day_at_the_beginning_of_the_calendar_is_past() -> None:
    with pytest.raises(DataError, match="past"):
        read("0001-01-01 0:00", zone="Pacific/Kiritimati")


far = st.tuples(
    st.sampled_from(
        ["9999-12-31", "31.12.9999", "in 9999 years", "in 9999 weeks", "0001-01-01", "1.1.0001", "jan 1 9999"]
    ),
    st.sampled_from(["", "0:00", "23:59", "noon", "afternoon"]),
)
typed = st.lists(words, max_size=5).map(" ".join) | st.text(max_size=12) | far.map(" ".join)


@given(typed, st.sampled_from(ZONES))
def test_any_text_is_read_into_the_future_or_refused(text: str, zone: str) -> None:
    try:
        when = read(text, zone=zone)
    except DataError:
        return
    assert when.day >= TUESDAY.date()
    assert when.at is None or when.at > ms(TUESDAY)


@pytest.mark.parametrize("text", ["9 mar", "march 8", "20 feb 10:00"])
def test_a_day_without_a_year_that_was_lately_is_refused_not_taken_for_next_year(text: str) -> None:
    with pytest.raises(DataError, match="that is past; write the year too if 2027 is meant"):
        read(text)


@pytest.mark.parametrize(
    ("text", "day"), [("9 mar 2027", "2027-03-09"), ("in 400 days", "2027-04-14"), ("9 may", "2026-05-09")]
)
def test_a_day_with_its_year_or_far_ahead_is_taken(text: str, day: str) -> None:
    assert read(text).day.isoformat() == day


@pytest.mark.parametrize("text", ["a 3 a 4 a 5 a 6", "thu 9-10", "fri 9-11", "mon 5-4", "9-10", "12 13 märz", "1 2 3"])
def test_several_numbers_that_can_be_hours_or_days_are_refused(text: str) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read(text)


@pytest.mark.parametrize(("text", "day"), [("in 3 tagen", "2026-03-13"), ("12 märz 2027", "2027-03-12")])
def test_other_languages_are_read_where_their_numbers_mean_one_thing(text: str, day: str) -> None:
    assert read(text).day == date.fromisoformat(day)


def test_a_weekday_and_a_date_that_agree_on_yesterday_are_past() -> None:
    with pytest.raises(DataError, match="Mon 09 Mar 2026 there, and that is past"):
        read("mon 9 mar")
