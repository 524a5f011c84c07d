"""The way of a key: what it reaches now, a text field, a list, something laid over the page or the page itself."""

from __future__ import annotations

from collections.abc import Awaitable
from itertools import zip_longest
from typing import TYPE_CHECKING

from dialdeck.model.views import Mode
from dialdeck.tui.acts import Acts
from dialdeck.tui.dispatch import Arrival, Pasted
from dialdeck.tui.displaced import Displaced
from dialdeck.tui.keymap import Act, keys_in
from dialdeck.tui.list_keys import ListKeys
from dialdeck.tui.nothing import why_nothing
from dialdeck.tui.ports import Work
from dialdeck.tui.typing_keys import FieldKeys

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk


class Pressing:
    """Takes keys and pasted text one after the other, and paints once for those that come together."""

    def __init__(self, desk: CallDesk) -> None:
        """Act on the desk's state; nothing was pressed yet."""
        self._desk = desk
        self.acts = Acts(desk)
        self.displaced = Displaced(desk)
        self.key = ""
        """The key that set off what is going on; empty when none did."""
        self._field = FieldKeys(desk, self.acts)
        self._list = ListKeys(desk)
        self._layers: tuple[object, ...] = ()
        self._handling = self._unpainted = False
        self._watch_layers()

    def take(self, arrival: Arrival | Pasted) -> Work:
        """Carry out a key or a paste; return what is left to wait for, None when nothing is."""
        self._handling = True
        try:
            work = self._paste(arrival.text) if isinstance(arrival, Pasted) else self._key_came(arrival)
        finally:
            self._handling = False
        if self._unpainted and (work is not None or not self._desk.keys.waiting):
            self._paint()
        return work

    def paint_in_turn(self) -> None:
        """Show what a key changed, once for all keys that wait behind it: nobody sees what lies between."""
        self._unpainted = True
        if not self._handling:
            self._paint()

    def _paint(self) -> None:
        self._unpainted = False
        self._desk.surface.paint()

    def _paste(self, text: str) -> Work:
        """Put pasted text into an open field or the query of a list; anywhere else it does nothing."""
        state = self._desk.state
        if state.field is not None:
            return self._field.insert(text)
        if state.picker is not None:
            return self._list.insert(state.picker, text)
        return self._desk.flash("pasted text goes into text fields only: nothing was done")

    def _key_came(self, arrival: Arrival) -> Work:
        held = self._desk.guards.held(arrival)
        self.key = arrival.key
        self._desk.between.put_off_rest()
        self._desk.end_flash()
        work = self._press(arrival, held=held)
        self._watch_layers()
        return None if work is None else self._carried_out(work)

    async def _carried_out(self, work: Awaitable[None]) -> None:
        await work
        self._watch_layers()

    def _watch_layers(self) -> None:
        """Note by which key, and when, something was opened or closed: held on, it must do nothing more there."""
        state = self._desk.state
        layers = (state.field, state.choice, state.picker, state.plan, state.qr, state.overlay, state.jump is None)
        if any(now is not before for now, before in zip_longest(layers, self._layers)):
            self._desk.guards.opened_by, self._desk.guards.opened_at = self.key, self._desk.clock.monotonic()
        self._layers = layers

    def _press(self, arrival: Arrival, *, held: bool) -> Work:
        state = self._desk.state
        elsewhere, work = self.displaced.press(arrival)
        if elsewhere:
            return work
        if state.overlay is not None and state.field is None and self.acts.overlays.press(state.overlay, arrival):
            return None
        if keys_in(state.view.mode).get(arrival.key) is Act.END_NOW:
            return self._field.end()
        if state.field is not None:
            return self._field.press(arrival, held=held)
        return self._press_page(arrival, held=held)

    def _press_page(self, arrival: Arrival, *, held: bool) -> Work:
        """Take a key where no text is typed: by what is laid over the page, else by the page itself."""
        state = self._desk.state
        if state.picker is not None:
            return self._list.press(state.picker, arrival, held=held)
        if state.plan is not None:
            return self.acts.plan.press(state.plan, arrival, held=held)
        if state.qr:
            return self.acts.overlays.press_code(arrival, held=held)
        if state.jump is not None:
            return self.acts.queue.press_jump(arrival, held=held)
        return self._choose_or_act(arrival, held=held)

    def _choose_or_act(self, arrival: Arrival, *, held: bool) -> Work:
        state = self._desk.state
        if state.choice is not None or (state.view.mode is Mode.DISPOSITION and state.dispositions):
            known, work = self.acts.choose(arrival, held=held)
            if known:
                return work
        act = keys_in(state.view.mode).get(arrival.key)
        if act is None or state.choice is not None:
            return self._desk.flash(why_nothing(state, arrival))
        if not self._desk.surface.readable():
            return self._desk.flash("nothing can be read here: nothing was done")
        refusal = self._desk.guards.refusal(arrival, act, held=held)
        if refusal:
            return self._desk.flash(refusal)
        state.overlay = None
        return self.acts.do(act)
