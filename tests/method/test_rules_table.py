"""The table of calling rules that comes with the program."""

import json
from importlib.resources import files
from typing import Any

import pytest

from dialdeck.method.rules_table import rules_from, switched_on
from tests.method.people import all_rules


def row(**changes: Any) -> dict[str, Any]:
    text = (files("dialdeck.library") / "calling_rules.json").read_text()
    found: dict[str, Any] = next(row for row in json.loads(text)["rules"] if row["id"] == "FR")
    return {**found, **changes}


def test_every_row_but_the_house_becomes_a_rule() -> None:
    assert len(all_rules()) == 18
    assert "HOUSE" not in {rule.area for rule in all_rules()}


def test_only_rows_of_high_certainty_are_switched_on() -> None:
    on = {rule.area for rule in switched_on(all_rules())}
    assert on == {"US", "US-FL", "US-OK", "US-MD", "US-WA", "CA", "FR", "AU"}


def test_a_row_keeps_its_hours_caps_and_holidays() -> None:
    rule = next(rule for rule in all_rules() if rule.area == "FR")
    assert rule.hours[0] == ((600, 780), (840, 1200))
    assert rule.hours[5] == ()
    assert rule.holidays_barred
    assert rule.caps.per_30_days == 4
    assert rule.caps.per_day is None
    assert rule.caps.min_gap_hours is None
    assert rule.refusal_days == 60


def test_a_row_without_a_word_on_holidays_does_not_bar_them() -> None:
    assert not next(rule for rule in all_rules() if rule.area == "CA").holidays_barred


def test_every_rule_names_its_source() -> None:
    assert all(rule.source for rule in all_rules())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"applies_to": "everybody"}, "FR.*applies_to"),
        ({"hours": {"mon": []}}, "FR.*hours.tue: this key is missing"),
        (
            {"hours": {key: [["18:00", "9:00"]] for key in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}},
            "hours.mon.*18:00",
        ),
        ({"hours": {key: [["soon", "9:00"]] for key in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}, "FR"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules_from([row(**changes)])


def test_a_missing_key_is_named() -> None:
    broken = row()
    del broken["source"]
    with pytest.raises(ValueError, match="source: this key is missing"):
        rules_from([broken])
