"""The call screen without a terminal: what a key means now, what is asked of the session, and what is shown then.

It knows no Textual: it runs on any event loop with a `Surface` to paint on, so that every rule can be tested.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from dialdeck.clock import Clock
from dialdeck.errors import DialdeckError
from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.between_keys import BetweenKeys
from dialdeck.tui.dispatch import Arrival, Guards, KeyLine, Pasted
from dialdeck.tui.ports import Ask, Deck, Handle, Surface, Work
from dialdeck.tui.pressing import Pressing
from dialdeck.tui.prompt import Field
from dialdeck.tui.state import State, Tone, dial_of, person_of
from dialdeck.tui.worker import run_beside

P = ParamSpec("P")
T = TypeVar("T")

SLOW = 0.1
"""Seconds after which a call that has not come back is said to be saving."""
FLASH = 1.5
"""Seconds for which it is said why a key did nothing."""


class CallDesk:
    """One window's call screen: its state, its guards, its line of keys."""

    def __init__(
        self, deck: Deck, view: CallScreen, ask: Ask, clock: Clock, surface: Surface, beside: Ask = run_beside
    ) -> None:
        """Begin with the first view; nothing is painted yet.

        `ask` runs calls on the session's thread, `beside` on one of their own, where they may hang.
        """
        self.deck = deck
        self.clock = clock
        self.surface = surface
        self.state = State(view)
        self.state.take(view)
        self.guards = Guards()
        self.keys: KeyLine[Arrival | Pasted] = KeyLine(self._take_key, surface.failed)
        self.ask = ask
        self.beside = beside
        self.pressing = Pressing(self)
        self.between = BetweenKeys(self)
        self._asides: set[asyncio.Future[None]] = set()
        self._flash_ends: Handle | None = None

    def begin(self) -> None:
        """The first person is on the screen: from now on the guards count, and the script is asked for."""
        self._stand()
        self.between.begin()

    async def call(self, method: Callable[P, CallScreen | None], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Ask the session for something that leads to another view; show it, or say why it failed."""
        view = await self.asked(method, *args, **kwargs)
        if view is None:
            return False
        await self.show(view)
        return True

    async def plain(self, method: Callable[P, CallScreen], *args: P.args, **kwargs: P.kwargs) -> None:
        """Ask the session for something that leads to another view, when nothing depends on the answer."""
        await self.call(method, *args, **kwargs)

    async def asked(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what the session answers; a failure that a person can cause is said in one line and gives None."""
        saving = self.surface.later(SLOW, self._show_saving)
        try:
            return await self.read(method, *args, **kwargs)
        finally:
            saving.cancel()
            self.state.saving = False

    async def read(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what the session answers, as `asked` does, without a word while it takes long."""
        try:
            return await self.ask(method, *args, **kwargs)
        except DialdeckError as error:
            self.say(str(error), Tone.FAILED)
            return None

    async def opening(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what is needed to open something; when it fails, keys that were meant for it do nothing."""
        answer = await self.asked(method, *args, **kwargs)
        if answer is None:
            self.refuse_waiting()
        return answer

    def refuse_waiting(self) -> None:
        """Keys pressed before now were meant for something that did not open: they do nothing."""
        self.guards.moved_at, self.guards.moved_by = self.clock.monotonic(), ""

    def take(self, view: CallScreen) -> None:
        """Show another view; when it is another person, state or dial, the guards count from now."""
        before = self.state.view
        self.pressing.displaced.view = None
        moved = self.state.take(view)
        self.surface.paint()
        if moved:
            self._stand(before)

    async def show(self, view: CallScreen) -> None:
        """Show another view, and ask for what its mode needs besides."""
        self.take(view)
        if view.mode is Mode.DISPOSITION and not self.state.dispositions:
            self.state.dispositions = await self.asked(self.deck.dispositions) or ()
            self.surface.paint()

    def say(self, text: str, tone: Tone = Tone.NOTICE) -> Work:
        """Say one line until something else is to be said; there is nothing to wait for."""
        self.state.said, self.state.tone = text, tone
        self.surface.paint()
        return None

    def flash(self, why: str) -> Work:
        """Say for a moment why a key did nothing; there is nothing to wait for."""
        self.state.flash = why
        self.paint_in_turn()
        if self._flash_ends is not None:
            self._flash_ends.cancel()
        self._flash_ends = self.surface.later(FLASH, self.end_flash)
        return None

    def end_flash(self) -> None:
        """Say no longer why a key did nothing."""
        if not self.state.flash:
            return
        if self._flash_ends is not None:
            self._flash_ends.cancel()
            self._flash_ends = None
        self.state.flash = ""
        self.paint_in_turn()

    def paint_in_turn(self) -> None:
        """Show what a key changed, once for all keys that wait behind it: nobody sees what lies between."""
        self.pressing.paint_in_turn()

    def paste(self, text: str) -> None:
        """Take pasted text, in its turn among the keys."""
        self.keys.arrive(Pasted(text))

    def every_second(self) -> None:
        """Let the timers run on; say once that a promised time has come."""
        self.pressing.acts.dialing.watch_promise()
        self.surface.paint()

    def stop(self) -> None:
        """Take no more keys and plan nothing more: the end has begun."""
        self.keys.stop()
        if self.state.plan is not None:
            self.state.plan.stop()
        self.between.stop()
        if self._flash_ends is not None:
            self._flash_ends.cancel()

    def aside(self, work: Awaitable[None]) -> None:
        """Carry out work beside the keys, which do not wait for it."""
        aside = asyncio.ensure_future(self._guarded(work))
        self._asides.add(aside)
        aside.add_done_callback(self._asides.discard)

    async def settled(self) -> None:
        """Wait until everything that was set off is done."""
        await self.keys.settled()
        while self._asides:
            await asyncio.wait(self._asides)

    async def echo(self, field: Field) -> str:
        """Return what the date in a field means, or would do."""
        return await self.ask(field.says or self.deck.echo_when, field.editor.text)

    def _take_key(self, arrival: Arrival | Pasted) -> Work:
        return self.pressing.take(arrival)

    def _stand(self, before: CallScreen | None = None) -> None:
        now = self.clock.monotonic()
        view = self.state.view
        self.guards.moved_at, self.guards.moved_by = now, self.pressing.key
        if before is None or person_of(before) != person_of(view):
            self.guards.person_since = now
        if view.mode is Mode.DIALING and dial_of(view) != (dial_of(before) if before is not None else None):
            self.guards.dial_since = now

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - beside the keys, nobody else would see it
            self.surface.failed(error)

    def _show_saving(self) -> None:
        self.state.saving = True
        self.surface.paint()
