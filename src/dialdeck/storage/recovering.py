"""What a crash left of an import: rolled back if it had not been decided, else carried to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.storage.landing import cancel, land
from dialdeck.storage.reverting import revert

if TYPE_CHECKING:
    from dialdeck.storage.store import Store


def recover(store: Store) -> int:
    """Finish the imports of processes that are gone and return how many there were. Raises as any write."""
    others = store.living_others()
    waiting = store.rows(
        "SELECT id, status, holder_id FROM imports WHERE status IN ('arriving', 'landing', 'reverting')"
    )
    left = [(import_id, status) for import_id, status, holder in waiting if holder not in others]
    for import_id, status in left:
        if status == "arriving":
            cancel(store, import_id)
        elif status == "landing":
            land(store, import_id)
        else:
            revert(store, import_id)
    return len(left)
