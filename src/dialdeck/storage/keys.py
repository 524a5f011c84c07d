"""How names are compared: the key under which two spellings of one name are the same."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """Return the comparison key of a name: case, width of letters, punctuation and space do not count."""
    plain = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return _BETWEEN.sub(" ", plain).strip() or name


def place_key(zones: tuple[str, ...], country: str | None, region: str | None, wish: str | None) -> str:
    """Return the key under which a place is interned."""
    return f"{' '.join(zones)}|{country or ''}|{region or ''}|{wish or ''}"
