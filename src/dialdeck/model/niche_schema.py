"""The schema of a niche file. Imports pydantic, so it is imported only when a file is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dialdeck.model.niche import MOST_CRITERIA
from dialdeck.model.schema_problems import problem_of, twice
from dialdeck.model.toml_file import Problem

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]


class CriterionSchema(BaseModel):
    """One question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    ask: Annotated[str, Field(min_length=1, max_length=120)]


class NicheSchema(BaseModel):
    """A niche file as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    name: Annotated[str, Field(min_length=1, max_length=80)]
    criteria: Annotated[tuple[CriterionSchema, ...], Field(min_length=1, max_length=MOST_CRITERIA)]


def problems_in(data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything for which a parsed file is refused; nothing when it is right."""
    try:
        niche = NicheSchema.model_validate(data)
    except ValidationError as error:
        return tuple(problem_of(one, _keys_at(one["loc"])) for one in error.errors(include_url=False))
    return tuple(twice([one.id for one in niche.criteria], "criteria", "give each criterion its own"))


def _keys_at(keys: tuple[str | int, ...]) -> list[str]:
    return list((CriterionSchema if len(keys) > 1 else NicheSchema).model_fields)
