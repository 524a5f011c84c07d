"""The harness measures real programs, so it is tried on real ones, small and of one behaviour each."""

import sys
from pathlib import Path

import pytest

from benchmarks.pty_harness import Program, ProgramError, shows

PROGRAM = """
import os, sys, termios, tty
tty.setraw(0)
def say(text):
    os.write(1, text.encode())
say("\\x1b[2J\\x1b[HREADY")
count = 0
while True:
    key = os.read(0, 1)
    if key == b"j":
        count += 1
        say(f"\\x1b[2;1Hperson {count}")
    elif key == b"b":
        say("\\x07\\x1b[3;3H")
    elif key == b"d":
        sys.exit(3)
"""


def program(tmp_path: Path, source: str = PROGRAM) -> Program:
    script = tmp_path / "program.py"
    script.write_text(source, encoding="utf-8")
    return Program([sys.executable, "-S", str(script)], {})


def test_a_start_is_timed_to_the_paint_that_was_waited_for(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        assert running.wait_for(shows("READY"), "READY") > 0


def test_a_key_is_timed_to_the_change_of_the_screen(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        running.wait_for(shows("READY"), "READY")
        paint = running.key(b"j", shows("person 1"), "person 1")

    assert 0 < paint.first <= paint.shown <= paint.last


def test_bytes_that_change_no_cell_are_no_answer(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        running.wait_for(shows("READY"), "READY")
        with pytest.raises(ProgramError, match="nothing changed"):
            running.key(b"b", limit=0.2)


def test_a_change_without_the_expected_text_is_no_answer(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        running.wait_for(shows("READY"), "READY")
        with pytest.raises(ProgramError, match="person 2 within"):
            running.key(b"j", shows("person 2"), "person 2", limit=0.2)


def test_a_program_that_dies_is_an_error_with_its_last_screen(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        running.wait_for(shows("READY"), "READY")
        with pytest.raises(ProgramError, match="READY"):
            running.key(b"d")


def test_a_program_that_ends_before_its_paint_is_an_error_at_once(tmp_path: Path) -> None:
    with (
        program(tmp_path, "print('no such thing')") as running,
        pytest.raises(ProgramError, match="no such thing"),
    ):
        running.wait_for(shows("READY"), "READY")


def test_questions_to_the_terminal_are_answered(tmp_path: Path) -> None:
    asking = "import os, tty; tty.setraw(0); os.write(1, b'\\x1b[c'); print('got', os.read(0, 20)[1:], end='\\r\\n')"

    with program(tmp_path, asking) as running:
        assert running.wait_for(shows("got b'[?62;22c'"), "the answer") > 0


def test_the_program_has_a_terminal_of_its_own(tmp_path: Path) -> None:
    asking = "import os; print(*os.get_terminal_size(), os.getpgrp() == os.tcgetpgrp(0), os.open('/dev/tty', 0) > 2)"

    with program(tmp_path, asking) as running:
        assert running.wait_for(shows("120 36 True True"), "its size") > 0


def test_the_settings_of_the_caller_do_not_reach_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("DIALDECK_DB", "mine.db")
    asking = "import os; print([n for n in os.environ if n.startswith(('DIALDECK', 'NO_COLOR'))])"

    with program(tmp_path, asking) as running:
        assert running.wait_for(shows("[]"), "an empty list") > 0
