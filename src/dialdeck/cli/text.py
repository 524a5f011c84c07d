"""Text for people: made harmless for the terminal, and set in columns that stand straight whatever the script.

A room of its own because the screen's way of doing this brings Textual along, which no command may import.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEYOND_ASCII = re.compile(r"[^\n -~]+")
_SPACE, _DELETE = 0x20, 0x7F
_GAP = "  "


def clean(text: str) -> str:
    """Return text on one line in which nothing can steer a terminal: controls as signs, unseen marks left out."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _sign(character) for character in text)


def json_text(text: str) -> str:
    """Return JSON in which whatever a terminal could obey, or no encoder takes, is written as an escape."""
    return _BEYOND_ASCII.sub(lambda found: found[0] if found[0].isprintable() else _escaped(found[0]), text)


def width(text: str) -> int:
    """Return how many cells of a terminal a cleaned text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def fit(text: str, cells: int) -> str:
    """Return a cleaned text cut to `cells` with an ellipsis, or filled with blanks up to them."""
    room = cells - width(text)
    if room >= 0:
        return text + " " * room
    kept, used = [], 0
    for character in text:
        if used + _cells(character) > cells - 1:
            break
        used += _cells(character)
        kept.append(character)
    return "".join(kept) + "…" + " " * (cells - 1 - used)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], most: Sequence[int]) -> list[str]:
    """Return rows below their header in columns as wide as their content, at most `most` cells (0: no limit).

    Columns of counts stand at the right. On a terminal a line ends at its edge; elsewhere it goes whole.
    """
    cleaned = [[clean(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[at]) for row in cleaned) for at in range(len(header))]
    widths = [min(wide, limit) if limit else wide for wide, limit in zip(widths, most, strict=True)]
    edge = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    counts = [bool(rows) and all(row[at].isdecimal() for row in cleaned[1:]) for at in range(len(header))]
    lines = [_GAP.join(map(_set, row, widths, counts)).rstrip() for row in cleaned]
    return [fit(text, edge).rstrip() if edge and width(text) > edge else text for text in lines]


class CleanStream:
    """A text stream to a terminal through which no control character of the data passes; line ends do."""

    def __init__(self, stream: TextIO) -> None:
        """Pass on to `stream`."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, line by line made harmless; return its length."""
        self._stream.write("\n".join(clean(part) for part in text.replace("\r\n", "\n").split("\n")))
        return len(text)

    def flush(self) -> None:
        """Flush what was written."""
        self._stream.flush()


def _set(cell: str, cells: int, at_right: bool) -> str:
    return cell.rjust(cells) if at_right else fit(cell, cells)


def _sign(character: str) -> str:
    code = ord(character)
    if character.isspace():
        return " "
    if code < _SPACE:
        return chr(0x2400 + code)
    if code == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    return "" if unicodedata.category(character) == "Cf" else "\N{REPLACEMENT CHARACTER}"


def _escaped(text: str) -> str:
    return "".join(one if one.isprintable() else _units(one) for one in text)


def _units(character: str) -> str:
    raw = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at]:02x}{raw[at + 1]:02x}" for at in range(0, len(raw), 2))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
