"""How a cell is made safe for a spreadsheet, and how that is undone: one rule, both ways, in one place.

A spreadsheet runs a cell that begins like a formula. An apostrophe before it makes it text. The rule is exact:
`unescape_cell(escape_cell(text)) == text` for every text. A strict E.164 number is left as it is, since programs that
dial read these files too. (The list of dangerous beginnings is OWASP's, "CSV Injection".)
"""

from __future__ import annotations

import re

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def escape_cell(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would run it, or if undoing would change it."""
    if _E164.fullmatch(text):
        return text
    return f"'{text}" if text[:1] in _FORMULA or _is_escaped(text) else text


def unescape_cell(text: str) -> str:
    """Return the text without the apostrophe that `escape_cell` put before it; any other text as it is."""
    return text[1:] if _is_escaped(text) else text


def _is_escaped(text: str) -> bool:
    return len(text) > 1 and text[0] == "'" and (text[1] in _FORMULA or text[1] == "'")
