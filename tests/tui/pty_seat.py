"""A real pseudo-terminal with the call screen in it: bytes in, an emulated screen out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;:$]*[ -/]*[@-~]")
LIMIT = 20.0


class Terminal:
    """The program in a terminal of 120 × 36 cells."""

    def __init__(self, tmp_path: Path, *words: str, **environment: str) -> None:
        """Start it; `words` go to the fake deck."""
        self.log = tmp_path / "calls.log"
        self.log.touch()
        self.raw = b""
        self._screen = pyte.Screen(120, 36)
        self._stream = pyte.ByteStream(self._screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.fake_program", str(self.log), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=tmp_path,
            env={**environ, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here yet
        )

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self._screen.display)

    @property
    def calls(self) -> list[str]:
        """What was asked of the deck."""
        return self.log.read_text(encoding="utf-8").splitlines()

    @property
    def last_call(self) -> str:
        """What was asked of the deck last; a number is handed over on another thread, which may be later."""
        return [call for call in self.calls if not call.startswith("hand_over")][-1]

    @property
    def attributes(self) -> list[object]:
        """How the terminal is set now."""
        return list(termios.tcgetattr(self._slave))

    def send(self, data: bytes) -> None:
        """Type."""
        os.write(self.master, data)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Read what the program writes until a condition holds; fail with the screen when it never does."""
        end = time.monotonic() + LIMIT
        while not condition():
            assert time.monotonic() < end, f"never came true; the screen:\n{self.text}\ncalls: {self.calls}"
            self._read(0.02)

    def shows(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.wait(lambda: words in self.text)

    def asked(self, call: str) -> None:
        """Wait until the deck was asked for something."""
        self.wait(lambda: call in self.calls)

    def ends(self) -> int:
        """Wait for the end and return the exit code."""
        self.wait(lambda: self.process.poll() is not None)
        while self._read(0):
            pass
        return int(self.process.returncode)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self._screen.resize(height, width)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._read(0.005)

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self._slave)
        os.close(self.master)
        self._slave = self.master = -1

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for number in (self.master, self._slave):
            if number >= 0:
                os.close(number)

    def _read(self, patience: float) -> bool:
        if self.master < 0:
            time.sleep(patience)  # nothing can be read any more; the loop waits for the process
            return False
        ready, _, _ = select.select([self.master], [], [], patience)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(_PRIVATE.sub(b"", data))
        return bool(data)


@contextlib.contextmanager
def terminal(tmp_path: Path, *words: str, **environment: str) -> Iterator[Terminal]:
    """Run the program in a terminal, on its first person."""
    seat = Terminal(tmp_path, *words, **environment)
    try:
        yield seat
    finally:
        seat.close()
