"""Everything about one person, for programs (command `show`); the text for people is in `sheet`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.method.decide import dispositions
from dialdeck.model.codes import DialStatus, Outcome
from dialdeck.session import explaining
from dialdeck.session.dossier import known_person, read_dossier
from dialdeck.session.fitting import criteria_rows, fit_of, other_fields
from dialdeck.session.judging import signs_of
from dialdeck.session.listing import public, queue_entry
from dialdeck.session.panels import outcome_words
from dialdeck.session.past import facts_before, standing_events
from dialdeck.session.promising import standing_of
from dialdeck.session.scripting import Scribe
from dialdeck.session.times import iso
from dialdeck.storage.rows import DialRow, EventRow, NoteRow, PromiseRow, ResearchRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.model.views import Words
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import HistoryRow, PersonRow

HAPPENED = {
    "import": "came in with an import",
    "edit": "edited",
    "snoozed": "snoozed",
    "callback": "callback agreed",
    "retired": "retired",
    "revived": "revived",
    "stage": "what became of the meeting was said",
    "do_not_call": "do not call",
    "planned": "planned anew",
    "taken_back": "taken back",
    "restored": "put back",
}
"""What happened apart from dials and words, by kind."""


def prospect_json(desk: Desk, person_id: int) -> dict[str, Any]:
    """Return the JSON object of `show`, as the documentation of the command line gives it."""
    store = desk.store
    person = known_person(desk, person_id)
    open_dial = store.open_dial_of(person_id)
    facts = facts_before(desk, open_dial) if open_dial is not None else desk.facts(person_id)
    at = open_dial.started_at if open_dial is not None else desk.clock.now()
    shown = desk.decisions.previews(facts, at)
    zone = facts.place.zones[0] if facts.place.zones else "UTC"
    known = read_dossier(desk, person_id, facts)
    script = Scribe(desk).view(known, shown, explaining.short_why(desk, facts))
    return {
        **_fields(desk, person, facts),
        "stage": facts.state.stage,
        "next": public(queue_entry(desk, person_id)),
        "open_dial": None
        if open_dial is None
        else {
            "dial_id": open_dial.uid,
            "started": iso(open_dial.started_at, zone),
            "phone": _phone(desk, open_dial),
        },
        "tasks": [
            {
                "id": task.id, "kind": task.kind, "prospect_id": person.uid, "due": task.due_day,
                "done": task.done_at is not None,
            }
            for task in store.tasks(open_only=False, person_id=person_id)
        ],
        "research": [
            {
                "id": fact.id, "kind": fact.kind, "issue": fact.issue, "text": fact.text, "source": fact.source,
                "url": fact.url, "dated": fact.dated, "noted": iso(fact.noted_at, zone),
            }
            for fact in known.research
        ],
        "reasons": [],
        "costs": [],
        "value": {
            "established": False,
            "missing": ["3 reasons", "a consequence of not acting"],
            "cost": None, "price": None, "net": None, "period": None,
        },
        "motive": None,
        "promises": [
            {
                "id": promise.id, "kind": promise.kind, "at": iso(promise.at, promise.zone), "zone": promise.zone,
                "words": promise.words, "made": iso(promise.made_at, promise.zone), "settled": promise.settled,
                "standing": standing_of(desk, promise),
            }
            for promise in store.promises(person_id)
        ],
        "symptoms": [
            {"number": sign.number, "evidence": sign.evidence, "remedy": sign.remedy} for sign in signs_of(desk, facts)
        ],
        "history": history(desk, person_id, zone),
        "script": {
            "name": facts.state.script,
            "if_answered": _text(script.if_answered),
            "asks": [_text(ask) for ask in script.asks],
            "if_voicemail": _text(script.if_voicemail),
            "missing": list(script.missing),
            "warnings": list(script.warnings),
            "seconds": script.seconds,
        },
        "preview": _previews(desk, facts, shown, zone, at),
    }  # fmt: skip


def history(desk: Desk, person_id: int, zone: str) -> list[dict[str, Any]]:
    """Return what happened to a person, oldest first; one entry for a dial, with what it came to at last.

    A move by hand that was taken back is left out.
    """
    standing = {event.seq for event in standing_events(desk, person_id)}
    happened = (
        one for one in desk.store.history(person_id) if not isinstance(one.row, EventRow) or one.row.seq in standing
    )
    return [
        {"seq": seq, "at": iso(one.at, zone), "kind": one.kind, **_happening(desk, one)}
        for seq, one in enumerate(happened, 1)
    ]


def _happening(desk: Desk, one: HistoryRow) -> dict[str, Any]:
    row = one.row
    if isinstance(row, DialRow):
        words = "not placed" if row.status == DialStatus.VOID else outcome_words(row.outcome, row.detail)
        return {
            "text": f"#{row.attempt} {words}",
            "dial_id": row.uid,
            "attempt": row.attempt,
            "outcome": row.outcome,
            "detail": row.detail,
            "phone": _phone(desk, row),
            "status": row.status,
            "off_plan": bool(row.off_plan),
        }
    if isinstance(row, NoteRow | ResearchRow):
        return {"text": row.text}
    if isinstance(row, PromiseRow):
        return {"text": f"promised {row.words}: {row.settled or 'open'}"}
    return {"text": HAPPENED.get(one.kind, one.kind)}


def _fields(desk: Desk, person: PersonRow, facts: PersonFacts) -> dict[str, Any]:
    fit = fit_of(desk.niches, person)
    return {
        "prospect_id": person.uid,
        "name": person.name,
        "title": person.title,
        "role": facts.role,
        "organisation": person.organisation,
        "email": person.email,
        "phones": [
            {
                "phone": number.e164, "extension": number.extension, "kind": number.kind, "label": number.label,
                "dead": bool(number.dead), "raw": number.raw,
                "do_not_call": number.blocked is not None,
            }
            for number in desk.store.numbers(person.id)
        ],
        "zones": list(facts.place.zones),
        "zone_source": person.zone_source,
        "country": person.country,
        "region": person.region,
        "list": person.list_name,
        "niche": person.niche,
        "fit": None if fit is None else {"met": fit.met, "known": fit.known},
        "criteria": criteria_rows(desk.niches, person),
        "project": person.project,
        "offer": person.offer,
        "custom": dict(other_fields(desk.niches, person)),
    }  # fmt: skip


def _previews(
    desk: Desk, facts: PersonFacts, shown: dict[Outcome, Decision], zone: str, at: int
) -> dict[str, dict[str, Any]]:
    result = {str(outcome): _preview(decision, zone) for outcome, decision in shown.items()}
    result[Outcome.ANSWERED]["dispositions"] = {
        str(detail): _preview(decision, zone) for detail, decision in dispositions(desk.context, facts, at).items()
    }
    return result


def _preview(decision: Decision, zone: str) -> dict[str, Any]:
    state = decision.state
    due = None if decision.talk or state.due_at is None else iso(state.due_at, zone)
    return {
        "next_due": due,
        "window": None if decision.talk else state.part,
        "attempt": state.attempt,
        "plan": state.plan,
        "stage": "talk" if decision.talk else state.stage,
        "why": decision.why,
    }


def _text(words: Iterable[Words]) -> str:
    return "".join(word.text for word in words)


def _phone(desk: Desk, dial: DialRow) -> str | None:
    numbers = desk.store.numbers(dial.person_id)
    return next((number.e164 for number in numbers if number.id == dial.number_id), None)
