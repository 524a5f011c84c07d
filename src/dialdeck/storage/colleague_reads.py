"""Who was dialed in the same organisation: answered without going through everybody who works there.

An organisation may have any number of people ("self-employed"); a day has a few hundred dials.
"""

from __future__ import annotations

import json
from collections import defaultdict

from dialdeck.storage.plan_reads import PlanReads
from dialdeck.storage.rows import ColleagueRow

_DAY_MS = 86_400_000
_FIRST = "SELECT coalesce(min(id), 0) - 1 FROM dials WHERE started_at >= ?"
_NEWER = """
    SELECT d.id, p.organisation_id FROM dials d JOIN people p ON p.id = d.person_id
    WHERE d.id > ? AND p.organisation_id IS NOT NULL ORDER BY d.id"""
_RANG_SINCE = """
    SELECT 1 FROM json_each(?) AS one JOIN dials d ON d.id = one.value JOIN people p ON p.id = d.person_id
    WHERE d.started_at >= ? AND d.person_id <> ? AND p.organisation_id = ? AND d.status <> 'void'
    AND (d.detail IS NULL OR d.detail NOT IN ('busy', 'number_dead', 'wrong_number')) LIMIT 1"""


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


class ColleagueReads(PlanReads):
    """The part of the store that knows which organisations were dialed lately; what it has seen it remembers."""

    _dialed_in: defaultdict[int, list[int]] | None = None
    """Ids of dials by organisation."""
    _last_dial = 0

    def colleague_dialed(self, person_id: int, since: int) -> bool:
        """Say whether the telephone of somebody else in this person's organisation rang since an instant (ms UTC).

        What was dialed more than a day before the first instant that is ever asked for is not looked at.
        """
        if self._dialed_in is None:
            self._dialed_in = defaultdict(list)
            self._last_dial = self.value(_FIRST, (since - _DAY_MS,))
        for dial_id, organisation in self.rows(_NEWER, (self._last_dial,)):
            self._dialed_in[organisation].append(dial_id)
            self._last_dial = dial_id
        if not self._dialed_in:
            return False
        organisation = self.value("SELECT organisation_id FROM people WHERE id = ?", (person_id,))
        dials = self._dialed_in.get(organisation)
        if not dials:
            return False
        return self.row(_RANG_SINCE, (json.dumps(dials), since, person_id, organisation)) is not None

    def colleagues_dialed(self, person_id: int, organisation_id: int | None, most: int) -> list[ColleagueRow]:
        """Return those of the same organisation who were dialed, the last one first, `most` of them."""
        if organisation_id is None:
            return []
        return [ColleagueRow(*row) for row in self.rows(_KNOWN, (organisation_id, person_id, _LOOKED_AT, most))]
