"""A command line to run in this process, and the sample list with its five weeks of dials, made once and copied."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dialdeck.cli import run
from dialdeck.session.demo import load_samples

NOW = "2026-03-10T10:05-05:00"
SAMPLE_PEOPLE = 72
"""People on the sample list."""
IN_PLAY = 69
"""Those of them who are neither retired nor not to be called."""
PROGRAM = "import sys; from dialdeck.main import main; sys.exit(main())"


class Ran(NamedTuple):
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the one JSON value on standard output."""
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample list, to be copied."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    load_samples(path)
    return path


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run one command in this process, at Tue 2026-03-10 10:05 Chicago; `stdin` is what stands at standard input."""
    monkeypatch.setenv("DIALDECK_CLOCK", NOW)

    def command(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture
def samples(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample list for this test alone, named by DIALDECK_DB."""
    path = tmp_path / "list.db"
    shutil.copy(sample_file, path)
    monkeypatch.setenv("DIALDECK_DB", str(path))
    return path


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run one command as a process of its own, its environment this one's at the same set time."""

    def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"DIALDECK_CLOCK": NOW} | options.pop("env", {})
        return subprocess.run(
            [sys.executable, "-c", options.pop("source", PROGRAM), *map(str, arguments)],
            env=environment, text=True, encoding="utf-8", timeout=60, check=False,
            **({"stdin": subprocess.DEVNULL, "capture_output": True} | options),
        )  # fmt: skip

    return command
