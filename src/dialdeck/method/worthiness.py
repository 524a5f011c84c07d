"""Who is worth all the attempts: a chosen niche, a researched fit, one issue with its source (method: worthy).

Nobody is refused for it: people without research are served after the others and carry a sign, unless a setting lets
them begin with fewer attempts or wait to be prepared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dialdeck.method.case import Context
from dialdeck.method.planning_people import by_cadence
from dialdeck.model.codes import Bucket, Stage, Unresearched
from dialdeck.model.facts import PersonFacts
from dialdeck.model.niche import Niche
from dialdeck.model.state import State

SIGN = "fit not researched"
BRIEF = "brief"


class Fit(NamedTuple):
    """How many criteria are met, of how many that are known, of how many that the niche has (None: not told)."""

    met: int
    known: int
    of: int | None = None


class Worth(NamedTuple):
    """Whether a person was researched, and what is lacking."""

    researched: bool
    lacking: tuple[str, ...]
    """Of `niche`, `fit` and `issue with its source`."""
    words: str
    """Niche and fit for the screen, or the sign: "cold-chain carriers · fit 4 of 5"."""


def fit(niche: Niche, answers: Mapping[str, bool | None]) -> Fit:
    """Return met of known: answers are by criterion id, None is not known; ids that the niche has not do not count."""
    known = [answer for answer in (answers.get(criterion.id) for criterion in niche.criteria) if answer is not None]
    return Fit(sum(known), len(known), len(niche.criteria))


def worth(niche: str | None, found: Fit | None, sourced_issues: int) -> Worth:
    """Return whether somebody is worth all attempts: a niche, a fit with a known criterion, an issue with a source."""
    has_fit = found is not None and found.known > 0
    there = {"niche": bool(niche), "fit": has_fit, "issue with its source": sourced_issues > 0}
    lacking = tuple(name for name, is_there in there.items() if not is_there)
    words = f"{niche} · fit {found.met} of {found.known}" if niche and found is not None and has_fit else SIGN
    return Worth(not lacking, lacking, words)


def entered(ctx: Context, facts: PersonFacts, setting: Unresearched) -> PersonFacts:
    """Return a person as they begin: by `brief` when nobody researched them and the setting is so, else as they are.

    Whoever was dialed goes on in the cadence that they began, and whoever was given another one begins by that.
    """
    dialed = any(dial.outcome is not None for dial in facts.dials)
    begun = dialed or facts.state.stage is not Stage.NEW or facts.state.cadence != State().cadence
    if begun or facts.researched or setting is not Unresearched.BRIEF:
        return facts
    return by_cadence(ctx, facts, BRIEF) or facts


def waits_for_preparation(facts: PersonFacts, setting: Unresearched) -> bool:
    """Return whether the queue leaves somebody to be prepared first; who is asked for is dialed all the same."""
    return setting is Unresearched.PREPARE and facts.state.bucket is Bucket.FRESH and not facts.researched
