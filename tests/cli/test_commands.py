"""The program's own help: every command named whole, and a wrong name met with the right one."""

from __future__ import annotations

import pytest

from dialdeck import __version__
from dialdeck.cli.commands import program as group
from tests.cli.conftest import Cli

COMMANDS = sorted(group.commands)


def test_help_names_every_command_with_a_whole_sentence(cli: Cli) -> None:
    out = cli("--help").out
    for name in COMMANDS:
        assert f"  {name} " in out
    assert "..." not in out.partition("Commands:")[2]
    for word in ("PROSPECT", "DIAL", "WHEN", "TEXT"):
        assert f"\n  {word} " in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(command: str, cli: Cli) -> None:
    for flag in ("--help", "-h"):
        ran = cli(command, flag)
        assert ran.code == 0
        assert ran.out.startswith(f"Usage: dialdeck {command} ")


def test_version_is_the_packages(cli: Cli) -> None:
    assert cli("--version").out == f"dialdeck, version {__version__}\n"


def test_a_wrong_name_is_met_with_the_right_one(cli: Cli) -> None:
    assert cli("qeue") == (2, "", "dialdeck: there is no command 'qeue'; did you mean queue? (see: dialdeck --help)\n")


def test_a_missing_argument_names_the_help(cli: Cli) -> None:
    assert cli("show").err.endswith("(see: dialdeck show --help)\n")


@pytest.mark.parametrize("name", ["dnc", "config"])
def test_a_group_alone_shows_its_commands_as_wrong_use(name: str, cli: Cli) -> None:
    ran = cli(name)
    assert (ran.code, ran.out) == (2, "")
    assert f"Usage: dialdeck {name}" in ran.err
