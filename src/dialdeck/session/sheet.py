"""One person as a sheet of text (command `show`): who they are, what is next, what to say, what happened.

Apart from `showing`, which has the same for programs, because this one may change with every release.
"""

from __future__ import annotations

from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from dialdeck.method.wording import retired_words, time_words
from dialdeck.session import explaining
from dialdeck.session.asking_for import asks
from dialdeck.session.dossier import known_person
from dialdeck.session.fitting import niche_words, not_known
from dialdeck.session.judging import tried_line
from dialdeck.session.panels import barred_words, city, number_label, place_words, spaced
from dialdeck.session.rules_off import off_at
from dialdeck.session.showing import prospect_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow

WRAP = 90
"""Characters of a line of script or note."""
LABEL = 16
"""Cells of the words before a fact."""


_ANSWERS = {True: "yes", False: "no"}


def prospect_lines(desk: Desk, person_id: int) -> list[str]:
    """Return everything about a person for people, a line each; times are the person's own, and say so."""
    person, facts = known_person(desk, person_id), desk.facts(person_id)
    value = prospect_json(desk, person_id)
    lines = [" · ".join(part for part in (person.name, person.title, person.organisation) if part)]
    lines += _who(desk, person, facts, value)
    lines += ["", *_next(desk, facts, value)]
    lines += ["", "WHAT EACH OUTCOME WOULD DO NOW", *_outcomes(value["preview"])]
    lines += _script(value["script"])
    zone = city(facts.place.zones[0]) if facts.place.zones else "UTC"
    lines += ["", f"HISTORY ({zone} time)"]
    for one in value["history"]:
        lines += _happened(one)
    return lines


def _who(desk: Desk, person: PersonRow, facts: PersonFacts, value: dict[str, Any]) -> Iterator[str]:
    yield _fact("prospect", person.uid)
    where = place_words(desk, facts.place, person.zone_source)
    yield _fact("there", where)
    off = off_at(desk, facts.place)
    if off:
        yield _fact("RULE OFF", off)
    for number in desk.store.numbers(person.id):
        barred = barred_words(number, facts)
        extension = f"ext. {number.extension}" if number.extension else ""
        words = ", ".join(filter(None, (number_label(number), extension, barred)))
        yield _fact("phone", f"{spaced(number.e164)}{f' ({words})' if words else ''}")
    for name in ("email", "list", "offer", "project"):
        if value[name]:
            yield _fact(name, value[name])
    yield _fact("niche", niche_words(desk.niches, person))
    unanswered = "not known" if not_known(desk.niches, person) else "not told apart"
    for one in value["criteria"]:
        yield _fact(f"fit.{one['id']}", f"{_ANSWERS.get(one['answer'], unanswered)}: {one['ask']}")
    for fact in value["research"]:
        origin = ", ".join(filter(None, (fact["source"], fact["dated"]))) or "no source"
        yield _fact(fact["kind"], f"{fact['text']} ({origin})")
    for name, text in value["custom"].items():
        yield _fact(name, text)


def _next(desk: Desk, facts: PersonFacts, value: dict[str, Any]) -> Iterator[str]:
    state = facts.state
    entry, dial = value["next"], value["open_dial"]
    if dial is not None:
        yield _fact("NOW", f"a dial is open since {dial['started'][11:16]}: say how it ended (dialdeck record)")
    if entry is None:
        reason = f": {retired_words(state.reason)}" if state.reason else ""
        waits = ": waits for a time zone" if state.bucket is not None and not facts.place.zones else reason
        yield _fact("NEXT", f"{state.stage}{waits}")
    else:
        at = max(map(datetime.fromisoformat, (entry["due"], entry["callable_from"])))
        today = datetime.fromisoformat(entry["local_time"]).date()
        later = time_words(at, entry["zone"], today) if entry["phone"] else "when there is a number"
        due = "now" if entry["callable"] else later
        plan = "silent" if entry["plan"] == "silent" else f"message ({entry['script']})"
        yield _fact("NEXT", f"{due} · {state.stage}, attempt {explaining.attempts_words(desk, facts)}, {plan}")
        yield _fact("", entry["why"])
    if facts.dials:
        yield _fact("tried", tried_line(desk, facts).removeprefix("tried "))
    for words in asks(desk, known_person(desk, facts.person_id), facts):
        yield _fact("ASK", words)
    for sign in value["symptoms"]:
        yield _fact(f"SIGN {sign['number']}", f"{sign['evidence']} → {sign['remedy']}")
    for task in value["tasks"]:
        if not task["done"]:
            words = f"{task['kind'].replace('_', ' ')}, due {task['due']}"
            yield _fact("TASK", f"{words} (dialdeck tasks done {task['id']})")


def _outcomes(preview: dict[str, dict[str, Any]]) -> Iterator[str]:
    for outcome, decision in preview.items():
        talk = "a talk; until you say what came of it: " if decision["stage"] == "talk" else ""
        yield _fact(outcome.replace("_", " "), f"▸ {talk}{decision['why']}")


def _script(script: dict[str, Any]) -> Iterator[str]:
    for title, text in (("IF THEY ANSWER", script["if_answered"]), ("ON VOICEMAIL", script["if_voicemail"])):
        if text:
            yield ""
            yield title
            yield from _wrapped(text.splitlines(), "  ")
        if title == "IF THEY ANSWER":
            yield from _wrapped((f"- {ask}" for ask in script["asks"]), "    ", first="  ")
    if script["missing"]:
        yield ""
        where = " (my_…: the file that `dialdeck config path` names)" if "my_name" in script["missing"] else ""
        yield f"missing for these words: {', '.join(script['missing'])}{where}"


def _happened(one: dict[str, Any]) -> list[str]:
    dial = f"   (dial {one['dial_id'][-8:]}{', off plan' if one['off_plan'] else ''})" if "dial_id" in one else ""
    first, *more = one["text"].splitlines() or [""]
    at = one["at"][:16].replace("T", " ")
    return [f"{at}  {first}{dial}", *(f"{'':18}{text}" for text in more)]


def _wrapped(texts: Iterable[str], indent: str, first: str | None = None) -> Iterator[str]:
    for text in texts:
        initial = indent if first is None else first
        yield from wrap(text, WRAP, initial_indent=initial, subsequent_indent=indent) or [""]


def _fact(name: str, text: str) -> str:
    return f"{name:{LABEL}}{text}"
