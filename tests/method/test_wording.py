"""The one-line texts of the method."""

from datetime import date

import pytest

from dialdeck.method.slots import Slot
from dialdeck.method.wording import (
    attempt_words,
    count_words,
    day_words,
    heading,
    retired_words,
    slot_words,
)
from dialdeck.model.codes import Plan, Role
from dialdeck.model.state import State
from tests.method.people import cadences

WEDNESDAY = date(2026, 11, 18)


def test_days_are_written_short() -> None:
    assert day_words(WEDNESDAY) == "Wed 18 Nov"


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (
            Slot(WEDNESDAY, "late", 0, "", (), "late afternoon", "not tried yet"),
            "Wed 18 Nov, late afternoon (not tried yet)",
        ),
        (Slot(WEDNESDAY, None, 0, "no time", ()), "Wed 18 Nov (no time)"),
        (
            Slot(WEDNESDAY, "late", 0, "", (), "late", "tried least", "a cap"),
            "Wed 18 Nov, late (tried least; later: a cap)",
        ),
    ],
)
def test_a_slot_is_told_with_its_reason(slot: Slot, words: str) -> None:
    assert slot_words(slot) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State(attempt=6, plan=Plan.SILENT, script="persist"), "attempt 6, silent"),
        (State(attempt=6, script="commitment"), "attempt 6, the commitment message then"),
        (State(attempt=12, script="role_change"), "attempt 12, the role-change message then"),
        (State(attempt=3, step="callback", script="callback"), "attempt 3, as they asked"),
    ],
)
def test_an_attempt_is_told_with_what_it_leaves(state: State, words: str) -> None:
    assert attempt_words(state) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            State(attempt=5, position=4, step="commitment", script="commitment"),
            "Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE",
        ),
        (
            State(attempt=6, position=5, step="promised", plan=Plan.SILENT, script="promised"),
            "Attempt 6 of 12 · HANG UP SILENTLY ON VOICEMAIL",
        ),
        (
            State(attempt=3, position=2, step="callback", script="callback"),
            "Attempt 3 of 12 · THEY ASKED FOR THIS CALL",
        ),
    ],
)
def test_the_heading_is_the_verdict(state: State, words: str) -> None:
    assert heading(cadences()["persistence"], state, Role.OTHER) == words


def test_retirement_is_told_in_words() -> None:
    assert retired_words("left_company") == "left the company"
    assert retired_words("sold the firm") == "sold the firm"


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [(1, "message", "1 message"), (3, "message", "3 messages"), (5, "part of the day", "5 parts of the day")],
)
def test_counts_agree_with_their_noun(number: int, noun: str, words: str) -> None:
    assert count_words(number, noun) == words
