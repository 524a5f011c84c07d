"""The command line: arguments, exit codes, and the same use cases as the screen. No command imports Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command with these arguments and return its exit code; every failure of a person is one line."""
    from dialdeck.cli.commands import program
    from dialdeck.cli.running import run_program

    return run_program(program, list(arguments))
