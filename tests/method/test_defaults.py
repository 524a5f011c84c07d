"""The house's own limits before anybody changes them."""

import itertools

from dialdeck.method.defaults import default_policy
from dialdeck.model.policy import Caps
from tests.method.people import all_rules


def test_the_house_works_nine_to_six_from_monday_to_friday() -> None:
    assert default_policy("UTC").house == (((540, 1080),),) * 5 + ((), ())


def test_five_parts_cover_the_day_from_eight_to_six_without_gap() -> None:
    parts = default_policy("UTC").parts
    assert [part.id for part in parts] == ["early", "mid-morning", "midday", "afternoon", "late"]
    assert (parts[0].start, parts[-1].end) == (480, 1080)
    assert all(a.end == b.start for a, b in itertools.pairwise(parts))


def test_the_callers_side_restricts_nothing_yet() -> None:
    caller = default_policy("Europe/Berlin").caller
    assert (caller.zone, caller.hours, caller.blocks, caller.days_off) == ("Europe/Berlin", None, None, frozenset())


def test_the_caps_are_one_a_day_twelve_hours_apart_and_five_a_week() -> None:
    assert default_policy("UTC").caps == Caps(per_day=1, min_gap_hours=12, per_7_days=5)


def test_rules_are_those_handed_in() -> None:
    assert default_policy("UTC", iter(all_rules())).rules == all_rules()
