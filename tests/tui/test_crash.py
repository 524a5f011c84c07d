"""A trace of a failure says where, never what: no value, no text of an error, readable by the owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.tui.crash import crash_line, redacted, write_crash

SECRET = "+13125550142"


def fail(number: str) -> None:
    try:
        int(number + "x")
    except ValueError as error:
        message = f"could not dial {number}"
        raise LookupError(message) from error


def failed() -> BaseException:
    with pytest.raises(LookupError) as caught:
        fail(SECRET)
    return caught.value


def test_a_trace_names_kinds_files_and_functions_of_the_whole_chain() -> None:
    trace = redacted(failed())
    for words in ("builtins.ValueError", "builtins.LookupError", "test_crash.py", "in fail"):
        assert words in trace
    assert trace.index("ValueError") < trace.index("LookupError")


def test_a_trace_holds_no_value() -> None:
    assert SECRET not in redacted(failed())


def test_the_file_is_private_in_a_private_directory(tmp_path: Path, clock: SteppingClock) -> None:
    path = write_crash(tmp_path / "state", failed(), clock)
    assert path.name == "crash-20260310-150500.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_failures_in_one_second_have_two_files(tmp_path: Path, clock: SteppingClock) -> None:
    assert write_crash(tmp_path, failed(), clock) != write_crash(tmp_path, failed(), clock)


def test_a_link_in_the_way_is_not_followed(tmp_path: Path, clock: SteppingClock) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / "crash-20260310-150500.log").symlink_to(target)
    write_crash(tmp_path, failed(), clock)
    assert not target.exists()


def test_the_line_names_the_file(tmp_path: Path, clock: SteppingClock) -> None:
    line = crash_line(failed(), clock, tmp_path)
    assert "LookupError" in line
    assert str(tmp_path) in line
    assert "\n" not in line


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path, clock: SteppingClock) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert "could not be written" in crash_line(failed(), clock, in_the_way / "state")
