"""What is laid over the panels to be read: why, help, the summary, the number as a QR code; and how it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.views import Mode
from dialdeck.tui.dispatch import HELD, PASTE, Arrival
from dialdeck.tui.help import help_overlay
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Overlay

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

_LINES = {"down": 1, "j": 1, "up": -1, "k": -1}
_PAGES = {"pagedown": 1, "pageup": -1}
_LEAVES = frozenset({"escape", "enter", "q", "w", "question_mark"})


class Overlays:
    """Lays lines over the panels of one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk

    def press(self, overlay: Overlay, arrival: Arrival) -> bool:
        """Take a key while lines are laid over the panels; False lets it mean what it always means."""
        state = self._desk.state
        if arrival.burst:
            return False
        if overlay.quits and arrival.key == "enter":
            self._desk.surface.leave(0)
        elif arrival.key in _LEAVES:
            state.overlay, state.scroll = None, 0
            self._desk.surface.paint()
        elif arrival.key in _LINES:
            self._scroll(_LINES[arrival.key])
        elif arrival.key in _PAGES:
            self.page(_PAGES[arrival.key])
        else:
            return False
        return True

    def press_code(self, arrival: Arrival, *, held: bool) -> Work:
        """Leave the QR code with any key, which does nothing more."""
        if arrival.burst:
            return self._desk.flash(PASTE)
        if held or self._desk.guards.still_held(arrival):
            return self._desk.flash(HELD)
        self._desk.state.qr = ()
        self._desk.surface.paint()
        return None

    async def code(self) -> None:
        """Show the number as a QR code."""
        lines = await self._desk.opening(self._desk.deck.qr)
        if lines is not None:
            self._desk.state.qr = lines
            self._desk.surface.paint()

    async def why(self) -> None:
        """Show why this person is next and why each key does what it does."""
        lines = await self._desk.asked(self._desk.deck.why)
        if lines is not None:
            self._lay(Overlay("Why", tuple(("", line) for line in lines)))

    def help(self) -> None:
        """Show the keys of this state."""
        state = self._desk.state
        shown = state.dispositions if state.view.mode is Mode.DISPOSITION else ()
        self._lay(help_overlay(state.view.mode, shown))

    async def quit(self) -> None:
        """Show what was done, and ask whether this is the end."""
        lines = await self._desk.asked(self._desk.deck.summary)
        self._lay(Overlay("This session", tuple(("", line) for line in lines or ()), quits=True))

    def page(self, pages: int) -> Work:
        """Show another page of the script, or of what is laid over it."""
        return self._scroll(pages * self._desk.state.leap)

    def _lay(self, overlay: Overlay) -> None:
        self._desk.state.overlay, self._desk.state.scroll = overlay, 0
        self._desk.surface.paint()

    def _scroll(self, by: int) -> Work:
        state = self._desk.state
        before = min(state.scroll, state.deepest)
        state.scroll = max(0, min(before + by, state.deepest))
        if state.scroll == before:
            return self._desk.flash("this is all there is" if by > 0 else "this is the beginning")
        self._desk.surface.paint()
        return None
