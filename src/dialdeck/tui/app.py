"""The Textual application: one page, keys taken before any widget sees them, and an orderly end in every case."""

from __future__ import annotations

import asyncio
import gc
import re
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual import events
from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.screen import Screen

from dialdeck.errors import DialdeckError
from dialdeck.model.views import Mode
from dialdeck.tui.call_screen import CallDesk
from dialdeck.tui.cells import Line
from dialdeck.tui.dispatch import Arrival
from dialdeck.tui.driver import SteadyDriver
from dialdeck.tui.layout import Layout, Look, readable
from dialdeck.tui.page import Page, PageScreen, Writer
from dialdeck.tui.palette import Palette
from dialdeck.tui.parts import Parts
from dialdeck.tui.state import State, current_row
from dialdeck.tui.theming import palette_from
from dialdeck.tui.typed import BurstKey, Typed
from dialdeck.tui.wall import Wall

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dialdeck.clock import Clock
    from dialdeck.model.views import CallScreen, Coming
    from dialdeck.tui.ports import Deck
    from dialdeck.tui.worker import DeckThread

SIGNALLED = 128
"""Exit codes of a signal are this and its number."""
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
"""All that may ever leave the program (calling rules: numbers)."""
SECOND, TICK, MINUTE = 1.0, 30.0, 60.0


class CallApp(App[None]):
    """The call screen in a terminal."""

    CSS_PATH = "call.tcss"
    TITLE = "dialdeck"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = []  # noqa: RUF012 - keys are taken before bindings are asked

    def __init__(
        self,
        deck: Deck,
        view: CallScreen,
        thread: DeckThread,
        clock: Clock,
        *,
        early: Sequence[int] = (),
        arrival: Callable[[events.Key], float] = lambda event: event.time,
    ) -> None:
        """Begin with the first view; `early` are signals that have come already.

        `arrival` says when a key came, in the clock's monotonic seconds.
        """
        super().__init__(driver_class=SteadyDriver)
        self.animation_level = "none"
        self._clock = clock
        self._deck = deck
        self._thread = thread
        self._arrival = arrival
        self._early = early
        ahead = Parts()
        self._coming = Layout(ahead)
        self._layout = Layout(Parts(ahead))
        self._wall = Wall()
        self._palette: Palette | None = None
        self._writer: Writer | None = None
        self._page = Page(self._lines)
        self.desk = CallDesk(deck, view, thread.ask, clock, self)
        self._began = False
        self._leaving: asyncio.Task[None] | None = None
        self.closed = False
        self.fault: Exception | None = None
        self.last_words = ""

    # ------------------------------------------------------------------------------------ what Textual asks

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that paints at once."""
        return PageScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Put the page on the screen."""
        yield self._page

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the wall against control characters behind every other filter."""
        return [*super().get_line_filters(), self._wall]

    def on_mount(self) -> None:
        """Take signals and start the timers."""
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self._stray(context))
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                loop.add_signal_handler(number, self.leave, SIGNALLED + number)
            if self._early:
                self.leave(SIGNALLED + self._early[0])
        self.set_interval(SECOND, self.desk.every_second)
        self.set_interval(TICK, lambda: self.desk.between.refresh(self._deck.tick))
        self.set_interval(MINUTE, lambda: self.desk.between.refresh(self._deck.screen))

    def on_unmount(self) -> None:
        """The screen is gone, whatever ended it."""
        self.desk.stop()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pasted text before any widget could act on them."""
        if isinstance(event, Typed):
            self.desk.keys.arrive(*map(self._arrived, event.take()))
        elif isinstance(event, events.Key):
            self.desk.keys.arrive(self._arrived(event))
        elif isinstance(event, events.Paste):
            self.desk.paste(event.text)
        else:
            await super().on_event(event)

    def post_display_hook(self) -> None:
        """After the first frame: the guards count from now, and what the start needed is never collected."""
        if not self._began and self._running and not self._batch_count and self._page.painted:
            self._began = True
            if not gc.isenabled():
                gc.freeze()
            self.call_next(self.desk.begin)

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything that could hold data; Textual would show local variables."""
        del renderables
        self._handle_exception(RuntimeError())

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if self.fault is None:
            self.fault = error
        self._close_messages_no_wait()

    # ------------------------------------------------------------------------------------ what the desk asks

    def paint(self) -> None:
        """Write what changed, now; Textual paints the rest: the first frame and every change of the window."""
        if not self._running or self._batch_count:
            return
        runs = self._page.renew()
        if not runs or self._driver is None or self._driver.is_headless:
            return
        if self._writer is None:
            self._writer = Writer(self.get_line_filters(), self.console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001
        self._begin_update()
        self._driver.write(self._writer.sequence(runs))
        self._end_update()

    def readable(self) -> bool:
        """Return whether the window has room for more than the request for a larger one."""
        return readable(*self.size)

    def prepare(self, coming: Coming) -> None:
        """Lay out somebody who will be shown soon: their panels are made before the key that shows them."""
        view = self.desk.state.view._replace(mode=Mode.IDLE, dial=None, **coming._asdict())
        self._coming.page(State(view, rows=list(view.queue), cursor=current_row(view)), self._look(*self.size))

    def later(self, seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle:
        """Plan a call on the loop."""
        return asyncio.get_running_loop().call_later(seconds, call)

    def leave(self, code: int) -> None:
        """End in order: finish what is being saved, close the file, give the terminal back."""
        self.desk.stop()
        if self._leaving is None:
            self._leaving = asyncio.ensure_future(self._leave(code))

    def terminal_gone(self) -> None:
        """The terminal was closed."""
        self.leave(SIGNALLED + signal.SIGHUP)

    def copy(self, text: str) -> None:
        """Ask the terminal to put a number on the clipboard; it does not answer."""
        self.copy_to_clipboard(text)

    def copy_to_clipboard(self, text: str) -> None:
        """Let nothing but a number leave for the clipboard: what else asks, such as Textual itself, gets nothing."""
        if _NUMBER.fullmatch(text):
            super().copy_to_clipboard(text)

    def to_shell(self) -> None:
        """Go to the shell until it comes back."""
        self.action_suspend_process()

    def came_back(self) -> None:
        """Paint everything again, and see what happened meanwhile."""
        self.refresh(layout=True)
        self.desk.between.refresh(self._deck.screen)

    def rest(self) -> None:
        """Collect garbage while nobody waits."""
        if not gc.isenabled():
            gc.collect()

    def failed(self, error: Exception) -> None:
        """End with a redacted trace."""
        self._handle_exception(error)

    async def _leave(self, code: int) -> None:
        await self.desk.keys.settled()
        try:
            await self.close_deck()
        except Exception as error:  # noqa: BLE001 - whatever closing raises, the screen must end
            self.failed(error)
            return
        self.exit(return_code=code)

    async def close_deck(self) -> None:
        """Close the session once; what cannot be closed in order is said after the screen is gone."""
        if self.closed:
            return
        self.closed = True
        try:
            await self._thread.ask(self._deck.close)
        except DialdeckError as error:
            self.last_words = str(error)

    def page_lines(self) -> list[Line]:
        """Return the lines of the page as it is now."""
        return self._lines(*self.size)

    def _stray(self, context: dict[str, object]) -> None:
        error = context.get("exception")
        self.failed(error if isinstance(error, Exception) else RuntimeError())

    def _theme_changed(self, _theme: object) -> None:
        self._palette = self._writer = None
        self.paint()

    def _arrived(self, key: events.Key) -> Arrival:
        return Arrival(key.key, key.character, self._arrival(key), isinstance(key, BurstKey))

    def _lines(self, width: int, height: int) -> list[Line]:
        return self._layout.page(self.desk.state, self._look(width, height))

    def _look(self, width: int, height: int) -> Look:
        if self._palette is None:
            self._palette = palette_from(self.theme_variables)
        return Look(width, height, self._clock.now(), self._palette)
