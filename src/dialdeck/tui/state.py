"""What the call screen shows at this moment: the session's finished view, and what is laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from dialdeck.model.views import CallScreen, Disposition, Mode, QueueRow
from dialdeck.tui.picking import Picker
from dialdeck.tui.plan_sheet import PlanSheet
from dialdeck.tui.prompt import Choice, Field, Overlay


class Tone(Enum):
    """How a line is said; each tone has a sign as well as a colour."""

    PLAIN = " "
    NOTICE = "›"
    WARN = "!"
    FAILED = "✗"


@dataclass(slots=True)
class State:
    """Everything that decides what is painted, besides the size and the time."""

    view: CallScreen
    rows: list[QueueRow] = field(default_factory=list)
    """The queue as far as it was looked at: what the view brings, and what was asked for below."""
    cursor: int | None = None
    """The person under the cursor of the queue."""
    marked: set[int] = field(default_factory=set)
    """People whose rows are marked for one action together."""
    field: Field | None = None
    choice: Choice | None = None
    overlay: Overlay | None = None
    picker: Picker | None = None
    plan: PlanSheet | None = None
    qr: tuple[str, ...] = ()
    """The number as a QR code, dark on light, while it is laid over the page."""
    jump: dict[str, int] | None = None
    """While a letter is awaited: people of the visible rows by letter, as they were painted last."""
    dispositions: tuple[Disposition, ...] = ()
    recorded: str = ""
    """The outcome of the dial whose note is still being written: it is saved, and the next person waits."""
    deepest: int = 0
    """How far `scroll` can go on the page as it was painted last."""
    leap: int = 1
    """How far one page is, in the units of `scroll`."""
    said: str = ""
    tone: Tone = Tone.PLAIN
    flash: str = ""
    """Why the last key did nothing; empty when it did something."""
    saving: bool = False
    scroll: int = 0

    @property
    def busy(self) -> bool:
        """Whether somebody is in the middle of something that must not be moved away."""
        return any((self.field, self.choice, self.picker, self.plan, self.qr)) or self.jump is not None

    @property
    def working(self) -> bool:
        """Whether the session's thread works something long out, behind which everything else would wait."""
        return self.plan is not None and self.plan.job is not None

    def leave_plan(self) -> None:
        """Close the plan ahead, and stop what is being worked out for it."""
        if self.plan is not None:
            self.plan.stop()
            self.plan = None

    def take(self, view: CallScreen) -> bool:
        """Show another view; return whether another person, state or dial is on the screen now."""
        moved = _ground(view) != _ground(self.view)
        self.view = view
        if moved:
            self.choice, self.overlay, self.scroll = None, None, 0
            self.picker, self.qr, self.jump = None, (), None
            self.leave_plan()
            self.dispositions = ()
        if view.mode is not Mode.IDLE:
            self.marked.clear()
        if view.mode is not Mode.DISPOSITION:
            self.dispositions = ()
        self.rows = list(view.queue)
        if moved or all(row.person_id != self.cursor for row in self.rows):
            self.cursor = current_row(view)
        if view.message:
            self.said, self.tone = view.message, Tone.NOTICE
        elif moved:
            self.said = ""
        return moved

    def marked_ids(self) -> tuple[int, ...]:
        """Return the marked people in the order of the queue, those whose rows are not loaded any more at the end."""
        shown = [row.person_id for row in self.rows if row.person_id in self.marked]
        return (*shown, *sorted(self.marked.difference(shown)))

    def cursor_index(self) -> int:
        """Return the place of the cursor among the rows, 0 when it is on none of them."""
        return next((index for index, row in enumerate(self.rows) if row.person_id == self.cursor), 0)


def current_row(view: CallScreen) -> int | None:
    """Return the person of the current row, or of the first one."""
    for row in view.queue:
        if row.current:
            return row.person_id
    return view.queue[0].person_id if view.queue else None


def person_of(view: CallScreen) -> int | None:
    """Return who is on a view."""
    return view.person.person_id if view.person is not None else None


def dial_of(view: CallScreen) -> int | None:
    """Return the dial that is open on a view."""
    return view.dial.dial_id if view.dial is not None else None


def _ground(view: CallScreen) -> tuple[object, ...]:
    return (person_of(view), view.mode, dial_of(view))
