"""What is kept when the program itself fails: where it failed, and nothing about anybody.

Texts of errors, values and local variables can hold names and numbers of customers; a trace here has file, line,
function and kind of error only.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from dialdeck.clock import Clock, to_datetime
from dialdeck.paths import make_private


def redacted(error: BaseException) -> str:
    """Return the trace of an error and of what caused it, innermost cause first, without any value."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(_one(link) for link in reversed(chain))


def write_crash(directory: Path, error: BaseException, clock: Clock) -> Path:
    """Write the redacted trace to `crash-<time>.log` in `directory`, readable by the owner alone; return its path."""
    make_private(directory)
    stamp = f"{to_datetime(clock.now()):%Y%m%d-%H%M%S}"
    number = 0
    while True:
        path = directory / (f"crash-{stamp}.log" if number == 0 else f"crash-{stamp}-{number}.log")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(redacted(error))
        return path


def crash_line(error: BaseException, clock: Clock, directory: Path) -> str:
    """Write the trace and return the one line that says so; a directory that cannot be written is said as well."""
    kind = type(error).__name__
    try:
        path = write_crash(directory, error, clock)
    except OSError as failure:
        return f"dialdeck: a fault of ours ({kind}); its trace could not be written to {directory}: {failure.strerror}"
    return f"dialdeck: a fault of ours ({kind}); what was saved is safe. Trace without your data: {path}"


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines]) + "\n"
