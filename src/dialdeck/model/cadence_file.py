"""Reading cadence files: the user's are checked against the schema, the packaged ones are trusted.

Two ways because checking needs pydantic, whose import would be felt at every start; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dialdeck.model.cadence import Cadence, Step, Variant
from dialdeck.model.codes import Plan, Stage

LONGEST_FILE = 64_000
"""Characters; the longest packaged cadence has about a thousand."""


class CadenceError(ValueError):
    """A cadence file is wrong; `problems` are lines with file, line, key and reason, and the first is the message."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep every line; there is one at least."""
        super().__init__(problems[0])
        self.problems = tuple(problems)


def text_hash(text: str) -> str:
    """Return the hash of a file's text that is recorded with each decision (the first 16 hex digits of SHA-256)."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def load_cadence(text: str, file: str) -> Cadence:
    """Return the cadence written in TOML, checked in full.

    Raises CadenceError with a line for each problem: file, line, key, and what was expected.
    """
    from dialdeck.model.cadence_checks import problems_in
    from dialdeck.model.cadence_lines import line_of

    data = _parsed(text, file)
    problems = problems_in(data)
    if problems:
        raise CadenceError(tuple(told(file, line_of(text, keys), keys, words) for keys, words in problems))
    return trusted_cadence(data, text_hash(text))


def told(file: str, line: int | None, keys: Sequence[str | int], words: str) -> str:
    """Return one problem as a line: file, line, key (steps and variants counted from 1) and words."""
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in keys)
    return ": ".join(filter(None, (f"{file}:{line}" if line else file, key, words)))


def trusted_cadence(data: Mapping[str, Any], text_hash: str) -> Cadence:
    """Return the cadence of parsed TOML that is known to be right, without any check."""
    return Cadence(
        id=data["id"],
        name=data["name"],
        stage=Stage(data["stage"]),
        steps=_steps(data["steps"]),
        hash=text_hash,
        end_owner=data.get("end_owner", "rest"),
        end_other=data.get("end_other", "find_contact"),
        variants=tuple(
            Variant(row["id"], _steps(changed_rows(data["steps"], row.get("steps", {}))))
            for row in data.get("variants", ())
        ),
    )


def changed_rows(
    rows: Iterable[Mapping[str, Any]], changes: Mapping[str, Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the rows of steps with a variant's changes by step id; a gap of one kind takes the place of the other."""
    return [_changed(row, changes[row["id"]]) if row["id"] in changes else row for row in rows]


def _changed(row: Mapping[str, Any], change: Mapping[str, Any]) -> Mapping[str, Any]:
    gone = {"gap": "gap_working", "gap_working": "gap"}
    left_out = {gone[key] for key in change if key in gone} - change.keys()
    return {key: value for key, value in row.items() if key not in left_out} | dict(change)


def _parsed(text: str, file: str) -> dict[str, Any]:
    import re
    import tomllib

    if len(text) > LONGEST_FILE:
        raise CadenceError([f"{file}: is longer than {LONGEST_FILE} characters; a cadence is far shorter"])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise CadenceError([f"{file}: is not TOML: its brackets are nested too deep"]) from None
    except ValueError as error:  # also a number of thousands of digits, which Python does not read
        words = str(error).replace("(at end of document)", f"(at line {len(text.splitlines())}, column 1)")
        found = re.search(r" \(at line ([0-9]+), column [0-9]+\)$", words)
        where, words = (f"{file}:{found[1]}", words[: found.start()]) if found else (file, words)
        raise CadenceError([f"{where}: is not TOML: {words}"]) from None


def _steps(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(map(_step, rows))


def _step(row: Mapping[str, Any]) -> Step:
    promised = row.get("gap_after_promise")
    working = "gap_working" in row
    return Step(
        id=row["id"],
        plan=Plan(row["plan"]),
        script=row["script"],
        gap=_gap(row["gap_working" if working else "gap"]),
        repeat=row.get("repeat", 1),
        tries=row.get("tries", 1),
        owed=row.get("owed", 0),
        promise_next_day=row.get("promise_next_day", False),
        wait=row.get("wait", 0),
        gap_after_promise=None if promised is None else _gap(promised),
        not_for_owner=row.get("not_for_owner", False),
        working=working,
        script_after_promise=row.get("script_after_promise"),
    )


def _gap(days: list[int]) -> tuple[int, int]:
    return days[0], days[1]
