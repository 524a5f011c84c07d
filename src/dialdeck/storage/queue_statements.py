"""The statements that read the queue: one text, over the table of everybody or of those it is narrowed to.

Both tables have the same columns and the same index `(place_id, bucket, reach, due_at, person_id)`, so both are read by
seeks. `reach` tells by which kinds of number a person can be reached (`reach.py`).
"""

from __future__ import annotations

from typing import NamedTuple


class Statements(NamedTuple):
    """The reads of the queue over one table."""

    among_ties: str
    """Of one place, bucket and reach: those of one instant behind a person (the three, due, person, wished, limit)."""
    onwards: str
    """Of one place, bucket and reach: those of a span (the three, from, to, wished, limit)."""
    heads: str
    """The first of several places (places as JSON, bucket, from, to, wished, reach)."""
    heads_behind: str
    """The same, behind a person (the same, their due, their id)."""
    how_many: str
    """How many there are in several places (the same, limit)."""
    in_place: str
    """How many of one place are due (place, values of reach as JSON, until, limit)."""
    without_zone: str
    """How many are in play in some places, hours apart (places, limit)."""
    out_of_reach: str
    """How many with a time zone have one of these values of reach, none of them the ordinary one (as JSON, limit)."""


def _statements(table: str) -> Statements:
    head = f"""
        SELECT person_id, rev, due_at, bucket, holder_id FROM {table}
        WHERE place_id = ? AND bucket = ? AND reach = ?"""  # noqa: S608
    wished = "AND (part IS NOT NULL AND NOT busy_retried OR NOT ?)"
    return Statements(
        among_ties=f"{head} AND due_at = ? AND person_id > ? {wished} ORDER BY person_id LIMIT ?",
        onwards=f"{head} AND due_at BETWEEN ? AND ? {wished} ORDER BY due_at, person_id LIMIT ?",
        heads=f"""
            SELECT s.place_id, s.person_id, s.rev, s.due_at, s.bucket, s.holder_id
            FROM json_each(?1) AS place CROSS JOIN {table} AS s WHERE s.person_id = (
                SELECT t.person_id FROM {table} AS t WHERE t.place_id = place.value AND t.bucket = ?2 AND t.reach = ?6
                AND t.due_at BETWEEN ?3 AND ?4 AND (t.part IS NOT NULL AND NOT t.busy_retried OR NOT ?5)
                ORDER BY t.due_at, t.person_id LIMIT 1
            ) ORDER BY s.due_at, s.person_id LIMIT 1""",  # noqa: S608
        heads_behind=f"""
            SELECT s.place_id, s.person_id, s.rev, s.due_at, s.bucket, s.holder_id
            FROM json_each(?1) AS place CROSS JOIN {table} AS s WHERE s.person_id = coalesce((
                SELECT t.person_id FROM {table} AS t WHERE t.place_id = place.value AND t.bucket = ?2 AND t.reach = ?6
                AND t.due_at = ?7 AND ?7 BETWEEN ?3 AND ?4 AND t.person_id > ?8
                AND (t.part IS NOT NULL AND NOT t.busy_retried OR NOT ?5) ORDER BY t.person_id LIMIT 1
            ), (
                SELECT t.person_id FROM {table} AS t WHERE t.place_id = place.value AND t.bucket = ?2 AND t.reach = ?6
                AND t.due_at BETWEEN max(?3, ?7 + 1) AND ?4
                AND (t.part IS NOT NULL AND NOT t.busy_retried OR NOT ?5) ORDER BY t.due_at, t.person_id LIMIT 1
            )) ORDER BY s.due_at, s.person_id LIMIT 1""",  # noqa: S608
        how_many=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM json_each(?1) AS place CROSS JOIN {table} AS s
                WHERE s.place_id = place.value AND s.bucket = ?2 AND s.reach = ?6
                AND s.due_at BETWEEN ?3 AND ?4 AND (s.part IS NOT NULL AND NOT s.busy_retried OR NOT ?5) LIMIT ?7
            )""",  # noqa: S608
        in_place=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM {table} WHERE place_id = ? AND bucket IN (0, 1, 2, 3, 4)
                AND reach IN (SELECT value FROM json_each(?)) AND due_at <= ? LIMIT ?
            )""",  # noqa: S608
        without_zone=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM {table} WHERE place_id IN (SELECT value FROM json_each(?))
                AND bucket IN (0, 1, 2, 3, 4) LIMIT ?
            )""",  # noqa: S608
        out_of_reach=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM {table} WHERE reach <> 1
                AND reach IN (SELECT value FROM json_each(?)) AND bucket IN (0, 1, 2, 3, 4)
                AND +place_id IN (SELECT id FROM places WHERE zones <> '') LIMIT ?
            )""",  # noqa: S608
    )


NARROWED = "narrowed"
"""The temporary table of those whom the queue is narrowed to."""
STATEMENTS = {table: _statements(table) for table in ("states", NARROWED)}

PRESENT = """
    SELECT r.value FROM json_each(?) AS r WHERE r.value = 1 OR EXISTS (
        SELECT 1 FROM states s WHERE s.reach = r.value AND s.reach <> 1 AND s.bucket IS NOT NULL
    )"""
"""Of some values of reach (as JSON), the ordinary one and those that anybody in the queue has."""
EARLIEST_HOT = """
    SELECT
        (SELECT due_at FROM states INDEXED BY states_hot WHERE bucket <= 2 AND bucket = 0 ORDER BY due_at LIMIT 1),
        (SELECT due_at FROM states INDEXED BY states_hot WHERE bucket <= 2 AND bucket = 1 ORDER BY due_at LIMIT 1),
        (SELECT due_at FROM states INDEXED BY states_hot WHERE bucket <= 2 AND bucket = 2 ORDER BY due_at LIMIT 1)"""
"""When the first of each hot bucket is due (ms UTC), None where there is nobody."""
