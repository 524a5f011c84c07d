"""What the fourth version of the file adds: how well people fit their niche, so that the queue can go by it.

`states.fit_gap` is the share of the known criteria that are not met, in percent; 101 (`NOT_RESEARCHED`) without a
niche, a known criterion or an issue with its source (method: worthy). Triggers keep it, as they keep `reach`: it
follows from the person and what was researched alone. An answer counts whether or not a niche file asks for it today.
`states.later` is 1 for the fresh among the not researched: they are served after the others.
"""

from __future__ import annotations

_FIT_GAP = """coalesce((
        SELECT CASE WHEN trim(coalesce(p.niche, '')) = '' OR NOT EXISTS (
            SELECT 1 FROM research r WHERE r.person_id = p.id AND r.kind = 'issue' AND r.source <> ''
            UNION ALL
            SELECT 1 FROM research r WHERE r.organisation_id = p.organisation_id AND r.kind = 'issue' AND r.source <> ''
        ) THEN 101 ELSE coalesce((
            SELECT CASE WHEN count(*) THEN 100 - 100 * sum(a.value = 'yes') / count(*) END
            FROM json_each(p.custom) a WHERE a.key LIKE 'fit.%' AND a.value IN ('yes', 'no')
        ), CASE WHEN p.fit_known > 0 THEN 100 - 100 * coalesce(p.fit_met, 0) / p.fit_known END, 101) END
        FROM people p WHERE p.id = states.person_id
    ), 101)"""
SETTLE = f"UPDATE states SET fit_gap = {_FIT_GAP}, rev = rev + 1 WHERE fit_gap <> {_FIT_GAP}"  # noqa: S608
"""Puts the fit of everybody right; a condition more may follow."""
WRONG = f"SELECT count(*) FROM states WHERE fit_gap <> {_FIT_GAP}"  # noqa: S608
"""How many people's fit is not what is on record."""


def _researched(*rows: str) -> str:
    """Return a condition for those whom rows of `research` are about."""
    people = ", ".join(f"{row}.person_id" for row in rows)
    organisations = ", ".join(f"{row}.organisation_id" for row in rows)
    members = f"SELECT p.id FROM people p WHERE p.organisation_id IN ({organisations})"  # noqa: S608
    return f"(person_id IN ({people}) OR person_id IN ({members}))"


TABLES = f"""
ALTER TABLE states ADD COLUMN fit_gap INTEGER NOT NULL DEFAULT 101;
ALTER TABLE states ADD COLUMN later INTEGER AS (coalesce(bucket = 4 AND fit_gap > 100, 0)) VIRTUAL;
{SETTLE};
DROP INDEX states_queue;
CREATE INDEX states_queue ON states (place_id, bucket, reach, later, due_at, fit_gap, person_id)
WHERE bucket IS NOT NULL;
CREATE TRIGGER fit_state_in AFTER INSERT ON states BEGIN
    {SETTLE} AND person_id = new.person_id;
END;
CREATE TRIGGER fit_person_changed AFTER UPDATE OF niche, fit_met, fit_known, custom, organisation_id ON people BEGIN
    {SETTLE} AND person_id = new.id;
END;
CREATE TRIGGER fit_research_in AFTER INSERT ON research WHEN new.kind = 'issue' BEGIN
    {SETTLE} AND {_researched("new")};
END;
CREATE TRIGGER fit_research_changed AFTER UPDATE ON research BEGIN
    {SETTLE} AND {_researched("old", "new")};
END;
CREATE TRIGGER fit_research_out AFTER DELETE ON research WHEN old.kind = 'issue' BEGIN
    {SETTLE} AND {_researched("old")};
END;
"""
