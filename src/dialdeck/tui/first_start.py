"""The first start, while the list has nobody on it: an application of its own, so that the call screen stays small.

It asks and shows; what is done is done by `session.starting` on the one thread on which the list is open. It ends in
order whatever ends it: an import under way is called off and leaves nothing, and the list is closed.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from dialdeck.errors import DialdeckError
from dialdeck.tui.driver import SteadyDriver
from dialdeck.tui.first_start_steps import MenuStep
from dialdeck.tui.typed import Typed
from dialdeck.tui.wall import Wall

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dialdeck.session.starting import Starting
    from dialdeck.tui.worker import DeckThread

P = ParamSpec("P")
T = TypeVar("T")
SIGNALLED = 128
"""Exit codes of a signal are this and its number."""


class Goes(Enum):
    """Where it goes from here."""

    END = auto()
    CALL = auto()
    """To the call screen: somebody is on the list now."""
    LOOK = auto()
    """To the sample data."""


class FirstStartApp(App[None]):
    """What somebody sees whose list has nobody on it."""

    CSS_PATH = "first_start.tcss"
    TITLE = "dialdeck"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", priority=True, show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, start: Starting, thread: DeckThread, *, early: Sequence[int] = ()) -> None:
        """Work on `start`, which lives on `thread`; `early` are signals that have come already."""
        super().__init__(driver_class=SteadyDriver)
        self.animation_level = "none"
        self.start = start
        self.stop = threading.Event()
        """Set once: what runs on the thread has to end."""
        self.asked_caller = False
        self.goes = Goes.END
        self.closed = False
        self.fault: Exception | None = None
        self.last_words = ""
        self._thread = thread
        self._early = early
        self._wall = Wall()
        self._leaving: asyncio.Task[None] | None = None

    def get_default_screen(self) -> MenuStep:
        """Return the first step."""
        return MenuStep(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the wall against control characters behind every other filter."""
        return [*super().get_line_filters(), self._wall]

    def on_mount(self) -> None:
        """Take signals."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self._stray(context))
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                loop.add_signal_handler(number, self.leave, SIGNALLED + number)
            if self._early:
                self.leave(SIGNALLED + self._early[0])

    @property
    def goes_on(self) -> bool:
        """Somebody is on the list, and the call screen is wanted."""
        return self.goes is Goes.CALL

    @property
    def looks_around(self) -> bool:
        """The sample data are wanted."""
        return self.goes is Goes.LOOK and self.fault is None

    # ------------------------------------------------------------------------------------ what the steps ask

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call of the session on its thread and wait for it."""
        return await self._thread.ask(call, *args, **kwargs)

    def finish(self, goes: Goes) -> None:
        """End here, and say where it goes from here."""
        self.goes = goes
        self.leave(0)

    async def action_quit(self) -> None:
        """End the program."""
        self.finish(Goes.END)

    def leave(self, code: int) -> None:
        """End in order: call off what is under way, close the list, give the terminal back."""
        self.stop.set()
        if self._leaving is None:
            if code:
                self.goes = Goes.END
            self._leaving = asyncio.ensure_future(self._leave(code))

    async def _leave(self, code: int) -> None:
        if not self.closed:
            self.closed = True
            try:
                await self.ask(self.start.close)
            except DialdeckError as error:
                self.last_words = str(error)
            except Exception as error:  # noqa: BLE001 - nobody waits for this task: it would be lost with the screen open
                self.failed(error)
                return
        self.exit(return_code=code)

    async def on_event(self, event: events.Event) -> None:
        """Let keys that came together be typed one after the other: here a file dropped on the window is no slip."""
        if not isinstance(event, Typed):
            await super().on_event(event)
            return
        for key in event.take():
            await super().on_event(events.Key(key.key, key.character))

    # ------------------------------------------------------------------------------------ what the driver asks

    def terminal_gone(self) -> None:
        """The terminal was closed."""
        self.leave(SIGNALLED + signal.SIGHUP)

    def came_back(self) -> None:
        """Paint everything again."""
        self.refresh(layout=True)

    def failed(self, error: Exception) -> None:
        """End with a redacted trace."""
        self._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything that could hold data; Textual would show local variables."""
        del renderables
        self._handle_exception(RuntimeError())

    def _handle_exception(self, error: Exception) -> None:
        self.stop.set()
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if self.fault is None:
            self.fault = error
        self._close_messages_no_wait()

    def _stray(self, context: dict[str, object]) -> None:
        error = context.get("exception")
        self.failed(error if isinstance(error, Exception) else RuntimeError())
