"""Looking after the file: what `doctor` examines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.clock import to_datetime

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk


def examine(desk: Desk) -> dict[str, Any]:
    """Return `{"ok", "checks": [{"name", "ok", "detail"}]}`; nothing is changed."""
    checks = [{"name": name, "ok": fine, "detail": detail} for name, fine, detail in desk.store.examine()]
    checks.append(_clock(desk))
    return {"ok": all(check["ok"] for check in checks), "checks": checks}


def _clock(desk: Desk) -> dict[str, Any]:
    now = desk.clock.now()
    newest = desk.store.newest_event_at()
    stands = to_datetime(now).isoformat(timespec="seconds")
    if desk.clock.is_set:
        return {"name": "clock", "ok": True, "detail": f"set by DIALDECK_CLOCK, stands at {stands}"}
    if newest is not None and newest > now:
        ahead = to_datetime(newest).isoformat(timespec="seconds")
        detail = f"the newest event lies in the future ({ahead}); check the clock"
        return {"name": "clock", "ok": False, "detail": detail}
    return {"name": "clock", "ok": True, "detail": stands}
