"""Whether there is a terminal to paint on, asked before anything else is opened."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from dialdeck.errors import UsageError

_NOT_PAINTABLE = {"dumb", "unknown"}


def require_terminal() -> None:
    """Raise UsageError unless standard input and output are a terminal that can be painted on."""
    for name, stream in (("standard input", sys.__stdin__), ("standard output", sys.__stdout__)):
        if not _is_terminal(stream):
            message = f"{name} is not a terminal; the call screen needs one (dialdeck --help: commands that do not)"
            raise UsageError(message)
    if os.environ.get("TERM", "").lower() in _NOT_PAINTABLE:
        message = f"the terminal says TERM={os.environ['TERM']}, which cannot be painted on; set TERM to what it is"
        raise UsageError(message)


def tolerate_encoding() -> None:
    """Paint `?` for what the terminal's encoding does not have, instead of failing on it."""
    stream = sys.__stdout__
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    if stream is not None and encoding != "utf8" and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def drop_unwritten() -> None:
    """Throw away what a terminal that is gone never took: Python would fail on it at exit, with a code of its own."""
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
