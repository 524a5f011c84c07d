"""Text measured in terminal cells: the one place that knows that a letter may be two cells wide, or none.

A line is a tuple of (text, style) spans; everything that is painted is built from such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.style import Style

Span: TypeAlias = tuple[str, Style]
Line: TypeAlias = tuple[Span, ...]

_PIECES = re.compile(r"[ ]+|[^ ]+")


def width_of(text: str) -> int:
    """Return the width of clean text in cells."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, ending in … when it was cut."""
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip(" ") + "…"


def line_width(line: Iterable[Span]) -> int:
    """Return the width of a line in cells."""
    cells = 0
    for text, _ in line:
        cells += len(text) if text.isascii() else cell_len(text)
    return cells


def fill(line: Iterable[Span], width: int, base: Style) -> Line:
    """Return the line cut or padded with `base` to exactly `width` cells."""
    spans: list[Span] = []
    left = width
    for text, style in line:
        cells = width_of(text)
        if cells > left:
            cut = fit(text, left)
            spans.append((cut, style))
            left -= width_of(cut)
            break
        spans.append((text, style))
        left -= cells
    if left > 0:
        spans.append((" " * left, base))
    return tuple(spans)


def spread(left: Line, right: Line, width: int, base: Style) -> Line:
    """Return one line of exactly `width` cells, `left` cut first so that `right` stands in full at the end."""
    room = max(0, width - line_width(right))
    return fill((*fill(left, room, base), *right), width, base)


def wrap(line: Iterable[Span], width: int) -> list[Line]:
    """Break spans into lines of at most `width` cells between words; a word wider than a line is broken anywhere.

    Remembered: the same words stand on the screen from one key to the next, and are wrapped ahead while it rings.
    """
    return list(_wrapped(tuple(line), width))


@lru_cache(maxsize=1_024)
def _wrapped(line: Line, width: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    current: list[Span] = []
    used = 0
    for space, word in _words(line):
        cells = line_width(word)
        gap = 1 if space is not None and current else 0
        if current and used + gap + cells > width:
            lines.append(_joined(current))
            current, used, gap = [], 0, 0
        if gap and space is not None:
            current.append((" ", space))
        used += gap
        for piece in _chopped(word, cells, width):
            wide = width_of(piece[0])
            if current and used + wide > width:
                lines.append(_joined(current))
                current, used = [], 0
            current.append(piece)
            used += wide
    return (*lines, _joined(current)) if current else tuple(lines)


def _joined(spans: Iterable[Span]) -> Line:
    """Return neighbours of one style as one span: a page of few spans is compared and written faster."""
    return tuple(("".join(text for text, _ in same), style) for style, same in groupby(spans, key=itemgetter(1)))


def paragraph(head: Line, text: Iterable[Span], width: int) -> list[Line]:
    """Return `text` wrapped beside `head`, which stands in the first line only; the others are indented below it."""
    indent = line_width(head)
    wrapped = wrap(text, max(1, width - indent))
    blank = ((" " * indent, head[-1][1]),) if head else ()
    return [(*(head if number == 0 else blank), *line) for number, line in enumerate(wrapped)] or [head]


def clip(lines: Sequence[Line], height: int, more: Style, key: str = "") -> list[Line]:
    """Return at most `height` lines; what is left out is counted in the last one, with the `key` that shows it."""
    if len(lines) <= height:
        return list(lines)
    if height <= 0:
        return []
    words = f"… +{len(lines) - height + 1} lines"
    return [*lines[: height - 1], ((f"{words} · {key}" if key else words, more),)]


def _words(line: Iterable[Span]) -> Iterator[tuple[Style | None, list[Span]]]:
    """Yield words (lists of spans that touch), each with the style of the space before it or None."""
    word: list[Span] = []
    space: Style | None = None
    for text, style in line:
        for piece in _PIECES.findall(text):
            if piece[0] != " ":
                word.append((piece, style))
                continue
            if word:
                yield space, word
                word = []
            space = style
    if word:
        yield space, word


def _chopped(word: list[Span], cells: int, width: int) -> Iterator[Span]:
    if cells <= width:
        yield from word
        return
    for text, style in word:
        for piece in chop_cells(text, max(1, width)):
            yield (piece, style)
