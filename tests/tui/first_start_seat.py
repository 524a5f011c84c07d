"""The real program in a pseudo-terminal, on a list of its own that has nobody on it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import sqlite3
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pyte

from tests.tui.pty_seat import Terminal

PROGRAM = "import sys; from dialdeck.main import main; sys.exit(main())"
HEAD = "Name,Title,Company,Phone,State\n"
ANA = "Ana Ruiz,COO,Kestrel,+1 312 555 0111,IL\n"
TOM = "Tom Okafor,CEO,Dairy,312 555 0112,IL\n"
MENU = "nothing to call yet"
DOWN = b"\x1b[B"
NOW = "2026-03-10T10:05-05:00"


class Beginning(Terminal):
    """The program as it is started for the first time, in a home directory of its own."""

    def __init__(self, tmp_path: Path, *words: str, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        """Start it; `words` are arguments. SABOTAGE in the environment is Python that runs before it."""
        self.home = tmp_path / "home"
        self.home.mkdir(exist_ok=True)
        self.log = tmp_path / "calls.log"
        self.log.touch()
        self.raw = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(self._slave)
        own = {"HOME": str(self.home), "DIALDECK_HOME": str(self.home / "dd"), "DIALDECK_CLOCK": NOW}
        environ = {**os.environ, "TZ": "America/Chicago", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        sabotage = environment.pop("SABOTAGE", "")
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{sabotage}\n{PROGRAM}", *words],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            cwd=self.home,
            env={**environ, **own, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here yet
        )

    def enter(self, text: str, then: str) -> None:
        """Type a line, press enter once it stands there, and wait for words."""
        if text:
            self.send(text.encode())
            self.shows(text[-20:])
        self.send(b"\r")
        self.shows(then)

    def instead(self, before: str, text: str, then: str) -> None:
        """Type a line in the place of what stands there."""
        self.send(b"\x15")
        self.wait(lambda: before not in self.text)
        self.enter(text, then)

    def looks_at(self, words: str) -> tuple[str, str, bool]:
        """Return how the first letter of words is painted: its colour, the one behind it, and whether reversed."""
        y, line = next((y, line) for y, line in enumerate(self._screen.display) if words in line)
        cell = self._screen.buffer[y][line.index(words)]
        return cell.fg, cell.bg, cell.reverse

    def stands_at(self, label: str) -> None:
        """Wait until the line of a label is the one that is typed on."""
        self.shows(f"▸ {label}")

    @property
    def settings(self) -> Path:
        """The settings file of this home."""
        return self.home / "dd" / "config" / "config.toml"


@contextlib.contextmanager
def first_start(
    tmp_path: Path, *words: str, size: tuple[int, int] = (80, 24), **environment: str
) -> Iterator[Beginning]:
    """Start the program for the first time."""
    seat = Beginning(tmp_path, *words, size=size, **environment)
    try:
        yield seat
    finally:
        seat.close()


def with_file(seat: Beginning, text: str, name: str = "people.csv") -> None:
    """Put a file into the home directory."""
    (seat.home / name).write_text(text, "utf-8")


def to_path(seat: Beginning) -> None:
    """Go past who is calling to the line for the path."""
    seat.shows(MENU)
    seat.shows("q ends")
    seat.send(b"\r")
    seat.stands_at("Your name")
    seat.send(b"\x13")
    seat.shows("tab completes")


def choose(seat: Beginning, steps: int) -> None:
    """Take a choice of the first page."""
    seat.shows("q ends")
    seat.send(DOWN * steps)
    seat.send(b"\r")


def people(seat: Beginning) -> list[str]:
    """The names on the list."""
    conn = sqlite3.connect(f"file:{seat.home / 'dd' / 'dialdeck.db'}?mode=ro", uri=True)
    try:
        return [row[0] for row in conn.execute("SELECT name FROM people ORDER BY id")]
    finally:
        conn.close()


def sound(seat: Beginning) -> bool:
    """Whether the list is whole and nobody is on it."""
    conn = sqlite3.connect(f"file:{seat.home / 'dd' / 'dialdeck.db'}?mode=ro", uri=True)
    try:
        whole = conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return whole and conn.execute("SELECT count(*) FROM imports").fetchone() == (0,) and people(seat) == []
    finally:
        conn.close()
