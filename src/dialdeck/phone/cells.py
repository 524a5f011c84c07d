"""A phone cell before it is a number: what to strip, where to cut, and what a spreadsheet has spoiled.

Apart from `numbers` because it knows nothing of numbering plans: it only looks at characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

# Left by copying from contact programs: directional marks, zero-width characters, the byte-order mark.
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")
_SAME = _INVISIBLE | _DASHES | _SPACES

_ALWAYS_CUT = re.compile(r"(?:;(?!\s*ext=)|[|\r\n])+|\s+(?:or|and|oder|und|ou|et)\s+|\s*&\s*", re.IGNORECASE)
_MAYBE_CUT = re.compile(r"\s*[,/]\s*")
_EXTENSION = re.compile(
    r"\s*(?:;?\s*ext=|ext(?:ension|n)?\.?|x|#|,{1,2}|durchwahl|poste)\s*[:.]?\s*([0-9]{1,7})\Z", re.IGNORECASE
)
_NUMBER = re.compile(r"\(?[+0-9][0-9 ().\-/]*")
_BRACKETED_CODE = re.compile(r"\(\s*\+([0-9]{1,3})\s*\)")
_ROUNDED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_FLOAT = re.compile(r"[0-9]{5,}[.,]0+")
_MOST = 20
_LONGEST = 500


class Piece(NamedTuple):
    """One part of a cell: the digits as they may be parsed, its extension, and why it cannot be a number."""

    raw: str
    digits: str
    extension: str | None
    problem: str | None


def clean(text: str) -> str:
    """Return the text without invisible marks, a leading apostrophe or `tel:`; dashes and spaces made plain."""
    text = text.translate(_SAME).strip()
    while text[:1] in {"'", "’", "‘", "`"} and text:
        text = text[1:].lstrip()
    if text[:4].lower() == "tel:":
        text = text[4:].lstrip()
    return _BRACKETED_CODE.sub(r"+\1 ", text, count=1) if text.startswith("(") else text


def split_cell(text: str, is_number: Callable[[str], bool]) -> Iterator[Piece]:
    """Yield the parts of a cell, twenty at most; a cell above 500 characters is one part that is no number.

    Semicolon, bar, line break, `&` and the word "or" always separate. A comma or slash separates only when what stands
    before it is a number by itself (`is_number`): else it belongs to the number (030/23125001) or to its extension.
    """
    if len(text) > _LONGEST:
        yield Piece(text[:_LONGEST], "", None, "is too long for a telephone number; use a column for each number")
        return
    made = 0
    for part in _ALWAYS_CUT.split(text):
        for raw in _cut(part, is_number):
            if made == _MOST:
                yield Piece(raw, "", None, "and what follows is too much for one cell; use a column for each number")
                return
            piece = _piece(raw)
            if piece is not None:
                made += 1
                yield piece


def _cut(part: str, is_number: Callable[[str], bool]) -> Iterator[str]:
    match = _MAYBE_CUT.search(part)
    while match is not None:
        before, after = part[: match.start()], part[match.end() :]
        comma = part[match.start() : match.end()].strip() == ","
        if _piece_is_number(before, is_number) and not (comma and _is_short(after)):
            yield before
            part = after
            match = _MAYBE_CUT.search(part)
        else:
            match = _MAYBE_CUT.search(part, match.end())
    yield part


def _piece_is_number(text: str, is_number: Callable[[str], bool]) -> bool:
    piece = _piece(text)
    return piece is not None and piece.problem is None and is_number(piece.digits)


def _is_short(text: str) -> bool:
    """Tell whether this can be an extension that follows a comma, rather than a second number."""
    return re.fullmatch(r",?\s*[0-9]{1,7}", text.strip()) is not None


def _piece(raw: str) -> Piece | None:
    """The piece in `raw`; None when nothing is there."""
    raw = raw.strip()
    text = clean(raw)
    if not text:
        return None
    problem = _spoiled(text)
    if problem:
        return Piece(raw, "", None, problem)
    found = _EXTENSION.search(text)
    digits = text[: found.start()] if found else text
    if not _NUMBER.fullmatch(digits) or not any(char.isdigit() for char in digits):
        return Piece(raw, "", None, _not_digits(digits))
    return Piece(raw, digits, found.group(1) if found else None, None)


def _spoiled(text: str) -> str | None:
    if _ROUNDED.fullmatch(text):
        return "was turned into a rounded number by a spreadsheet; format the column as text and export again"
    if _FLOAT.fullmatch(text):
        return "was turned into a decimal number by a spreadsheet; format the column as text and export again"
    return None


def _not_digits(text: str) -> str:
    if any(char.isdigit() and not char.isascii() for char in text):
        return "has digits other than 0-9; type it again with plain digits"
    if "*" in text or "#" in text:
        return "is a code for a telephone's keypad, not a number; correct it"
    if any(char.isalpha() for char in text):
        return "has letters in it; write the number in digits only"
    if not any(char.isdigit() for char in text):
        return "has no digits; correct it or empty the cell"
    return "has characters that do not belong in a telephone number; correct it"
