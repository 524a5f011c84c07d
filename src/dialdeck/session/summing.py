"""What a session came to: what was done, what is promised, who is hot and whom to prepare; and the sessions before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialdeck.method.wording import count_words
from dialdeck.model.codes import Detail, PromiseKind
from dialdeck.model.views import PickRow
from dialdeck.session.desk import DAY_MS
from dialdeck.session.panels import city, outcome_words
from dialdeck.session.promising import kept_lines, standing_promises
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.model.views import SessionBar
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow, PromiseRow

WEEK_DAYS = 7
SESSIONS = 200
"""Sessions that the list shows."""
HOT = (Detail.MEETING, Detail.CONVERSATION, Detail.CALLBACK)
"""What makes somebody hot, the hottest first."""
MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def summary(desk: Desk, bar: SessionBar, session_id: int) -> tuple[str, ...]:
    """Return what was done in a session and what follows from it, in the caller's time, a line each."""
    now, zone = desk.clock.now(), desk.policy.caller.zone
    promised = [(one, desk.store.person(one.person_id)) for one in standing_promises(desk, now + WEEK_DAYS * DAY_MS)]
    hot = _hot(desk, session_id)
    counts = [
        count_words(bar.dials, "dial"),
        f"{bar.answered} answered",
        count_words(bar.messages, "message"),
        f"{bar.silent} silent",
        f"{bar.booked} booked",
    ]
    lines = [" · ".join(counts), _time(bar, now)]
    lines += ["hot:", *(f"{person.name}  {words}{_next(desk, person.id)}" for person, words in hot)] if hot else []
    lines.append(f"promised, in {city(zone)} time:" if promised else "nothing promised for the coming week")
    lines += [f"{_promised_for(one, zone)}  {person.name}" for one, person in promised if person is not None]
    lines += kept_lines(desk)
    soon = {person.id: person for _, person in promised if person is not None}
    soon |= {person.id: person for person, _ in hot}
    missing = [(person, lacks) for person in soon.values() if (lacks := _lacking(desk, person))]
    lines += ["prepare:", *(f"{person.name}  no {', no '.join(lacks)}" for person, lacks in missing)] if missing else []
    return tuple(lines)


def session_rows(desk: Desk) -> tuple[PickRow, ...]:
    """Return the sessions there were, the newest first: when, how long, what was done."""
    zone, now = desk.policy.caller.zone, desk.clock.now()
    return tuple(
        PickRow(
            id=str(one.id),
            label=f"{local_in(zone, one.started_at):%a %d %b %Y %H:%M}",
            note=" · ".join(
                (
                    _span(max(0, (one.ended_at or now) - one.started_at - one.paused_ms)),
                    count_words(one.dials, "dial"),
                    f"{one.answered} answered",
                    count_words(one.messages, "message"),
                    f"{one.silent} silent",
                    f"{one.booked} booked",
                )
            ),
            current=one.id == desk.store.session_id,
        )
        for one in desk.store.session_rows(SESSIONS)
    )


def _next(desk: Desk, person_id: int) -> str:
    """Return when a person is due next, a day where no time was agreed; nothing for who is out of the queue."""
    state, zone = desk.store.state(person_id).state, desk.policy.caller.zone
    if state.due_at is None:
        return ""
    due = local_in(zone, state.due_at)
    return f", {due:%a %d %b}" if state.part is not None else f", {due:%a %d %b %H:%M}"


def _promised_for(promise: PromiseRow, zone: str) -> str:
    """Return when a call was promised for; of a day that was promised no time is told that nobody said."""
    if promise.kind == PromiseKind.DAY:
        return f"{date.fromisoformat(promise.day):%a %d %b}, any time"
    return f"{local_in(zone, promise.at):%a %d %b %H:%M}"


def _time(bar: SessionBar, now: int) -> str:
    worked = max(0, now - bar.started_at - bar.paused_ms)
    words = _span(worked)
    if bar.paused_ms >= MINUTE_MS:
        words += f", and {_span(bar.paused_ms)} of breaks"
    return f"{words} · {round(bar.dials * HOUR_MS / worked)} dials an hour" if worked >= 5 * MINUTE_MS else words


def _span(span_ms: int) -> str:
    hours, minutes = divmod(span_ms // MINUTE_MS, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def _hot(desk: Desk, session_id: int) -> list[tuple[PersonRow, str]]:
    """Return whom a session brought closer, the hottest first, each once."""
    dials = [dial for dial in desk.store.session_dials(session_id) if dial.detail in HOT]
    found: dict[int, tuple[PersonRow, str]] = {}
    for dial in sorted(dials, key=lambda one: (HOT.index(Detail(one.detail or "")), -one.id)):
        person = desk.store.person(dial.person_id)
        if person is not None:
            found.setdefault(person.id, (person, outcome_words(dial.outcome, dial.detail)))
    return list(found.values())


def _lacking(desk: Desk, person: PersonRow) -> list[str]:
    """Return what a call would want and nobody has noted yet (screens: prepare)."""
    kinds = {fact.kind for fact in desk.store.research(person.id)}
    known: Iterable[tuple[str, object]] = (
        ("issue", "issue" in kinds),
        ("offer", person.offer),
        ("project", person.project),
        ("title", person.title),
        ("time zone", person.zones),
    )
    return [name for name, there in known if not there]
