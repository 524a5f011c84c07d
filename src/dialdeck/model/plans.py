"""The coming weeks as the screen and the command line read them: what is asked, where keys lead, rows and sentences."""

from __future__ import annotations

from typing import NamedTuple

STEP = 5
"""Dials a day that one key adds or takes away."""


class Asked(NamedTuple):
    """What a plan is asked for."""

    weeks: int = 4
    dials_per_day: int | None = None
    """None: as many as are due."""
    cadence: str | None = None
    """By which first conversations are sought; None: each by their own."""
    seed: int = 1


class PlanChoices(NamedTuple):
    """What a plan on the screen can be asked for: what was asked and a key lead to what is asked next."""

    goal: int
    """Dials of a session: where a limit begins."""
    cadences: tuple[str, ...]
    """Ids of those by which a first conversation is sought."""
    begin: Asked = Asked()

    def fewer(self, asked: Asked) -> Asked:
        """Return the same with fewer dials a day; the same itself where there is no less."""
        most = asked.dials_per_day
        if most is None:
            return asked._replace(dials_per_day=self.goal)
        return asked._replace(dials_per_day=most - STEP) if most > STEP else asked

    def more(self, asked: Asked) -> Asked:
        """Return the same with more dials a day; the same itself where everything due is dialed."""
        most = asked.dials_per_day
        return asked if most is None else asked._replace(dials_per_day=most + STEP)

    def unlimited(self, asked: Asked) -> Asked:
        """Return the same with as many dials a day as are due."""
        return asked._replace(dials_per_day=None)

    def other_cadence(self, asked: Asked) -> Asked:
        """Return the same by the next cadence; after the last one as things stand."""
        ring = (None, *self.cadences)
        at = ring.index(asked.cadence) if asked.cadence in ring else 0
        return asked._replace(cadence=ring[(at + 1) % len(ring)])

    def other_dice(self, asked: Asked) -> Asked:
        """Return the same with other dice for who answers."""
        return asked._replace(seed=asked.seed + 1)


class PlanRow(NamedTuple):
    """The dials of a day, or of a week together."""

    name: str
    due: int
    """Of a day: what could be dialed; of a week: what fell due in it."""
    dialed: int
    left: int
    """Due and not dialed when it ends."""
    promises: int
    messages: int
    answered: int
    fresh: int
    by_part: tuple[int, ...]
    """In the order of `PlanView.parts`."""


class WeekRows(NamedTuple):
    """A week: its sum, and those of its days on which anything is due."""

    total: PlanRow
    days: tuple[PlanRow, ...]


class PlanView(NamedTuple):
    """The coming weeks, and in sentences what they come to and what they rest on."""

    asked: Asked
    span: str
    """From which day to which; empty when nobody is in play."""
    parts: tuple[tuple[str, str], ...]
    """Name and short name (five letters) of the parts of the day in which anything is dialed."""
    weeks: tuple[WeekRows, ...]
    """None when nobody is in play."""
    sentences: tuple[str, ...]
