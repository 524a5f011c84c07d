"""The packaged cadences: true to the method, and never without our words, however the calls go."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from dialdeck.method.case import due_at_instant
from dialdeck.method.endings import restart
from dialdeck.model.cadence import Cadence
from dialdeck.model.cadence_schema import CadenceSchema, StepSchema, VariantSchema
from dialdeck.model.codes import Bucket, Plan, Role
from dialdeck.model.state import State
from dialdeck.session.cadence_checking import check_files
from dialdeck.session.cadences import packaged_cadences
from dialdeck.words.scripts import ScriptLibrary
from dialdeck.words.speech import LONGEST_MESSAGE
from tests.library.test_scripts import FACTS
from tests.method.people import CHICAGO, LEFT, NOW, SILENT, after, at, context, person

CADENCES = packaged_cadences()
LIBRARY = ScriptLibrary()
Spoken = tuple[int, str, Plan]
"""The number of an attempt, the family of its words, and what it leaves."""


def spoken(cadence: Cadence, role: Role) -> set[Spoken]:
    """Every attempt that can come up by the rules, whichever messages are left and whichever are not."""
    ctx = context()
    state = due_at_instant(ctx, CHICAGO, restart(ctx, State(), cadence.id, role, made=1), at(NOW), Bucket.DUE)
    found: set[Spoken] = set()
    seen: set[tuple[object, ...]] = set()
    waiting = [person(role, state=state)]
    while waiting:
        facts = waiting.pop()
        state = facts.state
        found.add((state.attempt, state.script, state.plan))
        for result in (LEFT, SILENT) if state.plan is Plan.VOICEMAIL else (SILENT,):
            following = after(ctx, facts, [result])
            then = following.state
            key = (then.attempt, then.position, then.tries, then.owed, then.owed_left, then.script)
            if then.attempt > state.attempt and then.stage is cadence.stage and key not in seen:
                seen.add(key)
                waiting.append(following)
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", CADENCES)
def test_every_attempt_has_our_words_for_who_answers_and_for_the_machine(name: str, role: Role) -> None:
    for attempt, family, plan in sorted(spoken(CADENCES[name], role)):
        words = LIBRARY.render(family, role, attempt, FACTS)
        where = (attempt, family, plan)
        assert len(words.if_answered.text.split()) > 30, where
        assert words.asks, where
        assert len(words.if_voicemail.text.split()) > 15, where
        assert words.silent == (plan is Plan.SILENT), where
        assert words.seconds <= LONGEST_MESSAGE, where
        assert (words.warnings, words.missing) == ((), ()), where


def test_the_walk_comes_to_every_step_and_every_slide() -> None:
    attempts = {role: {attempt for attempt, _, _ in spoken(CADENCES["persistence"], role)} for role in Role}
    assert max(attempts[Role.OTHER]) == 14  # commitment at 6, role change tried twice
    assert max(attempts[Role.OWNER]) == max(attempts[Role.UNKNOWN]) == 12
    families = {family for _, family, _ in spoken(CADENCES["persistence"], Role.OTHER)}
    assert families == {step.script for step in CADENCES["persistence"].steps}


def test_a_promised_call_of_brief_says_so_and_another_does_not() -> None:
    last = {family for attempt, family, _ in spoken(CADENCES["brief"], Role.OWNER) if attempt == 6}
    assert last == {"promised", "persist"}


@pytest.mark.parametrize(
    ("name", "owner", "other"),
    [
        ("persistence", "rest", "find_contact"),
        ("brief", "rest", "find_contact"),
        ("follow-up", "rest", "rest"),
        ("win-back", "retire", "retire"),
    ],
)
def test_each_ends_as_the_method_says(name: str, owner: str, other: str) -> None:
    assert (CADENCES[name].end_owner, CADENCES[name].end_other) == (owner, other)


# ------------------------------------------------------------------------------------------- docs/cadences.md

PAGE = (Path(__file__).parents[2] / "docs" / "cadences.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("schema", [CadenceSchema, StepSchema, VariantSchema])
def test_every_key_of_a_file_is_explained(schema: type[BaseModel]) -> None:
    assert [key for key in schema.model_fields if f"`{key}`" not in PAGE and f"`[[{key}]]`" not in PAGE] == []


def test_the_examples_are_right_and_leave_no_warning(tmp_path: Path) -> None:
    whole, variants = (part.partition("```")[0] for part in PAGE.split("```toml\n")[1:])
    (tmp_path / "short.toml").write_text(whole)
    (tmp_path / "compared.toml").write_text(whole.replace('"short"', '"compared"') + variants)
    found = check_files([tmp_path / "short.toml", tmp_path / "compared.toml"])
    assert [(one.problems, one.warnings) for one in found] == [((), ()), ((), ())]
    assert found[1].value is not None
    assert len(found[1].value.variants) == 2
