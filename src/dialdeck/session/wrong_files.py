"""The user's own files that are wrong, as far as a use case has read them: told once, wherever they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.session.cadences import Cadences
from dialdeck.session.own_files import one_line

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk


def wrong_files_line(desk: Desk) -> str:
    """Return one line about wrong cadence, niche and script files that were read up to now; empty when all are good.

    Nothing is read for it: what a use case did not need cannot have misled it.
    """
    cadences = desk.context.cadences
    problems = list(cadences.problems) if isinstance(cadences, Cadences) else []
    used = vars(desk)
    if "niches" in used:
        problems += desk.niches.problems
    if "scripts" in used:
        problems += desk.scripts.problems
    return one_line(problems)
