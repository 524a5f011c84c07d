"""The split of people among the variants of a cadence: even, for good, and whatever the variants are called."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.decide import decide
from dialdeck.method.meetings import meeting_over
from dialdeck.method.transitions import replan, revive
from dialdeck.method.variants import cadence_for, variant_in, variant_of
from dialdeck.model.cadence import Cadence, Variant
from dialdeck.model.codes import Plan
from dialdeck.model.replacing import replace
from tests.method.people import LEFT, NOW, SILENT, after, at, cadences, context, person

PERSISTENCE = cadences()["persistence"]
PEOPLE = 6_000
NAMES = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=2, max_size=9, unique=True)


def split(*names: str, cadence_id: str = "persistence") -> Cadence:
    return PERSISTENCE._replace(id=cadence_id, variants=tuple(Variant(name, PERSISTENCE.steps) for name in names))


def chosen(cadence: Cadence, who: int | str) -> str:
    variant = variant_of(cadence, who)
    assert variant is not None
    return variant.id


@pytest.mark.parametrize("number", range(2, 10))
@pytest.mark.parametrize("form", ["{}", "018e-{:06x}"])
def test_people_are_split_evenly(number: int, form: str) -> None:
    cadence = split(*map(str, range(number)))
    counts = Counter(chosen(cadence, form.format(who)) for who in range(PEOPLE))
    expected = PEOPLE / number
    # The 99.99 % quantile of chi-squared with 8 degrees of freedom; fewer variants have a lower one.
    assert sum((counts[str(place)] - expected) ** 2 / expected for place in range(number)) < 31.8


def test_the_splits_of_two_cadences_have_nothing_to_do_with_each_other() -> None:
    here, there = split("a", "b"), split("a", "b", cadence_id="follow-up")
    both = Counter((chosen(here, who), chosen(there, who)) for who in range(PEOPLE))
    assert all(abs(count - PEOPLE / 4) < 5 * (PEOPLE * 3 / 16) ** 0.5 for count in both.values())


@given(NAMES, st.integers() | st.text(max_size=40))
def test_a_person_keeps_their_variant(names: list[str], who: int | str) -> None:
    assert chosen(split(*names), who) == chosen(split(*names), who)
    assert chosen(split(*names), str(who)) == chosen(split(*names), who)


def test_the_choice_never_changes_from_one_version_to_the_next() -> None:
    assert "".join(chosen(split("a", "b", "c"), who) for who in range(1, 25)) == "abaccacaacaaacbabcaaabbb"


@given(NAMES, st.integers(), st.data())
def test_renaming_a_variant_moves_nobody(names: list[str], who: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(names) - 1))
    renamed = [*names[:place], "a-new-name", *names[place + 1 :]]
    assert names.index(chosen(split(*names), who)) == renamed.index(chosen(split(*renamed), who))


@given(NAMES, st.integers())
def test_a_further_variant_takes_people_and_moves_nobody_else(names: list[str], who: int) -> None:
    assert chosen(split(*names, "further"), who) in {"further", chosen(split(*names), who)}


def test_without_variants_a_cadence_stands_as_it_is() -> None:
    assert variant_of(PERSISTENCE, 7) is None
    assert cadence_for(PERSISTENCE, 7) is PERSISTENCE
    assert variant_in(PERSISTENCE.hash) is None


def test_the_steps_and_the_recorded_hash_are_those_of_the_variant() -> None:
    cadence = cadence_for(split("a", "b"), 7)
    assert cadence.hash == f"{PERSISTENCE.hash}:{chosen(split('a', 'b'), 7)}"
    assert variant_in(cadence.hash) in {"a", "b"}
    assert cadence.variants == ()


def test_each_is_called_by_their_own_variant_and_the_decision_says_which() -> None:
    message = tuple(
        step._replace(plan=Plan.VOICEMAIL, script="opening") if step.id == "curiosity" else step
        for step in PERSISTENCE.steps
    )
    compared = PERSISTENCE._replace(variants=(Variant("quiet", PERSISTENCE.steps), Variant("message", message)))
    ctx = replace(context(), cadences={**cadences(), "persistence": compared})
    plans = {}
    for who in range(1, 20):
        facts = replace(person(), person_id=who)
        decision = decide(ctx, facts, LEFT, at(NOW))
        assert variant_in(decision.cadence_hash) == chosen(compared, who)
        plans[chosen(compared, who)] = decision.state.plan
    assert plans == {"quiet": Plan.SILENT, "message": Plan.VOICEMAIL}


def test_a_variant_holds_for_whatever_moves_a_person_without_a_dial() -> None:
    compared = {name: split("a", "b", cadence_id=name)._replace(stage=cadences()[name].stage) for name in cadences()}
    ctx = replace(context(), cadences=compared)
    facts = after(ctx, person(), [LEFT, SILENT])
    for decision in (replan(ctx, facts, at(NOW)), revive(ctx, facts, at(NOW)), meeting_over(ctx, facts, at(NOW))):
        assert variant_in(decision.cadence_hash) == chosen(compared[decision.state.cadence], facts.person_id)
