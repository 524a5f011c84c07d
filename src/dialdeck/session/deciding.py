"""What the rules say about a dial, remembered while nothing that they rest on has changed.

What a key would do is shown while it rings and decided again as it is recorded, inside the transaction and from the
facts read there: when those are equal, so is the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.decide import KEYS, decide

if TYPE_CHECKING:
    from dialdeck.model.codes import Outcome
    from dialdeck.model.facts import Decision, PersonFacts, Result
    from dialdeck.session.desk import Desk

_MOST = 64
"""Answers kept: those of the dial at hand and of whoever comes next."""


class Decisions:
    """Asks the rules in the context of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was asked yet."""
        self._desk = desk
        self._rests_on: tuple[object, int] = (None, -1)
        self._known: dict[tuple[PersonFacts, Result, int], Decision] = {}

    def of(self, facts: PersonFacts, result: Result, at: int) -> Decision:
        """Return what a result of a dial started at `at` (ms UTC) does; raises as `decide` does."""
        rests_on = (self._desk.context, self._desk.load.changes)
        if self._rests_on[0] is not rests_on[0] or self._rests_on[1] != rests_on[1] or len(self._known) >= _MOST:
            self._rests_on = rests_on
            self._known.clear()
        asked = (facts, result, at)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = decide(self._desk.context, facts, result, at)
        return found

    def previews(self, facts: PersonFacts, at: int) -> dict[Outcome, Decision]:
        """Return what each outcome key would do to a dial started at `at`; `answered` is provisional (`talk`)."""
        return {outcome: self.of(facts, result, at) for outcome, result in KEYS.items()}
