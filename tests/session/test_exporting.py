"""Prospects and dials leave as flat rows, under the names that an import takes again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dialdeck.model.codes import Detail
from dialdeck.session import moving
from dialdeck.session.exporting import DIAL_COLUMNS, PROSPECT_COLUMNS, run_export
from tests.session.floor import ANSWERED, LEFT, Floor


def exported(floor: Floor, what: str, folder: Path) -> list[dict[str, Any]]:
    count = run_export(floor.desk, what, "json", folder / f"{what}.json")
    rows: list[dict[str, Any]] = json.loads((folder / f"{what}.json").read_text("utf-8"))
    assert len(rows) == count
    return rows


def test_a_prospect_leaves_with_numbers_plan_research_and_notes(floor: Floor, home: Path) -> None:
    person = floor.person(
        phone="+13125550111; +13125550112", issue="driver turnover", issue_source="annual report", fit="3 of 5",
        niche="cold chain", list="Q1",
    )  # fmt: skip
    floor.dial(person, LEFT)
    moving.write_note(floor.desk, person, "warm", None)
    (row,) = exported(floor, "prospects", home)
    assert list(row) == list(PROSPECT_COLUMNS)
    assert (row["phone"], row["other_phones"]) == ("+13125550111", "+13125550112")
    assert (row["zone"], row["fit"], row["list"], row["attempt"]) == ("America/Chicago", "3 of 5", "Q1", 2)
    assert (row["issue"], row["issue_source"], row["note"]) == ("driver turnover", "annual report", "warm")
    assert row["due"].startswith("2026-03-12T")
    assert row["do_not_call"] is False


def test_somebody_out_of_play_without_zone_or_research_leaves_too(floor: Floor, home: Path) -> None:
    floor.person(phone="+18005550101", state="", country="", do_not_call="yes")
    (row,) = exported(floor, "prospects", home)
    assert (row["due"], row["zone"], row["fit"], row["issue"], row["do_not_call"]) == (None, None, None, None, True)


def test_notes_leave_in_the_order_in_which_they_were_written(floor: Floor, home: Path) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    for text in ("first", "second"):
        floor.clock.advance(1)
        moving.write_note(floor.desk, person, text, dial)
    assert exported(floor, "prospects", home)[0]["note"] == "first\nsecond"
    assert exported(floor, "dials", home)[0]["note"] == "first\nsecond"


def test_a_dial_leaves_with_what_it_came_to(floor: Floor, home: Path) -> None:
    person = floor.person("Ana Ruiz")
    dial = floor.dial(person, ANSWERED, Detail.NO_TALK).dial_id
    moving.write_note(floor.desk, person, "in a meeting", dial)
    (row,) = exported(floor, "dials", home)
    assert list(row) == list(DIAL_COLUMNS)
    assert (row["name"], row["outcome"], row["detail"], row["note"]) == (
        "Ana Ruiz", "answered", "no_talk", "in a meeting",
    )  # fmt: skip
    assert row["started"].endswith("-05:00")
    assert row["counts"] is True


def test_a_dial_still_open_has_no_end(floor: Floor, home: Path) -> None:
    from dialdeck.session import dialing

    dialing.start_dial(floor.desk, floor.person())
    (row,) = exported(floor, "dials", home)
    assert (row["ended"], row["outcome"], row["status"]) == (None, None, "open")


def test_without_a_file_it_goes_to_standard_output(floor: Floor, capsys: pytest.CaptureFixture[str]) -> None:
    floor.person("Ana Ruiz")
    assert run_export(floor.desk, "prospects", "csv", None) == 1
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("prospect_id,name")
    assert "Ana Ruiz" in row
