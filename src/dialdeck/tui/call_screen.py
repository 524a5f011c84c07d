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
from dialdeck.tui.acts import Acts
from dialdeck.tui.dispatch import Arrival, Guards, KeyLine
from dialdeck.tui.keymap import LATER, Act, keys_in, read_as
from dialdeck.tui.ports import Ask, Deck, Handle, Surface, Work
from dialdeck.tui.state import State, Tone
from dialdeck.tui.typing_keys import FieldKeys

P = ParamSpec("P")
T = TypeVar("T")

SLOW = 0.1
"""Seconds after which a call that has not come back is said to be saving."""
FLASH = 1.5
"""Seconds for which it is said why a key did nothing."""
REST = 2.0
"""Seconds without a key after which housekeeping may run."""


class CallDesk:
    """One window's call screen: its state, its guards, its line of keys."""

    def __init__(self, deck: Deck, view: CallScreen, ask: Ask, clock: Clock, surface: Surface) -> None:
        """Begin with the first view; nothing is painted yet."""
        self.deck = deck
        self.clock = clock
        self.surface = surface
        self.state = State(view)
        self.state.take(view)
        self.guards = Guards()
        self.keys = KeyLine(self._handle, surface.failed)
        self._ask = ask
        self._acts = Acts(self)
        self._field = FieldKeys(self, self._acts)
        self._beside: asyncio.Future[None] | None = None
        self._flash_ends: Handle | None = None
        self._rest_begins: Handle | None = None

    def begin(self) -> None:
        """The first person is on the screen: from now on the guards count, and the script is asked for."""
        self._stand()
        self._plan_rest()
        if not self.keys.busy:
            self.keys.hold(self._words())

    async def call(self, method: Callable[P, CallScreen | None], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Ask the session for something that leads to another view; show it, or say why it failed."""
        view = await self.asked(method, *args, **kwargs)
        if view is None:
            return False
        await self._show(view)
        return True

    async def asked(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what the session answers; a failure that a person can cause is said in one line and gives None."""
        saving = self.surface.later(SLOW, self._show_saving)
        try:
            return await self._ask(method, *args, **kwargs)
        except DialdeckError as error:
            self.say(str(error), Tone.FAILED)
            return None
        finally:
            saving.cancel()
            self.state.saving = False

    def take(self, view: CallScreen) -> None:
        """Show another view; when it is another person, state or dial, the guards count from now."""
        before = self.state.view
        moved = self.state.take(view)
        self.surface.paint()
        if moved:
            self._stand(before)

    def say(self, text: str, tone: Tone = Tone.NOTICE) -> Work:
        """Say one line until something else is to be said; there is nothing to wait for."""
        self.state.said, self.state.tone = text, tone
        self.surface.paint()
        return None

    def flash(self, why: str) -> Work:
        """Say for a moment why a key did nothing; there is nothing to wait for."""
        self.state.flash = why
        self.surface.paint()
        if self._flash_ends is not None:
            self._flash_ends.cancel()
        self._flash_ends = self.surface.later(FLASH, self._end_flash)
        return None

    def paste(self, text: str) -> None:
        """Take pasted text into an open field; anywhere else it does nothing."""
        if self.state.field is None:
            self.flash("pasted text goes into text fields only: nothing was done")
        else:
            self._field.insert(text)

    def every_second(self) -> None:
        """Let the timers run on; say once that a promised time has come."""
        self._acts.watch_promise()
        self.surface.paint()

    def background(self, method: Callable[[], CallScreen | None]) -> None:
        """Refresh when no key is being carried out; what somebody is writing is never moved away."""
        if not self.keys.busy:
            self.keys.hold(self._background(method))

    def stop(self) -> None:
        """Take no more keys and plan nothing more: the end has begun."""
        self.keys.stop()
        for planned in (self._flash_ends, self._rest_begins):
            if planned is not None:
                planned.cancel()

    def aside(self, work: Awaitable[None]) -> None:
        """Carry out work beside the keys, which do not wait for it."""
        self._beside = asyncio.ensure_future(self._guarded(work))

    async def settled(self) -> None:
        """Wait until everything that was set off is done."""
        await self.keys.settled()
        if self._beside is not None:
            await self._beside

    async def echo(self, text: str) -> str:
        """Return what a typed date means."""
        return await self._ask(self.deck.echo_when, text)

    def _handle(self, arrival: Arrival) -> Work:
        held = self.guards.held(arrival)
        self._plan_rest()
        state = self.state
        if state.flash:
            self._end_flash()
        if state.overlay is not None and state.field is None and self._acts.in_overlay(arrival):
            return None
        if keys_in(state.view.mode).get(arrival.key) is Act.END_NOW:
            return self._field.end()
        if state.field is not None:
            return self._field.press(arrival, held=held)
        if state.choice is not None or (state.view.mode is Mode.DISPOSITION and state.dispositions):
            known, work = self._acts.choose(arrival, held=held)
            if known:
                return work
        return self._act(arrival, held=held)

    def _act(self, arrival: Arrival, *, held: bool) -> Work:
        state = self.state
        act = keys_in(state.view.mode).get(arrival.key)
        if act is None or state.choice is not None:
            return self._nothing(arrival)
        refusal = self.guards.refusal(arrival, act, held=held)
        if refusal:
            return self.flash(refusal)
        state.overlay = None
        return self._acts.do(act)

    def _nothing(self, arrival: Arrival) -> Work:
        key = read_as(arrival.key)
        if self.state.choice is not None:
            return self.flash(f"{key} is not in this list")
        if arrival.burst:
            return self.flash("several keys at once look like a paste: nothing was done")
        if self.state.view.mode is Mode.IDLE and key in {"a", "v", "h"}:
            return self.flash(f"{key} means something once a dial is open: space dials")
        if arrival.key in LATER:
            return self.flash(f"{key} does nothing here in this version")
        return self.flash(f"{key} does nothing now: ? shows what does")

    def _stand(self, before: CallScreen | None = None) -> None:
        now = self.clock.monotonic()
        view = self.state.view
        self.guards.moved_at = now
        if before is None or _person(before) != _person(view):
            self.guards.person_since = now
        if view.mode is Mode.DIALING and _dial(view) != (_dial(before) if before is not None else None):
            self.guards.dial_since = now

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - beside the keys, nobody else would see it
            self.surface.failed(error)

    async def _words(self) -> None:
        await self.call(self.deck.words)

    async def _background(self, method: Callable[[], CallScreen | None]) -> None:
        view = await self.asked(method)
        writing = self.state.field is not None or self.state.choice is not None
        if view is not None and not (writing and _person(view) != _person(self.state.view)):
            await self._show(view)

    async def _show(self, view: CallScreen) -> None:
        self.take(view)
        if view.mode is Mode.DISPOSITION and not self.state.dispositions:
            self.state.dispositions = await self.asked(self.deck.dispositions) or ()
            self.surface.paint()

    async def _rest(self) -> None:
        await self.asked(self.deck.idle)
        self.surface.rest()

    def _plan_rest(self) -> None:
        if self._rest_begins is not None:
            self._rest_begins.cancel()
        self._rest_begins = self.surface.later(REST, self._begin_rest)

    def _begin_rest(self) -> None:
        if not self.keys.busy:
            self.keys.hold(self._rest())

    def _show_saving(self) -> None:
        self.state.saving = True
        self.surface.paint()

    def _end_flash(self) -> None:
        if self._flash_ends is not None:
            self._flash_ends.cancel()
            self._flash_ends = None
        self.state.flash = ""
        self.surface.paint()


def _person(view: CallScreen) -> int | None:
    return view.person.person_id if view.person is not None else None


def _dial(view: CallScreen) -> int | None:
    return view.dial.dial_id if view.dial is not None else None
