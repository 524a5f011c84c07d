"""Where a person stands: the projection that is folded from recorded decisions, never recomputed by a rule.

Every event that moves a person carries the whole `State` that came of it, so that a rebuild is a fold.
"""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.codes import Bucket, Plan, Stage


class State(NamedTuple):
    """One person's place in the method. Instants are ms UTC, days ISO text in the person's first zone."""

    stage: Stage = Stage.NEW
    cadence: str = "persistence"
    attempt: int = 1
    """The number of the next attempt, counted from 1 in the present cadence."""
    position: int = 0
    """Index of the next step in the cadence's expanded list of steps."""
    tries: int = 0
    """How often the step at `position` was tried already without its message being left."""
    step: str = "opening"
    """Id of the step that the next attempt carries out ("callback" for a time agreed with the person)."""
    plan: Plan = Plan.VOICEMAIL
    script: str = "opening"
    """The script family of the next attempt."""
    owed: str | None = None
    """Id of the step whose message is still owed to this person, if one is."""
    owed_left: int = 0
    """On how many further attempts it stays owed; -1 without end."""
    bucket: Bucket | None = Bucket.FRESH
    """Rank in the queue; None keeps the person out of it."""
    due_at: int | None = None
    """When the wished part of the day opens on the due day, or the instant that was agreed."""
    due_day: str | None = None
    part: str | None = None
    """Id of the wished part of the day; None when an instant was agreed or nothing is wished."""
    number_id: int | None = None
    """The number to dial next; None for the first living one."""
    busy_retried: bool = False
    locked_until: int | None = None
    """No dial before this instant: a person was answered with silence (72 hours)."""
    apology: bool = False
    """The next script opens with an apology for that."""
    earlier_attempts: int = 0
    """Attempts counted before the numbering restarted (a conversation, a rest)."""
    reason: str | None = None
    """A code for why the person rests or is retired."""

    @property
    def counted_day(self) -> str | None:
        """Return the ISO day on whose load the person weighs: of those who are due, not of fresh or agreed ones."""
        return self.due_day if self.bucket is Bucket.DUE else None
