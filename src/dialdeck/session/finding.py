"""What a search and the list of sessions answer to programs: plain JSON objects, as the documentation gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.session.times import iso

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk


def found(desk: Desk, text: str, limit: int) -> list[dict[str, Any]]:
    """Return at most `limit` people whom a text fits: words are beginnings of words, digits the end of a number."""
    return [
        {
            "prospect_id": one.uid,
            "name": one.name,
            "title": one.title,
            "organisation": one.organisation,
            "phone": one.e164,
            "stage": one.stage,
            "matched": one.matched,
        }
        for one in desk.store.find_people(text, limit)
    ]


def sessions(desk: Desk, limit: int) -> list[dict[str, Any]]:
    """Return the newest `limit` sessions with what was done in each."""
    zone = desk.policy.caller.zone
    return [
        {
            "session_id": one.uid,
            "started": iso(one.started_at, zone),
            "ended": None if one.ended_at is None else iso(one.ended_at, zone),
            "paused_seconds": one.paused_ms // 1000,
            "goal": one.goal,
            "dials": one.dials,
            "answered": one.answered,
            "messages": one.messages,
            "silent": one.silent,
            "booked": one.booked,
        }
        for one in desk.store.session_rows(limit)
    ]
