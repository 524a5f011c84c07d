"""Reading niche files, which are the user's own: each is checked before it is used, and then known by its hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialdeck.model.niche import Criterion, Niche
from dialdeck.model.toml_file import parsed, refuse, text_hash


def load_niche(text: str, file: str) -> Niche:
    """Return the niche written in TOML, checked in full.

    Raises FileError with a line for each problem: file, line, key, and what was expected.
    """
    from dialdeck.model.niche_schema import problems_in

    data = parsed(text, file, "niche")
    refuse(problems_in(data), text, file)
    return trusted_niche(data, text_hash(text))


def trusted_niche(data: Mapping[str, Any], hash_of_text: str) -> Niche:
    """Return the niche of parsed TOML that is known to be right, without any check."""
    criteria = tuple(Criterion(row["id"], row["ask"]) for row in data["criteria"])
    return Niche(data["id"], data["name"], criteria, hash_of_text)
