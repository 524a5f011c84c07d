"""Start a program on a pseudo-terminal of its own, in an environment that does not change how programs paint."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

COLUMNS, ROWS = 120, 36

_NOT_PASSED_ON = {"NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS", "LINES"}
_NOT_PASSED_ON_FROM = ("TEXTUAL", "DIALDECK_")


def spawn(command: Sequence[str], more: Mapping[str, str], cwd: Path | None) -> tuple[subprocess.Popen[bytes], int]:
    """The running program and our end of its terminal of 120 × 36; `more` is added to its environment.

    Raises OSError when the program cannot be started.
    """
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        process = subprocess.Popen(
            list(command),
            stdin=its,
            stdout=its,
            stderr=its,
            cwd=cwd,
            env=_environment(more),
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - no threads here, and no other way to a controlling terminal
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(its)
    return process, ours


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in _NOT_PASSED_ON and not k.startswith(_NOT_PASSED_ON_FROM)}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
