"""The report says what was measured and which goals were missed."""

import json
from pathlib import Path

from benchmarks.report import Goal, Report, growth
from benchmarks.stats import summary


def test_a_goal_is_met_up_to_its_limit() -> None:
    assert Goal("start", 1.25, 1.25).met
    assert not Goal("start", 1.26, 1.25).met


def test_a_missed_goal_stands_out_in_the_table() -> None:
    report = Report(goals=[Goal("start", 1.3, 1.25), Goal("key", 0.5, 0.6)])

    assert [line.split()[0] for line in report.table().splitlines() if "NOT MET" in line] == ["start"]


def test_the_json_holds_figures_and_goals(tmp_path: Path) -> None:
    report = Report(figures={"key": summary([0.002])}, goals=[Goal("key", 0.5, 0.6)])

    written = json.loads(report.write(tmp_path).read_text(encoding="utf-8"))

    assert written["milliseconds"]["key"]["p50"] == 2.0
    assert written["goals"] == [{"what": "key", "measured": 0.5, "at_most": 0.6, "unit": "x", "met": True}]


def test_growth_is_the_largest_by_the_smallest() -> None:
    assert growth([2.0, 3.0, 2.5]) == 1.5
