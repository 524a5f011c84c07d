"""Imports whose process died: what was not decided goes, what was decided is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.storage.landing import cancel, roll_forward
from dialdeck.storage.reverting import revert

if TYPE_CHECKING:
    from dialdeck.storage.store import Store


def recover(store: Store) -> int:
    """Finish or take back every import that no living process works on; return how many there were."""
    others = store.living_others()
    sql = "SELECT id, status, holder_id FROM imports WHERE status IN ('arriving', 'landing', 'reverting')"
    dead = [(import_id, status) for import_id, status, holder in store.rows(sql) if holder not in others]
    steps = {"arriving": cancel, "landing": roll_forward, "reverting": revert}
    for import_id, status in dead:
        steps[status](store, import_id)
    return len(dead)
