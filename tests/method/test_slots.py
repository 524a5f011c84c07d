"""Choosing the day and part of the day of the next attempt."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.calendar import Calendar
from dialdeck.method.days import Ask
from dialdeck.method.slots import Slot, choose_slot, shrunken_rate
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.facts import PersonFacts
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, all_rules, at, calendar, dial, dialed, holidays_on, person, policy

TUESDAY = date(2026, 3, 10)
PARTS = ("mid-morning", "midday", "afternoon", "late")
HOUR_OF = {"mid-morning": "09:40", "midday": "12:00", "afternoon": "14:00", "late": "17:00"}


def tried(*rows: tuple[str, str]) -> PersonFacts:
    return dialed(person(), *(dial(at(f"2026-{day} {HOUR_OF[part]}"), part=part) for day, part in rows))


def slot(facts: PersonFacts, ask: Ask | None = None, **kinds: object) -> Slot:
    return choose_slot(calendar(), facts, ask or Ask(TUESDAY, (2, 2)), **kinds)  # type: ignore[arg-type]


def test_the_part_least_tried_comes_first() -> None:
    found = slot(tried(("03-06", "mid-morning"), ("03-09", "midday"), ("03-10", "late")))
    assert (found.part, found.why) == ("afternoon", "afternoon: not tried yet")
    assert found.due_at == at("2026-03-12 13:30")
    assert found.day == date(2026, 3, 12)


def test_dials_that_did_not_ring_tried_nothing() -> None:
    busy = dial(at("2026-03-10 09:40"), detail=Detail.BUSY, part="mid-morning", counts=False)
    assert slot(dialed(person(), busy)).part == "mid-morning"


def test_a_tie_goes_to_the_part_that_is_answered_more() -> None:
    rates = {"mid-morning": (2, 40), "midday": (9, 61), "late": (0, 50)}
    found = slot(tried(("03-10", "mid-morning")), rates=rates)
    assert (found.part, found.why) == ("midday", "midday: not tried yet; answers 9 of 61")
    assert "part.answer_rate" in found.rules


def test_a_part_tried_before_says_so() -> None:
    facts = tried(*((f"03-{day}", part) for day, part in zip(("02", "03", "04", "06"), PARTS, strict=True)))
    found = slot(facts, rates={"late": (30, 61), "midday": (0, 90)})
    assert found.why == "late afternoon: tried least; answers 30 of 61"


def test_rates_are_drawn_towards_the_overall_one() -> None:
    assert shrunken_rate("late", {}) == pytest.approx(0.1)
    assert shrunken_rate("late", {"late": (1, 1), "midday": (0, 9)}) == pytest.approx((1 + 20 * 0.1) / 21)
    assert shrunken_rate("early", {"late": (1, 1), "midday": (0, 9)}) == pytest.approx(0.1)


def test_a_tie_goes_to_the_day_that_has_not_more_than_its_share() -> None:
    found = slot(person(), Ask(TUESDAY, (2, 3)), load={"2026-03-12": 40, "2026-03-13": 10})
    assert found.day == date(2026, 3, 13)
    assert "day.load" in found.rules


def test_the_part_matters_more_than_the_load() -> None:
    facts = tried(("03-05", "mid-morning"), ("03-06", "midday"), ("03-09", "afternoon"))
    found = slot(facts, Ask(TUESDAY, (2, 3)), load={"2026-03-12": 4, "2026-03-13": 1})
    assert (found.part, found.day) == ("late", date(2026, 3, 13))


def test_the_persons_own_dial_is_no_load() -> None:
    facts = replace(person(), counted_day="2026-03-12")
    load = {"2026-03-12": 11, "2026-03-13": 10}
    assert slot(facts, Ask(TUESDAY, (2, 3)), load=load).day == date(2026, 3, 12)
    assert slot(person(), Ask(TUESDAY, (2, 3)), load=load).day == date(2026, 3, 13)


def at_most(count: int) -> Calendar:
    return calendar(replace(policy(), due_per_day=count))


def test_a_full_day_of_the_gap_is_left_out() -> None:
    facts = tried(("03-05", "mid-morning"))
    found = choose_slot(at_most(10), facts, Ask(TUESDAY, (2, 3)), {"2026-03-12": 9, "2026-03-13": 10})
    assert (found.day, found.moved) == (date(2026, 3, 12), None)


def test_when_the_days_of_the_gap_are_full_the_next_day_with_room_is_taken_and_the_reason_said() -> None:
    load = {f"2026-03-{day}": 10 for day in (12, 13, 16)}
    found = choose_slot(at_most(10), person(), Ask(TUESDAY, (2, 3)), load)
    assert found.day == date(2026, 3, 17)
    assert found.moved == "the days before have 10 dials due each"
    assert "day.full" in found.rules


@pytest.mark.parametrize(
    "ask",
    [
        Ask(TUESDAY, (2, 3), next_day_callable=True),
        Ask(TUESDAY, (1, 1), days=(date(2026, 3, 12),)),
        Ask(TUESDAY, (2, 2), exempt=True),
    ],
)
def test_what_was_agreed_or_promises_tomorrow_stays_on_its_day_however_full(ask: Ask) -> None:
    assert choose_slot(at_most(1), person(), ask, {"2026-03-12": 5}).day == date(2026, 3, 12)


def test_nobody_is_lost_when_every_day_is_full() -> None:
    load = dict.fromkeys((f"2026-{month:02d}-{day:02d}" for month in (3, 4) for day in range(1, 32)), 7)
    found = choose_slot(at_most(7), person(), Ask(TUESDAY, (2, 3)), load)
    assert (found.day, found.moved) == (date(2026, 3, 12), None)


def test_five_hundred_people_dialed_on_one_day_come_back_spread_over_their_gap() -> None:
    load: Counter[str] = Counter()
    for number in range(500):
        facts = dialed(replace(person(), person_id=number), dial(at("2026-03-09 10:00"), part="mid-morning"))
        load[choose_slot(calendar(), facts, Ask(date(2026, 3, 9), (2, 3)), load).day.isoformat()] += 1
    assert load == {"2026-03-11": 250, "2026-03-12": 250}


def test_what_a_holiday_pushed_on_is_spread_over_the_days_after_it() -> None:
    load: Counter[str] = Counter()
    closed = calendar(holidays=holidays_on("2026-03-12", "2026-03-13"))
    for number in range(100):
        facts = dialed(replace(person(), person_id=number), dial(at("2026-03-10 10:00"), part="mid-morning"))
        load[choose_slot(closed, facts, Ask(TUESDAY, (2, 3)), load).day.isoformat()] += 1
    assert load == {"2026-03-16": 50, "2026-03-17": 50}


def test_a_tie_goes_to_a_weekday_not_tried_yet() -> None:
    found = slot(tried(("03-05", "mid-morning")), Ask(TUESDAY, (2, 3)))
    assert found.day == date(2026, 3, 13)
    assert "day.weekday" in found.rules


def test_then_the_earlier_day_and_part_is_taken() -> None:
    found = slot(person(), Ask(TUESDAY, (2, 3)))
    assert (found.day, found.part) == (date(2026, 3, 12), "mid-morning")


def test_never_the_same_weekday_and_part_twice_in_a_row() -> None:
    others = [("02-24", part) for part in ("midday", "afternoon", "late") for _ in range(3)]
    facts = tried(*others, ("03-05", "mid-morning"))
    assert slot(facts, Ask(TUESDAY, (2, 2))).part == "midday"
    assert slot(facts, Ask(TUESDAY, (3, 3))).part == "mid-morning"


def test_unless_nothing_else_is_allowed() -> None:
    place = replace(CHICAGO, wish="thu 9:30-11:30")
    facts = dialed(person(place=place), dial(at("2026-03-05 10:00"), part="mid-morning"))
    assert slot(facts).part == "mid-morning"


def test_a_cap_of_the_law_moves_the_attempt_and_is_named() -> None:
    limits = replace(policy(rules=[rule for rule in all_rules() if rule.area == "FR"]), audience="consumer")
    place = replace(CHICAGO, zones=("Europe/Paris",), country="FR", region=None)
    dials = [dial(at(f"2026-03-{day:02d} 11:00", "Europe/Paris")) for day in (2, 4, 6, 9)]
    found = choose_slot(calendar(limits), dialed(person(place=place), *dials), Ask(date(2026, 3, 9), (2, 2)))
    # The thirtieth day is Wednesday 1 April, from 12:00 (daylight saving has begun): before that it is refused.
    assert found.day == date(2026, 4, 1)
    assert found.due_at >= at("2026-04-01 12:00", "Europe/Paris")
    law = "FR: Code conso. D.223-9 (decret 2022-1313); loi 2025-594 art.13; certainty high"
    assert found.moved == f"at most 4 in 30 days ({law})"
    assert found.why.endswith(f"; later: {found.moved}")
    assert "cap.FR" in found.rules


def test_a_cap_that_lets_go_after_the_last_part_moves_to_the_day_after() -> None:
    state = replace(person().state, locked_until=at("2026-03-12 18:30"))
    found = slot(dialed(person(state=state), dial(at("2026-03-10 10:00"), part="mid-morning")))
    assert found.day == date(2026, 3, 13)


def test_a_cap_that_lets_go_inside_a_part_opens_it_there() -> None:
    state = replace(person().state, locked_until=at("2026-03-12 17:00"))
    found = slot(dialed(person(state=state), dial(at("2026-03-10 10:00"), part="mid-morning")))
    assert (found.day, found.part, found.due_at) == (date(2026, 3, 12), "late", at("2026-03-12 17:00"))
    assert found.moved is None


def test_open_hours_outside_all_parts_are_used_without_a_wish() -> None:
    evening = replace(policy(), house=(((1110, 1200),),) * 7)
    found = choose_slot(calendar(evening), person(), Ask(TUESDAY, (2, 2)))
    assert (found.part, found.due_at, found.why) == (None, at("2026-03-12 18:30"), "the first open time")


@pytest.mark.parametrize(("days", "expected"), [((), "2026-03-12"), ((date(2026, 3, 20),), "2026-03-20")])
def test_somebody_never_callable_keeps_a_day_and_a_reason(days: tuple[date, ...], expected: str) -> None:
    facts = dialed(person(place=replace(CHICAGO, zones=())), dial(at("2026-03-10 10:00")))
    found = slot(facts, Ask(TUESDAY, (2, 2), days=days))
    assert found.day.isoformat() == expected
    assert found.part is None
    assert "check zone" in found.why


rows = st.lists(st.tuples(st.integers(1, 60), st.sampled_from(PARTS), st.booleans()), max_size=15)


@given(rows=rows, after=st.integers(0, 20), gap=st.tuples(st.integers(1, 4), st.integers(0, 3)))
def test_every_slot_is_open_within_caps_and_varied(
    rows: list[tuple[int, str, bool]], after: int, gap: tuple[int, int]
) -> None:
    days = calendar()
    ordered = sorted(rows, key=lambda row: -row[0])
    dials = []
    for ago, part, left in ordered:
        day = date.fromordinal(TUESDAY.toordinal() - ago)
        outcome = Outcome.VOICEMAIL_LEFT if left else Outcome.SILENT_HANGUP
        dials.append(dial(at(f"{day} {HOUR_OF[part]}"), outcome, part=part))
    facts = dialed(person(), *dials)
    ask = Ask(date.fromordinal(TUESDAY.toordinal() + after), (gap[0], gap[0] + gap[1]))
    found = choose_slot(days, facts, ask)
    assert days.is_open(CHICAGO, found.due_at)
    assert days.local_day(CHICAGO, found.due_at) == found.day
    assert found.day >= date.fromordinal(ask.after_day.toordinal() + ask.gap[0])
    if dials:
        last = dials[-1]
        again = (days.local_day(CHICAGO, last.at).weekday(), last.part) == (found.day.weekday(), found.part)
        assert not again


def test_the_same_facts_give_the_same_slot() -> None:
    facts = tried(("03-06", "midday"), ("03-09", "late"))
    assert slot(facts) == slot(facts)
