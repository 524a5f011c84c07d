"""The schema of a cadence file. Imports pydantic, so it is imported only when a user's file is checked."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

LONGEST = 60
"""Attempts in one cadence; more is a slip of the pen."""
_RESERVED = "callback"

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
End = Literal["rest", "find_contact", "retire"]


Days = Annotated[int, Field(strict=True)]


def _in_order(gap: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= gap[0] <= gap[1] <= 60:
        raise ValueError("a gap is [least, most] calendar days, between 0 and 60")
    return gap


Gap = Annotated[tuple[Days, Days], AfterValidator(_in_order)]


class StepSchema(BaseModel):
    """One step; what only a message can do is refused on a silent one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    plan: Literal["voicemail", "silent"]
    script: Name
    gap: Gap
    repeat: Annotated[int, Field(strict=True, ge=1, le=LONGEST)] = 1
    tries: Annotated[int, Field(strict=True, ge=1, le=5)] = 1
    owed: Annotated[int, Field(strict=True, ge=-1, le=LONGEST)] = 0
    promise_next_day: Annotated[bool, Field(strict=True)] = False
    wait: Annotated[int, Field(strict=True, ge=0, le=30)] = 0
    gap_after_promise: Gap | None = None
    not_for_owner: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _message_only(self) -> Self:
        if self.id == _RESERVED:
            raise ValueError(f"the id {_RESERVED!r} belongs to dials at an agreed time; choose another")
        if self.plan == "silent" and (self.tries > 1 or self.owed or self.promise_next_day or self.wait):
            raise ValueError("tries, owed, promise_next_day and wait belong to steps with plan = 'voicemail'")
        if self.gap_after_promise is not None and self.gap_after_promise[0] < 1:
            raise ValueError("gap_after_promise begins with 1 day or more")
        return self


class CadenceSchema(BaseModel):
    """A cadence file as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    name: Annotated[str, Field(min_length=1, max_length=80)]
    stage: Literal["persistence", "follow-up", "win-back"]
    steps: Annotated[tuple[StepSchema, ...], Field(min_length=1)]
    end_owner: End = "rest"
    end_other: End = "find_contact"

    @model_validator(mode="after")
    def _as_a_whole(self) -> Self:
        ids = [step.id for step in self.steps]
        twice = next((step_id for step_id in ids if ids.count(step_id) > 1), None)
        if twice is not None:
            raise ValueError(f"the step id {twice!r} stands twice; give each step its own (or use repeat)")
        if all(step.not_for_owner for step in self.steps):
            raise ValueError("at least one step must be for everybody (not_for_owner = false)")
        everybody = [step for step in self.steps if not step.not_for_owner]
        if self.steps[-1].promise_next_day or everybody[-1].promise_next_day:
            raise ValueError(
                "a step that promises the next day needs a step for everybody after it to keep the promise"
            )
        if sum(step.repeat for step in self.steps) > LONGEST:
            raise ValueError(f"a cadence has at most {LONGEST} attempts")
        return self
