"""Whether a title says owner or chief executive: the end of a cadence depends on it, so phrases are matched whole."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dialdeck.method.role_titles import COVERED, OWNERS, SERVING
from dialdeck.model.codes import Role

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def role_of(title: str | None) -> Role:
    """Return the role that a title says: owner for a listed phrase, other for any other title, unknown for none.

    Case, accents and punctuation do not matter; exceptions (vice president, assistant to …, product owner) do (method:
    role comes from the title).
    """
    text = f" {_plain(title or '')} "
    if not text.strip():
        return Role.UNKNOWN
    served = _pattern(SERVING).search(text)
    if served is not None:
        text = text[: served.start() + 1]
    text = _pattern(COVERED).sub(" ", text)
    return Role.OTHER if _pattern(OWNERS).search(text) is None else Role.OWNER


def _plain(text: str) -> str:
    """Return the words of a title in lower case without accents, one space apart."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join(_WORD.findall("".join(char for char in bare if not unicodedata.combining(char))))


@lru_cache(maxsize=3)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(map(re.escape, longest_first))})(?= )")
