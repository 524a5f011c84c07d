"""What the queue can be narrowed to: only what somebody in play has, each counted up to a cap and in bounded time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from dialdeck.model.codes import Stage
from dialdeck.storage.machine import steady
from dialdeck.storage.session_rows import SessionRows

if TYPE_CHECKING:
    from collections.abc import Iterator

ScopeKind = Literal["list", "stage", "niche", "zone", "promises"]


class Scope(NamedTuple):
    """What the queue is narrowed to.

    `value` is the id of a list as text, a stage, a niche, a time zone (the one that days are counted in), or empty for
    promises.
    """

    kind: ScopeKind
    value: str


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A scope that somebody in play is in: `count` of them, counted up to 1,000."""

    kind: ScopeKind
    value: str
    label: str
    count: int


MOST = 1000
"""Counting stops here."""
LOOKED_AT = 3 * MOST
"""People of a list or niche looked at for it, the newest first: the retired of a long list are not waded through."""
_MOST_NICHES = 200
BUDGET = 0.03
"""Seconds of counting up to the cap; scopes after that are counted up to a tenth, then only asked for somebody."""
_PLAYING = "s.bucket IN (0, 1, 2, 3, 4)"
_OF_PEOPLE = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM (SELECT id FROM people WHERE {{column}} = ? ORDER BY id DESC LIMIT {LOOKED_AT}) p
        CROSS JOIN states s ON s.person_id = p.id WHERE {_PLAYING} LIMIT ?
    )"""  # noqa: S608
_COUNTS: dict[ScopeKind, str] = {
    "list": _OF_PEOPLE.format(column="list_id"),
    "niche": _OF_PEOPLE.format(column="niche"),
    "stage": f"""
        SELECT count(*) FROM (
            SELECT 1 FROM states s INDEXED BY states_stage
            WHERE s.stage IN (?1, iif(?1 = 'win-back', 'resting', ?1)) AND s.bucket IS NOT 9 AND {_PLAYING}
            AND (s.stage <> 'resting' OR (s.due_at <= ?3) = (?1 = 'win-back')) LIMIT ?2
        )""",  # noqa: S608
    "zone": f"""
        SELECT count(*) FROM (
            SELECT 1 FROM places p CROSS JOIN states s ON s.place_id = p.id
            WHERE substr(p.zones || ' ', 1, instr(p.zones || ' ', ' ') - 1) = ? AND {_PLAYING} LIMIT ?
        )""",  # noqa: S608
    "promises": f"""
        SELECT count(*) FROM (
            SELECT DISTINCT m.person_id FROM promises m INDEXED BY promises_open
            CROSS JOIN states s ON s.person_id = m.person_id WHERE m.settled IS NULL AND ? = '' AND {_PLAYING} LIMIT ?
        )""",  # noqa: S608
}
_NICHES = """
    WITH RECURSIVE found (niche) AS (
        SELECT min(niche) FROM people WHERE niche IS NOT NULL
        UNION ALL SELECT (SELECT min(p.niche) FROM people p WHERE p.niche IS NOT NULL AND p.niche > found.niche)
        FROM found WHERE found.niche IS NOT NULL
    ) SELECT niche FROM found WHERE niche IS NOT NULL LIMIT ?"""


class Scopes(SessionRows):
    """The part of the store that knows what people in play have in common."""

    def scopes(self) -> list[ScopeRow]:
        """Return promises, lists by name, stages, niches and zones that anybody in play has, with how many.

        Each is counted up to 1,000. When that takes longer than `BUDGET`, the rest are counted up to 100, after twice
        that up to 1, so that a file with hundreds of lists answers as well: `count` then says "at least".
        """
        began = steady()
        rows = []
        for kind, value, label in self._names():
            late = min(2, int((steady() - began) / BUDGET))
            given = (int(value) if kind == "list" else value, (MOST, 100, 1)[late])
            count = int(self.value(_COUNTS[kind], (*given, self.clock.now()) if kind == "stage" else given))
            if count:
                rows.append(ScopeRow(kind, value, label, count))
        return rows

    def _names(self) -> Iterator[tuple[ScopeKind, str, str]]:
        yield "promises", "", "promises"
        for list_id, name in self.lists().items():
            yield "list", str(list_id), name
        for stage in Stage:
            yield "stage", str(stage), str(stage)
        for (niche,) in self.rows(_NICHES, (_MOST_NICHES,)):
            yield "niche", niche, niche
        for zone in sorted({place.zones[0] for place in self.places() if place.zones}):
            yield "zone", zone, zone
