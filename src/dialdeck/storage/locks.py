"""Taking turns: the two lock files beside the database, since several windows and commands may use one file.

`<db>.open` is held shared by every process that has the file open, and alone by one that changes its shape.
`<db>.lock` is held for each write transaction and each checkpoint: SQLite before 3.51.3 can damage a WAL when two
connections write or checkpoint at once, and its own waiting is slower.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dialdeck.errors import BusyError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 5.0
_FIRST_PAUSE = 0.0002
_LONGEST_PAUSE = 0.01


class Locks:
    """The lock files of one database file, opened once and kept open. Not to be shared between threads."""

    def __init__(self, path: Path, *, wait: float = WAIT_SECONDS) -> None:
        """Open both files beside `path`, making them if needed; raise StorageError when that is not possible."""
        self._path = path
        self._wait = wait
        self._depth = 0
        self._open = _open_file(path.with_name(path.name + ".open"))
        try:
            self._lock = _open_file(path.with_name(path.name + ".lock"))
        except StorageError:
            os.close(self._open)
            raise

    def share(self) -> None:
        """Hold the file open together with others; raise BusyError while somebody needs it alone."""
        self._take_open(fcntl.LOCK_SH)
        with self.writing(""):
            self._write_pids([*self.other_pids(), os.getpid()])

    def alone(self) -> None:
        """Hold the file alone, without waiting; raise BusyError naming the processes that have it open."""
        self._take_open(fcntl.LOCK_EX)

    def other_pids(self) -> list[int]:
        """Return the living processes that noted themselves in `<db>.open`, this one left out."""
        text = os.pread(self._open, 65536, 0).decode("ascii", "replace")
        pids = {int(word) for word in text.split() if word.isdigit() and len(word) < 10}
        return sorted(pid for pid in pids if pid != os.getpid() and _exists(pid))

    @contextmanager
    def writing(self, failed: str = "NOT SAVED: ") -> Iterator[None]:
        """Hold the turn to write, waiting at most the set time; raise BusyError after that. Re-entrant.

        `failed` is how that error begins.
        """
        if self._depth == 0:
            self._wait_for_turn(failed)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of everything; the files stay."""
        with suppress(BusyError, OSError), self.writing():
            self._write_pids(self.other_pids())
        os.close(self._open)
        os.close(self._lock)

    def _take_open(self, kind: int) -> None:
        try:
            fcntl.flock(self._open, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            pids = ", ".join(map(str, self.other_pids()))
            who = f"process {pids}" if pids else "another process"
            what = "is using it" if kind == fcntl.LOCK_EX else "is migrating or restoring it"
            message = f"{self._path}: {who} {what}; nothing changed; close the other windows or wait, then try again"
            raise BusyError(message) from None

    def _wait_for_turn(self, failed: str) -> None:
        pause = _FIRST_PAUSE
        deadline = time.monotonic() + self._wait
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    message = (
                        f"{failed}{self._path}: another window or command has been writing for {self._wait:g} s; "
                        "nothing changed; try again when it is done"
                    )
                    raise BusyError(message) from None
            else:
                return
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    def _write_pids(self, pids: list[int]) -> None:
        text = "".join(f"{pid}\n" for pid in pids).encode("ascii")
        os.pwrite(self._open, text, 0)
        os.ftruncate(self._open, len(text))


def _open_file(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        message = f"{path}: the lock file cannot be opened ({error.strerror}); check who owns it and its directory"
        raise StorageError(message) from error


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
