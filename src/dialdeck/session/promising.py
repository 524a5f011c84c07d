"""The promises that stand: those of days gone by are broken already, whoever has not been told yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.session.desk import DAY_MS
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PromiseRow


def standing_promises(desk: Desk, until: int, kind: str | None = None) -> list[PromiseRow]:
    """Return the open promises up to an instant (ms UTC) that can still be kept, the nearest first."""
    now = desk.clock.now()
    found = desk.store.open_promises(until, kind=kind, since=now - 2 * DAY_MS)
    return [one for one in found if one.day >= local_in(one.zone, now).date().isoformat()]
