"""From events to the present: the one fold by which `dials` and `states` follow from `events`.

Recording uses it as it appends an event, and the rebuild uses it over the whole log, so the two cannot drift apart.
It never runs a rule: what was decided is in the events. `place_id`, `rev` and `holder_id` are not of the log.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.model.codes import Bucket, Plan, Stage
from dialdeck.model.state import State
from dialdeck.storage import schema_3, schema_4
from dialdeck.storage.words import fill_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.storage.connection import Database, Row

Values = dict[str, Any]

STATE_COLUMNS = State._fields
DIAL_COLUMNS = (
    "uid", "person_id", "number_id", "status", "started_at", "ended_at", "outcome", "detail", "counts", "off_plan",
    "attempt", "plan", "step", "cadence", "script", "part", "weekday", "session_id", "rep_id", "device_id",
)  # fmt: skip
_NEW_DIAL: Values = {"number_id": None, "ended_at": None, "outcome": None, "detail": None, "counts": 0, "off_plan": 0}
_state_fields = attrgetter(*STATE_COLUMNS)
_FLAGS = ("busy_retried", "apology")


class LoggedEvent(NamedTuple):
    """What the fold needs of one row of `events`; `data` may hold `state` and `dial`."""

    person_id: int
    dial_id: int | None
    rep_id: int
    device_id: int
    session_id: int | None
    data: Values


def state_values(state: State) -> Values:
    """Return a state as the values of its columns."""
    values = dict(zip(STATE_COLUMNS, _state_fields(state), strict=True))
    for flag in _FLAGS:
        values[flag] = int(values[flag])
    return values


def state_from(row: Row) -> State:
    """Return the state held by a row of STATE_COLUMNS."""
    values = dict(zip(STATE_COLUMNS, row, strict=True))
    values["stage"] = Stage(values["stage"])
    values["plan"] = Plan(values["plan"])
    values["bucket"] = None if values["bucket"] is None else Bucket(values["bucket"])
    for flag in _FLAGS:
        values[flag] = bool(values[flag])
    return State(**values)


def initial_state(created_at: int) -> State:
    """Return where a person stands to whom nothing has happened since they came at `created_at` (ms UTC)."""
    return State(due_at=created_at)


def fold_state(before: Values | None, event: LoggedEvent) -> Values | None:
    """Return a person's state after an event: the one it carries, else the one before."""
    state: Values | None = event.data.get("state")
    return before if state is None else state


def fold_dial(before: Values | None, event: LoggedEvent) -> Values | None:
    """Return a dial's row after an event: the event's patch laid over what was there."""
    patch: Values | None = event.data.get("dial")
    if patch is None:
        return before
    if before is not None:
        return before | patch
    place = {
        "person_id": event.person_id,
        "session_id": event.session_id,
        "rep_id": event.rep_id,
        "device_id": event.device_id,
    }
    return _NEW_DIAL | place | patch


def compare(db: Database, *, most: int = 100) -> list[str]:
    """Return where `states` and `dials` differ from what the events say, one line each, at most `most` lines."""
    found: list[str] = []
    for table, key, _, differing in _differences(db):
        found.append(f"{table} {key}: {', '.join(sorted(differing))}")
        if len(found) >= most:
            break
    return found


def rebuild(db: Database) -> int:
    """Put `states` and `dials` as the events say they are; return how many rows were wrong.

    Claims and places stay; reach, fit and search are made anew. This is a repair, not an operation: it cannot be undone
    and leaves the log as it is.
    """
    with db.write() as conn:
        wrong = list(_differences(db))
        for table, key, expected, _ in wrong:
            if expected is None:
                conn.execute(f"DELETE FROM {table} WHERE {_KEYS[table]} = ?", (key,))  # noqa: S608
                continue
            columns = {_KEYS[table]: key} | expected
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            changes = ", ".join(f"{name} = excluded.{name}" for name in expected)
            conn.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks}) "  # noqa: S608
                f"ON CONFLICT ({_KEYS[table]}) DO UPDATE SET {changes}",
                tuple(columns.values()),
            )
        conn.execute(schema_3.SETTLE)
        conn.execute(schema_4.SETTLE)
        fill_words(conn)
    return len(wrong)


_KEYS = {"states": "person_id", "dials": "id"}
_Difference = tuple[str, int, Values | None, list[str]]


def _differences(db: Database) -> Iterator[_Difference]:
    """Yield table, key, what the events say, and the names of the columns that say otherwise."""
    logs = groupby(_log(db), key=lambda event: event.person_id)
    person, log = next(logs, (None, iter(())))
    seen_dials: set[int] = set()
    for person_id, created_at, arriving, *row in _people(db):
        while person is not None and person < person_id:
            person, log = next(logs, (None, iter(())))
        events = list(log) if person == person_id else []
        state, dials = _fold_person(created_at, events)
        if not arriving:
            yield from _differing("states", person_id, state, dict(zip(STATE_COLUMNS, row, strict=True)))
        seen_dials.update(dials)
        present = _dials_of(db, person_id) if dials else {}
        for dial_id, expected in dials.items():
            yield from _differing("dials", dial_id, expected, present.get(dial_id))
    for (dial_id,) in db.rows("SELECT id FROM dials"):
        if dial_id not in seen_dials:
            yield "dials", dial_id, None, ["no event tells of it"]


def _fold_person(created_at: int, events: Iterable[LoggedEvent]) -> tuple[Values, dict[int, Values]]:
    state = state_values(initial_state(created_at))
    dials: dict[int, Values] = {}
    for event in events:
        state = fold_state(state, event) or state
        if event.dial_id is not None:
            dial = fold_dial(dials.get(event.dial_id), event)
            if dial is not None:
                dials[event.dial_id] = dial
    return state, dials


def _differing(table: str, key: int, expected: Values, present: Values | None) -> Iterator[_Difference]:
    if present is None:
        yield table, key, expected, ["the row is missing"]
        return
    differing = [name for name, value in expected.items() if present.get(name) != value]
    if differing:
        yield table, key, expected, differing


def _people(db: Database) -> Iterator[Row]:
    columns = ", ".join(f"s.{name}" for name in STATE_COLUMNS)
    sql = f"""
        SELECT p.id, p.created_at, s.bucket = 9 AND i.status IN ('arriving', 'landing'), {columns}
        FROM people p LEFT JOIN states s ON s.person_id = p.id LEFT JOIN imports i ON i.id = p.import_id
        WHERE p.id > ? ORDER BY p.id LIMIT 2000"""  # noqa: S608 - the columns of a dataclass
    last = 0
    while page := db.rows(sql, (last,)):
        yield from page
        last = page[-1][0]


def _log(db: Database) -> Iterator[LoggedEvent]:
    sql = """
        SELECT person_id, dial_id, rep_id, device_id, session_id, data, seq FROM events
        WHERE (person_id, seq) > (?, ?) ORDER BY person_id, seq LIMIT 2000"""
    person, seq = 0, 0
    while page := db.rows(sql, (person, seq)):
        for row in page:
            yield LoggedEvent(row[0], row[1], row[2], row[3], row[4], json.loads(row[5]))
        person, seq = page[-1][0], page[-1][6]


def _dials_of(db: Database, person_id: int) -> dict[int, Values]:
    sql = f"SELECT id, {', '.join(DIAL_COLUMNS)} FROM dials WHERE person_id = ?"  # noqa: S608
    return {row[0]: dict(zip(DIAL_COLUMNS, row[1:], strict=True)) for row in db.rows(sql, (person_id,))}
