"""No command brings Textual along, and what only prints brings next to nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

HANK = "+14025550121"
PROBE = """
import os, sys
from dialdeck.cli import run
sys.stdout = open(os.devnull, "w")
code = run(sys.argv[1:])
sys.stdout.close()
print(code, " ".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.__stdout__)
"""
SCREEN = {"textual", "rich"}
HEAVY = {"pydantic", "sqlite_utils", "jinja2", "dateparser", "phonenumbers", "holidays", "humanize", "tomlkit"}
LIGHT = [["--version"], ["--help"], ["record", "--help"], ["config", "path"]]
READING = [
    ["queue"],
    ["tasks"],
    ["imports"],
    ["doctor"],
    ["export", "prospects"],
    ["export", "dials", "--format", "json"],
]
COMMANDS = [
    ["show", HANK], ["record", HANK, "silent_hangup"], ["amend", "ffffff"], ["undo"], ["redo"],
    ["add", "name=Ann Lee", "phone=+13125550101"], ["edit", HANK, "title=CEO"], ["snooze", HANK, "tomorrow"],
    ["callback", HANK, "in 3 weeks"], ["retire", HANK, "--reason", "x"], ["revive", HANK, "--reason", "x"],
    ["dnc", "add", "+13125550101"], ["import", "PEOPLE"], ["imports", "show", "ffffff"], ["tasks", "done", "1"],
    ["meeting", HANK, "moved", "--next", "fri 10:00"],
]  # fmt: skip
Loaded = Callable[[list[str]], set[str]]


@pytest.fixture
def loaded(samples: Path, tmp_path: Path, program: Callable[..., subprocess.CompletedProcess[str]]) -> Loaded:
    """Run a command in a process of its own and return the packages it loaded."""
    people = tmp_path / "people.csv"
    people.write_text("name,phone\nAnn Lee,+13125550101\n")

    def run(command: list[str]) -> set[str]:
        ran = program(*(str(people) if one == "PEOPLE" else one for one in command), source=PROBE)
        code, *packages = ran.stdout.split()
        assert code != "1", ran.stderr
        return set(packages)

    return run


@pytest.mark.parametrize("command", [*LIGHT, *READING, *COMMANDS], ids=" ".join)
def test_no_command_loads_the_screen(command: list[str], loaded: Loaded) -> None:
    assert not loaded(command) & SCREEN


@pytest.mark.parametrize("command", [*LIGHT, *READING], ids=" ".join)
def test_what_only_reads_loads_nothing_heavy(command: list[str], loaded: Loaded) -> None:
    assert not loaded(command) & HEAVY


@pytest.mark.parametrize("command", LIGHT, ids=" ".join)
def test_what_only_prints_does_not_load_sqlite(command: list[str], loaded: Loaded) -> None:
    assert not loaded(command) & {"sqlite3", "asyncio"}
