"""The call screen in a real terminal: signals, a closed window, broken input, crashes, and no terminal at all."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.fake_program import SECRET
from tests.tui.pty_seat import ROOT, Terminal, terminal


def test_the_first_frame_shows_the_first_person_and_q_ends(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("Dana Whitfield")
        seat.shows("if it goes to voicemail")
        seat.send(b"q")
        seat.shows("This session")
        seat.send(b"\r")
        assert seat.ends() == 0
        assert seat.last_call == "close"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=str
)
def test_a_signal_closes_the_deck_restores_the_terminal_and_leaves_the_dial_unfinished(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.process.send_signal(number)
        assert seat.ends() == code
        assert seat.last_call == "close"
        assert not [call for call in seat.calls if call.startswith("outcome")]
        assert b"\x1b[?1049l" in seat.raw
        assert b"\x1b[?25h" in seat.raw
        assert seat.attributes == seat.before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str)
def test_a_signal_at_the_first_frame_ends_in_the_same_order(tmp_path: Path, number: signal.Signals, code: int) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("Dana Whitfield")
        seat.process.send_signal(number)
        assert seat.ends() == code
        assert seat.last_call == "close"
        assert b"\x1b[?1049l" in seat.raw
        assert seat.attributes == seat.before


def test_a_closed_terminal_closes_the_deck(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.hang_up()
        assert seat.ends() == 129
        assert seat.last_call == "close"


def test_bytes_that_are_no_utf_8_do_not_end_the_input(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b"\xff\xfe\xc3(\xf0\x9f\x80(")
        seat.shows("nothing was done")
        seat.send(b"j")
        seat.wait(lambda: "› Tom Okafor" in seat.text)
        seat.send(b"q")
        seat.shows("This session")
        seat.send(b"\r")
        assert seat.ends() == 0


@pytest.mark.parametrize("pasted", [b"v123", b"\x1b[200~v123\x1b[201~", b"hhhh", b"vh\r"])
def test_a_paste_while_a_dial_is_open_records_nothing(tmp_path: Path, pasted: bytes) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.send(pasted)
        seat.shows("nothing was done")
        assert not [call for call in seat.calls if call.startswith("outcome")]


def test_an_unforeseen_failure_ends_with_a_trace_that_holds_no_data(tmp_path: Path) -> None:
    with terminal(tmp_path, "crash") as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        assert seat.ends() == 1
        assert seat.last_call == "close"
        logs = list((Path(os.environ["DIALDECK_HOME"]) / "state").glob("crash-*.log"))
        assert len(logs) == 1
        trace = logs[0].read_text()
        assert "RuntimeError" in trace
        assert "fake_deck.py" in trace
        assert SECRET not in trace
        assert SECRET.encode() not in seat.raw
        assert stat.S_IMODE(logs[0].stat().st_mode) == 0o600
        assert b"a fault of ours (RuntimeError)" in seat.raw
        assert b"locals" not in seat.raw


def test_a_failure_before_the_first_frame_is_redacted_as_well(tmp_path: Path) -> None:
    with terminal(tmp_path, "crash-open") as seat:
        assert seat.ends() == 1
        assert SECRET.encode() not in seat.raw
        assert b"a fault of ours" in seat.raw


def test_a_file_that_cannot_be_opened_is_one_line_and_no_screen(tmp_path: Path) -> None:
    with terminal(tmp_path, "refuse") as seat:
        assert seat.ends() == 1
        assert b"dialdeck: the file is being migrated" in seat.raw
        assert b"\x1b[?1049h" not in seat.raw


def test_hostile_names_send_nothing_to_the_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, "hostile") as seat:
        seat.shows("[@click=app.quit]Eve[/]")
        seat.shows("if it goes to voicemail")
        assert b"\x1b]52" not in seat.raw


def test_no_color_paints_without_colours(tmp_path: Path) -> None:
    with terminal(tmp_path, NO_COLOR="1") as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b"j")
        seat.shows("›")
        colours = {code for code in (b"\x1b[38;2;1;120;212", b"48;2;1;120;212") if code in seat.raw}
        assert colours == set()


def test_a_key_held_sixty_times_records_at_most_one_outcome(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        for _ in range(60):
            seat.send(b"v")
        seat.wait(lambda: "✗" in seat.text)
        seat.send(b"\x1b[B")
        seat.wait(lambda: "✗" not in seat.text)
        assert len([call for call in seat.calls if call.startswith("outcome")]) <= 1
        assert seat.calls.count("dial") == 1


def test_a_kill_after_f3_in_a_note_finds_the_outcome_in_the_file(tmp_path: Path) -> None:
    with terminal(tmp_path, "demo") as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.send(b"n")
        seat.shows("Note on")
        seat.send(b"x")
        seat.shows("› x")
        seat.send(b"\x1bOR")
        seat.shows("saved; the note is still open")
        seat.process.kill()
        assert seat.ends() == -signal.SIGKILL
    with contextlib.closing(sqlite3.connect(tmp_path / "demo.db")) as file:
        newest = file.execute("SELECT status, outcome FROM dials ORDER BY id DESC LIMIT 1").fetchone()
    assert newest == ("done", "voicemail_left")


def test_ctrl_c_ends_the_session_in_order(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.send(b"\x03")
        assert seat.ends() == 0
        assert seat.last_call == "close"
        assert seat.attributes == seat.before


def test_many_resizes_lose_nothing(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        start_dial(seat)
        seat.send(b"n")
        seat.shows("Note on Dana Whitfield")
        seat.send(b"x")
        for width, height in [(1, 1), (300, 100), (19, 4), (60, 20), (80, 24), (200, 60)] * 8:
            seat.resize(width, height)
        seat.resize(120, 36)
        seat.shows("› x")
        seat.send(b"\r")
        seat.wait(lambda: "note x" in seat.calls)
        assert seat.process.poll() is None


def test_ctrl_z_stops_and_coming_back_paints_everything_again(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b"\x1a")
        seat.wait(lambda: b"\x1b[?1049l" in seat.raw and state_of(seat.process.pid) == "T")
        before = len(seat.raw)
        seat.process.send_signal(signal.SIGCONT)
        seat.wait(lambda: b"Whitfield" in seat.raw[before:] and "screen" in seat.calls)
        seat.send(b"q")
        seat.shows("This session")
        seat.send(b"\r")
        assert seat.ends() == 0


def test_an_unannounced_stop_paints_again_and_reads_every_key_once(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.process.send_signal(signal.SIGSTOP)
        seat.wait(lambda: state_of(seat.process.pid) == "T")
        before = len(seat.raw)
        seat.process.send_signal(signal.SIGCONT)
        seat.wait(lambda: b"Whitfield" in seat.raw[before:] and "screen" in seat.calls)
        for name in ("Tom Okafor", "Li Na", "Ana Ru"):
            seat.send(b"j")
            seat.shows(f"› {name}")
        start_dial(seat)
        assert seat.calls.count("dial") == 1


@pytest.mark.parametrize("piped", ["stdin", "stdout"])
def test_without_a_terminal_it_is_one_line_and_exit_2(tmp_path: Path, piped: str) -> None:
    import pty

    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.fake_program", str(tmp_path / "log")],
        stdin=subprocess.PIPE if piped == "stdin" else slave,
        stdout=subprocess.PIPE if piped == "stdout" else slave,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"},
        check=False,
    )
    os.close(master)
    os.close(slave)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "not a terminal" in done.stderr.decode()
    assert not (tmp_path / "log").exists()


def test_a_dumb_terminal_is_refused(tmp_path: Path) -> None:
    with terminal(tmp_path, TERM="dumb") as seat:
        assert seat.ends() == 2
        assert b"TERM=dumb" in seat.raw


def start_dial(seat: Terminal) -> None:
    seat.send(b" ")
    seat.shows("ringing")


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
