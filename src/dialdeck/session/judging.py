"""What the rules say about a person beyond the next step: signs, times tried, the end ahead and the way back.

Apart from `explaining`, which is on the way to every screen: this is read when somebody asks.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from dialdeck.method.grid import grid_lines, part_line, tried_grid
from dialdeck.method.symptoms import Symptom, Thresholds, symptom_line, symptoms
from dialdeck.method.verdicts import early_warning, way_back
from dialdeck.model.facts import Ledger
from dialdeck.session.asking_for import asks
from dialdeck.session.dossier import known_person
from dialdeck.session.fitting import not_known
from dialdeck.session.preparing import unresearched_words
from dialdeck.session.rules_off import off_at

if TYPE_CHECKING:
    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk


def signs_of(desk: Desk, facts: PersonFacts) -> tuple[Symptom, ...]:
    """Return the signs that hold for a person now; what the file does not keep is not judged."""
    kinds = [fact.kind for fact in desk.store.research(facts.person_id)]
    ledger = Ledger(issues=kinds.count("issue"), person_facts=kinds.count("person"))
    limits = Thresholds(**asdict(desk.settings.signs))
    return symptoms(desk.context, facts, desk.clock.now(), ledger, limits)


def tried_line(desk: Desk, facts: PersonFacts) -> str:
    """Return when a person was tried and when never, in one line."""
    return tried_grid(desk.calendar, facts, desk.clock.now()).line


def judged(desk: Desk, facts: PersonFacts) -> list[str]:
    """Return what to know about a person, a line each: part of the day, times tried, end, asks, fit, signs."""
    person = known_person(desk, facts.person_id)
    end = early_warning(desk.context, facts, researched=facts.researched)
    back = way_back(desk.context, facts, desk.clock.now())
    lines = [
        part_line(desk.calendar, facts, desk.context.rates),
        *_tried(desk, facts),
        "" if end is None else end.line,
        "" if back is None else back.line,
        off_at(desk, facts.place),
        *(f"ask: {words}" for words in asks(desk, person, facts)),
        unresearched_words(desk, person),
        *(f"fit, not known: {criterion.ask} ({criterion.id})" for criterion in not_known(desk.niches, person)),
    ]
    return [line for line in lines if line] + [symptom_line(sign) for sign in signs_of(desk, facts)]


def _tried(desk: Desk, facts: PersonFacts) -> tuple[str, ...]:
    if not facts.dials:
        return ()
    grid = tried_grid(desk.calendar, facts, desk.clock.now())
    return (grid.line, *grid_lines(grid))
