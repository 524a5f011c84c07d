"""Something long in the first start: its page with a bar and a key that calls it off, and the page with what it did."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ProgressBar, Static

from dialdeck.tui.clean import clean
from dialdeck.tui.first_start_step import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.session.starting import Verdict
    from dialdeck.tui.first_start import FirstStartApp

Call = Callable[[Callable[[int, int], None]], "Verdict"]
"""Something long that tells how far it is."""
PATIENCE = 0.15
"""Seconds after which something that has not ended gets a page with a bar."""
EVERY = 0.1
"""Seconds after which the bar is painted again."""


class Job:
    """Something long on the session's thread: how far it is, and a way to call it off."""

    def __init__(self, app: FirstStartApp, call: Call) -> None:
        """Begin."""
        self.stop = threading.Event()
        self.share = 0.0
        """How much of it is done, from 0 to 1."""
        self._app_stops = app.stop
        self.task = asyncio.ensure_future(app.ask(call, self._progress))
        # When the program ends meanwhile, nobody waits for the answer any more.
        self.task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def _progress(self, done: int, size: int) -> None:
        """On the session's thread: say how far it is, or end it."""
        from dialdeck.session.starting import Cancelled

        if self.stop.is_set() or self._app_stops.is_set():
            raise Cancelled
        self.share = done / size if size else 1.0


class WorkStep(Step[None]):
    """Something under way: how far it is, and a key that calls it off."""

    KEYS = "esc cancels: nothing of it is kept"

    def __init__(self, words: str, job: Job) -> None:
        """Show how far `job` is until it ends."""
        super().__init__()
        self.TITLE_WORDS = words
        self._job = job

    def body(self) -> Iterable[Widget]:
        """The bar."""
        yield ProgressBar(1.0, show_eta=False, id="bar")

    def on_mount(self) -> None:
        """Follow it."""
        self.set_interval(EVERY, self._show)
        self.run_worker(self._until_it_ends())

    def action_back(self) -> None:
        """Call it off; once everybody is being let in, it ends by itself."""
        self._job.stop.set()
        self.say("Cancelling …")

    async def _until_it_ends(self) -> None:
        await asyncio.wait({self._job.task})
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one(ProgressBar).update(progress=self._job.share)


class DoneStep(Step[None]):
    """What was done."""

    KEYS = "enter opens the call screen · q ends"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", show=False)]

    def __init__(self, title: str, words: str, lines: Sequence[str]) -> None:
        """Say `words`, and `lines` below."""
        super().__init__()
        self.TITLE_WORDS = title
        self._words = words
        self._lines = lines

    def body(self) -> Iterable[Widget]:
        """The counts, and the rows with remarks."""
        yield Static(Content(clean(self._words)), id="counts")
        with VerticalScroll(id="remarks"):
            yield Static(Content("\n".join(map(clean, self._lines))), id="rows")

    def action_back(self) -> None:
        """Go on: somebody is on the list now."""
        from dialdeck.tui.first_start import Goes

        self.start_app.finish(Goes.CALL)


async def work_on(step: Step[None], words: str, call: Call) -> Verdict | None:
    """Run something long, with its bar if it takes a moment; None when it was called off. Raises DialdeckError."""
    from dialdeck.session.starting import Cancelled

    job = Job(step.start_app, call)
    ended, _ = await asyncio.wait({job.task}, timeout=PATIENCE)
    if not ended:
        await step.app.push_screen_wait(WorkStep(words, job))
    try:
        return await job.task
    except Cancelled:
        return None


def counts(verdict: Verdict, verb: str) -> str:
    """Return the counts of a verdict as one sentence."""
    read = f"{verdict.read:,} rows" if verdict.whole else f"Of the first {verdict.read:,} rows"
    parts = [f"{verdict.added:,} {verb} added"]
    parts += [f"{verdict.updated:,} add to one before"] if verdict.updated else []
    parts += [f"{verdict.duplicate:,} twice"] if verdict.duplicate else []
    parts += [f"{verdict.rejected:,} rejected"]
    parts += [f"{verdict.do_not_call:,} do not call"] if verdict.do_not_call else []
    return f"{read}: {' · '.join(parts)}"
