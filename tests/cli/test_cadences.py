"""Cadences from the command line: which there are, how one calls, and whether a file is right."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.session.cadences import PACKAGED
from tests.cli.conftest import Cli

Program = Callable[..., subprocess.CompletedProcess[str]]
BRIEF = (PACKAGED / "brief.toml").read_text()
TWO = '[[variants]]\nid = "quiet"\n[[variants]]\nid = "hasty"\n[variants.steps.curiosity]\ngap = [1, 1]\n'
STEP = '[[steps]]\nid = "more"\nplan = "silent"\nscript = "persist"\ngap = [2, 2]\n'


@pytest.fixture
def own(own_home: Path) -> Path:
    """The directory of the user's cadences, made."""
    directory = own_home / "config" / "cadences"
    directory.mkdir(parents=True)
    return directory


def test_the_list_names_every_cadence_and_where_it_is_from(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF + TWO)
    for arguments in (["cadences"], ["cadences", "list"]):
        ran = cli(*arguments)
        rows = [line.split() for line in ran.out.splitlines()]
        assert (ran.code, ran.err) == (0, "")
        assert [row[0] for row in rows] == ["ID", "brief", "follow-up", "persistence", "win-back"]
        assert rows[1][-5:] == ["6", "quiet", "/", "hasty", str(own / "brief.toml")]
        assert rows[3][-3:] == ["12", "built", "in"]


def test_the_list_as_json_has_stable_keys(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF + TWO)
    [brief, *others] = cli("cadences", "--json").json()
    assert list(brief) == ["id", "name", "stage", "attempts", "variants", "source", "hash"]
    assert (brief["attempts"], brief["variants"], brief["source"]) == (6, ["quiet", "hasty"], str(own / "brief.toml"))
    assert [one["source"] for one in others] == ["built in"] * 3


def test_listing_makes_no_directory(cli: Cli, own_home: Path) -> None:
    assert cli("cadences", "list").code == 0
    assert not own_home.exists()


def test_a_wrong_own_file_is_told_beside_the_list(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text("nonsense")
    ran = cli("cadences", "list")
    assert ran.code == 0
    assert ran.err.startswith(f"dialdeck: {own / 'brief.toml'}:1: is not TOML")
    assert "the built-in cadences are used meanwhile" in ran.err
    assert "brief" in ran.out


def test_show_lists_the_steps_with_what_each_says(cli: Cli) -> None:
    lines = cli("cadences", "show", "persistence").out.splitlines()
    assert lines[0] == "persistence: Persistence: twelve attempts (stage persistence, built in)"
    assert [line.split()[:2] for line in lines[2:8]] == [
        ["1", "opening"], ["2-4", "curiosity"], ["5", "commitment"], ["6", "promised"], ["7-11", "persist"],
        ["12", "role_change"],
    ]  # fmt: skip
    assert "tried 2 times, then owed until left, promises the next day, may wait to day 6" in lines[4]
    assert "not for owners" in lines[7]
    assert lines[8].endswith("they rest, then win-back")
    assert lines[9].endswith("retired, with a task to find another contact")


def test_show_names_what_each_variant_changes(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF + TWO)
    lines = cli("cadences", "show", "brief").out.splitlines()
    assert lines[-2:] == ["variant quiet: as it stands", "variant hasty: curiosity: silent, curiosity, 1"]


def test_show_as_json_has_every_key_of_every_step(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF + TWO)
    shown = cli("cadences", "show", "brief", "--json").json()
    assert (shown["end_owner"], shown["end_other"], len(shown["steps"])) == ("rest", "find_contact", 4)
    assert shown["steps"][3] == {
        "id": "promised", "plan": "silent", "script": "persist", "gap": [2, 2], "repeat": 1, "tries": 1, "owed": 0,
        "promise_next_day": False, "wait": 0, "gap_after_promise": [1, 1], "not_for_owner": False, "working": False,
        "script_after_promise": "promised",
    }  # fmt: skip
    assert [steps[1]["gap"] for steps in shown["variant_steps"].values()] == [[2, 3], [1, 1]]


def test_an_unknown_cadence_is_met_with_the_nearest(cli: Cli) -> None:
    ran = cli("cadences", "show", "brif")
    assert ran.code == 66
    assert "there is no cadence 'brif' (did you mean brief?); known are brief, follow-up" in ran.err


def test_checking_without_own_files_is_ok(cli: Cli, own_home: Path) -> None:
    ran = cli("cadences", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("ok: there are no files in ")
    assert not own_home.exists()


def test_every_own_file_is_checked(cli: Cli, own: Path) -> None:
    (own / "a.toml").write_text(BRIEF)
    (own / "b.toml").write_text(BRIEF)
    ran = cli("cadences", "check")
    assert ran.code == 78
    assert ran.out == f"ok: {own / 'a.toml'} (brief, 6 attempts)\n"
    assert ran.err == f"dialdeck: {own / 'b.toml'}: id: 'brief' is the id of a.toml too; give each its own\n"


def test_a_warning_is_said_and_is_no_failure(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(BRIEF.replace("repeat = 3", "repeat = 4"))
    ran = cli("cadences", "check", tmp_path / "x.toml")
    assert ran.code == 0
    assert ran.out.startswith("ok: ")
    assert "warning: " in ran.err
    assert "no words of 'curiosity' were written for attempt 5 (owner)" in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BRIEF.replace("[2, 3]", "[-1, 3]", 1), ":20: steps.2.gap: expected [least, most] days in order, 0 to 60"),
        (BRIEF.replace('"curiosity"\ng', '"curosity"\ng'), ":19: steps.2.script: there is no script family"),
        (BRIEF + STEP, ":39: steps.5: can never be reached: the cadence ends with step 4, 'promised'"),
        (BRIEF + STEP + "last = true\n", ":44: steps.5.last: a cadence ends once: it does with step 4, 'promised'"),
        (BRIEF.replace('id = "promised"', 'id = "opening"'), ":32: steps.4.id: the id 'opening' is that of"),
        (BRIEF.partition("[[steps]]")[0], ": steps: this key is missing"),
        (BRIEF.partition("[[steps]]")[0] + "steps = []\n", ":9: steps: expected at least one, not []"),
        (BRIEF.replace("wait = 6", 'wait = "six"'), ":29: steps.3.wait: expected a whole number, not 'six'"),
        (BRIEF.replace("wait = 6", "tries = 0"), ":29: steps.3.tries: expected greater than or equal to 1, not 0"),
        (BRIEF.replace("repeat = 3", "repaet = 3"), ":21: steps.2.repaet: there is no such key (did you mean repeat?)"),
        ("stage = [", ":1: is not TOML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_with_line_key_and_expectation(cli: Cli, tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text)
    ran = cli("cadences", "check", file)
    assert (ran.code, ran.out) == (78, "")
    assert ran.err.startswith(f"dialdeck: {file}{words}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"#" * 10_000_000, "is larger than 256 kB"), (bytes(range(256)) * 40, "is not UTF-8 text (byte 128)")],
)
def test_what_is_no_cadence_at_all_is_refused(cli: Cli, tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "x.toml").write_bytes(raw)
    ran = cli("cadences", "check", tmp_path / "x.toml")
    assert ran.code == 78
    assert words in ran.err


def test_a_directory_is_no_file_and_one_that_is_not_there_is_missing(cli: Cli, tmp_path: Path) -> None:
    ran = cli("cadences", "check", tmp_path)
    assert (ran.code, ran.err) == (78, f"dialdeck: {tmp_path}: is not a file; move it elsewhere\n")
    assert cli("cadences", "check", tmp_path / "none.toml").code == 66


def test_checking_as_json_is_one_verdict_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(BRIEF + STEP)
    ran = cli("cadences", "check", tmp_path / "bad.toml", PACKAGED / "brief.toml", "--json")
    bad, good = ran.json()
    assert ran.code == 78
    assert (bad["file"], bad["id"], bad["ok"], len(bad["problems"])) == (str(tmp_path / "bad.toml"), None, False, 1)
    assert good == {
        "file": str(PACKAGED / "brief.toml"), "id": "brief", "ok": True, "problems": [], "warnings": [],
    }  # fmt: skip


def test_a_name_that_would_steer_the_terminal_is_shown_harmless(cli: Cli, own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF.replace("Brief: six attempts", "\\u001b[2Jgone"))
    for arguments in (["list"], ["show", "brief"]):
        assert "\x1b" not in cli("cadences", *arguments).out


def test_listing_and_showing_load_no_checker(program: Program) -> None:
    source = (
        "import sys; from dialdeck.cli import run; run(sys.argv[1:]);"
        "print([n for n in ('pydantic', 'frontmatter', 'textual', 'sqlite3') if n in sys.modules])"
    )
    for arguments in (["list"], ["show", "brief"]):
        assert program("cadences", *arguments, source=source).stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [["queue"], ["show", "+14025550121"], ["record", "+14025550121", "silent_hangup"]])
def test_whatever_uses_a_wrong_file_says_so_once_on_standard_error(
    command: list[str], cli: Cli, samples: Path, own: Path
) -> None:
    (own / "brief.toml").write_text("id = 4\n")
    ran = cli(*command)
    assert ran.code == 0
    assert ran.err.count("brief.toml") == 1
    assert "the built-in cadences are used meanwhile" in ran.err
    (own / "brief.toml").unlink()
    assert "brief.toml" not in cli(*command).err
