"""The call screen without a terminal: what a key means now, what is asked of the session, and what is shown then.

It knows no Textual: it runs on any event loop with a `Surface` to paint on, so that every rule can be tested.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import zip_longest
from typing import ParamSpec, TypeVar

from dialdeck.clock import Clock
from dialdeck.errors import DialdeckError
from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.acts import Acts
from dialdeck.tui.dispatch import Arrival, Guards, KeyLine, Pasted
from dialdeck.tui.displaced import Displaced
from dialdeck.tui.keymap import Act, keys_in
from dialdeck.tui.list_keys import ListKeys
from dialdeck.tui.nothing import why_nothing
from dialdeck.tui.ports import Ask, Deck, Handle, Surface, Work
from dialdeck.tui.prompt import Field
from dialdeck.tui.state import State, Tone, dial_of, person_of
from dialdeck.tui.typing_keys import FieldKeys
from dialdeck.tui.worker import run_beside

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
        self.keys: KeyLine[Arrival | Pasted] = KeyLine(self._handle, surface.failed)
        self.ask = ask
        self.beside = beside
        self._acts = Acts(self)
        self._field = FieldKeys(self, self._acts)
        self._list = ListKeys(self)
        self._asides: set[asyncio.Future[None]] = set()
        self._displaced = Displaced(self)
        self._key = ""
        self._layers: tuple[object, ...] = ()
        self._watch_layers()
        self._flash_ends: Handle | None = None
        self._rest_begins: Handle | None = None
        self._words_begin: Handle | None = None
        self._handling = self._unpainted = False

    def begin(self) -> None:
        """The first person is on the screen: from now on the guards count, and the script is asked for."""
        self._stand()
        self._plan_rest()
        self._begin_words()

    async def call(self, method: Callable[P, CallScreen | None], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Ask the session for something that leads to another view; show it, or say why it failed."""
        view = await self.asked(method, *args, **kwargs)
        if view is None:
            return False
        await self._show(view)
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
        self._displaced.view = None
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
        self.paint_in_turn()
        if self._flash_ends is not None:
            self._flash_ends.cancel()
        self._flash_ends = self.surface.later(FLASH, self._end_flash)
        return None

    def paint_in_turn(self) -> None:
        """Show what a key changed, once for all keys that wait behind it: nobody sees what lies between."""
        self._unpainted = True
        if not self._handling:
            self._paint_rest()

    def paste(self, text: str) -> None:
        """Take pasted text, in its turn among the keys."""
        self.keys.arrive(Pasted(text))

    def every_second(self) -> None:
        """Let the timers run on; say once that a promised time has come."""
        self._acts.dialing.watch_promise()
        self.surface.paint()

    def background(self, method: Callable[[], CallScreen | None]) -> None:
        """Refresh when no key is being carried out; what somebody is writing is never moved away."""
        if not self.keys.busy and not self.state.working:
            self._key = ""
            self.keys.hold(self._background(method))

    def stop(self) -> None:
        """Take no more keys and plan nothing more: the end has begun."""
        self.keys.stop()
        if self.state.plan is not None:
            self.state.plan.stop()
        for planned in (self._flash_ends, self._rest_begins, self._words_begin):
            if planned is not None:
                planned.cancel()

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

    def _handle(self, arrival: Arrival | Pasted) -> Work:
        self._handling = True
        try:
            work = self._paste(arrival.text) if isinstance(arrival, Pasted) else self._key_came(arrival)
        finally:
            self._handling = False
        if self._unpainted and (work is not None or not self.keys.waiting):
            self._paint_rest()
        return work

    def _paint_rest(self) -> None:
        self._unpainted = False
        self.surface.paint()

    def _paste(self, text: str) -> Work:
        """Put pasted text into an open field or the query of a list; anywhere else it does nothing."""
        if self.state.field is not None:
            return self._field.insert(text)
        if self.state.picker is not None:
            return self._list.insert(self.state.picker, text)
        return self.flash("pasted text goes into text fields only: nothing was done")

    def _key_came(self, arrival: Arrival) -> Work:
        held = self.guards.held(arrival)
        self._key = arrival.key
        self._plan_rest()
        if self.state.flash:
            self._end_flash()
        work = self._press(arrival, held=held)
        self._watch_layers()
        return None if work is None else self._carried_out(work)

    async def _carried_out(self, work: Awaitable[None]) -> None:
        await work
        self._watch_layers()

    def _watch_layers(self) -> None:
        """Note by which key, and when, something was opened or closed: held on, it must do nothing more there."""
        state = self.state
        layers = (state.field, state.choice, state.picker, state.plan, state.qr, state.overlay, state.jump is None)
        if any(now is not before for now, before in zip_longest(layers, self._layers)):
            self.guards.opened_by, self.guards.opened_at = self._key, self.clock.monotonic()
        self._layers = layers

    def _press(self, arrival: Arrival, *, held: bool) -> Work:
        state = self.state
        elsewhere, work = self._displaced.press(arrival)
        if elsewhere:
            return work
        if state.overlay is not None and state.field is None and self._acts.overlays.press(state.overlay, arrival):
            return None
        if keys_in(state.view.mode).get(arrival.key) is Act.END_NOW:
            return self._field.end()
        if state.field is not None:
            return self._field.press(arrival, held=held)
        return self._press_page(arrival, held=held)

    def _press_page(self, arrival: Arrival, *, held: bool) -> Work:
        """Take a key where no text is typed: by what is laid over the page, else by the page itself."""
        state = self.state
        if state.picker is not None:
            return self._list.press(state.picker, arrival, held=held)
        if state.plan is not None:
            return self._acts.plan.press(state.plan, arrival, held=held)
        if state.qr:
            return self._acts.overlays.press_code(arrival, held=held)
        if state.jump is not None:
            return self._acts.queue.press_jump(arrival, held=held)
        return self._choose_or_act(arrival, held=held)

    def _choose_or_act(self, arrival: Arrival, *, held: bool) -> Work:
        state = self.state
        if state.choice is not None or (state.view.mode is Mode.DISPOSITION and state.dispositions):
            known, work = self._acts.choose(arrival, held=held)
            if known:
                return work
        act = keys_in(state.view.mode).get(arrival.key)
        if act is None or state.choice is not None:
            return self.flash(why_nothing(state, arrival))
        refusal = self.guards.refusal(arrival, act, held=held)
        if refusal:
            return self.flash(refusal)
        state.overlay = None
        return self._acts.do(act)

    def _stand(self, before: CallScreen | None = None) -> None:
        now = self.clock.monotonic()
        view = self.state.view
        self.guards.moved_at, self.guards.moved_by = now, self._key
        if before is None or person_of(before) != person_of(view):
            self.guards.person_since = now
        if view.mode is Mode.DIALING and dial_of(view) != (dial_of(before) if before is not None else None):
            self.guards.dial_since = now

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - beside the keys, nobody else would see it
            self.surface.failed(error)

    def _begin_words(self) -> None:
        """Ask for the script, after keys that came before the first frame."""
        if self.keys.busy or self.state.working:
            self._words_begin = self.surface.later(SLOW, self._begin_words)
        else:
            self.keys.hold(self._words())

    async def _words(self) -> None:
        await self.call(self.deck.words)

    async def _background(self, method: Callable[[], CallScreen | None]) -> None:
        view = await self.asked(method)
        if view is None:
            return
        if self.state.busy and person_of(view) != person_of(self.state.view):
            self._displaced.view = view
        else:
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
        if self.state.working:
            self._plan_rest()
        elif not self.keys.busy:
            self.keys.hold(self._rest())

    def _show_saving(self) -> None:
        self.state.saving = True
        self.surface.paint()

    def _end_flash(self) -> None:
        if self._flash_ends is not None:
            self._flash_ends.cancel()
            self._flash_ends = None
        self.state.flash = ""
        self.paint_in_turn()
