"""Who is worth all the attempts, and what is done with the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.worthiness import SIGN, Entry, Fit, Unresearched, entry, fit, worth
from dialdeck.model.codes import TaskKind
from dialdeck.model.niche import Criterion, Niche

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
    assert (found.researched, found.lacking, found.order) == (True, (), 0)
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
    assert (result.researched, result.lacking, result.words, result.order) == (False, lacking, words, 1)


@pytest.mark.parametrize("setting", Unresearched)
def test_the_researched_get_all_attempts_under_every_setting(setting: Unresearched) -> None:
    assert entry(worth("cold chain", Fit(4, 5), 1), setting) == Entry(
        "persistence", queued=True, task=None, why="researched: all attempts"
    )


@pytest.mark.parametrize(
    ("setting", "expected", "words"),
    [
        (Unresearched.SERVE, ("persistence", True, None), "served after the researched"),
        (Unresearched.BRIEF, ("brief", True, None), "fewer attempts"),
        (Unresearched.PREPARE, ("persistence", False, TaskKind.PREPARE), "to be prepared first"),
    ],
)
def test_the_setting_says_what_becomes_of_the_unresearched(
    setting: Unresearched, expected: tuple[str, bool, TaskKind | None], words: str
) -> None:
    found = entry(worth("cold chain", None, 0), setting)
    assert (found.cadence, found.queued, found.task) == expected
    assert found.why == f"fit not researched (no fit, no issue with its source): {words}"
