"""Instants that were agreed: the nearest ones that hours, a lock and the law's caps allow."""

import pytest

from dialdeck.method.instants import Allowed, allowed_from, nearest_allowed, open_from, why_refused
from dialdeck.model.facts import PersonFacts
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, all_rules, at, calendar, context, dial, dialed, person, policy

CTX = context()
FLORIDA = policy(rules=[rule for rule in all_rules() if rule.area == "US-FL"])
LOCK = "locked: they answered and were hung up on"


def locked(until: str) -> PersonFacts:
    return person(state=replace(person().state, locked_until=at(until)))


def thrice() -> PersonFacts:
    """Somebody in Florida, on the clocks of Chicago, dialed three times on Tuesday."""
    dials = [dial(at(f"2026-03-10 {hour}:00")) for hour in (10, 11, 12)]
    return dialed(person(place=replace(CHICAGO, region="FL")), *dials)


def test_an_allowed_instant_stays() -> None:
    assert allowed_from(CTX, person(), at("2026-03-11 15:00")) == Allowed(at("2026-03-11 15:00"))


@pytest.mark.parametrize(
    ("facts", "when", "expected", "reason"),
    [
        (
            person(),
            "2026-03-10 19:00",
            "2026-03-11 09:00",
            "Wed 11 Mar 9:00 Chicago: outside your hours 9-18 in Chicago",
        ),
        (locked("2026-03-12 10:30"), "2026-03-11 15:00", "2026-03-12 10:30", f"Thu 12 Mar 10:30 Chicago: {LOCK}"),
        (locked("2026-03-13 19:00"), "2026-03-11 15:00", "2026-03-16 09:00", f"Mon 16 Mar 9:00 Chicago: {LOCK}"),
        (locked("2026-03-12 10:30"), "2026-03-11 20:00", "2026-03-12 10:30", f"Thu 12 Mar 10:30 Chicago: {LOCK}"),
        (locked("2027-01-04 10:00"), "2026-12-28 10:00", "2027-01-04 10:00", f"Mon 4 Jan 2027 10:00 Chicago: {LOCK}"),
    ],
)
def test_another_instant_moves_to_the_first_one_that_hours_and_lock_allow(
    facts: PersonFacts, when: str, expected: str, reason: str
) -> None:
    found = allowed_from(CTX, facts, at(when))
    assert (found.at, found.moved) == (at(expected), f"moved to {reason}")
    assert found.rules == (("lock.live_drop",) if LOCK in reason else ())


def test_the_law_moves_even_an_agreed_call_and_says_how_certain_it_is() -> None:
    found = allowed_from(context(FLORIDA), thrice(), at("2026-03-11 09:30"))
    assert found.at == at("2026-03-11 10:00")
    assert found.moved is not None
    assert found.moved.endswith(": at most 3 in 24 hours (US-FL: Fla. Stat. 501.616(6)(a),(b); certainty high)")
    assert found.rules == ("cap.US-FL",)


def test_the_house_moves_only_what_is_not_exempt() -> None:
    facts = dialed(person(), dial(at("2026-03-10 10:00")))
    assert allowed_from(CTX, facts, at("2026-03-10 15:00")).moved is None
    assert allowed_from(CTX, facts, at("2026-03-10 15:00"), exempt=False) == Allowed(
        at("2026-03-11 09:00"), "moved to Wed 11 Mar 9:00 Chicago: at most 1 in one day (house)", ("cap.house",)
    )


def test_where_nothing_ever_opens_the_instant_stays_with_a_line_saying_so() -> None:
    nowhere = person(place=replace(CHICAGO, zones=()))
    assert allowed_from(CTX, nowhere, at("2026-03-10 15:00")) == Allowed(
        at("2026-03-10 15:00"), "never open in the next 30 days: time zone unknown: confirm it first"
    )
    assert open_from(calendar(), nowhere.place, at("2026-03-10 15:00")) == at("2026-03-10 15:00")


def test_hours_alone_let_go_at_the_next_opening() -> None:
    assert open_from(calendar(), CHICAGO, at("2026-03-10 15:00")) == at("2026-03-10 15:00")
    assert open_from(calendar(), CHICAGO, at("2026-03-10 19:00")) == at("2026-03-11 09:00")


def test_why_an_agreed_instant_is_refused_names_lock_or_hours() -> None:
    assert why_refused(calendar(), person(), at("2026-03-11 15:00")) == ""
    assert why_refused(calendar(), person(), at("2026-03-11 19:00")) == "outside your hours 9-18 in Chicago"
    assert why_refused(calendar(), locked("2026-03-12 10:30"), at("2026-03-11 15:00")) == LOCK


@pytest.mark.parametrize(
    ("facts", "when", "before", "later"),
    [
        (person(), "2026-03-10 10:00", "2026-03-10 10:00", "2026-03-10 10:00"),
        (person(), "2026-03-10 08:00", "2026-03-09 17:59", "2026-03-10 09:00"),
        (person(), "2026-03-15 12:00", "2026-03-13 17:59", "2026-03-16 09:00"),
        (locked("2026-03-12 10:30"), "2026-03-11 15:00", None, "2026-03-12 10:30"),
        (locked("2026-03-13 18:30"), "2026-03-11 15:00", None, "2026-03-16 09:00"),
        (locked("2026-03-13 18:30"), "2026-03-14 12:00", None, "2026-03-16 09:00"),
        (locked("2026-03-13 10:00"), "2026-03-14 12:00", "2026-03-13 17:59", "2026-03-16 09:00"),
    ],
)
def test_the_nearest_allowed_times_lie_on_both_sides_and_never_inside_a_lock(
    facts: PersonFacts, when: str, before: str | None, later: str
) -> None:
    assert nearest_allowed(calendar(), facts, at(when)) == (None if before is None else at(before), at(later))
