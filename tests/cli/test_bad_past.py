"""A zone that is gone from the time zone database and a clock that was wrong: nothing crashes, nobody is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Cli

DANA, TOM = "+13125550111", "+13125550112"
UNKNOWN = "time zone Mars/Olympus is not known here: confirm it"
LATER = "2027-06-01T10:00-05:00"


@pytest.fixture
def list_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Path:
    """A list with Dana in Chicago and Tom in New York, with whom a callback is agreed."""
    path = tmp_path / "list.db"
    monkeypatch.setenv("DIALDECK_DB", str(path))
    assert cli("add", "name=Dana Whitfield", f"phone={DANA}", "country=US", "state=IL").code == 0
    assert cli("add", "name=Tom Okafor", f"phone={TOM}", "zone=America/New_York", "country=US").code == 0
    assert cli("callback", TOM, "tomorrow 3pm").code == 0
    return path


@pytest.fixture
def gone(list_db: Path) -> Path:
    """The same list on a machine whose database has no zone for Tom any more."""
    with closing(sqlite3.connect(list_db)) as file, file:
        file.execute(
            "UPDATE places SET zones = 'Mars/Olympus', key = replace(key, zones, 'Mars/Olympus') "
            "WHERE zones = 'America/New_York'"
        )
        file.execute("UPDATE people SET zone = 'Mars/Olympus', zones = 'Mars/Olympus' WHERE name = 'Tom Okafor'")
        file.execute("UPDATE promises SET zone = 'Mars/Olympus'")
    return list_db


def test_a_zone_that_is_gone_keeps_nobody_else_from_being_called(gone: Path, cli: Cli) -> None:
    entries = cli("queue", "--json")

    assert [(entry["name"], entry["callable"]) for entry in entries.json()] == [("Dana Whitfield", True)]
    assert "1 more wait for a time zone (dialdeck edit PROSPECT zone=…)" in entries.err


def test_show_says_which_zone_is_not_known_and_what_to_do(gone: Path, cli: Cli) -> None:
    shown = cli("show", TOM)

    assert f"not callable: {UNKNOWN}" in shown.out
    assert "waits for a time zone" in shown.out


def test_a_dial_to_somebody_whose_zone_is_gone_is_recorded(gone: Path, cli: Cli) -> None:
    assert cli("record", TOM, "voicemail_left").code == 0

    assert [one["outcome"] for one in cli("show", TOM, "--json").json()["history"] if "outcome" in one] == [
        "voicemail_left"
    ]


@pytest.mark.parametrize("what", [["tasks"], ["export", "prospects"], ["export", "dials"], ["plan"], ["doctor"]])
def test_nothing_else_stumbles_over_a_zone_that_is_gone(gone: Path, cli: Cli, what: list[str]) -> None:
    assert cli("record", TOM, "voicemail_left").code == 0

    assert cli(*what).code == 0


def test_a_plan_leaves_out_whoever_waits_for_a_zone(gone: Path, cli: Cli) -> None:
    assert cli("plan", "--json").json()["prospects"] == 1


def test_a_confirmed_zone_brings_them_back_with_their_callback(gone: Path, cli: Cli) -> None:
    assert cli("edit", TOM, "zone=America/New_York").code == 0

    due = {entry["name"]: entry["due"] for entry in cli("queue", "--json").json()}
    assert due["Tom Okafor"] == "2026-03-11T15:00:00-04:00"


def test_a_dial_dated_ahead_of_the_clock_is_told_and_can_be_taken_out(
    list_db: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALDECK_CLOCK", LATER)
    dial = cli("record", DANA, "silent_hangup", "--json").json()["dial"]
    monkeypatch.setenv("DIALDECK_CLOCK", NOW)

    why = {entry["name"]: entry["why"] for entry in cli("queue", "--json").json()}
    assert why["Dana Whitfield"] == (
        "the last dial is dated 2027-06-01, ahead of the clock: check the clock, or amend that dial to not placed"
    )
    assert "ahead of the clock" in cli("show", DANA).out
    assert cli("amend", dial, "--detail", "not_placed").code == 0
    entries = {entry["name"]: entry for entry in cli("queue", "--json").json()}
    assert entries["Dana Whitfield"]["callable"]
    assert entries["Dana Whitfield"]["attempt"] == 1


def test_dials_recorded_after_one_that_is_dated_ahead_count_on(
    list_db: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALDECK_CLOCK", LATER)
    assert cli("record", DANA, "silent_hangup").code == 0
    monkeypatch.setenv("DIALDECK_CLOCK", NOW)

    assert cli("record", DANA, "silent_hangup").code == 0

    entries = {entry["name"]: entry for entry in cli("queue", "--json").json()}
    assert entries["Dana Whitfield"]["attempt"] == 3
    assert entries["Dana Whitfield"]["callable_from"] < "2026-03-14"
