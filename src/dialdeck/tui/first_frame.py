"""The first frame: the whole page in plain text, painted before Textual is imported, so that the caller reads at once.

Textual paints the same page over it, in colour. What is typed in between is kept by the terminal and neither echoed
nor lost.
"""

from __future__ import annotations

import os
import sys
import termios
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from dialdeck.tui.layout import Layout, Look
from dialdeck.tui.palette import monochrome
from dialdeck.tui.state import State

if TYPE_CHECKING:
    from rich.style import Style

    from dialdeck.model.views import CallScreen
    from dialdeck.tui.cells import Line

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J"
_LEAVE = "\x1b[?1049l\x1b[?25h"


class FirstFrame:
    """Holds the terminal from the first frame to the end of the session; a context manager that gives it back."""

    def __init__(self, view: CallScreen, now: int) -> None:
        """Paint `view` as it is at `now` (ms UTC) when entered."""
        self._view = view
        self._now = now
        self._input = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        self._before: list[int | list[bytes | int]] | None = None
        self.taken_over = False
        """Textual has painted, and has given the screen back itself."""

    def __enter__(self) -> FirstFrame:
        """Silence the echo of keys and paint; what stops that on its way leaves the terminal as it was."""
        self._before = termios.tcgetattr(self._input)
        try:
            self._paint()
        except BaseException:
            self._give_back()
            raise
        return self

    def _paint(self) -> None:
        quiet = termios.tcgetattr(self._input)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(self._input, termios.TCSANOW, quiet)
        width, height = os.get_terminal_size(self._input)
        look = Look(width, height, self._now, monochrome())
        state = State(self._view, rows=list(self._view.queue))
        _write(_ENTER + plain(Layout().page(state, look)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal back as it was."""
        self._give_back()

    def _give_back(self) -> None:
        with suppress(OSError, ValueError, termios.error):  # the terminal may be gone
            if not self.taken_over:
                _write(_LEAVE)
            if self._before is not None:
                termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)


def plain(lines: list[Line]) -> str:
    """Return the lines of a page as text for a terminal, each at its place, with weight and reverse for emphasis."""
    return "".join(
        f"\x1b[{number};1H{''.join(_span(text, style) for text, style in line)}" for number, line in enumerate(lines, 1)
    )


def _span(text: str, style: Style) -> str:
    if style.reverse:
        return f"\x1b[7m{text}\x1b[0m"
    return f"\x1b[1m{text}\x1b[0m" if style.bold else text


def _write(text: str) -> None:
    if sys.__stdout__ is not None:
        sys.__stdout__.write(text)
        sys.__stdout__.flush()
