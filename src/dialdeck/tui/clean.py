"""Text from data is hostile to a terminal: the one module through which all of it passes on the way to the screen.

Textual hands control characters through (a name with an escape sequence can replace the clipboard), bidirectional
marks reorder a line, and characters without width hide text. They are shown as signs or left out; stored text stays
as it is. `wall.Wall` is the last wall behind that: a line filter over everything that any widget paints.
"""

from __future__ import annotations

import re

CAP = 600
"""Characters of one piece of text that are shown; the rest is counted as `… +N`."""

_FORBIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad"  # controls C0, DEL, C1; the soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # joiners, marks and fillers that show nothing
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # without width, line breaks, bidirectional marks
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff"  # half characters that no encoder accepts
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
"""One character that must never reach the terminal."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_PILE = re.compile(f"^[{_MARKS}]+|(?<=[{_MARKS}]{{3}})[{_MARKS}]+")
"""Marks without a letter before them, and the fourth and further marks on one letter."""
_BLANKS = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
_DELETE, _C1_FIRST, _C1_LAST = 0x7F, 0x80, 0x9F
_SPACE = 0x20


def clean(text: str, cap: int = CAP) -> str:
    """Return `text` as it may be painted: one line of at most `cap` characters, none of them a control or unseen.

    What is cut off is counted in characters: `… +N`.
    """
    if len(text) > cap:
        text = f"{text[:cap]}… +{len(text) - cap}"
    if text.isascii() and text.isprintable():
        return text
    return _PILE.sub("", FORBIDDEN.sub(_sign, text))


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if character in _BLANKS:
        return " "
    if code < _SPACE:
        return chr(0x2400 + code)
    if code == _DELETE:
        return "\u2421"
    if _C1_FIRST <= code <= _C1_LAST or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return ""
