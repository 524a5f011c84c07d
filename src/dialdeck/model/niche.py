"""A niche: the kind of organisation that is looked for, with up to five yes/no criteria, as data read from a TOML file.

`niche_file` reads such a file and `niche_schema` checks it; these plain types are what the rules use.
"""

from __future__ import annotations

from typing import NamedTuple

MOST_CRITERIA = 5


class Criterion(NamedTuple):
    """One question that is answered with yes or no; yes speaks for the fit."""

    id: str
    ask: str


class Niche(NamedTuple):
    """A whole niche; `hash` is of the file it came from."""

    id: str
    name: str
    criteria: tuple[Criterion, ...]
    hash: str
