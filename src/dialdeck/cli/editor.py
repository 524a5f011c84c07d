"""The user's own editor on a file, and waiting for it: which one it is, and what to say when there is none."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from dialdeck.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_NAMED = ("VISUAL", "EDITOR")
_USUAL = ("vi", "nano")


def find_editor() -> list[str]:
    """Return the words of the editor's command: $VISUAL, else $EDITOR, else vi or nano. Raises UnavailableError."""
    for name in _NAMED:
        words = _words(name)
        if words:
            if shutil.which(words[0]) is None:
                message = f"${name} names {words[0]!r}, and there is no such program; set it to your editor"
                raise UnavailableError(message)
            return words
    for program in _USUAL:
        if shutil.which(program):
            return [program]
    message = "no editor was found: set VISUAL or EDITOR to yours, such as EDITOR=nano"
    raise UnavailableError(message)


def require_terminal_for_editor() -> None:
    """Raise UsageError unless a person sits at this terminal."""
    for name, stream in (("standard input", sys.stdin), ("standard output", sys.stdout)):
        if stream is None or not stream.isatty():
            message = f"{name} is not a terminal, and an editor needs one; `dialdeck config path` names the file"
            raise UsageError(message)


def run_editor(command: list[str], file: Path) -> int:
    """Open `file` in the editor, wait for its end and return its exit code; ctrl+c meanwhile belongs to the editor.

    Raises UnavailableError when it cannot be started.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run([*command, str(file)], check=False).returncode
    except OSError as error:
        message = f"{command[0]} cannot be started: {error.strerror}; set VISUAL or EDITOR to your editor"
        raise UnavailableError(message) from None
    finally:
        signal.signal(signal.SIGINT, before)


def _words(name: str) -> list[str]:
    try:
        return shlex.split(os.environ.get(name, ""))
    except ValueError:
        message = f"${name} cannot be read as a command: its quotes do not match"
        raise UnavailableError(message) from None
