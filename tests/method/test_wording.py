"""The one-line texts of the method."""

import ast
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import dialdeck
from dialdeck.method.slots import Slot
from dialdeck.method.wording import (
    REASONS,
    attempt_words,
    count_words,
    day_words,
    heading,
    retired_words,
    slot_words,
    time_words,
)
from dialdeck.model.codes import DETAILS, Outcome, Plan, Role, Stage
from dialdeck.model.facts import Result
from dialdeck.model.state import State
from tests.method.people import SILENT, after, cadences, context, person

SOURCE = Path(dialdeck.__file__).parent

WEDNESDAY = date(2026, 11, 18)


def test_days_are_written_short() -> None:
    assert day_words(WEDNESDAY) == "Wed 18 Nov"
    assert day_words(WEDNESDAY, date(2026, 1, 2)) == "Wed 18 Nov"


def test_another_year_is_written_out() -> None:
    assert day_words(WEDNESDAY, date(2025, 12, 30)) == "Wed 18 Nov 2026"
    noon = datetime(2026, 11, 18, 12, 5, tzinfo=ZoneInfo("America/Chicago"))
    assert time_words(noon, "America/Chicago", date(2027, 1, 1)) == "Wed 18 Nov 2026 12:05 Chicago"


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
        (State(stage=Stage.MEETING, script="meeting"), "meeting, then follow-up"),
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


def reasons_in_the_code() -> set[str]:
    """Every literal that a function of the program sets as a reason of a state, or retires somebody with."""
    found: set[str] = set()
    for room in ("method", "session", "storage"):
        for module in (SOURCE / room).glob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                found |= set(_reasons(node))
    return found


def _reasons(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason":
        yield from _codes(node.value)
    if isinstance(node, ast.Call):
        words = {keyword.arg: keyword.value for keyword in node.keywords}
        if "reason" in words:
            yield from _codes(words["reason"])
        if ast.unparse(node.func).split(".")[-1] in {"retire", "retired", "_resting"} and len(node.args) > 1:
            yield from (code for argument in node.args[1:] for code in _codes(argument))


def _codes(value: ast.AST) -> Iterator[str]:
    literals = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
    for literal in literals:
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str) and literal.value.isidentifier():
            yield literal.value


def test_every_reason_that_a_dial_can_leave_has_words() -> None:
    left = set()
    for role in Role:
        for last in DETAILS[Outcome.ANSWERED] + DETAILS[Outcome.SILENT_HANGUP]:
            outcome = Outcome.ANSWERED if last in DETAILS[Outcome.ANSWERED] else Outcome.SILENT_HANGUP
            facts = person(role)
            for number in range(1, 13):
                what = Result(outcome, last) if number == 12 or outcome is Outcome.SILENT_HANGUP else SILENT
                if facts.state.due_at is not None:
                    facts = after(context(), facts, [what])
            left.add(facts.state.reason)
    assert left - set(REASONS) == {None}
    assert {"no_contact", "no_number", "not_interested", "do_not_call"} <= left


def test_every_reason_that_the_program_names_has_words() -> None:
    named = reasons_in_the_code()
    assert {"by_hand", "do_not_call", "cadence_over", "no_contact", "no_number"} <= named
    assert named - set(REASONS) == set()


def test_no_words_are_a_code() -> None:
    assert [words for words in REASONS.values() if "_" in words] == []
