"""Whether somebody fits their niche: the answers to its criteria, kept with the person, and what is not known yet.

An answer lies among the person's custom fields as `fit.<criterion>`: `yes` or `no`; without one it is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dialdeck.errors import DataError
from dialdeck.method.worthiness import SIGN, Fit, fit

if TYPE_CHECKING:
    from dialdeck.model.niche import Criterion
    from dialdeck.session.niches import Niches
    from dialdeck.storage.rows import PersonRow

PREFIX = "fit."
_MEANING = {"yes": True, "no": False}


def answers_of(person: PersonRow) -> dict[str, bool | None]:
    """Return the answers that are kept with a person, by criterion."""
    if not person.custom or f'"{PREFIX}' not in person.custom:
        return {}
    kept = json.loads(person.custom)
    return {name.removeprefix(PREFIX): _MEANING.get(text) for name, text in kept.items() if name.startswith(PREFIX)}


def fit_of(niches: Niches, person: PersonRow) -> Fit | None:
    """Return met of known: from the answers, else what their list said as a whole; None when nothing is known.

    While the niche has no file, all answers count.
    """
    answers, niche = answers_of(person), niches.named(person.niche)
    known = [answer for answer in answers.values() if answer is not None]
    found = Fit(sum(known), len(known)) if niche is None else fit(niche, answers)
    if found.known:
        return found
    return None if person.fit_known is None else Fit(person.fit_met or 0, person.fit_known, found.of)


def not_known(niches: Niches, person: PersonRow) -> tuple[Criterion, ...]:
    """Return the criteria of the niche without an answer; none when their list told the fit as a whole."""
    niche = niches.named(person.niche)
    if niche is None:
        return ()
    answers = answers_of(person)
    left = tuple(one for one in niche.criteria if answers.get(one.id) is None)
    return () if person.fit_known is not None and len(left) == len(niche.criteria) else left


def niche_words(niches: Niches, person: PersonRow) -> str:
    """Return niche and fit and what is not known of it, or the sign that nobody researched them (method: worthy)."""
    found = fit_of(niches, person)
    if person.niche and found is not None and found.known:
        words = f"{person.niche} · fit {found.met} of {found.known}"
    else:
        words = SIGN
    left = ", ".join(criterion.id for criterion in not_known(niches, person))
    return f"{words} · not known: {left}" if left else words


def check_answers(niches: Niches, niche_name: str | None, fields: Iterable[str]) -> None:
    """Raise DataError when one of the fields answers what the person's niche does not ask."""
    asked = [name for name in fields if name.startswith(PREFIX)]
    if not asked:
        return
    niche = niches.named(niche_name)
    if niche is None:
        whose = f"there is no file of the niche {niche_name!r}" if niche_name else "the prospect has no niche"
        message = f"{asked[0]}: {whose}; `dialdeck niches` lists those there are, niche=… sets one"
        raise DataError(message)
    known = [PREFIX + criterion.id for criterion in niche.criteria]
    wrong = next((name for name in asked if name not in known), None)
    if wrong is not None:
        message = f"{wrong}: the niche {niche.id!r} does not ask that; it asks {', '.join(known)}"
        raise DataError(message)


def criteria_rows(niches: Niches, person: PersonRow) -> list[dict[str, str | bool | None]]:
    """Return each criterion of the niche with its answer; None is not known."""
    niche, answers = niches.named(person.niche), answers_of(person)
    criteria = () if niche is None else niche.criteria
    return [{"id": one.id, "ask": one.ask, "answer": answers.get(one.id)} for one in criteria]


def other_fields(niches: Niches, person: PersonRow) -> Mapping[str, str]:
    """Return the custom fields of a person but the answers to what their niche asks."""
    niche = niches.named(person.niche)
    asked = {PREFIX + criterion.id for criterion in niche.criteria} if niche is not None else set()
    kept: dict[str, str] = json.loads(person.custom) if person.custom else {}
    return {name: text for name, text in kept.items() if name not in asked}
