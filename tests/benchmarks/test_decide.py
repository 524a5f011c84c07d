"""What is decided about is what the goal names: fifty dials within a year, in the queue, a law, two zones, holidays."""

from benchmarks.decide import DIALS, PLACE, YEAR, context, somebody


def test_everybody_has_fifty_dials_of_the_last_year_and_is_in_the_queue() -> None:
    ctx = context()

    for number in range(6):
        facts, now = somebody(ctx, number)

        assert len(facts.dials) == DIALS
        assert now - YEAR <= facts.dials[0].at < facts.dials[-1].at <= now
        assert facts.state.bucket is not None


def test_their_place_has_two_zones_a_law_and_public_holidays() -> None:
    calendar = context().calendar

    assert len(PLACE.zones) == 2
    assert [rule.area for rule in calendar.known(PLACE).rules] == ["US-FL"]
    assert calendar.is_holiday(PLACE, calendar.local_day(PLACE, 1_767_276_000_000))  # New Year's Day 2026
