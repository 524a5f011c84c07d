"""What a row of the calling rules may hold: the packaged table is right, every slip told with key and expectation."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import dialdeck
from dialdeck.method.rules_schema import CAPS, CERTAINTIES, HOURS, ROW, minute, problems_in

WEEK: dict[str, Any] = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
RIGHT: dict[str, Any] = {
    "id": "FR", "applies_to": "both", "hours": WEEK, "caps": {}, "source": "a law", "certainty": "low",
}  # fmt: skip
DOCS = Path(dialdeck.__file__).parents[2] / "docs" / "calling-rules.md"


def table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("dialdeck.library") / "calling_rules.json").read_text("utf-8"))
    return found


def test_the_table_that_comes_with_the_program_is_right() -> None:
    assert [(row["id"], list(problems_in(row))) for row in table()["rules"]] == [
        (row["id"], []) for row in table()["rules"]
    ]
    assert set(table()) == {"version", "disclaimer", "rules"}


def test_no_area_stands_in_it_twice() -> None:
    areas = [row["id"] for row in table()["rules"]]
    assert len(areas) == len(set(areas))


def test_a_row_with_what_is_needed_alone_is_right() -> None:
    assert list(problems_in(RIGHT)) == []
    assert (
        list(problems_in(RIGHT | {"hours": WEEK | {"hol": []}, "caps": {"min_gap_hours": 1.5, "per_day": None}})) == []
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "France"}, "id: expected a country (FR) or a country and state (US-FL), or HOUSE, not 'France'"),
        ({"id": 4}, "id: expected"),
        ({"certainty": "sure"}, "certainty: expected one of high, medium, low, n/a, not 'sure'"),
        ({"certainty_consent": "sure"}, "certainty_consent: expected one of"),
        ({"applies_to": "everybody"}, "applies_to: expected one of both, b2b, b2c"),
        ({"colour": "red"}, "colour: there is no such key; known are id, applies_to"),
        ({"source": " "}, "source: expected a text"),
        ({"note": None}, "note: expected a text"),
        ({"screen_lists": ["TPS", 1]}, "screen_lists: expected a list of texts"),
        ({"caps": []}, "caps: expected an object of caps"),
        ({"hours": None}, "hours: expected an object of days"),
        ({"caps": {"per_week": 3}}, "caps.per_week: there is no such key; known are per_day"),
        ({"caps": {"per_24h": "3"}}, "caps.per_24h: expected a whole number of dials from 1, or null, not '3'"),
        ({"caps": {"per_24h": True}}, "caps.per_24h: expected"),
        ({"caps": {"refusal_cooloff_days": 0}}, "caps.refusal_cooloff_days: expected a whole number of days from 1"),
        ({"caps": {"min_gap_hours": -1}}, "caps.min_gap_hours: expected a number of hours above 0"),
        ({"hours": WEEK | {"hol": [["09:00", "10:00"]]}}, "hours.hol: expected [], no dial on a public holiday"),
        ({"hours": WEEK | {"today": []}}, "hours.today: there is no such key"),
        ({"hours": WEEK | {"mon": [["18:00", "09:00"]]}}, "hours.mon: expected spans within one day"),
        ({"hours": WEEK | {"mon": [["18:00"]]}}, "hours.mon: expected"),
        ({"hours": WEEK | {"mon": ["09:00-18:00"]}}, "hours.mon: expected"),
        ({"hours": WEEK | {"mon": [["soon", "18:00"]]}}, "hours.mon: expected"),
        ({"hours": WEEK | {"mon": [["09:00", "24:01"]]}}, "hours.mon: expected"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_key_and_expectation(changes: dict[str, Any], words: str) -> None:
    (problem,) = problems_in(RIGHT | changes)
    assert problem.startswith(words)


@pytest.mark.parametrize("key", [name for name, key in ROW.items() if key.needed])
def test_a_key_that_is_needed_is_missed(key: str) -> None:
    assert list(problems_in({name: value for name, value in RIGHT.items() if name != key})) == [
        f"{key}: this key is missing"
    ]


def test_a_time_is_minutes_after_midnight() -> None:
    assert [minute(text) for text in ("9:00", "09:30", "24:00", "24:01", "9", "09:60")] == [
        540,
        570,
        1440,
        None,
        None,
        None,
    ]


def test_the_documentation_tells_of_every_key_and_certainty() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [key for key in (*ROW, *CAPS, *HOURS, *CERTAINTIES) if f"`{key}`" not in text] == []
