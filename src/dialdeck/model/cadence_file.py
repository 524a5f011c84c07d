"""Reading cadence files: the user's are checked against the schema, the packaged ones are trusted.

Two ways because checking needs pydantic, whose import would be felt at every start; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.codes import Plan, Stage


class CadenceError(ValueError):
    """A cadence file is wrong: one line with the file, the key and what was expected."""


def text_hash(text: str) -> str:
    """Return the hash of a file's text that is recorded with each decision (the first 16 hex digits of SHA-256)."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def load_cadence(text: str, file: str) -> Cadence:
    """Return the cadence written in TOML, checked in full; CadenceError names file, key and expectation."""
    import tomllib

    from pydantic import ValidationError

    from dialdeck.model.cadence_schema import CadenceSchema

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CadenceError(f"{file}: not valid TOML: {error}") from error
    try:
        CadenceSchema.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]) or "the file"
        raise CadenceError(f"{file}: {key}: {first['msg'].removeprefix('Value error, ')}") from error
    return trusted_cadence(data, text_hash(text))


def trusted_cadence(data: Mapping[str, Any], text_hash: str) -> Cadence:
    """Return the cadence of parsed TOML that is known to be right, without any check."""
    return Cadence(
        id=data["id"],
        name=data["name"],
        stage=Stage(data["stage"]),
        steps=tuple(_step(row) for row in data["steps"]),
        hash=text_hash,
        end_owner=data.get("end_owner", "rest"),
        end_other=data.get("end_other", "find_contact"),
    )


def _step(row: Mapping[str, Any]) -> Step:
    promised = row.get("gap_after_promise")
    return Step(
        id=row["id"],
        plan=Plan(row["plan"]),
        script=row["script"],
        gap=_gap(row["gap"]),
        repeat=row.get("repeat", 1),
        tries=row.get("tries", 1),
        owed=row.get("owed", 0),
        promise_next_day=row.get("promise_next_day", False),
        wait=row.get("wait", 0),
        gap_after_promise=None if promised is None else _gap(promised),
        not_for_owner=row.get("not_for_owner", False),
    )


def _gap(days: list[int]) -> tuple[int, int]:
    return days[0], days[1]
