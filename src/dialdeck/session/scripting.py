"""From a person's facts to the words of the current attempt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialdeck.method.parts import part_at
from dialdeck.method.promises import promise_words
from dialdeck.method.wording import heading
from dialdeck.model.codes import Bucket, Detail, Outcome, Stage
from dialdeck.model.views import ScriptView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.model.script import RenderedScript
    from dialdeck.session.desk import Desk
    from dialdeck.session.dossier import Dossier

REMEMBERED = 4
"""Scripts kept: of the person on the screen, of the one read ahead, and of those looked at."""


def script_facts(desk: Desk, known: Dossier, previews: Mapping[Outcome, Decision]) -> dict[str, str | None]:
    """Return the variables a script may use, None for what is not known (it becomes a marked gap)."""
    caller, person, facts, research = desk.settings.caller, known.person, known.facts, known.research
    issue = next((fact for fact in research if fact.kind == "issue"), None)
    promise = previews[Outcome.VOICEMAIL_LEFT].promise
    today = desk.calendar.local_day(facts.place, desk.clock.now())
    first = facts.dials[0].at if facts.dials else None
    declined = next((dial.at for dial in reversed(facts.dials) if dial.detail == Detail.NOT_INTERESTED), None)
    last_message = next((dial.at for dial in reversed(facts.dials) if dial.outcome == Outcome.VOICEMAIL_LEFT), None)
    return {
        "first_name": person.given_name or person.name.split()[0],
        "name": person.name,
        "organisation": person.organisation,
        "title": person.title,
        "issue": issue.text if issue else None,
        "issue_source": issue.source if issue else None,
        "offer": person.offer,
        "project": person.project,
        "my_name": caller.name or None,
        "my_company": caller.company or None,
        "my_phone": spoken_number(caller.phone) or None,
        "my_email": caller.email or None,
        "promise_day": promise_words(today, date.fromisoformat(promise.day)) if promise else None,
        "first_call_day": _day_words(desk, facts, first),
        "last_message_day": _day_words(desk, facts, last_message),
        "attempt": str(facts.state.attempt),
        "part": _part_label(desk, facts),
        "callback_time": _agreed(desk, facts, facts.state.bucket is Bucket.CALLBACK, "%H:%M"),
        "meeting_time": _agreed(desk, facts, facts.state.stage is Stage.MEETING, "%A at %H:%M"),
        "declined_day": _day_words(desk, facts, declined),
    }


def spoken_number(text: str) -> str:
    """Return a number as it is said: North American ones without the country's code, the others as they were typed."""
    digits = "".join(character for character in text if character.isdigit())
    if digits.startswith("1") and len(digits) == len("13125550142"):
        return f"{digits[1:4]} {digits[4:7]} {digits[7:]}"
    return text


class Scribe:
    """Writes scripts, and remembers the last few: a screen is put together more often than its words change."""

    def __init__(self, desk: Desk) -> None:
        """Write with the desk's library; nothing is read yet."""
        self._desk = desk
        self._written: dict[Hashable, RenderedScript] = {}

    def view(self, known: Dossier, previews: Mapping[Outcome, Decision], why: str) -> ScriptView:
        """Return the rendered script of the person's next attempt."""
        rendered = self._render(known.facts, script_facts(self._desk, known, previews))
        return ScriptView(
            heading=script_heading(self._desk, known.facts),
            why=why,
            if_answered=rendered.if_answered.parts,
            asks=tuple(ask.parts for ask in rendered.asks),
            if_voicemail=rendered.if_voicemail.parts,
            missing=rendered.missing,
            warnings=rendered.warnings,
            seconds=rendered.seconds,
        )

    def _render(self, facts: PersonFacts, variables: dict[str, str | None]) -> RenderedScript:
        state = facts.state
        wanted = (state.script, facts.role, state.attempt, state.apology, *variables.values())
        rendered = self._written.pop(wanted, None)
        if rendered is None:
            rendered = self._desk.scripts.render(
                state.script, facts.role, state.attempt, variables, apology=state.apology
            )
        self._written[wanted] = rendered
        if len(self._written) > REMEMBERED:
            del self._written[next(iter(self._written))]
        return rendered


def script_heading(desk: Desk, facts: PersonFacts) -> str:
    """Return the verdict line: `Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE`."""
    cadence = desk.context.cadences[facts.state.cadence]
    return heading(cadence, facts.state, facts.role)


def _day_words(desk: Desk, facts: PersonFacts, at: int | None) -> str | None:
    if at is None:
        return None
    from dialdeck.words.spans import ordinal_day

    return ordinal_day(desk.calendar.local_day(facts.place, at))


def _part_label(desk: Desk, facts: PersonFacts) -> str | None:
    part = part_at(desk.calendar, facts.place, desk.clock.now())
    return next((rule.label for rule in desk.policy.parts if rule.id == part), None)


def _agreed(desk: Desk, facts: PersonFacts, applies: bool, form: str) -> str | None:
    due = facts.state.due_at
    return f"{desk.calendar.local(facts.place, due):{form}}" if applies and due is not None else None
