"""Which days an attempt may fall on."""

from datetime import date

import pytest

from dialdeck.method.days import Ask, candidate_days
from dialdeck.model.policy import CallerHours
from dialdeck.model.replacing import replace
from tests.method.people import calendar, holidays_on, person, policy


def days(ask: Ask, *holidays: str, off: frozenset[str] = frozenset()) -> list[str]:
    limits = replace(policy(), caller=CallerHours("America/Chicago", days_off=off))
    found = candidate_days(calendar(limits, holidays_on(*holidays)), person(), ask)
    return [day.isoformat() for day in found]


def march(day: int) -> date:
    return date(2026, 3, day)


def test_the_callable_days_of_the_gap_are_the_choice() -> None:
    assert days(Ask(march(10), (2, 3))) == ["2026-03-12", "2026-03-13"]


def test_a_weekend_in_the_gap_leaves_the_rest_of_it() -> None:
    assert days(Ask(march(11), (2, 3))) == ["2026-03-13"]


def test_a_gap_without_callable_day_gives_the_next_two() -> None:
    assert days(Ask(march(12), (2, 3))) == ["2026-03-16", "2026-03-17"]


def test_a_working_gap_counts_callable_days() -> None:
    assert days(Ask(march(11), (2, 3), working=True)) == ["2026-03-13", "2026-03-16"]
    assert days(Ask(march(12), (1, 1), working=True), "2026-03-13") == ["2026-03-16"]
    assert days(Ask(march(14), (0, 0), working=True)) == ["2026-03-16", "2026-03-17"]
    assert days(Ask(march(10), (0, 1), working=True)) == ["2026-03-10", "2026-03-11"]


def test_a_message_that_promises_waits_beyond_a_working_gap() -> None:
    assert days(Ask(march(12), (1, 2), working=True, next_day_callable=True, wait=6)) == ["2026-03-16"]
    ask = Ask(march(11), (2, 2), working=True, next_day_callable=True, wait=6)
    assert days(ask) == ["2026-03-16", "2026-03-17"]


def test_the_step_before_a_promise_looks_through_a_working_gap() -> None:
    ask = Ask(march(9), (1, 4), ahead=(1, 1), ahead_working=True)
    assert days(ask) == ["2026-03-10", "2026-03-11", "2026-03-13"]


def test_named_days_are_taken_as_they_are() -> None:
    assert days(Ask(march(10), (2, 3), days=(march(14),))) == ["2026-03-14"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (9, ["2026-03-11", "2026-03-12"]),
        (10, ["2026-03-12"]),
        (11, ["2026-03-16", "2026-03-17"]),
        (12, ["2026-03-16", "2026-03-17"]),
    ],
)
def test_a_promising_message_waits_for_a_day_with_a_callable_tomorrow(after: int, expected: list[str]) -> None:
    assert days(Ask(march(after), (2, 3), next_day_callable=True, wait=6)) == expected


def test_a_holiday_or_day_off_tomorrow_breaks_the_promise_too() -> None:
    ask = Ask(march(9), (2, 2), next_day_callable=True, wait=7)
    assert days(ask) == ["2026-03-11"]
    assert days(ask, "2026-03-12") == ["2026-03-16"]
    assert days(ask, off=frozenset({"2026-03-12"})) == ["2026-03-16"]


def test_waiting_ends_and_then_any_callable_day_will_do() -> None:
    ask = Ask(march(11), (2, 3), next_day_callable=True, wait=3)
    assert days(ask) == ["2026-03-13"]


def test_a_step_looks_ahead_to_a_good_day_for_the_promise_after_it() -> None:
    # From Thursday 12 the message (2-3 days later) meets the weekend, from Friday 13 it meets Monday or Tuesday.
    assert days(Ask(march(10), (2, 3), ahead=(2, 3))) == ["2026-03-13"]


def test_without_a_better_day_looking_ahead_changes_nothing() -> None:
    assert days(Ask(march(9), (2, 3), ahead=(0, 0)), "2026-03-13", "2026-03-12") == ["2026-03-11"]


def test_nothing_callable_leaves_no_day() -> None:
    closed = replace(policy(), house=((),) * 7)
    assert candidate_days(calendar(closed), person(), Ask(march(10), (2, 3))) == ()
