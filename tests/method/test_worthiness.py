"""Who is worth all the attempts, and what is done with the others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.decide import decide
from dialdeck.method.worthiness import SIGN, Fit, entered, fit, waits_for_preparation, worth
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan, Stage, Unresearched
from dialdeck.model.facts import NOT_RESEARCHED, DialFact, PersonFacts
from dialdeck.model.niche import Criterion, Niche
from dialdeck.model.replacing import replace
from tests.method.people import LEFT, NOW, at, context, person

NICHE = Niche("cold-chain", "Cold-chain carriers", tuple(Criterion(name, f"{name}?") for name in "abcde"), "0")
YES_NO = st.dictionaries(st.sampled_from("abcdefg"), st.none() | st.booleans())


def test_fit_is_met_of_known() -> None:
    assert fit(NICHE, {"a": True, "b": False, "c": None, "d": True}) == Fit(met=2, known=3, of=5)


def test_answers_to_what_the_niche_no_longer_asks_do_not_count() -> None:
    assert fit(NICHE, {"a": True, "old": True}) == Fit(1, 1, 5)


@given(YES_NO)
def test_never_more_is_met_than_known_nor_known_than_asked(answers: dict[str, bool | None]) -> None:
    found = fit(NICHE, answers)
    assert 0 <= found.met <= found.known <= 5


def test_niche_fit_and_a_sourced_issue_make_somebody_worthy() -> None:
    found = worth("cold chain", Fit(4, 5), 1)
    assert (found.researched, found.lacking) == (True, ())
    assert found.words == "cold chain · fit 4 of 5"


@pytest.mark.parametrize(
    ("niche", "found", "issues", "lacking", "words"),
    [
        (None, Fit(4, 5), 1, ("niche",), SIGN),
        ("", Fit(4, 5), 1, ("niche",), SIGN),
        ("cold chain", None, 1, ("fit",), SIGN),
        ("cold chain", Fit(0, 0), 1, ("fit",), SIGN),
        ("cold chain", Fit(0, 2), 0, ("issue with its source",), "cold chain · fit 0 of 2"),
        (None, None, 0, ("niche", "fit", "issue with its source"), SIGN),
    ],
)
def test_what_lacks_is_named(
    niche: str | None, found: Fit | None, issues: int, lacking: tuple[str, ...], words: str
) -> None:
    result = worth(niche, found, issues)
    assert (result.researched, result.lacking, result.words) == (False, lacking, words)


CTX = context()


def somebody(fit_gap: int, **state: Any) -> PersonFacts:
    one = person()
    return replace(one, fit_gap=fit_gap, state=replace(one.state, **state))


@pytest.mark.parametrize("setting", Unresearched)
@pytest.mark.parametrize("fit_gap", [0, 60, 100])
def test_the_researched_get_all_attempts_under_every_setting(setting: Unresearched, fit_gap: int) -> None:
    one = somebody(fit_gap)
    assert entered(CTX, one, setting) == one
    assert not waits_for_preparation(one, setting)


def test_under_brief_the_unresearched_begin_with_fewer_attempts() -> None:
    one = somebody(NOT_RESEARCHED)
    begun = entered(CTX, one, Unresearched.BRIEF)
    assert begun.state == replace(one.state, cadence="brief")
    assert decide(CTX, begun, LEFT, at(NOW)).state.cadence == "brief"
    for setting in (Unresearched.SERVE, Unresearched.PREPARE):
        assert entered(CTX, one, setting) == one


def test_whoever_was_dialed_goes_on_as_they_began() -> None:
    dial = DialFact(1, at(NOW), Outcome.SILENT_HANGUP, Detail.BUSY, False, 1, Plan.VOICEMAIL, "opening", "morning")
    for one in (
        replace(somebody(NOT_RESEARCHED), dials=(dial,)),
        somebody(NOT_RESEARCHED, stage=Stage.PERSISTENCE, attempt=2),
    ):
        assert entered(CTX, one, Unresearched.BRIEF) == one


def test_whoever_was_given_a_cadence_begins_by_it() -> None:
    one = somebody(NOT_RESEARCHED, cadence="follow-up")
    assert entered(CTX, one, Unresearched.BRIEF) == one


def test_to_be_prepared_are_only_fresh_people_and_only_when_that_is_set() -> None:
    assert waits_for_preparation(somebody(NOT_RESEARCHED), Unresearched.PREPARE)
    assert not waits_for_preparation(somebody(NOT_RESEARCHED), Unresearched.SERVE)
    assert not waits_for_preparation(somebody(NOT_RESEARCHED, bucket=Bucket.DUE), Unresearched.PREPARE)
