"""How names are compared: the key under which two spellings of one name are the same."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """Return the comparison key of a name: case, width of letters, punctuation and space do not count."""
    plain = unicodedata.normalize("NFKC", name).casefold() if not name.isascii() else name.lower()
    if not plain.isalnum():
        plain = "".join(letter if letter.isalnum() else " " for letter in plain)
        plain = " ".join(plain.split())
    return plain or name


def place_key(zones: tuple[str, ...], country: str | None, region: str | None, wish: str | None) -> str:
    """Return the key under which a place is interned."""
    return f"{' '.join(zones)}|{country or ''}|{region or ''}|{wish or ''}"
