"""Somebody else came up behind what is being typed: nothing that was meant for the one before may reach them.

It happens when the person on the screen is removed or taken back in another window. What was typed stays readable until
it is dropped; it is saved on nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.views import CallScreen
from dialdeck.tui.clean import clean
from dialdeck.tui.dispatch import Arrival
from dialdeck.tui.keymap import Act, keys_in
from dialdeck.tui.ports import Work
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk


class Displaced:
    """Holds the view that was not shown, and takes the keys that would act on it."""

    def __init__(self, desk: CallDesk) -> None:
        """Hold nothing yet."""
        self._desk = desk
        self.view: CallScreen | None = None

    def press(self, arrival: Arrival) -> tuple[bool, Work]:
        """Take a key that would reach somebody else; the first value says whether it was one."""
        state = self._desk.state
        if self.view is None or state.picker is not None or state.plan is not None:
            return False, None
        if keys_in(state.view.mode).get(arrival.key) is Act.END_NOW:
            self._desk.surface.leave(0)
            return True, None
        if state.field is None or arrival.key == "escape":
            return True, self._go_on(self.view)
        if arrival.key == "enter" or arrival.key in keys_in(state.view.mode, typing=True):
            return True, self._desk.say(f"{self._gone()}: nothing is saved; esc drops it", Tone.FAILED)
        return False, None

    def _go_on(self, view: CallScreen) -> Work:
        words = f"{self._gone()}: changed elsewhere"
        self._desk.state.field = self._desk.state.choice = None
        self._desk.take(view)
        return self._desk.flash(words)

    def _gone(self) -> str:
        person = self._desk.state.view.person
        return f"{clean(person.name, 60)} is no longer up here" if person is not None else "this is no longer up here"
