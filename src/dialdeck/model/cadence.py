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
    """Least and most days since the last attempt, in the person's zone: calendar days, or see `working`."""
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
    working: bool = False
    """The gap counts the days on which this person can be called, instead of calendar days."""
    script_after_promise: str | None = None
    """The script family when the attempt before promised this call; None: `script` then too."""


class Variant(NamedTuple):
    """One of the ways in which a cadence is called by, so that they can be compared; people are split among them."""

    id: str
    steps: tuple[Step, ...]
    """All steps, what the variant changes put in."""


class Cadence(NamedTuple):
    """A whole cadence; `hash` is of the file it came from and is recorded with each decision.

    One that was chosen for a person by its variants has the variant's steps, and its id behind the hash: `3f…9a:quiet`.
    """

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
    variants: tuple[Variant, ...] = ()
    """None, or two and more; `method.variants` says who has which."""

    def expanded(self) -> tuple[Step, ...]:
        """Return the steps with repeats written out: `State.position` counts in this list."""
        return tuple([step for step in self.steps for _ in range(step.repeat)])
