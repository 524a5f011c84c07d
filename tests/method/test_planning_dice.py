"""What a planned dial comes to: rates from the user's own dials, and dice that anybody can throw again."""

import pytest

from dialdeck.method.planning_dice import ENOUGH, LEFT, RANG_OUT, SILENT, TALKED, Odds, dice_of, odds_from, result_of
from dialdeck.method.slots import shrunken_rate
from dialdeck.model.codes import Plan
from dialdeck.model.facts import Result


def test_below_thirty_dials_the_rate_is_the_methods_and_says_so() -> None:
    odds = odds_from({"late": (9, 20), "midday": (0, ENOUGH - 21)})
    assert (odds.assumed, odds.rate, odds.of("late"), odds.of(None)) == (True, 0.1, 0.1, 0.1)
    assert (odds.answers, odds.dials) == (9, ENOUGH - 1)


def test_from_thirty_dials_on_each_part_has_its_own_rate_drawn_towards_the_whole() -> None:
    rates = {"late": (9, 20), "midday": (0, 10)}
    odds = odds_from(rates)
    assert not odds.assumed
    assert odds.rate == 0.3
    assert odds.of("late") == shrunken_rate("late", rates) == (9 + 20 * 0.3) / 40
    assert odds.of("early") == odds.of(None) == 0.3


def test_a_machine_is_always_reached_until_thirty_dials_say_otherwise() -> None:
    assert odds_from({}, (3, ENOUGH - 1))[-2:] == (1.0, 0)
    assert odds_from({}, (12, ENOUGH))[-2:] == (0.4, ENOUGH)


@pytest.mark.parametrize(
    ("plan", "dice", "expected"),
    [
        (Plan.VOICEMAIL, (0.19, 0.9), TALKED),
        (Plan.SILENT, (0.19, 0.9), TALKED),
        (Plan.SILENT, (0.2, 0.0), SILENT),
        (Plan.VOICEMAIL, (0.2, 0.69), LEFT),
        (Plan.VOICEMAIL, (0.2, 0.7), RANG_OUT),
    ],
)
def test_the_dice_say_how_a_dial_ends(plan: Plan, dice: tuple[float, float], expected: Result) -> None:
    assert result_of(Odds(0.2, {}, 0, 0, True, 0.7), plan, "late", dice) == expected


def test_dice_fall_evenly_and_alike_for_the_same_seed_person_and_dial() -> None:
    thrown = [dice_of(1, person, number) for person in range(500) for number in range(4)]
    for side in zip(*thrown, strict=True):
        assert min(side) >= 0
        assert max(side) < 1
        assert 0.47 < sum(side) / len(side) < 0.53
    assert len(set(thrown)) == len(thrown)
    assert dice_of(1, 7, 3) == dice_of(1, 7, 3) != dice_of(2, 7, 3)
    assert dice_of(-1, 7, 3) != dice_of(1, 7, 3)
