"""A cadence: the steps by which a person is called, as data read from a TOML file.

`cadence_file` has the schema that checks such a file; these plain types are what the rules and the screen use.
"""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.codes import Plan, Stage


class Step(NamedTuple):
    """One step, or `repeat` alike ones in a row."""

    id: str
    plan: Plan
    script: str
    gap: tuple[int, int]
    """Least and most calendar days since the last attempt, in the person's zone."""
    repeat: int = 1
    tries: int = 1
    """A message step not left is tried on this many attempts in all before the cadence goes on."""
    owed: int = 0
    """After that its message stays owed on this many further silent attempts (-1: until it is left)."""
    promise_next_day: bool = False
    """Leaving the message promises a call on the next day that is callable for both sides."""
    wait: int = 0
    """Up to this many days after the last attempt the step may wait for a day whose next day is callable."""
    gap_after_promise: tuple[int, int] | None = None
    """The gap when the attempt before made a promise."""
    not_for_owner: bool = False
    """Skipped for owners, chief executives and people whose role is unknown."""


class Cadence(NamedTuple):
    """A whole cadence; `hash` is of the file it came from and is recorded with each decision."""

    id: str
    name: str
    stage: Stage
    """The stage of a person who is being called by it."""
    steps: tuple[Step, ...]
    hash: str
    end_owner: str = "rest"
    """What follows the last step for an owner, chief executive or unknown role: `rest`, `find_contact` or `retire`."""
    end_other: str = "find_contact"
    """The same for everybody else."""

    def expanded(self) -> tuple[Step, ...]:
        """Return the steps with repeats written out: `State.position` counts in this list."""
        return tuple(step for step in self.steps for _ in range(step.repeat))
