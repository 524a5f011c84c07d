"""Script texts as templates that can do nothing but put facts into sentences.

People edit scripts, pass them on and paste them from elsewhere, so a template is checked node by node against a short
list before it is compiled: names, plain attributes, `if`, one flat `for`, equality, a dozen filters. Everything else,
arithmetic and calls above all, is refused with file and line. What comes from data is text, never template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dialdeck.errors import SettingsError
from dialdeck.model.script import Facts, Rendered
from dialdeck.model.views import Words
from dialdeck.words.variables import VARIABLES

if TYPE_CHECKING:
    from dialdeck.words.engine import Engine

__all__ = ["Rendered", "Text", "Words", "compile_text", "render"]

# Private-use characters around the name of a missing fact; taken out of data before it is filled in.
GAP_OPEN, GAP_CLOSE = "\ue000", "\ue001"
_GAP = re.compile(f"{GAP_OPEN}([^{GAP_OPEN}{GAP_CLOSE}]*){GAP_CLOSE}")
_PARAGRAPH = re.compile(r"[^\S\n]*\n\s*\n\s*")
_SPACES = re.compile(r"[^\S\n]{2,}")
_MARKS = str.maketrans("", "", GAP_OPEN + GAP_CLOSE)
LONGEST_TEXT = 20_000
"""Characters of a template; a script is spoken in a minute."""
LONGEST_FACT = 2_000
"""Characters of a fact that are used; more is not said on the phone."""
MOST_ITEMS = 50

Text = Callable[[Mapping[str, Any]], str]
"""A compiled template."""


def compile_text(source: str, file: str, first_line: int = 1) -> Text:
    """Return the compiled template; raise SettingsError with file and line when it is not allowed or not a template.

    `first_line` is the line of `file` on which `source` begins.
    """
    if len(source) > LONGEST_TEXT:
        message = f"{file}:{first_line}: the text is longer than {LONGEST_TEXT} characters; a script is far shorter"
        raise SettingsError(message)
    return _engine().compile(source, file, first_line)


def render(text: Text, facts: Facts) -> Rendered:
    """Return a compiled template filled in with `facts`; what is missing becomes a gap and the rest stays whole."""
    return spans(text(context(facts)))


def context(facts: Facts) -> dict[str, Any]:
    """Return the facts that are known, cleaned of our own marks and cut to a sane length."""
    known = {name: _clean(value) for name, value in facts.items() if value and name in VARIABLES}
    return {name: value for name, value in known.items() if value}


def spans(marked: str) -> Rendered:
    """Return text with marked gaps as its spans; conditions that said nothing leave no space behind."""
    marked = _SPACES.sub(" ", _PARAGRAPH.sub("\n\n", marked.strip()))
    parts: list[Words] = []
    missing: dict[str, None] = {}
    for number, piece in enumerate(_GAP.split(marked)):
        if number % 2:
            missing[piece.lower()] = None
            parts.append(Words(f"[{piece.lower().replace('_', ' ')}]", gap=True))
        elif piece:
            parts.append(Words(piece if piece.isascii() else piece.translate(_MARKS)))
    return Rendered(tuple(parts), tuple(missing))


def _clean(value: object) -> Any:
    match value:
        case str():  # first: nearly every fact is one
            text = value[:LONGEST_FACT].strip()
            return text if text.isascii() else text.translate(_MARKS)
        case Mapping():
            return {key: _clean(item) for key, item in value.items() if isinstance(item, str)}
        case tuple() | list():
            return tuple(_clean(item) for item in _few(value))
        case _:
            # Anything else would be an object with methods; only its text may reach a template.
            return _clean(str(value))


def _few(items: tuple[object, ...] | list[object]) -> Iterator[object]:
    return iter(items[:MOST_ITEMS])


@cache
def _engine() -> Engine:
    from dialdeck.words.engine import Engine

    return Engine()
