"""Keys of the queue: moving in it, marking rows, and jumping to a row by its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.views import Mode
from dialdeck.tui.dispatch import HELD, PASTE, Arrival
from dialdeck.tui.ports import Work

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

PAGE = 30
"""Rows of the queue asked for at once when the cursor comes to the end of those known."""
_END = "this is the end of the queue"


class QueueKeys:
    """What keys do in the queue of one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk

    def move(self, step: int) -> Work:
        """Move the cursor; below the known rows more are asked for."""
        state = self._desk.state
        index = state.cursor_index() + step
        if index >= len(state.rows):
            return self._look_further()
        if index < 0 or not state.rows:
            return self._desk.flash(_END)
        state.cursor = state.rows[index].person_id
        self._desk.surface.paint()
        return None

    def bring_up(self) -> Work:
        """Bring up the person under the cursor, or the one who is looked at."""
        state, deck = self._desk.state, self._desk.deck
        person, cursor = state.view.person, state.cursor
        if state.view.mode is Mode.LOOKING:
            if person is None:
                return self._desk.flash("nobody is looked at")
            return self._desk.plain(deck.bring_up, person.person_id)
        if cursor is None or (person is not None and person.person_id == cursor):
            return self._desk.flash("this person is up already: j and k move in the queue")
        return self._desk.plain(deck.bring_up, cursor)

    def mark(self) -> Work:
        """Mark the row under the cursor, or take its mark away, and move down."""
        state = self._desk.state
        if state.cursor is None or not state.rows:
            return self._desk.flash("the queue is empty: there is nobody to mark")
        state.marked ^= {state.cursor}
        self._desk.surface.paint()
        return self.move(1)

    def clear_marks(self) -> Work:
        """Take all marks away."""
        if not self._desk.state.marked:
            return self._desk.flash("nothing is marked: m marks the row under the cursor")
        self._desk.state.marked.clear()
        self._desk.surface.paint()
        return None

    def jump(self) -> Work:
        """Put letters beside the visible rows and wait for one."""
        state = self._desk.state
        state.overlay, state.jump = None, {}
        self._desk.surface.paint()
        if not state.jump:
            state.jump = None
            return self._desk.flash("no rows of the queue can be seen here: / finds anybody")
        return None

    def press_jump(self, arrival: Arrival, *, held: bool) -> Work:
        """Bring up the person beside the letter; esc leaves, and any other key leaves nothing undone."""
        state, desk = self._desk.state, self._desk
        letters = state.jump or {}
        if arrival.burst:
            return desk.flash(PASTE)
        if held or desk.guards.still_held(arrival):
            return desk.flash(HELD)
        if arrival.key == "escape":
            state.jump = None
            desk.surface.paint()
            return None
        person_id = letters.get(arrival.character or "")
        if person_id is None:
            return desk.flash("no row has this letter: esc leaves")
        state.jump, state.cursor = None, person_id
        desk.surface.paint()
        return self.bring_up()

    async def _look_further(self) -> None:
        state = self._desk.state
        known = {row.person_id for row in state.rows}
        found = await self._desk.asked(self._desk.deck.more_queue, PAGE) or ()
        fresh = [row for row in found if row.person_id not in known]
        if not fresh:
            self._desk.flash(_END)
            return
        state.rows = [*state.rows, *fresh]
        state.cursor = fresh[0].person_id
        self._desk.surface.paint()
