"""Names of countries and states as people write them, and the zones that hold there, read from `library/zones.json`.

A room of its own because the table is data: a state that moves its clocks is an edit to a file.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


class Table(NamedTuple):
    """The table, with names folded for look-up."""

    country_names: dict[str, str]
    country_zones: dict[str, tuple[str, ...]]
    region_names: dict[str, dict[str, str]]
    region_zones: dict[str, dict[str, tuple[str, ...]]]
    area_codes: dict[str, tuple[str, ...]]
    """Area codes of +1 that cross a zone line."""


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table of places; it is read once."""
    data = json.loads(resources.files("dialdeck.library").joinpath("zones.json").read_text(encoding="utf-8"))
    countries, regions = data["countries"], data["regions"]
    return Table(
        country_names=_names(countries),
        country_zones={code: tuple(entry["zones"]) for code, entry in countries.items()},
        region_names={country: _names(entries) for country, entries in regions.items()},
        region_zones={
            country: {code: tuple(entry["zones"]) for code, entry in entries.items()}
            for country, entries in regions.items()
        },
        area_codes={code: tuple(zones) for code, zones in data["area_codes"].items()},
    )


@lru_cache(maxsize=1024)
def country_code(text: str) -> str | None:
    """Return the ISO 3166 alpha-2 code for a code or a name in English or the country's own language, else None."""
    return table().country_names.get(fold(text))


@lru_cache(maxsize=1024)
def region_code(country: str | None, text: str) -> str | None:
    """Return the code of a state or province ("IL") for its code, its name, or "US-IL"; None if it is not known.

    States of the US and Australia, provinces of Canada, Germany's Länder and the four parts of Britain are known.
    """
    names = table().region_names.get(country or "")
    if names is None:
        return None
    folded = fold(text)
    prefix = f"{country}-".casefold()
    return names.get(folded.removeprefix(prefix))


def knows_regions(country: str | None) -> bool:
    """Tell whether the regions of this country are known by name."""
    return country in table().region_names


def fold(text: str) -> str:
    """Return the text for comparison: without accents, case, dots and double spaces."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in plain if not unicodedata.combining(char) and char != ".")
    return " ".join(letters.casefold().split())


def _names(entries: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Every folded name and code of a table of places; codes win over names."""
    names = {fold(name): code for code, entry in entries.items() for name in entry["names"]}
    return names | {fold(code): code for code in entries}
