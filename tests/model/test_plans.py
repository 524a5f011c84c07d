"""What the keys of the plan ahead lead to."""

from __future__ import annotations

from dialdeck.model.plans import Asked, PlanChoices

CHOICES = PlanChoices(60, ("brief", "persistence"))


def test_a_limit_begins_with_the_goal_of_a_session_and_goes_down_by_five() -> None:
    once = CHOICES.fewer(Asked())
    assert (once.dials_per_day, CHOICES.fewer(once).dials_per_day) == (60, 55)


def test_there_is_no_limit_below_one_dial() -> None:
    for most in range(1, 6):
        assert CHOICES.fewer(Asked(dials_per_day=most)) == Asked(dials_per_day=most)
    assert CHOICES.fewer(Asked(dials_per_day=6)).dials_per_day == 1


def test_a_limit_goes_up_by_five_and_what_has_none_stays() -> None:
    assert CHOICES.more(Asked(dials_per_day=60)).dials_per_day == 65
    assert CHOICES.more(Asked()) == Asked()


def test_a_limit_is_taken_away() -> None:
    assert CHOICES.unlimited(Asked(dials_per_day=60, seed=3)) == Asked(seed=3)


def test_cadences_come_one_after_the_other_and_then_things_as_they_stand() -> None:
    asked, seen = Asked(), []
    for _ in range(4):
        asked = CHOICES.other_cadence(asked)
        seen.append(asked.cadence)
    assert seen == ["brief", "persistence", None, "brief"]


def test_a_cadence_that_is_gone_gives_way_to_the_first() -> None:
    assert CHOICES.other_cadence(Asked(cadence="gone")).cadence == "brief"


def test_other_dice_change_nothing_else() -> None:
    assert CHOICES.other_dice(Asked(2, 9, "brief", 4)) == Asked(2, 9, "brief", 5)
