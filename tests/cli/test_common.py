"""Which list a command works on, at what time, and where its text comes from."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import IN_PLAY, SAMPLE_PEOPLE, Cli

HANK = "+14025550121"
GROUPED = [["imports", "{}", "list"], ["imports", "list", "{}"], ["{}", "imports", "list"], ["imports", "{}"]]


@pytest.fixture
def named(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the samples that no variable names."""
    path = tmp_path / "named.db"
    shutil.copy(sample_file, path)
    return path


@pytest.mark.parametrize("place", ["before", "after", "variable"])
def test_the_list_is_named_before_or_after_the_command_or_by_the_variable(
    place: str, cli: Cli, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "variable":
        monkeypatch.setenv("DIALDECK_DB", str(named))
    option = ["--db", named]
    before, after = option if place == "before" else [], option if place == "after" else []
    assert len(cli(*before, "queue", "--json", *after).json()) == IN_PLAY


def test_the_last_naming_counts_and_outranks_the_variable(
    cli: Cli, named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALDECK_DB", str(tmp_path / "none.db"))
    assert cli("queue").code == 66
    assert cli("--db", tmp_path / "none.db", "queue", "--db", named).code == 0


@pytest.mark.parametrize("words", GROUPED, ids=" ".join)
def test_the_list_of_a_group_counts_for_its_command(words: list[str], cli: Cli, named: Path) -> None:
    arguments = [part for word in words for part in (["--db", named] if word == "{}" else [word])]
    ran = cli(*arguments)
    assert ran.code == 0
    assert "Cold chain" in ran.out


def test_json_of_a_group_counts_for_its_command(cli: Cli, named: Path) -> None:
    assert cli("--db", named, "imports", "--json", "list").json()[0]["added"] == SAMPLE_PEOPLE


def test_without_a_name_the_list_is_in_the_data_directory_private_to_its_owner(cli: Cli, own_home: Path) -> None:
    assert cli("add", "name=Ann Lee", "phone=+1 312 555 0101").code == 0
    file = own_home / "dialdeck.db"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(own_home.stat().st_mode) == 0o700


def test_the_clock_starts_where_the_variable_says(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {entry["prospect_id"]: entry["callable"] for entry in cli("queue", "--json").json()}
    monkeypatch.setenv("DIALDECK_CLOCK", "2026-03-10T23:30-05:00")
    late = cli("queue", "--json").json()
    assert any(before.values())
    assert not any(entry["callable"] for entry in late)
    assert {entry["local_time"][:16] for entry in late if entry["zone"] == "America/Chicago"} == {"2026-03-10T23:30"}


def test_a_dry_run_on_a_new_list_leaves_no_list_and_no_copy(cli: Cli, tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    ran = cli("import", tmp_path / "people.csv", "--dry-run", "--json")
    assert (ran.json()["added"], ran.json()["import_id"]) == (1, None)
    assert [path for path in own_home.rglob("*") if path.is_file()] == []


def test_a_dry_run_judges_where_nobody_else_may_look(
    cli: Cli, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dialdeck.session import compose

    opened: list[Path] = []
    really = compose.open_desk

    def spy(path: Path, *rest: object, **options: object) -> object:
        opened.append(path)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        return really(path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(compose, "open_desk", spy)
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    cli("import", tmp_path / "people.csv", "--dry-run")
    assert opened[0].is_relative_to(own_home / "state")


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (["record", HANK, "silent_hangup", "--note", "-"], "from\nstdin é"),
        (["retire", HANK, "--reason", "-"], "from stdin é"),
        (["edit", HANK, "offer=-"], "from stdin é"),
        (["record", HANK, "silent_hangup", "--note", "-starts with a dash"], "-starts with a dash"),
        (["record", HANK, "silent_hangup", "--note=-v"], "-v"),
        (["edit", "--", HANK, "offer=-5 %"], "-5 %"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_text_comes_from_standard_input_or_may_begin_with_a_dash(
    command: list[str], text: str, cli: Cli, samples: Path
) -> None:
    ran = cli(*command, stdin=f"{text}\n".encode())
    assert ran.code == 0, ran.err
    shown = cli("show", HANK, "--json").json()
    kept = [shown["offer"], *(one["text"].removeprefix("retired: ") for one in shown["history"])]
    assert text in kept


def test_a_time_after_two_dashes_may_begin_with_one(cli: Cli, samples: Path) -> None:
    ran = cli("snooze", HANK, "--", "-3 days")
    assert ran.code == 65
    assert "-3 days" in ran.err


def test_standard_input_that_is_no_text_changes_nothing(cli: Cli, samples: Path) -> None:
    before = cli("export", "dials").out
    ran = cli("record", HANK, "silent_hangup", "--note", "-", stdin=b"caf\xe9")
    assert ran.code == 65
    assert "UTF-8 (byte 3)" in ran.err
    assert cli("export", "dials").out == before
