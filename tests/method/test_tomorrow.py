"""Whether a call promised for tomorrow can be made."""

from datetime import date

import pytest

from dialdeck.method.days import Ask, candidate_days
from dialdeck.method.tomorrow import tomorrow_is_true
from dialdeck.model.facts import PersonFacts
from dialdeck.model.policy import Policy
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, all_rules, at, calendar, dial, dialed, holidays_on, person, policy

PARIS = replace(CHICAGO, zones=("Europe/Paris",), country="FR", region=None)


def france(**changes: object) -> Policy:
    rules = [rule for rule in all_rules() if rule.area == "FR"]
    return replace(policy(rules=rules), audience="consumer", **changes)


def parisian(*days: int) -> PersonFacts:
    return dialed(person(place=PARIS), *(dial(at(f"2026-03-{day:02d} 11:00", "Europe/Paris")) for day in days))


@pytest.mark.parametrize(("day", "true"), [(11, True), (12, False), (13, False), (14, False), (16, False), (18, True)])
def test_both_days_must_be_callable(day: int, *, true: bool) -> None:
    days = calendar(holidays=holidays_on("2026-03-13", "2026-03-17"))
    assert tomorrow_is_true(days, person(), date(2026, 3, day)) is true


@pytest.mark.parametrize(
    ("facts", "day", "true"),
    [
        (parisian(2, 4), date(2026, 3, 10), True),
        (parisian(2, 4, 6), date(2026, 3, 10), False),
        (parisian(2, 4, 6, 9), date(2026, 4, 1), False),
        (parisian(2, 4, 6, 9), date(2026, 4, 2), True),
    ],
)
def test_a_laws_cap_that_the_message_fills_up_makes_tomorrow_untrue(
    facts: PersonFacts, day: date, *, true: bool
) -> None:
    assert tomorrow_is_true(calendar(france()), facts, day) is true


def test_hours_outside_all_parts_count_to_their_end() -> None:
    evening = calendar(france(house=(((1110, 1200),),) * 7))
    assert tomorrow_is_true(evening, parisian(2, 4), date(2026, 3, 10))
    assert not tomorrow_is_true(evening, parisian(2, 4, 6), date(2026, 3, 10))


def test_the_message_waits_for_a_day_whose_next_the_law_leaves_free() -> None:
    ask = Ask(date(2026, 3, 31), (1, 1), next_day_callable=True, wait=6)
    assert candidate_days(calendar(france()), parisian(2, 4, 6, 9), ask) == (date(2026, 4, 2), date(2026, 4, 6))
