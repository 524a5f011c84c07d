"""A program behind a pseudo-terminal, timed from bytes written to bytes read.

What keeps the figures honest:

- every read is stamped when it arrives; emulation comes after, so that it costs the measured program nothing;
- a key is answered when cells of the emulated screen change, not when bytes come: a moved cursor is no answer;
- questions to the terminal are answered, as some programs wait for that;
- a key is sent when the screen is quiet, at a random moment, so that frame timers are met at every phase;
- a program that dies or does not show what is waited for is an error, never a fast result.
"""

import errno
import os
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.emulator import Emulator, Questions
from benchmarks.memory import peak_mb
from benchmarks.spawn import COLUMNS, ROWS, spawn

QUIET = 0.04
"""Seconds without output after which the screen counts as settled."""

_LULL = 0.3
"""Seconds without output after which a starting program's screen is looked at: parsing must not delay a read."""
_LOOK_EVERY = 2.0

Seen = Callable[[Emulator], bool]


class ProgramError(Exception):
    """The measured program ended, or did not show what was waited for; the message ends with its screen."""


@dataclass(frozen=True, slots=True)
class Paint:
    """When the screen answered a key, in seconds after the key was written."""

    first: float
    """The first read after which a cell had changed."""
    shown: float
    """The first read after which what was waited for was on the screen."""
    last: float
    """The last read that changed a cell before the screen was quiet."""


class Program:
    """A running program and its screen; use it as a context manager, which ends the program."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], cwd: Path | None = None) -> None:
        self.emulator = Emulator(COLUMNS, ROWS)
        self._command = list(command)
        self._questions = Questions()
        self._pending: list[tuple[float, bytes]] = []
        self._ended = False
        self.started = time.perf_counter()
        self._process, self._fd = spawn(self._command, environment, cwd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def peak_mb(self) -> float:
        """The program's highest resident size so far, in MB."""
        return peak_mb(self._process.pid)

    def wait_for(self, seen: Seen, what: str, limit: float = 60.0) -> float:
        """Seconds from the start of the program to the read after which `seen` holds; ProgramError if it never does."""
        end = time.perf_counter() + limit
        looked = self.started
        while time.perf_counter() < end and not self._ended:
            lull = not self._read(_LULL)
            if self._pending and (lull or time.perf_counter() - looked > _LOOK_EVERY):
                moment = self._first(seen)
                if moment is not None:
                    return moment - self.started
                looked = time.perf_counter()
        moment = self._first(seen)
        if moment is None:
            raise self.error(f"never showed {what}")
        return moment - self.started

    def key(self, data: bytes, seen: Seen | None = None, what: str = "", limit: float = 5.0) -> Paint:
        """Write a key and time its paint, `seen` being what must hold then; ProgramError when that does not happen."""
        self.settle()
        written = self._write(data)
        changes: list[float] = []
        shown = None
        while time.perf_counter() < written + limit and not self._ended:
            if self._read(QUIET):
                continue
            for moment, read in self._take():
                if self.emulator.feed(read):
                    changes.append(moment - written)
                    if shown is None and (seen is None or seen(self.emulator)):
                        shown = moment - written
            if shown is not None and (seen is None or seen(self.emulator)):
                return Paint(changes[0], shown, changes[-1])
        raise self.error(f"key {data!r}: {what or 'nothing changed'} within {limit:.0f} s")

    def settle(self, limit: float = 3.0) -> None:
        """Take output until the screen is quiet, or for `limit` seconds; ProgramError when the program has ended."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self._read(QUIET):
            pass
        self.emulate()
        if self._ended:
            raise self.error("ended")

    def idle(self, seconds: float) -> None:
        """Let time pass while output is taken; ProgramError when the program has ended."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self._ended:
            self._read(left)
        self.settle()

    def emulate(self) -> None:
        """Bring the screen up to date with what was read."""
        for _, read in self._take():
            self.emulator.feed(read)

    def error(self, what: str) -> ProgramError:
        """An error that names the program and shows its screen."""
        self.emulate()
        shown = "\n".join(line.rstrip() for line in self.emulator.lines).strip()
        return ProgramError(f"{' '.join(self._command)}: {what}\n{shown}")

    def close(self) -> None:
        """End the program: asked first, killed if it does not go within two seconds."""
        for end_it, patience in ((signal.SIGTERM, 2.0), (signal.SIGKILL, 3.0)):
            if self._process.poll() is not None:
                break
            with suppress(ProcessLookupError):
                self._process.send_signal(end_it)
            end = time.perf_counter() + patience
            while self._process.poll() is None and time.perf_counter() < end:
                self._read(0.02)
                self._pending.clear()
        self._process.wait(timeout=1.0)
        os.close(self._fd)

    def _write(self, data: bytes) -> float:
        moment = time.perf_counter()
        try:
            os.write(self._fd, data)
        except OSError:
            self._ended = True
        return moment

    def _read(self, patience: float) -> bool:
        """Wait for output, stamp and keep it, answer what it asks; False if nothing came."""
        if self._ended:
            return False
        ready, _, _ = select.select([self._fd], [], [], max(0.0, patience))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        moment = time.perf_counter()
        if not data:
            self._ended = True
            return False
        self._pending.append((moment, data))
        for answer in self._questions.answers_to(data):
            self._write(answer)
        return True

    def _take(self) -> list[tuple[float, bytes]]:
        pending, self._pending = self._pending, []
        return pending

    def _first(self, seen: Seen) -> float | None:
        """Emulate what was read; the moment of the first read after which `seen` holds."""
        first = None
        for moment, read in self._take():
            if self.emulator.feed(read) and first is None and seen(self.emulator):
                first = moment
        return first


def shows(text: str) -> Seen:
    """Whether a text is anywhere on the screen."""
    return lambda emulator: text in emulator.text
