"""Which column means what: an exact table of names, and what the person said instead. Never a likeness.

Matching by likeness guessed wrong four times out of five in trials; a column that is not in the table is kept as a
custom field under its own name, and nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from dialdeck.errors import UsageError

PHONE_FIELDS: Final = ("direct", "phone", "work", "mobile", "other", "home", "switchboard")
"""Fields that hold numbers, in dialing order: the way to the person before the way to the company."""
FACT_FIELDS: Final = ("issue", "issue_kind", "issue_source", "issue_url", "issue_dated")
"""Fields of a researched fact; `_2` and `_3` behind them are a second and a third one."""
CUSTOM: Final = "custom."
ANSWER: Final = "fit."
"""Before the id of a criterion of the person's niche: a field that holds yes or no."""
_FACT_NUMBERS = ("", "_2", "_3")


@lru_cache(maxsize=1)
def known_fields() -> tuple[str, ...]:
    """Return every field that a column can be mapped to, `fit.<criterion>` and `custom.<name>` apart."""
    names = [name for name in _table() if name not in FACT_FIELDS]
    return (*names, *(f"{name}{number}" for number in _FACT_NUMBERS for name in FACT_FIELDS))


def parse_overrides(texts: Iterable[str]) -> dict[str, str]:
    """Return `COLUMN=FIELD` arguments as a mapping; the last `=` divides. Raises UsageError for one without both."""
    overrides: dict[str, str] = {}
    for text in texts:
        column, equals, field = text.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise UsageError(f"--map {text!r}: write it as COLUMN=FIELD, for example 'Work tel=phone'")
        overrides[column.strip()] = field.strip()
    return overrides


def map_columns(
    columns: Sequence[str], headers: Sequence[str], overrides: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the field of every column: what `overrides` says, else the table, else `custom.<column>`.

    `columns` are unique names, `headers` what stands in the file at the same places. Of several columns for one field
    the first keeps it (phone fields take any number). Raises UsageError for an override of a column or to a field that
    does not exist, or for two overrides to one field.
    """
    said = _check_overrides(columns, overrides or {})
    taken = {field for field in said.values() if field not in PHONE_FIELDS}
    mapping: dict[str, str] = {}
    for column, header in zip(columns, headers, strict=True):
        field = said.get(column) or field_of(header)
        if field is None or (column not in said and field in taken):
            field = f"{CUSTOM}{column}"
        elif field not in PHONE_FIELDS:
            taken.add(field)
        mapping[column] = field
    return mapping


def field_of(header: str) -> str | None:
    """Return the field that this header is an exact name of, else None."""
    answer = header.removeprefix("\ufeff").strip().lower()
    if is_answer(answer):
        return answer
    folded = _fold(header)
    field = _aliases().get(folded)
    if field is not None:
        return field
    numbered = re.fullmatch(r"(.+?) ?([23])", folded)
    base = _aliases().get(numbered.group(1)) if numbered else None
    return f"{base}_{numbered.group(2)}" if numbered and base in FACT_FIELDS else None


def is_answer(field: str) -> bool:
    """Return whether a field is the answer to a criterion, `fit.<criterion>`."""
    return re.fullmatch(r"fit\.[a-z][a-z0-9_-]{0,39}", field) is not None


def _check_overrides(columns: Sequence[str], overrides: Mapping[str, str]) -> dict[str, str]:
    folded = {_fold(column): column for column in reversed(columns)}
    said: dict[str, str] = {}
    for name, field in overrides.items():
        column = name if name in columns else folded.get(_fold(name))
        if column is None:
            raise UsageError(f"--map {name}={field}: there is no column {name!r}; the file has {', '.join(columns)}")
        own = is_answer(field) or (field.startswith(CUSTOM) and len(field) > len(CUSTOM))
        if field not in known_fields() and not own:
            choices = f"{', '.join(known_fields())}, fit.<criterion>, custom.<name>"
            raise UsageError(f"--map {name}={field}: there is no field {field!r}; choose from {choices}")
        if field in said.values() and field not in PHONE_FIELDS:
            raise UsageError(f"--map {name}={field}: another column is mapped to {field!r} already; name one of them")
        said[column] = field
    return said


def _fold(header: str) -> str:
    return " ".join(header.removeprefix("\ufeff").replace("_", " ").casefold().split())


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {_fold(alias): field for field, aliases in _table().items() for alias in (field, *aliases)}


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    text = resources.files("dialdeck.library").joinpath("headers.json").read_text(encoding="utf-8")
    return {field: aliases for field, aliases in json.loads(text).items() if isinstance(aliases, list)}
