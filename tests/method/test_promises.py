"""Promises: the day that may be named, and whether the word was kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.promises import is_ahead, promise_standing, promise_words, sending_standing
from dialdeck.model.codes import PromiseKind
from dialdeck.model.facts import PromiseFact
from tests.method.people import at

ZONE = "America/Chicago"
DAY = PromiseFact(1, PromiseKind.DAY, at("2026-03-18 16:00"), "2026-03-18", "late")
CLOCK = PromiseFact(2, PromiseKind.CLOCK, at("2026-03-18 15:00"), "2026-03-18", None)


@pytest.mark.parametrize(
    ("made", "day", "words"),
    [
        ("2026-03-17", "2026-03-18", "tomorrow"),
        ("2026-03-20", "2026-03-23", "on Monday"),
        ("2026-03-17", "2026-03-17", "later today"),
        ("2026-03-17", "2026-03-24", "on Tuesday, 24 March"),
        ("2026-12-23", "2027-01-04", "on Monday, 4 January"),
        ("2026-03-17", "2026-03-16", "on Monday, 16 March"),
    ],
)
def test_the_promised_day_is_named_as_people_say_it(made: str, day: str, words: str) -> None:
    assert promise_words(date.fromisoformat(made), date.fromisoformat(day)) == words


@given(made=st.dates(date(2025, 1, 1), date(2027, 1, 1)), ahead=st.integers(-5, 40))
def test_tomorrow_is_said_only_when_it_is_tomorrow(made: date, ahead: int) -> None:
    assert (promise_words(made, made + timedelta(days=ahead)) == "tomorrow") is (ahead == 1)


@pytest.mark.parametrize(
    ("dialed", "now", "standing"),
    [
        (None, "2026-03-18 23:59", "open"),
        (None, "2026-03-19 00:00", "broken"),
        ("2026-03-18 16:30", "2026-03-19 10:00", "kept"),
        ("2026-03-18 10:30", "2026-03-18 10:31", "kept"),
        ("2026-03-18 18:30", "2026-03-18 18:31", "kept"),
        ("2026-03-17 16:30", "2026-03-17 16:31", "open"),
        ("2026-03-19 09:00", "2026-03-19 09:01", "broken"),
    ],
)
def test_a_day_promise_is_kept_at_any_time_of_its_day(dialed: str | None, now: str, standing: str) -> None:
    assert promise_standing(DAY, ZONE, at(dialed) if dialed else None, at(now)) == standing


@pytest.mark.parametrize(
    ("dialed", "now", "standing"),
    [
        ("2026-03-18 14:45", "2026-03-18 14:46", "kept"),
        ("2026-03-18 15:15", "2026-03-18 15:16", "kept"),
        ("2026-03-18 15:16", "2026-03-18 15:17", "late"),
        ("2026-03-18 14:44", "2026-03-18 14:45", "open"),
        (None, "2026-03-18 17:00", "open"),
        (None, "2026-03-19 00:00", "broken"),
    ],
)
def test_a_clock_promise_is_kept_within_a_quarter_of_an_hour(dialed: str | None, now: str, standing: str) -> None:
    assert promise_standing(CLOCK, ZONE, at(dialed) if dialed else None, at(now)) == standing


@pytest.mark.parametrize(
    ("promise", "when", "ahead"),
    [
        (DAY, "2026-03-17 23:59", True),
        (DAY, "2026-03-18 00:00", False),
        (CLOCK, "2026-03-18 14:44", True),
        (CLOCK, "2026-03-18 14:45", False),
    ],
)
def test_a_dial_can_come_too_early_for_a_promise(promise: PromiseFact, when: str, ahead: bool) -> None:
    assert is_ahead(promise, ZONE, at(when)) is ahead


@pytest.mark.parametrize(
    ("done", "today", "standing"),
    [
        ("2026-03-11", "2026-03-20", "kept"),
        ("2026-03-12", "2026-03-20", "kept"),
        ("2026-03-13", "2026-03-20", "late"),
        (None, "2026-03-12", "open"),
        (None, "2026-03-13", "broken"),
    ],
)
def test_something_to_send_is_kept_or_broken_like_a_promise(done: str | None, today: str, standing: str) -> None:
    assert sending_standing("2026-03-12", done, today) == standing
