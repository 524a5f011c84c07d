"""The schema of a cadence file, key by key. Imports pydantic, so it is imported only when a user's file is checked.

What keys mean together is looked at in `cadence_checks`, which can name the one that is out of place.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

LONGEST = 60
"""Attempts in one cadence, and days in a gap; more is a slip of the pen."""
FEWEST_VARIANTS, MOST_VARIANTS = 2, 9

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
End = Literal["rest", "find_contact", "retire"]
Days = Annotated[int, Field(strict=True)]
Yes = Annotated[bool, Field(strict=True)]


def _in_order(gap: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= gap[0] <= gap[1] <= LONGEST:
        raise PydanticCustomError("gap", "[least, most] days in order, 0 to 60")
    return gap


Gap = Annotated[tuple[Days, Days], AfterValidator(_in_order)]


class StepSchema(BaseModel):
    """One step."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    plan: Literal["voicemail", "silent"]
    script: Name
    gap: Gap | None = None
    gap_working: Gap | None = None
    repeat: Annotated[int, Field(strict=True, ge=1, le=LONGEST)] = 1
    tries: Annotated[int, Field(strict=True, ge=1, le=5)] = 1
    owed: Annotated[int, Field(strict=True, ge=-1, le=LONGEST)] = 0
    promise_next_day: Yes = False
    wait: Annotated[int, Field(strict=True, ge=0, le=30)] = 0
    gap_after_promise: Gap | None = None
    script_after_promise: Name | None = None
    not_for_owner: Yes = False
    last: Yes = False


class VariantSchema(BaseModel):
    """One variant: the step keys that it changes, by step id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    steps: dict[str, dict[str, Any]] = {}


class CadenceSchema(BaseModel):
    """A cadence file as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    name: Annotated[str, Field(min_length=1, max_length=80)]
    stage: Literal["persistence", "follow-up", "win-back"]
    steps: Annotated[tuple[StepSchema, ...], Field(min_length=1)]
    end_owner: End = "rest"
    end_other: End = "find_contact"
    variants: Annotated[tuple[VariantSchema, ...], Field(max_length=MOST_VARIANTS)] = ()
