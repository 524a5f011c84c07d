"""Recording from the command line says what follows and how to correct it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

HANK = "+14025550121"


def test_recording_says_what_is_next_and_the_dials_id(cli: Cli, samples: Path) -> None:
    first, second = cli("record", HANK, "silent_hangup").out.splitlines()
    assert first.startswith("Hank Sorensen: ")
    assert "Chicago · attempt 6" in first
    assert second.startswith("dial 0")
    assert "dialdeck amend" in second


def test_undo_and_redo_name_what_they_did(cli: Cli, samples: Path) -> None:
    cli("retire", HANK, "--reason", "x")
    assert cli("undo").out == "took back: retire · Hank Sorensen\n"
    assert cli("redo").out == "did again: retire · Hank Sorensen\n"


def test_a_talk_without_its_end_asks_for_it(cli: Cli, samples: Path) -> None:
    assert "dialdeck amend" in cli("record", HANK, "answered").out


def test_a_call_that_was_not_placed_counts_for_nothing(cli: Cli, samples: Path) -> None:
    attempt = cli("show", HANK, "--json").json()["next"]["attempt"]
    done = cli("record", HANK, "silent_hangup", "--detail", "not_placed", "--json").json()
    assert done["prospect"]["attempt"] == attempt


def test_amending_says_what_follows_from_it(cli: Cli, samples: Path) -> None:
    dial = cli("record", HANK, "silent_hangup", "--json").json()["dial"]
    ran = cli("amend", dial[-8:], "--outcome", "answered", "--detail", "callback", "--next", "tomorrow 3pm", "--json")
    assert ran.json()["dial"] == dial
    assert ran.json()["prospect"]["due"] == "2026-03-11T15:00:00-05:00"


def test_amending_nothing_is_said(cli: Cli, samples: Path) -> None:
    dial = cli("record", HANK, "silent_hangup", "--json").json()["dial"]
    ran = cli("amend", dial)
    assert ran.code == 65
    assert "nothing to amend" in ran.err


@pytest.mark.parametrize("command", ["record", "amend"])
def test_help_lists_the_details_of_each_outcome(command: str, cli: Cli) -> None:
    out = cli(command, "--help").out
    assert "  voicemail_left  message, via_gatekeeper" in out
    assert "not_placed" in out


def test_a_warning_is_one_line_on_standard_error_and_in_the_json(cli: Cli, samples: Path) -> None:
    ran = cli("record", HANK, "silent_hangup", "--detail", "live_drop", "--json")
    assert ran.json()["warning"] in ran.err
    assert ran.err == f"dialdeck: warning: {ran.json()['warning']}\n"
    assert cli("undo").err == ""
