"""Reading cadence files: the user's are checked against the schema, the packaged ones are trusted.

Two ways because checking needs pydantic, whose import would be felt at every start; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialdeck.model.cadence import Cadence, Step, Variant
from dialdeck.model.codes import Plan, Stage
from dialdeck.model.toml_file import parsed, refuse, text_hash


def load_cadence(text: str, file: str) -> Cadence:
    """Return the cadence written in TOML, checked in full.

    Raises FileError with a line for each problem: file, line, key, and what was expected.
    """
    from dialdeck.model.cadence_checks import problems_in

    data = parsed(text, file, "cadence")
    refuse(problems_in(data), text, file)
    return trusted_cadence(data, text_hash(text))


def trusted_cadence(data: Mapping[str, Any], hash_of_text: str) -> Cadence:
    """Return the cadence of parsed TOML that is known to be right, without any check."""
    return Cadence(
        id=data["id"],
        name=data["name"],
        stage=Stage(data["stage"]),
        steps=_steps(data["steps"]),
        hash=hash_of_text,
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
