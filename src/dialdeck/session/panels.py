"""From rows to the words of the middle panel: who this is, where, what is known, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.wording import count_words, retired_words
from dialdeck.model.codes import REFUSED_KINDS, Detail, Role, Stage
from dialdeck.model.views import FactView, HistoryLine, NumberView, PersonView
from dialdeck.session.asking_for import asks
from dialdeck.session.dialable import number_to_dial
from dialdeck.session.fitting import niche_words
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dialdeck.model.facts import PersonFacts, Place
    from dialdeck.session.desk import Desk
    from dialdeck.session.dossier import Dossier
    from dialdeck.storage.rows import ColleagueRow, DialRow, NoteRow, NumberRow, PersonRow, ResearchRow

DETAIL_WORDS: dict[Detail, str] = {
    Detail.VOICEMAIL: "silent",
    Detail.RANG_OUT: "rang out",
    Detail.MENU: "menu",
    Detail.MAILBOX_FULL: "mailbox full",
    Detail.BUSY: "busy",
    Detail.NUMBER_DEAD: "number dead",
    Detail.OTHER_NAME: "greeting names another",
    Detail.ROLE_CHANGED: "greeting: role changed",
    Detail.AWAY_UNTIL: "away",
    Detail.LIVE_DROP: "answered and dropped by us",
    Detail.MESSAGE: "message left",
    Detail.VIA_GATEKEEPER: "message via gatekeeper",
    Detail.GATEKEEPER: "gatekeeper",
    Detail.NO_TALK: "answered, no talk",
    Detail.MESSAGE_TAKEN: "somebody took a message",
    Detail.CALLBACK: "asked for a callback",
    Detail.CONVERSATION: "conversation",
    Detail.MEETING: "meeting agreed",
    Detail.NOT_INTERESTED: "not interested",
    Detail.NOT_A_FIT: "not a fit",
    Detail.LEFT_COMPANY: "left the company",
    Detail.WRONG_PERSON: "wrong person",
    Detail.WRONG_NUMBER: "wrong number",
    Detail.DO_NOT_CALL: "do not call",
    Detail.DROPPED: "line dropped",
}
"""What a dial was, in the few words that a line of history has room for."""

ROLE_WORDS = {Role.OWNER: "owner or CEO", Role.OTHER: "", Role.UNKNOWN: "role unknown: counts as owner"}
_TWO_DIGITS = (20, 27, *range(30, 35), 36, 39, 40, 41, *range(43, 50), *range(51, 59), *range(60, 67), 81, 82, 84, 86)
SHORT_CODES = frozenset(str(code) for code in (1, 7, *_TWO_DIGITS, *range(90, 96), 98))
"""Country codes of one and two digits (ITU-T E.164, assigned codes); all others have three."""
KIND_WORDS = {"fixed": "landline", "fixed_or_mobile": "", "unknown": ""}
"""Kinds of number in words, where the kind's own name does not do."""
ISSUE_LABELS = {"issue": "ISSUE", "trigger": "TRIGGER", "plan": "PLAN", "person": "PERSON", "other": "FACT"}


def outcome_words(outcome: str | None, detail: str | None) -> str:
    """Return what a dial came to, in a few words."""
    if outcome is None:
        return "outcome wanted"
    if detail is None:
        return "answered, disposition wanted"
    return DETAIL_WORDS[Detail(detail)]


def place_words(desk: Desk, place: Place, source: str | None) -> str:
    """Return where the person is and what time it is there: `Chicago 09:05, until 18:00`; else why nobody knows."""
    if not place.zones:
        return f"not callable: {desk.calendar.why_closed(place, desk.clock.now())}"
    now = desk.clock.now()
    clocks = " / ".join(f"{city(zone)} {local_in(zone, now):%H:%M}" for zone in place.zones)
    opening = desk.calendar.opening(place, now)
    if opening.open and opening.until is not None:
        hours = f"until {desk.calendar.local(place, opening.until):%H:%M}"
    elif opening.opens_at is not None:
        hours = f"opens {desk.calendar.local(place, opening.opens_at):%a %H:%M}"
    else:
        hours = "closed"
    guess = " (guess)" if len(place.zones) > 1 and source != "given" else ""
    return f"{clocks}{guess}, {hours}"


def city(zone: str) -> str:
    """Return the last part of a zone's name in words: `America/Los_Angeles` is `Los Angeles`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def person_view(desk: Desk, known: Dossier, refusal: str | None) -> PersonView:
    """Return what the middle panel shows of a person."""
    person, facts = known.person, known.facts
    return PersonView(
        person_id=person.id,
        uid=person.uid,
        name=person.name,
        title=person.title or "",
        organisation=person.organisation or "",
        numbers=number_views(known.numbers, facts),
        place=place_words(desk, facts.place, person.zone_source),
        niche=niche_words(desk.niches, person),
        role=ROLE_WORDS[facts.role],
        stage=facts.state.stage,
        facts=(
            *(FactView("ASK", words, "") for words in asks(desk, person, facts)),
            *fact_views(person, known.research),
        ),
        notes=note_lines(desk, facts.place, known.notes),
        history=(
            *history_lines(desk, facts.place, known.dials),
            *colleague_lines(desk, facts.place, known.colleagues),
        ),
        refusal=refusal,
        can_be_revived=facts.state.stage in (Stage.RETIRED, Stage.RESTING),
        meeting=facts.state.stage is Stage.MEETING,
    )


def barred_words(number: NumberRow, facts: PersonFacts) -> str | None:
    """Return why a number is not dialed, or None when it is."""
    if number.dead:
        return "dead"
    if number.blocked:
        return f"do not call: {number.blocked}"
    if not any(fact.id == number.id and fact.refused for fact in facts.numbers):
        return None
    kind = number.kind if number.kind in REFUSED_KINDS else "invalid"
    return f"{kind.replace('_', ' ')} number: not dialed"


def number_views(numbers: Sequence[NumberRow], facts: PersonFacts) -> tuple[NumberView, ...]:
    """Return the numbers in dialing order, the one that is next marked."""
    chosen = number_to_dial(facts)
    return tuple(
        NumberView(
            number_id=number.id,
            e164=number.e164,
            shown=spaced(number.e164),
            label=number_label(number),
            extension=number.extension,
            current=number.id == chosen,
            blocked=barred_words(number, facts),
            menu=number.menu_path or "",
        )
        for number in numbers
    )


def spaced(e164: str) -> str:
    """Return a number as people read it: country's code apart, North America as it is used to, others by fours."""
    digits = e164[1:]
    if digits.startswith("1") and len(digits) == 11:
        return f"+1 {digits[1:4]} {digits[4:7]} {digits[7:]}"
    code = next(length for length in (1, 2, 3) if digits[:length] in SHORT_CODES or length == 3)
    rest = digits[code:]
    first = len(rest) % 4
    groups = [rest[:first], *(rest[at : at + 4] for at in range(first, len(rest), 4))]
    return " ".join((f"+{digits[:code]}", *filter(None, groups)))


def number_label(number: NumberRow) -> str:
    """Return what a number is, in a word: what its column said, else what the numbering plan tells for sure."""
    kind = number.label or KIND_WORDS.get(number.kind, number.kind.replace("_", " "))
    return f"{kind} · menu {number.menu_path}".removeprefix(" · ") if number.menu_path else kind


def fact_views(person: PersonRow, research: Iterable[ResearchRow]) -> tuple[FactView, ...]:
    """Return research as lines: issues first, then what we can offer and the project we talk about."""
    ordered = sorted(research, key=lambda fact: fact.kind != "issue")
    lines = [
        FactView(ISSUE_LABELS.get(fact.kind, "FACT"), fact.text, _source(fact.source, fact.dated)) for fact in ordered
    ]
    if person.offer:
        lines.append(FactView("OFFER", person.offer, ""))
    if person.project:
        lines.append(FactView("PROJECT", person.project, ""))
    return tuple(lines)


def history_lines(desk: Desk, place: Place, dials: Iterable[DialRow]) -> tuple[HistoryLine, ...]:
    """Return dials as lines, newest first: `#4 Fri 13 silent 16:10`."""
    return tuple(
        HistoryLine(
            f"{desk.calendar.local(place, dial.started_at):%a %d %b}",
            f"#{dial.attempt} {outcome_words(dial.outcome, dial.detail)} "
            f"{desk.calendar.local(place, dial.started_at):%H:%M}" + (" · off plan" if dial.off_plan else ""),
        )
        for dial in dials
        if dial.status != "void"
    )


def colleague_lines(desk: Desk, place: Place, colleagues: Iterable[ColleagueRow]) -> tuple[HistoryLine, ...]:
    """Return what became of others in the organisation: `colleague Dana Whitfield, COO: retired, no contact · …`."""
    return tuple(
        HistoryLine(
            f"{desk.calendar.local(place, one.last_at):%a %d %b}",
            f"colleague {', '.join(filter(None, (one.name, one.title)))}: "
            f"{', '.join(filter(None, (one.stage, retired_words(one.reason or ''))))} · "
            f"{count_words(one.attempts, 'attempt')}, last {outcome_words(one.outcome, one.detail)}",
        )
        for one in colleagues
    )


def note_lines(desk: Desk, place: Place, notes: Iterable[NoteRow]) -> tuple[HistoryLine, ...]:
    """Return notes as lines, newest first."""
    return tuple(HistoryLine(f"{desk.calendar.local(place, note.at):%a %d %b}", note.text) for note in notes)


def _source(source: str | None, dated: str | None) -> str:
    return ", ".join(part for part in (source, dated) if part)
