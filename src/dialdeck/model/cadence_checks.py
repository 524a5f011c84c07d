"""What is wrong in a cadence file, each problem with the key it lies at: first key by key, then the keys together.

Imports pydantic, so it is imported only when a user's file is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dialdeck.model.cadence import Cadence
from dialdeck.model.cadence_file import changed_rows
from dialdeck.model.cadence_schema import FEWEST_VARIANTS, LONGEST, CadenceSchema, StepSchema, VariantSchema
from dialdeck.model.schema_problems import meant, problem_of, twice
from dialdeck.model.toml_file import Keys, Problem

_RESERVED = "callback"
_MESSAGE_ONLY = ("tries", "owed", "promise_next_day", "wait")
_KEPT = frozenset({"id", "repeat", "not_for_owner", "last"})
"""What a variant may not change: the attempts of everybody stand at the same places."""


def problems_in(data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything for which a parsed file is refused; nothing when it is right."""
    base, found = _validated({key: value for key, value in data.items() if key != "variants"})
    if base is None:
        return found
    found = tuple(_together(base))
    return found or tuple(_of_variants(data, base))


def oddities_in(cadence: Cadence) -> tuple[Problem, ...]:
    """Return what is allowed but does nothing, or not what it seems to be meant for."""
    return tuple(_odd(cadence))


# ------------------------------------------------------------------------------------------------ key by key


def _validated(data: Mapping[str, Any]) -> tuple[CadenceSchema | None, tuple[Problem, ...]]:
    try:
        return CadenceSchema.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(map(_problem, error.errors(include_url=False)))


def _problem(error: ErrorDetails) -> Problem:
    keys = error["loc"]
    if error["type"] in {"missing", "too_long"} and (isinstance(keys[-1], int) or str(keys[-1]).startswith("gap")):
        return Problem(keys[:3], "expected two numbers: [least, most] days")
    return problem_of(error, _fields_at(keys))


def _fields_at(keys: Keys) -> list[str]:
    models: dict[str | int, type[BaseModel]] = {"steps": StepSchema, "variants": VariantSchema}
    model = models.get(keys[0], CadenceSchema) if len(keys) > 1 else CadenceSchema
    return list(model.model_fields)


# --------------------------------------------------------------------------------------------- keys together


def _together(cadence: CadenceSchema) -> Iterator[Problem]:
    for at, step in enumerate(cadence.steps):
        yield from _of_step(step, ("steps", at))
    yield from twice([step.id for step in cadence.steps], "steps", "give each step its own (or use repeat)")
    yield from _after_the_last(cadence.steps)
    everybody = [at for at, step in enumerate(cadence.steps) if not step.not_for_owner]
    if not everybody:
        yield Problem(("steps",), "at least one step must be for everybody (not_for_owner = false)")
    for at in sorted({len(cadence.steps) - 1, *everybody[-1:]}):
        if cadence.steps[at].promise_next_day:
            words = "a step that promises the next day needs a step for everybody after it to keep the promise"
            yield Problem(("steps", at, "promise_next_day"), words)
    if sum(step.repeat for step in cadence.steps) > LONGEST:
        yield Problem(("steps",), f"a cadence has at most {LONGEST} attempts")


def _of_step(step: StepSchema, at: Keys) -> Iterator[Problem]:
    if step.id == _RESERVED:
        yield Problem((*at, "id"), f"the id {_RESERVED!r} belongs to dials at an agreed time; choose another")
    if (step.gap is None) == (step.gap_working is None):
        kinds = "gap = [least, most] in calendar days, or gap_working in working days"
        yield Problem(at, f"expected {kinds}, {'and one of them only' if step.gap else 'one of them'}")
    if step.plan == "silent":
        for key in _MESSAGE_ONLY:
            if getattr(step, key) != StepSchema.model_fields[key].default:
                yield Problem((*at, key), "belongs to steps that leave a message (plan = 'voicemail')")
    if step.gap_after_promise is not None and step.gap_after_promise[0] < 1:
        yield Problem((*at, "gap_after_promise"), "begins with 1 day or more")
    if step.script_after_promise is not None and step.gap_after_promise is None:
        yield Problem((*at, "script_after_promise"), "needs gap_after_promise beside it")


def _after_the_last(steps: Sequence[StepSchema]) -> Iterator[Problem]:
    end = next((at for at, step in enumerate(steps) if step.last), None)
    for at in range(len(steps) if end is None else end + 1, len(steps)):
        assert end is not None  # noqa: S101 - the range is empty otherwise
        where = f"step {end + 1}, {steps[end].id!r}, which says last = true"
        if steps[at].last:
            yield Problem(("steps", at, "last"), f"a cadence ends once: it does with {where}")
        else:
            yield Problem(("steps", at), f"can never be reached: the cadence ends with {where}")


# -------------------------------------------------------------------------------------------------- variants


def _of_variants(data: Mapping[str, Any], base: CadenceSchema) -> Iterator[Problem]:
    cadence, problems = _validated(data)
    if cadence is None:
        yield from problems
        return
    if 0 < len(cadence.variants) < FEWEST_VARIANTS:
        words = "one variant compares nothing: add another (one that changes nothing is the cadence as it stands)"
        yield Problem(("variants",), words)
    yield from twice([one.id for one in cadence.variants], "variants", "give each variant its own")
    ids = [step.id for step in base.steps]
    for at, variant in enumerate(cadence.variants):
        yield from _of_variant(data, ids, variant, ("variants", at))


def _of_variant(data: Mapping[str, Any], ids: Sequence[str], variant: VariantSchema, at: Keys) -> Iterator[Problem]:
    for step_id, change in variant.steps.items():
        if step_id not in ids:
            words = f"there is no step {step_id!r}{meant(step_id, ids)}; the steps are {', '.join(ids)}"
            yield Problem((*at, "steps", step_id), words)
        for key in _KEPT.intersection(change):
            words = f"a variant changes what a step does, never {', '.join(sorted(_KEPT))}: attempts stay comparable"
            yield Problem((*at, "steps", step_id, key), words)
            return
    rows = changed_rows(data["steps"], variant.steps)
    changed, problems = _validated({**data, "steps": rows, "variants": ()})
    for problem in problems if changed is None else tuple(_together(changed)):
        yield _in_variant(problem, ids, variant, at)


def _in_variant(problem: Problem, ids: Sequence[str], variant: VariantSchema, at: Keys) -> Problem:
    """Return a problem of the steps as a variant has them, at the key of the variant that brings it."""
    match problem.keys:
        case ("steps", int(place), *rest) if ids[place] in variant.steps:
            return Problem((*at, "steps", ids[place], *rest), problem.words)
        case _:
            return Problem(at, problem.words)


# ---------------------------------------------------------------------------------------------------- oddities


def _odd(cadence: Cadence) -> Iterator[Problem]:
    promises = False
    for at, step in enumerate(cadence.steps):
        if step.gap_after_promise is not None and not promises:
            yield Problem(("steps", at, "gap_after_promise"), "is never used: no step before it promises a call")
        promises = promises or step.promise_next_day
        if step.owed and all(later.plan == "voicemail" for later in cadence.steps[at + 1 :]):
            yield Problem(("steps", at, "owed"), "is never used: no silent step comes after it")
    for at, variant in enumerate(cadence.variants):
        like = next((one.id for one in cadence.variants[:at] if one.steps == variant.steps), None)
        if like is not None:
            yield Problem(("variants", at), f"does the same as the variant {like!r}: they differ by chance alone")
