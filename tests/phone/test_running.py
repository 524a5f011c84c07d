"""Outside programs within bounds: how much is kept, how long an end may take, what is left alone."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from dialdeck.phone import running
from dialdeck.phone.running import HEAD, Ended, run
from tests.phone.programs import Programs

WHOLE = 30.0


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path)


def test_only_the_beginning_of_a_failure_is_kept(programs: Programs) -> None:
    path = programs.add("talk", "head -c 200000 /dev/zero | tr '\\0' x >&2; exit 1")
    assert run([str(path)], programs.environ, WHOLE) == Ended(1, b"x" * HEAD)


def test_an_answer_is_waited_for_to_its_end(programs: Programs) -> None:
    path = programs.add("talk", "echo one; echo two; echo not me >&2")
    assert run([str(path)], programs.environ, WHOLE, keep="stdout") == Ended(0, b"one\ntwo\n")


def test_what_a_success_said_is_not_waited_for(programs: Programs) -> None:
    path = programs.add("talk", "echo fine >&2")
    assert run([str(path)], programs.environ, WHOLE) == Ended(0, b"")


def test_a_program_sees_only_the_environment_it_is_given(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "yes")
    path = programs.add("talk", 'echo "<$SECRET>"')
    assert run([str(path)], programs.environ, WHOLE, keep="stdout").head == b"<>\n"


def test_ending_a_program_takes_less_than_a_second() -> None:
    assert running._GRACE * 1.5 + running._LAST_WORDS < 1


def test_what_is_not_to_be_ended_runs_on_and_is_reaped(programs: Programs) -> None:
    path = programs.add("stay", 'echo $$ > "$HERE/self"; exec sleep 600')
    assert run([str(path)], programs.environ, 1, keep=None, end=False) == Ended(None, b"")
    assert programs.alive("self")
    os.kill(int(programs.text("self")), signal.SIGKILL)
    for thread in threading.enumerate():
        if thread.name == "dialer-reap":
            thread.join()
    assert not programs.alive("self")


def test_without_a_thread_to_be_had_nothing_is_started(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(thread: threading.Thread) -> None:
        message = "can't start new thread"
        raise RuntimeError(message)

    path = programs.add("talk", 'touch "$HERE/ran"')
    monkeypatch.setattr(threading.Thread, "start", full)
    with pytest.raises(RuntimeError):
        run([str(path)], programs.environ, WHOLE)
    assert not (programs.here / "ran").exists()


def test_a_program_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run([str(tmp_path / "none")], {}, WHOLE)
