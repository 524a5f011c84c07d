"""Who is worth all the attempts: a chosen niche, a researched fit, one issue with its source (method: worthy).

Nobody is refused for it: people without research are served after the others and carry a sign, unless a setting sends
them to fewer attempts or to be prepared first.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, assert_never

from dialdeck.model.codes import TaskKind
from dialdeck.model.niche import Niche

SIGN = "fit not researched"
BRIEF = "brief"
PERSISTENCE = "persistence"


class Unresearched(StrEnum):
    """What is done with people whose fit was not researched."""

    SERVE = "serve"
    BRIEF = "brief"
    PREPARE = "prepare"


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

    @property
    def order(self) -> int:
        """Return the place among people who are alike otherwise: 0 before 1."""
        return 0 if self.researched else 1


class Entry(NamedTuple):
    """How somebody new begins."""

    cadence: str
    queued: bool
    """They are served; else they wait for the task."""
    task: TaskKind | None
    why: str


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


def entry(found: Worth, setting: Unresearched) -> Entry:
    """Return how somebody new begins under the setting for people who were not researched."""
    if found.researched:
        return Entry(PERSISTENCE, queued=True, task=None, why="researched: all attempts")
    why = f"{SIGN} (no {', no '.join(found.lacking)})"
    match setting:
        case Unresearched.SERVE:
            return Entry(PERSISTENCE, queued=True, task=None, why=f"{why}: served after the researched")
        case Unresearched.BRIEF:
            return Entry(BRIEF, queued=True, task=None, why=f"{why}: fewer attempts")
        case Unresearched.PREPARE:
            return Entry(PERSISTENCE, queued=False, task=TaskKind.PREPARE, why=f"{why}: to be prepared first")
        case _:
            assert_never(setting)
