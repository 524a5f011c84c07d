"""Without a terminal the screen is refused in one line, before anything is opened or made."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize("arguments", [[], ["demo"], ["--db", "x.db"]], ids=["bare", "demo", "db"])
def test_the_screen_without_a_terminal_is_wrong_use(
    arguments: list[str], program: Callable[..., subprocess.CompletedProcess[str]], own_home: Path, tmp_path: Path
) -> None:
    ran = program(*arguments, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("dialdeck: standard input is not a terminal")
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_that_cannot_be_painted_on_is_said(
    program: Callable[..., subprocess.CompletedProcess[str]], own_home: Path
) -> None:
    import os

    primary, secondary = os.openpty()
    try:
        ran = program(
            stdin=secondary, stdout=secondary, stderr=subprocess.PIPE, capture_output=False, env={"TERM": "dumb"}
        )
    finally:
        os.close(primary)
        os.close(secondary)
    assert ran.returncode == 2
    assert "TERM=dumb" in ran.stderr
    assert not own_home.exists()
