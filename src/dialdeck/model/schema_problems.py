"""What the schema of a user's TOML file says is wrong, in the words of somebody who writes TOML.

Imports pydantic, so it is imported only when a file is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic_core import ErrorDetails

from dialdeck.model.toml_file import Problem

_LONGEST_SHOWN = 60
_EXPECTED = {
    "tuple_type": "a list",
    "too_short": "at least one",
    "dict_type": "a table",
    "model_type": "a table of keys",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "string_too_short": "text",
    "string_pattern_mismatch": "small letters, digits, - and _, a letter first, at most 40",
}
"""What a wrong value should have been, where the words of pydantic are not those of somebody who writes TOML."""


def problem_of(error: ErrorDetails, known: Sequence[str]) -> Problem:
    """Return what an error of the schema means; `known` are the keys that may stand where it lies."""
    keys, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return Problem(keys, f"there is no such key{meant(str(keys[-1]), known)}; known are {', '.join(known)}")
    if kind == "missing":
        return Problem(keys, "this key is missing")
    if kind == "too_long":
        return Problem(keys, f"expected at most {error['ctx']['max_length']}, not {error['ctx']['actual_length']}")
    expected = _EXPECTED.get(kind) or error["msg"].removeprefix("Input should be ")
    shown = repr(error["input"])
    given = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return Problem(keys, f"expected {expected}, not {given}")


def twice(ids: Sequence[str], table: str, advice: str) -> Iterator[Problem]:
    """Find the ids of a list of tables that stand there before."""
    for at, name in enumerate(ids):
        first = ids.index(name)
        if first < at:
            yield Problem((table, at, "id"), f"the id {name!r} is that of {table} {first + 1} too; {advice}")


def meant(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean …?)" for the known word nearest to a misspelt one, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""
