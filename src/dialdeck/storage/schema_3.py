"""What the third version of the file adds: by which kinds of number a person can be reached (`reach.py`).

The value follows from their numbers and from the do-not-call list alone. Triggers keep it, so that whatever writes
those, a dial, an edit, an import or an undo, is followed in the same transaction; a change counts as one of the person
(`rev`). It stands before the due time in the index of the queue.
"""

from __future__ import annotations

_LONGEST = 16
_REACH = """coalesce((
        SELECT CASE WHEN max(n.kind IN (
            'fixed', 'mobile', 'fixed_or_mobile', 'toll_free', 'voip', 'pager', 'uan', 'voicemail', 'unknown'
        )) THEN 1 ELSE 2 * max(n.kind = 'premium') + 4 * max(n.kind = 'shared_cost') + 8 * max(n.kind = 'personal') END
        FROM numbers n WHERE n.person_id = states.person_id AND n.dead = 0
        AND n.e164 GLOB '+[1-9]*' AND length(n.e164) BETWEEN 8 AND 16 AND substr(n.e164, 2) NOT GLOB '*[^0-9]*'
        AND NOT EXISTS (SELECT 1 FROM do_not_call d WHERE d.e164 = n.e164)
    ), 0)"""
SETTLE = f"UPDATE states SET reach = {_REACH}, rev = rev + 1 WHERE reach <> {_REACH}"  # noqa: S608
"""Puts the reach of everybody right; a condition more may follow."""
WRONG = f"SELECT count(*) FROM states WHERE reach <> {_REACH}"  # noqa: S608
"""How many people's reach is not what their numbers say."""


def _bearers(row: str) -> str:
    """Return a condition for those who bear a number; it is found by its digits from the end."""
    backwards = " || ".join(f"substr({row}.e164, {place}, 1)" for place in range(_LONGEST, 0, -1))
    return f"person_id IN (SELECT n.person_id FROM numbers n WHERE n.backwards = {backwards} AND n.e164 = {row}.e164)"  # noqa: S608


TABLES = f"""
ALTER TABLE states ADD COLUMN reach INTEGER NOT NULL DEFAULT 1;
{SETTLE};
DROP INDEX states_queue;
CREATE INDEX states_queue ON states (place_id, bucket, reach, due_at, person_id) WHERE bucket IS NOT NULL;
CREATE INDEX states_unreached ON states (reach, bucket, place_id) WHERE reach <> 1 AND bucket IS NOT NULL;
CREATE TRIGGER reach_state_in AFTER INSERT ON states BEGIN
    {SETTLE} AND person_id = new.person_id;
END;
CREATE TRIGGER reach_number_in AFTER INSERT ON numbers BEGIN
    {SETTLE} AND person_id = new.person_id;
END;
CREATE TRIGGER reach_number_changed AFTER UPDATE OF person_id, e164, kind, dead ON numbers BEGIN
    {SETTLE} AND person_id IN (old.person_id, new.person_id);
END;
CREATE TRIGGER reach_number_out AFTER DELETE ON numbers BEGIN
    {SETTLE} AND person_id = old.person_id;
END;
CREATE TRIGGER reach_block_in AFTER INSERT ON do_not_call BEGIN
    {SETTLE} AND {_bearers("new")};
END;
CREATE TRIGGER reach_block_out AFTER DELETE ON do_not_call BEGIN
    {SETTLE} AND {_bearers("old")};
END;
"""
