"""The page of the plan ahead: what is asked, what is shown, and how far the next answer is. Not how it looks."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from dialdeck.model.plans import Asked, PlanChoices, PlanView


class Job:
    """A plan being worked out on the session's thread: how far it is, and a way to call it off."""

    def __init__(self) -> None:
        """Begin."""
        self._stop = threading.Event()
        self.share = 0.0
        """How much of it is done, from 0 to 1."""

    def progress(self, done: int, total: int) -> bool:
        """On the session's thread: say how far it is; False ends it."""
        self.share = done / total if total else 1.0
        return not self._stop.is_set()

    def stop(self) -> None:
        """Call it off."""
        self._stop.set()


@dataclass(slots=True)
class PlanSheet:
    """An open plan; `asked` runs ahead of `view` while a `job` works it out."""

    choices: PlanChoices
    asked: Asked
    view: PlanView | None = None
    job: Job | None = None
    at: int = 0
    """The first week whose days are shown; after the last one, what the plan rests on, where it needs a page."""
    deepest: int = 0
    """The furthest `at`, as it was painted last."""
    leap: int = 1
    """Weeks of a page, as it was painted last."""

    def stop(self) -> None:
        """Call off what is being worked out."""
        if self.job is not None:
            self.job.stop()
            self.job = None

    def move(self, by: int) -> bool:
        """Show other weeks; say whether there were any."""
        before = min(self.at, self.deepest)
        self.at = max(0, min(before + by, self.deepest))
        return self.at != before
