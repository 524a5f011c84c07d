"""Runs one outside program that must not be trusted with anything: not with the terminal, nor with our time or memory.

The program gets no terminal (a session of its own, standard input and output on nothing), as much time as it is given,
and a few kilobytes of what it says are kept. What it leaves running in the background is left alone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, Literal, NamedTuple

HEAD: Final = 4096
"""Bytes of a program's output that are kept."""
_CHUNK = 65536
# So long a program may take to hang up in order before it is killed; with the time for killing it stays below a second.
_GRACE = 0.4
_LAST_WORDS = 0.2
_PAUSE = 0.01


class Ended(NamedTuple):
    """How a program ended: its exit code (minus the signal's number), None at the time limit; what it said first."""

    code: int | None
    head: bytes


def run(
    command: Sequence[str],
    environ: Mapping[str, str],
    seconds: float,
    *,
    keep: Literal["stdout", "stderr"] | None = "stderr",
    end: bool = True,
) -> Ended:
    """Run `command` (no shell) for at most `seconds`, and return within a second more.

    The first 4096 bytes of the stream `keep` are returned (of `stderr` only those of a failure), the rest is read and
    thrown away. At the limit the program and its process group are asked to end and then killed; with `end` False
    they are left running.
    Raises OSError or ValueError when the program cannot be started, RuntimeError when there is no thread to be had.
    """
    if keep is None:
        process = _start(command, environ, subprocess.DEVNULL, subprocess.DEVNULL)
        return Ended(_wait(process, seconds, end=end), b"")
    read, write = os.pipe()
    try:
        ear = _Ear(read)
    except RuntimeError:
        os.close(read)
        os.close(write)
        raise
    nothing = subprocess.DEVNULL
    try:
        process = _start(command, environ, *((write, nothing) if keep == "stdout" else (nothing, write)))
    finally:
        os.close(write)
    code = _wait(process, seconds, end=end)
    if code is None or (code == 0 and keep == "stderr"):
        return Ended(code, b"")
    return Ended(code, ear.head(complete=keep == "stdout"))


def _start(command: Sequence[str], environ: Mapping[str, str], stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    # restore_signals=False leaves SIGPIPE ignored, so that a telephone in the background which still holds our pipe
    # survives the end of this program.
    return subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        env=dict(environ),
        start_new_session=True,
        restore_signals=False,
    )


def _wait(process: subprocess.Popen[bytes], seconds: float, *, end: bool) -> int | None:
    """Return the exit code, or None if the time was up."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass
    if end:
        _end(process)
    else:
        threading.Thread(target=process.wait, name="dialer-reap", daemon=True).start()
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and its process group: politely first, because a telephone then hangs up its line in order."""
    _signal_group(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    _signal_group(process, signal.SIGKILL)
    # One that hangs in the kernel does not even die of that; it is not waited for.
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE / 2)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    # The group bears the program's id, as it leads a session of its own. PermissionError: it runs as somebody else.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


class _Ear:
    """Reads a pipe to its end on a thread of its own, and remembers only how it began.

    The end may be long after the program's: whatever it left in the background can still hold the pipe, and would be
    stopped if nobody read it.
    """

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._heard = bytearray()
        self._line = threading.Event()
        self._closed = threading.Event()
        threading.Thread(target=self._listen, name="dialer-output", daemon=True).start()

    def head(self, *, complete: bool) -> bytes:
        """Return the beginning once it has a whole line, or with `complete` all there will be; waits 0.2 s at most."""
        (self._closed if complete else self._line).wait(_LAST_WORDS)
        return bytes(self._heard)

    def _listen(self) -> None:
        try:
            while chunk := os.read(self._pipe, _CHUNK):
                if len(self._heard) < HEAD:
                    self._heard += chunk[: HEAD - len(self._heard)]
                    if b"\n" in self._heard.lstrip() or len(self._heard) == HEAD:
                        self._line.set()
                else:
                    # An endless talker waits on a full pipe instead of taking the processor from the screen.
                    time.sleep(_PAUSE)
        finally:
            os.close(self._pipe)
            self._closed.set()
            self._line.set()
