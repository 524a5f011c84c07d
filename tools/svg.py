"""A page of the terminal as an SVG that any code-hosting page shows: no scripts, no fonts from elsewhere, no chance.

Lines and blocks are drawn instead of written, so that they meet in every font; every run of text is held to its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from rich.style import Style

from dialdeck.tui.cells import Line, width_of

_CELL, _ROW, _PAD, _FONT = 8.4, 18, 14, 14
_BASELINE = 13.2
_FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
_STYLE = (
    f"text{{font:{_FONT}px {_FONTS};white-space:pre;stroke:none}}.b{{font-weight:700}}"
    ".u{text-decoration:underline}path{fill:none;stroke-width:1.2}rect{stroke:none}"
)
_INK, _PAPER = "#e0e0e0", "#121212"
_SIGN_FIRST = 0x2000
"""From this code point on a character stands alone: fonts disagree about the width of signs."""

_STROKES = {
    "─": "lr",
    "│": "ud",
    "┌": "rd",
    "┐": "ld",
    "└": "ru",
    "┘": "lu",
    "├": "udr",
    "┤": "udl",
    "┬": "lrd",
    "┴": "lru",
    "┼": "lrud",
    "╴": "l",
    "╵": "u",
    "╶": "r",
    "╷": "d",
}
_CORNERS = {"╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu"}
_BLOCKS = {"█": 1.0, "▓": 0.85, "▒": 0.5, "░": 0.25}
_HALVES = {"▀": 0.0, "▄": 0.5}


class _Piece(NamedTuple):
    """Text of one style from one cell on."""

    x: int
    y: int
    text: str
    ink: str
    paper: str
    bold: bool
    underline: bool


def picture(lines: list[Line], title: str) -> str:
    """Return the page as SVG text that ends in a newline; the same lines always give the same text."""
    columns = max((sum(width_of(text) for text, _ in line) for line in lines), default=0)
    pieces = [piece for y, line in enumerate(lines) for piece in _pieces(line, y)]
    paper = _commonest(pieces)
    size = (_number(columns * _CELL + 2 * _PAD), _number(len(lines) * _ROW + 2 * _PAD))
    extent = f'width="{size[0]}" height="{size[1]}"'
    inks = {ink: f"c{number}" for number, ink in enumerate(dict.fromkeys(piece.ink for piece in pieces))}
    style = "".join(f".{name}{{fill:{ink};stroke:{ink}}}" for ink, name in inks.items())
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" role="img" {extent}>',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}{style}</style>",
        f'<rect {extent} rx="8" fill="{paper}"/>',
        f'<g transform="translate({_PAD} {_PAD})">',
        *_grounds(pieces, paper),
        *(mark for piece in pieces for mark in _marks(piece, inks[piece.ink])),
        "</g>",
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _pieces(line: Line, y: int) -> Iterator[_Piece]:
    x = 0
    for text, style in line:
        ink, paper = _colours(style)
        if text:
            yield _Piece(x, y, text, ink, paper, bool(style.bold), bool(style.underline))
        x += width_of(text)


def _colours(style: Style) -> tuple[str, str]:
    ink = style.color.get_truecolor().hex if style.color is not None else _INK
    paper = style.bgcolor.get_truecolor().hex if style.bgcolor is not None else _PAPER
    return (paper, ink) if style.reverse else (ink, paper)


def _commonest(pieces: list[_Piece]) -> str:
    cells: dict[str, int] = {}
    for piece in pieces:
        cells[piece.paper] = cells.get(piece.paper, 0) + len(piece.text)
    return max(cells, key=lambda paper: cells[paper], default=_PAPER)


def _grounds(pieces: list[_Piece], paper: str) -> Iterator[str]:
    """Yield a rectangle for every stretch of cells whose ground is not the page's."""
    at = 0
    while at < len(pieces):
        first = pieces[at]
        cells = 0
        while at < len(pieces) and (pieces[at].y, pieces[at].paper) == (first.y, first.paper):
            cells += width_of(pieces[at].text)
            at += 1
        if first.paper != paper:
            x, y = _number(first.x * _CELL), first.y * _ROW
            yield f'<rect x="{x}" y="{y}" width="{_number(cells * _CELL)}" height="{_ROW}" fill="{first.paper}"/>'


def _marks(piece: _Piece, ink: str) -> Iterator[str]:
    """Yield what is drawn and written of a piece."""
    words, start, x = "", piece.x, piece.x
    for character in f"{piece.text} ".replace("\u00a0", " "):
        alone = ord(character) >= _SIGN_FIRST or _drawable(character)
        if words and (alone or (character == " " and words.endswith(" ")) or x == piece.x + width_of(piece.text)):
            yield from _written(words, start, piece, ink)
            words = ""
        if alone:
            yield _drawn(character, x, piece, ink)
        elif words or character != " ":
            start = x if not words else start
            words += character
        x += width_of(character)


def _written(words: str, x: int, piece: _Piece, ink: str) -> Iterator[str]:
    shown = words.rstrip(" ")
    names = " ".join((ink, *(["b"] if piece.bold else []), *(["u"] if piece.underline else [])))
    length = _number(width_of(shown) * _CELL)
    at, base = _number(x * _CELL), _number(piece.y * _ROW + _BASELINE)
    if shown:
        yield (
            f'<text x="{at}" y="{base}" class="{names}" textLength="{length}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(shown)}</text>'
        )


def _drawable(character: str) -> bool:
    return any(character in table for table in (_STROKES, _CORNERS, _BLOCKS, _HALVES))


def _drawn(character: str, x: int, piece: _Piece, ink: str) -> str:
    """Return one character that stands alone: a line, a block, or a sign held to its cells."""
    left, top = x * _CELL, piece.y * _ROW
    middle, half = left + _CELL / 2, top + _ROW / 2
    if character in _BLOCKS:
        return _block(left, top + 2, _ROW - 4, ink, _BLOCKS[character])
    if character in _HALVES:
        return _block(left, top + _HALVES[character] * _ROW, _ROW / 2, ink, 1.0)
    ends = {"l": (left, half), "r": (left + _CELL, half), "u": (middle, top), "d": (middle, top + _ROW)}
    if character in _STROKES:
        strokes = "".join(f"M{_point(middle, half)}L{_point(*ends[end])}" for end in _STROKES[character])
        return f'<path class="{ink}" d="{strokes}"/>'
    if character in _CORNERS:
        one, two = (ends[end] for end in _CORNERS[character])
        return f'<path class="{ink}" d="M{_point(*one)}Q{_point(middle, half)} {_point(*two)}"/>'
    bold = " b" if piece.bold else ""
    at = f'x="{_number(left)}" y="{_number(top + _BASELINE)}" textLength="{_number(width_of(character) * _CELL)}"'
    return f'<text {at} lengthAdjust="spacingAndGlyphs" class="{ink}{bold}">{escape(character)}</text>'


def _block(x: float, y: float, height: float, ink: str, opacity: float) -> str:
    box = f'x="{_number(x)}" y="{_number(y)}" width="{_number(_CELL)}" height="{_number(height)}"'
    return f'<rect {box} class="{ink}" opacity="{_number(opacity)}"/>'


def _point(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
