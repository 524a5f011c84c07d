"""A command of the user's own, run for real: whatever it does, one honest line comes back in time."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from dialdeck.model.views import Handed
from dialdeck.phone.command_dialer import CommandDialer
from tests.phone.programs import NUMBER, Programs, let_go

BY_HAND = "dial the number shown by hand; to look into it: dialdeck config check"
WHOLE = 30.0
"""A limit that no test reaches."""


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path)


def handed(programs: Programs, script: str, seconds: float = WHOLE) -> Handed:
    """What comes of a number handed to a program `dial` with this script."""
    programs.add("dial", script)
    return CommandDialer("dial {number}", programs.environ, seconds).hand_over(NUMBER)


def test_the_number_is_one_argument_in_its_place(programs: Programs) -> None:
    programs.add("dial", 'printf "<%s>" "$@" > "$HERE/arguments"')
    template = "dial --line 'my phone' --to=tel:{number} {number} '$(id)' '{other}'"
    assert CommandDialer(template, programs.environ, WHOLE).hand_over(NUMBER) == Handed("handed to dial")
    assert programs.text("arguments") == f"<--line><my phone><--to=tel:{NUMBER}><{NUMBER}><$(id)><{{other}}>"


def test_no_shell_reads_the_template(programs: Programs, tmp_path: Path) -> None:
    programs.add("dial", 'printf "<%s>" "$@" > "$HERE/arguments"')
    CommandDialer(f"dial {{number}} ; touch {tmp_path}/evil > $HOME `id`", programs.environ, WHOLE).hand_over(NUMBER)
    assert programs.text("arguments") == f"<{NUMBER}><;><touch><{tmp_path}/evil><>><$HOME><`id`>"
    assert not (tmp_path / "evil").exists()


def test_a_program_may_be_named_by_its_path(programs: Programs) -> None:
    path = programs.add("a dial", "exit 0")
    assert CommandDialer(f"'{path}' {{number}}", {}, WHOLE).hand_over(NUMBER) == Handed("handed to a dial")


def test_a_missing_program_is_named(programs: Programs) -> None:
    dialer = CommandDialer("no-such-dialer {number}", programs.environ, WHOLE)
    assert dialer.problem() == "there is no program 'no-such-dialer' that can be run"
    assert dialer.hand_over(NUMBER) == Handed(f"not handed over: {dialer.problem()}; {BY_HAND}", failed=True)


def test_a_program_that_is_no_program_is_reported(programs: Programs) -> None:
    programs.add("dial", "").write_bytes(b"\x7fELF nonsense")
    found = CommandDialer("dial {number}", programs.environ, WHOLE).hand_over(NUMBER)
    reason = f"dial could not be started ({os.strerror(errno.ENOEXEC)})"
    assert found == Handed(f"not handed over: {reason}; {BY_HAND}", failed=True)


@pytest.mark.parametrize("template", ["", "dial", "dial '{number}", "{number}"])
def test_a_template_that_slipped_past_the_settings_runs_nothing(programs: Programs, template: str) -> None:
    programs.add("dial", 'touch "$HERE/ran"')
    found = CommandDialer(template, programs.environ, WHOLE).hand_over(NUMBER)
    assert found.failed
    assert found.words.startswith("not handed over: the command in the settings ")
    assert not (programs.here / "ran").exists()


def test_a_nul_in_the_template_is_reported(programs: Programs) -> None:
    programs.add("dial", "exit 0")
    found = CommandDialer("dial {number} \0", programs.environ, WHOLE).hand_over(NUMBER)
    assert found.words.startswith("not handed over: dial could not be started (embedded null byte)")


def test_a_failing_program_is_named_with_its_code_and_first_line(programs: Programs) -> None:
    found = handed(programs, "echo 'no account' >&2; echo second >&2; exit 3")
    assert found == Handed(f"not handed over: dial ended with code 3 (no account); {BY_HAND}", failed=True)


def test_a_program_that_fails_in_silence_is_named_with_its_code(programs: Programs) -> None:
    assert handed(programs, "exit 1").words == f"not handed over: dial ended with code 1; {BY_HAND}"


def test_a_program_that_a_signal_ends_leaves_a_doubt(programs: Programs) -> None:
    words = handed(programs, "kill -SEGV $$").words
    assert words == f"perhaps not handed over: dial was ended by SIGSEGV; if no phone rings, {BY_HAND}"


def test_a_hanging_program_is_stopped_at_the_limit_with_all_that_it_started(programs: Programs) -> None:
    pipe = programs.hold()
    found = handed(programs, 'exec 3> "$HERE/held"; sleep 600 & wait', seconds=1)
    reason = "dial did not end within 1 s and was stopped"
    assert found == Handed(f"perhaps not handed over: {reason}; if no phone rings, {BY_HAND}", failed=True)
    assert let_go(pipe)


def test_a_program_that_will_not_end_is_killed_with_all_that_it_started(programs: Programs) -> None:
    pipe = programs.hold()
    script = """trap '' TERM; exec 3> "$HERE/held"; (while :; do sleep 600; done) & while :; do sleep 600; done"""
    assert handed(programs, script, seconds=1).failed
    assert let_go(pipe)


def test_a_program_that_is_stopped_may_hang_up_first(programs: Programs) -> None:
    handed(programs, "trap 'echo bye > \"$HERE/bye\"; exit' TERM; sleep 600 & wait", seconds=1)
    assert programs.text("bye") == "bye\n"


@pytest.mark.parametrize("stream", ["", ">&2"])
def test_a_megabyte_of_output_neither_blocks_nor_shows(programs: Programs, stream: str) -> None:
    found = handed(programs, f"head -c 1000000 /dev/zero | tr '\\0' x {stream}; exit 3")
    assert found.words.startswith("not handed over: dial ended with code 3")
    assert len(found.words) < 250


@pytest.mark.parametrize("stream", ["", ">&2"])
def test_endless_output_ends_at_the_limit(programs: Programs, stream: str) -> None:
    assert "did not end within 0.5 s" in handed(programs, f"exec yes {stream}", seconds=0.5).words


def test_control_codes_of_a_program_are_not_shown(programs: Programs) -> None:
    codes = r"\033]52;c;ZXZpbA==\007\033[2J\033[31mno\033[0m \202\302\2331maccount\342\200\256\r\nmore\n"
    words = handed(programs, f"printf '{codes}' >&2; exit 2").words
    assert words == f"not handed over: dial ended with code 2 (no \ufffdaccount); {BY_HAND}"


def test_a_child_that_keeps_the_pipe_open_is_not_waited_for(programs: Programs) -> None:
    found = handed(programs, 'sleep 600 & echo $! > "$HERE/child"; echo "no line" >&2; exit 4')
    try:
        assert found.words.startswith("not handed over: dial ended with code 4 (no line)")
    finally:
        os.kill(int(programs.text("child")), signal.SIGKILL)


def test_a_telephone_left_in_the_background_lives_on_and_may_talk(programs: Programs) -> None:
    script = '(read line < "$HERE/go"; head -c 300000 /dev/zero >&2; echo done > "$HERE/said") & exit 0'
    os.mkfifo(programs.here / "go")
    os.mkfifo(programs.here / "said")
    assert handed(programs, script) == Handed("handed to dial")
    (programs.here / "go").write_text("go\n")
    assert programs.text("said") == "done\n"


def test_a_telephone_survives_that_nobody_reads_it_any_more(programs: Programs) -> None:
    assert handed(programs, "kill -PIPE $$; exit 0") == Handed("handed to dial")


def test_a_program_has_no_terminal_and_none_of_our_streams(programs: Programs) -> None:
    script = """
if (: < /dev/tty) 2>/dev/null; then echo tty; else echo none; fi > "$HERE/terminal"
if read line; then echo input; else echo end; fi > "$HERE/input"
if [ -t 1 ] || [ -t 2 ]; then echo tty; else echo none; fi > "$HERE/output"
"""
    handed(programs, script)
    assert [programs.text(name) for name in ("terminal", "input", "output")] == ["none\n", "end\n", "none\n"]


def test_a_program_leads_a_session_of_its_own(programs: Programs) -> None:
    code = "import os, sys; sys.exit(os.getsid(0) != os.getpid())"
    dialer = CommandDialer(f"{sys.executable} -c '{code}' {{number}}", programs.environ, WHOLE)
    assert not dialer.hand_over(NUMBER).failed


def descriptors() -> int:
    """How many are open, once no thread listens to a program any more."""
    for thread in threading.enumerate():
        if thread.name == "dialer-output":
            thread.join()
    return len(list(Path("/dev/fd").iterdir()))


def test_no_descriptors_are_left_behind(programs: Programs) -> None:
    handed(programs, "exit 0")
    before = descriptors()
    for script in ("exit 0", "echo no >&2; exit 1"):
        handed(programs, script)
    CommandDialer("no-such-dialer {number}", programs.environ, WHOLE).hand_over(NUMBER)
    programs.add("dial", "").write_bytes(b"\x7fELF nonsense")
    assert CommandDialer("dial {number}", programs.environ, WHOLE).hand_over(NUMBER).failed
    assert descriptors() == before
