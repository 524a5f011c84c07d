"""The schema of a niche file. Imports pydantic, so it is imported only when a file is checked."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dialdeck.model.niche import MOST_CRITERIA

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

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [criterion.id for criterion in self.criteria]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice is not None:
            raise ValueError(f"the criterion id {twice!r} stands twice; give each criterion its own")
        return self
