"""What a planned dial comes to: the user's own answer rates, and dice that fall the same way for the same seed.

A die belongs to a person and the number of their dial, so that it does not matter in which order people are dialed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dialdeck.method.slots import PRIOR_RATE, Rates, shrunken_rate
from dialdeck.model.codes import Detail, Outcome, Plan
from dialdeck.model.facts import Result

ENOUGH = 30
"""Dials below which no rate is taken from them (calling: percentages below 30 attempts are not shown)."""

TALKED = Result(Outcome.ANSWERED, Detail.CONVERSATION)
LEFT = Result(Outcome.VOICEMAIL_LEFT)
SILENT = Result(Outcome.SILENT_HANGUP)
RANG_OUT = Result(Outcome.SILENT_HANGUP, Detail.RANG_OUT)

_MASK = (1 << 64) - 1
_WHOLE = 1 << 53


class Odds(NamedTuple):
    """How likely a planned dial is answered, and a machine reached when it is not."""

    rate: float
    """Share of dials that are answered, over all parts of the day."""
    by_part: Mapping[str, float]
    """The same by part of the day, drawn towards `rate`; a part that is not there counts as `rate`."""
    answers: int
    dials: int
    """Answers and dials that the rate rests on."""
    assumed: bool
    """There were too few of them: the rate is the method's, not the user's."""
    machine: float = 1.0
    """Share of dials not answered that reach a machine, where a message can be left."""
    machine_dials: int = 0
    """Dials that this share rests on; 0 when it is assumed."""

    def of(self, part: str | None) -> float:
        """Return how likely a dial in a part of the day is answered."""
        return self.rate if part is None else self.by_part.get(part, self.rate)


def odds_from(rates: Rates, machines: tuple[int, int] = (0, 0)) -> Odds:
    """Return the odds that the user's answers and dials by part of the day give (calling: parts of the day).

    `machines` are dials that reached a machine, and all that were not answered. Below `ENOUGH` dials the rate of the
    method's prior holds for every part, and every machine is taken to be reached.
    """
    answers = sum(answered for answered, _ in rates.values())
    dials = sum(tried for _, tried in rates.values())
    reached, unanswered = machines
    share, based = (reached / unanswered, unanswered) if unanswered >= ENOUGH else (1.0, 0)
    if dials < ENOUGH:
        return Odds(PRIOR_RATE, {}, answers, dials, True, share, based)
    by_part = {part: shrunken_rate(part, rates) for part in rates}
    return Odds(answers / dials, by_part, answers, dials, False, share, based)


def result_of(odds: Odds, plan: Plan, part: str | None, dice: tuple[float, float]) -> Result:
    """Return how a dial ends: talked to, message left where one is planned and a machine is reached, or neither."""
    if dice[0] < odds.of(part):
        return TALKED
    if plan is Plan.SILENT:
        return SILENT
    return LEFT if dice[1] < odds.machine else RANG_OUT


def dice_of(seed: int, person_id: int, number: int) -> tuple[float, float]:
    """Return two numbers from 0 to below 1 for the so-many-th planned dial of a person."""
    state = _mixed(_mixed(_mixed(seed & _MASK) ^ person_id) ^ number)
    return (_mixed(state) >> 11) / _WHOLE, (_mixed(state + 1) >> 11) / _WHOLE


def _mixed(value: int) -> int:
    """One step of splitmix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit given."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
