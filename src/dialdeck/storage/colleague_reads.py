"""Who was dialed in the same organisation: answered without going through everybody who works there.

An organisation may have any number of people ("self-employed"); a day has a few hundred dials.
"""

from __future__ import annotations

import json
from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from dialdeck.storage.plan_reads import PlanReads
from dialdeck.storage.rows import ColleagueRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.storage.undo import Undone

_DAY_MS = 86_400_000
_FIRST = """
    SELECT coalesce((SELECT min(id) - 1 FROM dials WHERE started_at >= ?), (SELECT max(id) FROM dials), 0)"""
_NEWER = """
    SELECT d.id, p.organisation_id FROM dials d JOIN people p ON p.id = d.person_id
    WHERE d.id > ? AND p.organisation_id IS NOT NULL ORDER BY d.id"""
_RANG_SINCE = """
    SELECT d.status IN ('open', 'over')
    FROM json_each(?) AS one CROSS JOIN dials d ON d.id = one.value CROSS JOIN people p ON p.id = d.person_id
    WHERE d.started_at >= ? AND d.person_id <> ? AND p.organisation_id = ? AND d.status <> 'void'
    AND (d.detail IS NULL OR d.detail NOT IN ('busy', 'number_dead', 'wrong_number')) ORDER BY 1 LIMIT 1"""
"""Whether a dial still wants its outcome, of the one that says most about whether a telephone rang there."""


_KNOWN = """
    SELECT c.name, c.title, s.stage, s.reason,
    (SELECT count(*) FROM dials n WHERE n.person_id = c.id AND n.counts AND n.status <> 'void'),
    d.started_at, d.outcome, d.detail
    FROM (SELECT id, name, title FROM people WHERE organisation_id = ? AND id <> ? ORDER BY id LIMIT ?) c
    JOIN states s ON s.person_id = c.id
    JOIN dials d ON d.id = (
        SELECT id FROM dials WHERE person_id = c.id AND status <> 'void' ORDER BY id DESC LIMIT 1)
    ORDER BY d.id DESC LIMIT ?"""
_LOOKED_AT = 50
"""Colleagues looked at for one who was dialed: the panel costs the same in any organisation."""
_THERE = """
    WITH rang AS MATERIALIZED (
        SELECT p.organisation_id, max(d.started_at) AS newest, min(d.person_id) AS one, max(d.person_id) AS other
        FROM json_each(?) AS filed CROSS JOIN dials d ON d.id = filed.value CROSS JOIN people p ON p.id = d.person_id
        WHERE d.status <> 'void' AND (d.detail IS NULL OR d.detail NOT IN ('busy', 'number_dead', 'wrong_number'))
        AND p.organisation_id IS NOT NULL GROUP BY p.organisation_id
    )
    SELECT s.person_id, s.place_id, rang.newest FROM rang CROSS JOIN people p USING (organisation_id)
    CROSS JOIN states s ON s.person_id = p.id
    WHERE s.bucket IN (3, 4) AND s.place_id IS NOT NULL AND (rang.one <> rang.other OR p.id <> rang.one) LIMIT ?"""


class Rang(Enum):
    """What became of the telephones of an organisation."""

    NEVER = 0
    MAYBE = 1
    """Only a dial that still wants its outcome tells of it: it may prove busy, dead, or never placed."""
    SURELY = 2


class ColleagueReads(PlanReads):
    """The part of the store that knows which organisations were dialed lately; what it has seen it remembers."""

    _dialed_in: defaultdict[int, list[int]] | None = None
    """Ids of dials by organisation."""
    _last_dial = 0
    _filed_at = -1
    """How far other windows had written when the dials were filed: they may have moved somebody elsewhere."""

    def colleague_dialed(self, person_id: int, since: int) -> Rang:
        """Return whether the telephone of somebody else in this person's organisation rang since an instant (ms UTC).

        What was dialed more than a day before the first instant that is asked for is not looked at.
        """
        dialed_in = self._filed(since)
        if not dialed_in:
            return Rang.NEVER
        organisation = self.value("SELECT organisation_id FROM people WHERE id = ?", (person_id,))
        dials = dialed_in.get(organisation)
        if not dials:
            return Rang.NEVER
        found = self.row(_RANG_SINCE, (json.dumps(dials), since, person_id, organisation))
        if found is None:
            return Rang.NEVER
        return Rang.MAYBE if found[0] else Rang.SURELY

    def where_somebody_was_dialed(self, since: int, most: int) -> list[tuple[int, int, int]]:
        """Return `most` who are due or fresh where a colleague's telephone rang: id, place, and when it last did.

        Dials since an instant are looked at, and older ones among them (all ms UTC).
        """
        dials = json.dumps([dial for there in self._filed(since).values() for dial in there])
        return [(row[0], row[1], row[2]) for row in self.rows(_THERE, (dials, most))]

    def organisations_moved(self) -> None:
        """File the dials anew when next asked: somebody belongs to another organisation now."""
        self._dialed_in = None

    def undo(self) -> Undone:
        """Take back the newest operation, which may have moved somebody to another organisation."""
        self.organisations_moved()
        return super().undo()

    def redo(self) -> Undone:
        """Put back what was taken back last, which may have moved somebody to another organisation."""
        self.organisations_moved()
        return super().redo()

    def _filed(self, since: int) -> Mapping[int, list[int]]:
        """Return the ids of the dials since an instant by organisation, older ones among them."""
        others = self.others_wrote()
        if self._dialed_in is None or self._filed_at != others:
            self._dialed_in, self._filed_at = defaultdict(list), others
            self._last_dial = self.value(_FIRST, (since - _DAY_MS,))
        for dial_id, organisation in self.rows(_NEWER, (self._last_dial,)):
            self._dialed_in[organisation].append(dial_id)
            self._last_dial = dial_id
        return self._dialed_in

    def colleagues_dialed(self, person_id: int, organisation_id: int | None, most: int) -> list[ColleagueRow]:
        """Return those of the same organisation who were dialed, the last one first, `most` of them."""
        if organisation_id is None:
            return []
        return [ColleagueRow(*row) for row in self.rows(_KNOWN, (organisation_id, person_id, _LOOKED_AT, most))]
