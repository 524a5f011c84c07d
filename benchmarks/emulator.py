"""What a person would see: a terminal emulated from bytes, so that a paint counts when cells change.

pyte stumbles over sequences that today's programs send. They are stripped here, and the questions that programs ask a
terminal are answered, since some wait for the answer.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyte

_STRIPPED = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]"  # keyboard protocols, name of the terminal
    rb"|\x1b\[\??[0-9;]*\$[a-z]"  # is a mode set?
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # DCS APC PM SOS
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b\[[0-9;]*:[0-9;:]*m"  # colours with sub-parameters
    rb"|\x1b\[\?[0-9;]*[su]"  # save and restore modes
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^X\]][^\x1b\x07]{0,4096}\x1b?|)$")
_ALTERNATE_SCREEN = {47, 1047, 1049}

_ANSWERS = [
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>0;276;0c"),
    (re.compile(rb"\x1b\[>0?q"), b"\x1bP>|emulator\x1b\\"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
]
_LONGEST_QUESTION = 16

Row = tuple[pyte.screens.Char, ...]


class Questions:
    """The questions in a stream of bytes, found also when one arrives in two reads."""

    def __init__(self) -> None:
        self._before = b""

    def answers_to(self, data: bytes) -> Iterator[bytes]:
        """What a terminal would answer to the questions that end in this read."""
        old = len(self._before)
        both = self._before + data
        self._before = both[-_LONGEST_QUESTION:]
        if b"\x1b" not in both:
            return
        for question, answer in _ANSWERS:
            for found in question.finditer(both):
                if found.end() > old:
                    yield answer


class _Screen(pyte.Screen):
    """pyte's screen, deaf to private variants of sequences it knows, and clearing when the alternate screen opens."""

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        if kwargs.get("private") and _ALTERNATE_SCREEN & set(modes):
            self.erase_in_display(2)
            self.cursor_position()
        super().set_mode(*modes, **kwargs)

    def select_graphic_rendition(self, *attrs: int, **kwargs: Any) -> None:
        if not kwargs.get("private"):
            super().select_graphic_rendition(*attrs)

    def report_device_attributes(self, mode: int = 0, **kwargs: Any) -> None:
        """Answered by Questions, at the time of reading."""

    def report_device_status(self, mode: int, **kwargs: Any) -> None:
        """Answered by Questions, at the time of reading."""

    def set_margins(self, top: int | None = None, bottom: int | None = None, **kwargs: Any) -> None:
        if not kwargs.get("private"):
            super().set_margins(top, bottom)

    def cursor_position(self, line: int | None = None, column: int | None = None, **kwargs: Any) -> None:
        if not kwargs.get("private"):
            super().cursor_position(line, column)


class Emulator:
    """A terminal of a fixed size that knows whether what it was fed changed a cell."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._tail = b""
        self._shown = self._rows(range(rows))

    def feed(self, data: bytes) -> bool:
        """Take bytes as they were read; True if any cell, its character or its look, differs from before."""
        data = self._tail + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._tail = data[:cut], data[cut:]
        self._screen.dirty.clear()
        self._stream.feed(_STRIPPED.sub(b"", data))
        touched = self._rows(row for row in self._screen.dirty if 0 <= row < self._screen.lines)
        changed = any(self._shown[number] != row for number, row in touched.items())
        self._shown.update(touched)
        return changed

    @property
    def lines(self) -> list[str]:
        """The text of every row, top to bottom, padded to the width."""
        return self._screen.display

    @property
    def text(self) -> str:
        """All rows, joined by newlines."""
        return "\n".join(self.lines)

    def _rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """A copy of the cells of some rows."""
        columns = range(self._screen.columns)
        return {number: tuple(self._screen.buffer[number][column] for column in columns) for number in numbers}
