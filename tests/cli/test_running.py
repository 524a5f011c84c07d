"""Every way a command can end: its exit code, and what it may and may not leave behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.cli.running import progress_to
from dialdeck.errors import BusyError, DataError, DialdeckError, MissingError, UnavailableError
from tests.cli.conftest import PROGRAM, Cli

SECRET = "Dana Whitfield +13125550142"
Program = Callable[..., subprocess.CompletedProcess[str]]


def breaks_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("dialdeck.session.listing.queue_entries", fail)


def test_a_fault_of_ours_leaves_a_trace_without_data(
    cli: Cli, samples: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_with(monkeypatch, RuntimeError(SECRET))
    ran = cli("queue", "--json")
    assert (ran.code, ran.out) == (1, "")
    [trace] = (own_home / "state").glob("crash-*.log")
    assert str(trace) in ran.err
    assert "Dana" not in ran.err
    text = trace.read_text()
    assert "builtins.RuntimeError" in text
    assert "Dana" not in text
    assert "queue.py" in text
    assert stat.S_IMODE(trace.stat().st_mode) == 0o600
    assert stat.S_IMODE(trace.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "error", [DialdeckError("x"), DataError("x"), MissingError("x"), UnavailableError("x"), BusyError("x")], ids=repr
)
def test_a_failure_of_a_person_is_one_line_and_its_code(
    error: DialdeckError, cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_with(monkeypatch, error)
    assert cli("queue") == (error.exit_code, "", "dialdeck: x\n")


def test_control_characters_of_data_do_not_come_out_with_an_error(
    cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_with(monkeypatch, DataError("\x1b[31mred\x07\u202e\nsecond"))
    assert cli("queue").err == "dialdeck: ␛[31mred␇ second\n"


def test_a_full_disk_is_a_failure_of_writing(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialdeck.cli.running._let_go_of_output", lambda: None)
    breaks_with(monkeypatch, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    ran = cli("queue")
    assert ran.code == 74
    assert "No space left" in ran.err


def test_an_interrupt_says_so(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks_with(monkeypatch, KeyboardInterrupt())
    ran = cli("queue")
    assert ran.code == 130
    assert ran.err.endswith("dialdeck: stopped; nothing more was changed\n")


@pytest.mark.parametrize(
    "arguments", [["queue"], ["queue", "--json"], ["export", "prospects"], ["--help"]], ids=" ".join
)
def test_a_reader_that_leaves_ends_a_command_quietly(arguments: list[str], samples: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=writer, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        os.close(writer)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_output_that_cannot_be_written_is_said(samples: Path, program: Program) -> None:
    with Path("/dev/full").open("w") as full:
        ran = program("queue", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 74
    assert ran.stderr.count("\n") == 1
    assert "No space left" in ran.stderr


@pytest.mark.parametrize("arguments", [["queue"], ["queue", "--json"], ["show", "+493055501161"]], ids=" ".join)
def test_an_encoding_without_our_signs_stops_nothing(arguments: list[str], cli: Cli, program: Program) -> None:
    cli("add", "name=Jürgen 株", "phone=+493023125001", "zone=Europe/Berlin")
    uid = cli("queue", "--json").json()[0]["prospect_id"]
    ran = program(*(uid if one.startswith("+") else one for one in arguments), env={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert ran.stdout.isascii()
    assert ("J\\u00fcrgen \\u682a" if "--json" in arguments else "J?rgen ?") in ran.stdout


def test_a_closed_standard_output_stops_nothing(samples: Path) -> None:
    shell = '"$1" -c "$2" record +14025550121 silent_hangup >&-; "$1" -c "$2" show +14025550121 --json'
    environment = os.environ | {"DIALDECK_CLOCK": "2026-03-10T10:05-05:00"}
    ran = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", sys.executable, PROGRAM], capture_output=True, text=True, env=environment,
        timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert '"at": "2026-03-10T10:05' in ran.stdout


def test_progress_is_shown_on_a_terminal_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert progress_to(sys.stderr) is None
    sys.stderr.isatty = lambda: True  # type: ignore[method-assign]
    show = progress_to(sys.stderr)
    assert show is not None
    show(0, 0)
    show(5, 10)
    show(10, 10)
    assert capsys.readouterr().err == "\r100 % \n\r 50 % \r100 % \n"
