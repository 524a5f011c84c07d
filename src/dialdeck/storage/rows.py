"""What reads return: named tuples built from rows, importable without pydantic. Instants are ms UTC."""

from __future__ import annotations

from typing import Any, NamedTuple


class PersonRow(NamedTuple):
    """A person with the names of their organisation and list; `custom` and `zones` are as they were written."""

    id: int
    uid: str
    organisation_id: int | None
    list_id: int | None
    import_id: int | None
    created_at: int
    name: str
    name_key: str
    given_name: str | None
    title: str | None
    email: str | None
    role: str
    country: str | None
    region: str | None
    postal: str | None
    city: str | None
    zone: str | None
    zones: str | None
    zone_source: str | None
    wish: str | None
    project: str | None
    offer: str | None
    niche: str | None
    fit_met: int | None
    fit_known: int | None
    custom: str | None
    organisation: str | None
    list_name: str | None


class ColleagueRow(NamedTuple):
    """Somebody of the same organisation who was dialed: where they stand, and their last dial."""

    name: str
    title: str | None
    stage: str
    reason: str | None
    attempts: int
    last_at: int
    outcome: str | None
    detail: str | None


class NumberRow(NamedTuple):
    """A number of a person; `blocked` is the reason it is on the do-not-call list, or None."""

    id: int
    person_id: int
    e164: str
    extension: str | None
    raw: str
    kind: str
    label: str | None
    source: str
    rank: int
    dead: bool
    menu_path: str | None
    blocked: str | None


class DialRow(NamedTuple):
    """A placed dial as it stands now."""

    id: int
    uid: str
    person_id: int
    number_id: int | None
    status: str
    started_at: int
    ended_at: int | None
    outcome: str | None
    detail: str | None
    counts: int
    off_plan: int
    attempt: int
    plan: str
    step: str
    cadence: str
    script: str
    part: str | None
    weekday: int
    session_id: int | None
    rep_id: int
    device_id: int


class ResearchRow(NamedTuple):
    """One researched fact, of the person or (then `person_id` is None) of the organisation."""

    id: int
    uid: str
    person_id: int | None
    organisation_id: int | None
    kind: str
    issue: str | None
    text: str
    source: str | None
    url: str | None
    dated: str | None
    noted_at: int


class NoteRow(NamedTuple):
    """A note on a person."""

    id: int
    uid: str
    person_id: int
    dial_id: int | None
    at: int
    text: str


class PromiseRow(NamedTuple):
    """A promise to a person; `settled` is None while it is open."""

    id: int
    uid: str
    person_id: int
    dial_id: int | None
    kind: str
    at: int
    day: str
    part: str | None
    zone: str
    words: str
    made_at: int
    settled: str | None
    settled_by: int | None


class TaskRow(NamedTuple):
    """Work that is not a dial; `done_at` is None while it is open."""

    id: int
    uid: str
    person_id: int | None
    dial_id: int | None
    kind: str
    due_day: str
    reason: str
    made_at: int
    done_at: int | None


class EventRow(NamedTuple):
    """One row of the log; `data` has `state`, `dial` and `decision` as far as the event carried them."""

    seq: int
    at: int
    kind: str
    person_id: int
    dial_id: int | None
    operation: int
    outcome: str | None
    detail: str | None
    data: dict[str, Any]


class HistoryRow(NamedTuple):
    """One thing that happened to a person, whatever table it lies in.

    `kind` is `dial` (one for each, with its present outcome), `note`, `research`, `promise`, `edit`, `import`, or the
    kind of an event that moved the person without a dial. `row` is the row it was read from, if there is one.
    """

    at: int
    seq: int
    kind: str
    row: DialRow | NoteRow | ResearchRow | PromiseRow | EventRow | None


class ImportRecord(NamedTuple):
    """An import and what became of its rows."""

    id: int
    uid: str
    at: int
    file: str
    source: str
    list_id: int | None
    mapping: str
    status: str
    read: int
    added: int
    updated: int
    duplicate: int
    rejected: int
    do_not_call: int


class ImportLine(NamedTuple):
    """What became of one row of an imported file; `raw` is its original text."""

    line: int
    line_end: int
    verdict: str
    reason: str | None
    person_id: int | None
    raw: str


class Tally(NamedTuple):
    """What was dialed in a session or a span of time: counts of placed dials by how they ended."""

    dials: int
    answered: int
    voicemail_left: int
    silent_hangup: int
    details: dict[str, int]
    """Counts by detail; `meeting` and `callback` are what was booked, `live_drop` has the target 0."""


class FoundRow(NamedTuple):
    """Somebody who was found; `e164` is the number that was typed, or the first living one."""

    person_id: int
    uid: str
    name: str
    title: str | None
    organisation: str | None
    stage: str
    e164: str | None
    matched: str
    """By what: `number`, `name`, `organisation` (with or without words of the name), or `note`."""


class SessionRecord(NamedTuple):
    """A session and what was dialed in it; `ended_at` is None while it runs, or when it was cut off."""

    id: int
    uid: str
    started_at: int
    ended_at: int | None
    goal: int | None
    paused_ms: int
    rep_name: str
    dials: int
    answered: int
    messages: int
    silent: int
    booked: int
    """Meetings, as in the session bar."""


def columns(row: type[NamedTuple], prefix: str = "") -> str:
    """Return the columns of a row type for a SELECT, each behind `prefix`."""
    return ", ".join(prefix + name for name in row._fields)
