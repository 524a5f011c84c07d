"""Variants in a cadence file, and what is allowed there but odd."""

import pytest

from dialdeck.model.cadence_checks import oddities_in
from dialdeck.model.cadence_file import load_cadence
from dialdeck.model.codes import Plan
from dialdeck.model.toml_file import FileError

BASE = """\
id = "mine"
name = "Mine"
stage = "persistence"
[[steps]]
id = "hello"
plan = "voicemail"
script = "opening"
gap = [0, 0]
[[steps]]
id = "third"
plan = "silent"
script = "curiosity"
gap = [2, 3]
"""
TWO = (
    BASE
    + """\
[[variants]]
id = "quiet"
[[variants]]
id = "message"
"""
)


def test_a_variant_has_the_steps_with_its_changes_put_in() -> None:
    text = TWO + '[variants.steps.third]\nplan = "voicemail"\nscript = "opening"\ngap_working = [1, 2]\n'
    cadence = load_cadence(text, "mine.toml")
    quiet, message = cadence.variants
    assert (quiet.id, quiet.steps) == ("quiet", cadence.steps)
    assert message.steps[0] == cadence.steps[0]
    changed = message.steps[1]
    assert (changed.plan, changed.script, changed.gap, changed.working) == (Plan.VOICEMAIL, "opening", (1, 2), True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BASE + '[[variants]]\nid = "one"', ":14: variants: one variant compares nothing"),
        (TWO.replace('"message"', '"quiet"'), ":17: variants.2.id: the id 'quiet' is that of variants 1 too"),
        (TWO + "[variants.steps.thrid]\nplan = 'silent'", ":18: variants.2.steps.thrid: there is no step 'thrid' (did"),
        (
            TWO + "[variants.steps.third]\nid = 'x'",
            ":19: variants.2.steps.third.id: a variant changes what a step does",
        ),
        (TWO + "[variants.steps.third]\nrepeat = 2", ":19: variants.2.steps.third.repeat: a variant changes what"),
        (TWO + "[variants.steps.third]\ngap = [-1, 0]", ":19: variants.2.steps.third.gap: expected [least, most] days"),
        (TWO + "[variants.steps.third]\ncolour = 1", ":19: variants.2.steps.third.colour: there is no such key"),
        (TWO + "[variants.steps.third]\ntries = 2", ":19: variants.2.steps.third.tries: belongs to steps that leave"),
        (TWO + "[variants.steps]\nthird = 3", ":19: variants.2.steps.third: expected a table, not 3"),
        (TWO + "step = 3", ":18: variants.2.step: there is no such key (did you mean steps?)"),
        (TWO + "[[variants]]\nid = 'x'\n" * 8, ":14: variants: expected at most 9, not"),
    ],
)
def test_a_wrong_variant_is_refused_at_its_own_key(text: str, words: str) -> None:
    with pytest.raises(FileError) as refused:
        load_cadence(text, "mine.toml")
    assert str(refused.value).startswith(f"mine.toml{words}")


@pytest.mark.parametrize(
    ("text", "keys", "words"),
    [
        (BASE + "gap_after_promise = [1, 1]", ("steps", 1, "gap_after_promise"), "is never used"),
        (BASE + "[[steps]]\nid='x'\nplan='voicemail'\nscript='s'\ngap=[1,1]\nowed=2", ("steps", 2, "owed"), "is never"),
        (TWO, ("variants", 1), "does the same as the variant 'quiet'"),
    ],
)
def test_what_does_nothing_is_odd_but_allowed(text: str, keys: tuple[str | int, ...], words: str) -> None:
    [odd] = oddities_in(load_cadence(text, "mine.toml"))
    assert odd.keys == keys
    assert odd.words.startswith(words)


def test_a_file_without_oddities_has_none() -> None:
    assert oddities_in(load_cadence(BASE, "mine.toml")) == ()
