"""The statements that read the queue: one text, over the table of everybody or of those it is narrowed to.

Both tables have the same columns and the same index `(place_id, bucket, reach, later, due_at, fit_gap, person_id)`, so
both are read by seeks. `reach` tells by which kinds of number a person can be reached (`reach.py`), `fit_gap` how far
they are from fitting their niche, `later` who of the fresh was not researched (`schema_4.py`).
"""

from __future__ import annotations

from typing import NamedTuple


class Statements(NamedTuple):
    """The reads of the queue over one table."""

    among_ties: str
    """Of one place, bucket, reach and `later`: those of one instant behind a person.

    Takes the four, the person's due, fit and id, wished, limit.
    """
    onwards: str
    """Of one place, bucket, reach and `later`: those of a span (the four, from, to, wished, limit)."""
    heads: str
    """The first of several places (places as JSON, bucket, from, to, wished, reach, later)."""
    heads_behind: str
    """The same, behind a person (the same, their due, fit and id)."""
    how_many: str
    """How many there are in several places (the same as for `heads`, limit)."""
    in_place: str
    """How many of one place are due (place, values of reach and of `later` as JSON, until, limit)."""
    without_zone: str
    """How many are in play in some places, hours apart (places, limit)."""
    out_of_reach: str
    """How many with a time zone have one of these values of reach, none of them the ordinary one (as JSON, limit)."""
    meetings: str
    """Those whose meeting's time has come, wherever they are (until)."""
    standing: str
    """Where people stand (ids as JSON): place, bucket, due, whether a part is wished, reach, later."""
    later: str
    """How many of the fresh were not researched (places and values of reach as JSON, limit)."""


def _statements(table: str) -> Statements:
    head = f"""
        SELECT person_id, rev, due_at, fit_gap, bucket, holder_id FROM {table}
        WHERE place_id = ? AND bucket = ? AND reach = ? AND later = ?"""  # noqa: S608
    wished = "AND (part IS NOT NULL AND NOT busy_retried OR NOT ?)"
    firsts = f"""
        SELECT s.place_id, s.person_id, s.rev, s.due_at, s.fit_gap, s.bucket, s.holder_id
        FROM json_each(?1) AS place CROSS JOIN {table} AS s WHERE s.person_id"""  # noqa: S608
    here = "place_id = place.value AND {0}.bucket = ?2 AND {0}.reach = ?6 AND {0}.later = ?7"
    mine = f"SELECT t.person_id FROM {table} AS t WHERE t.{here.format('t')}"  # noqa: S608
    named = "AND (t.part IS NOT NULL AND NOT t.busy_retried OR NOT ?5)"
    first = "ORDER BY s.due_at, s.fit_gap, s.person_id LIMIT 1"
    return Statements(
        among_ties=f"{head} AND due_at = ? AND (fit_gap, person_id) > (?, ?) {wished} "
        "ORDER BY fit_gap, person_id LIMIT ?",
        onwards=f"{head} AND due_at BETWEEN ? AND ? {wished} ORDER BY due_at, fit_gap, person_id LIMIT ?",
        heads=f"""{firsts} = (
                {mine} AND t.due_at BETWEEN ?3 AND ?4 {named} ORDER BY t.due_at, t.fit_gap, t.person_id LIMIT 1
            ) {first}""",
        heads_behind=f"""{firsts} = coalesce((
                {mine} AND t.due_at = ?8 AND ?8 BETWEEN ?3 AND ?4 AND (t.fit_gap, t.person_id) > (?9, ?10) {named}
                ORDER BY t.fit_gap, t.person_id LIMIT 1
            ), (
                {mine} AND t.due_at BETWEEN max(?3, ?8 + 1) AND ?4 {named}
                ORDER BY t.due_at, t.fit_gap, t.person_id LIMIT 1
            )) {first}""",
        how_many=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM json_each(?1) AS place CROSS JOIN {table} AS s WHERE s.{here.format("s")}
                AND s.due_at BETWEEN ?3 AND ?4 AND (s.part IS NOT NULL AND NOT s.busy_retried OR NOT ?5) LIMIT ?8
            )""",  # noqa: S608
        in_place=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM {table} WHERE place_id = ? AND bucket IN (0, 1, 2, 3, 4)
                AND reach IN (SELECT value FROM json_each(?)) AND later IN (SELECT value FROM json_each(?))
                AND due_at <= ? LIMIT ?
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
        meetings=f"""
            SELECT t.person_id, t.rev, t.due_at, t.fit_gap, t.bucket, t.holder_id, t.place_id
            FROM states AS s INDEXED BY states_hot JOIN {table} AS t ON t.person_id = s.person_id
            WHERE s.bucket <= 2 AND s.bucket = 0 AND s.due_at <= ? AND s.stage = 'meeting'
            ORDER BY s.due_at, s.person_id""",  # noqa: S608
        standing=f"""
            SELECT place_id, bucket, due_at, part IS NOT NULL AND NOT busy_retried, reach, later
            FROM {table} WHERE person_id IN (SELECT value FROM json_each(?))""",  # noqa: S608
        later=f"""
            SELECT count(*) FROM (
                SELECT 1 FROM json_each(?1) AS place CROSS JOIN {table} AS s
                WHERE s.place_id = place.value AND s.bucket = 4
                AND s.reach IN (SELECT value FROM json_each(?2)) AND s.later = 1 LIMIT ?3
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
