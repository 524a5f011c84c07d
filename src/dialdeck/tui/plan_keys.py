"""Keys of the plan ahead: it is worked out beside the keys, so that every key is heard and `esc` stops it at once.

Nothing else is asked of the session's thread meanwhile: whatever held up the keys would have to wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dialdeck.model.plans import Asked
from dialdeck.tui.dispatch import HELD, PASTE, Arrival
from dialdeck.tui.keymap import PlanKey, keys_in_plan
from dialdeck.tui.plan_sheet import Job, PlanSheet
from dialdeck.tui.ports import Work

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

EVERY = 0.1
"""Seconds after which it is painted again how far a plan is."""
_NOTHING = {
    PlanKey.FEWER: "there is no less than this",
    PlanKey.MORE: "everything that is due is dialed already: - sets a limit",
    PlanKey.UNLIMITED: "everything that is due is dialed already",
}
_REPEATED = frozenset({PlanKey.FEWER, PlanKey.MORE})
"""What a held key goes on doing."""


class PlanKeys:
    """Opens the plan ahead over one call screen, and does what its keys say."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk

    async def open(self) -> None:
        """Open the page, and have the coming weeks worked out as things stand."""
        desk = self._desk
        choices = await desk.opening(desk.deck.plan_choices)
        if choices is not None:
            desk.state.overlay, desk.state.plan = None, PlanSheet(choices, choices.begin)
            self._work_out(desk.state.plan)

    def press(self, sheet: PlanSheet, arrival: Arrival, *, held: bool) -> Work:
        """Carry out a key on the open page."""
        desk, what = self._desk, keys_in_plan().get(arrival.key)
        if arrival.burst:
            return desk.flash(PASTE)
        if what is None:
            return desk.flash("this key does nothing in the plan ahead: esc leaves")
        if what is PlanKey.LEAVE:
            desk.state.leave_plan()
            desk.surface.paint()
            return None
        moves = {PlanKey.DOWN: 1, PlanKey.UP: -1, PlanKey.PAGE_DOWN: sheet.leap, PlanKey.PAGE_UP: -sheet.leap}
        if what in moves:
            return self._move(sheet, moves[what])
        if held and what not in _REPEATED:
            return desk.flash(HELD)
        return self._ask(sheet, what)

    def _move(self, sheet: PlanSheet, by: int) -> Work:
        if not sheet.move(by):
            return self._desk.flash("this is all there is" if by > 0 else "this is the beginning")
        self._desk.surface.paint()
        return None

    def _ask(self, sheet: PlanSheet, what: PlanKey) -> Work:
        """Have another plan worked out; one that is under way is dropped for it."""
        choices = sheet.choices
        steps: dict[PlanKey, Callable[[Asked], Asked]] = {
            PlanKey.FEWER: choices.fewer,
            PlanKey.MORE: choices.more,
            PlanKey.UNLIMITED: choices.unlimited,
            PlanKey.CADENCE: choices.other_cadence,
            PlanKey.DICE: choices.other_dice,
        }
        asked = steps[what](sheet.asked)
        if asked == sheet.asked:
            return self._desk.flash(_NOTHING.get(what, "there is no other"))
        sheet.asked = asked
        self._work_out(sheet)
        return None

    def _work_out(self, sheet: PlanSheet) -> None:
        sheet.stop()
        sheet.job = job = Job()
        self._desk.surface.paint()
        self._desk.surface.later(EVERY, lambda: self._show_progress(sheet, job))
        self._desk.aside(self._worked_out(sheet, job, sheet.asked))

    async def _worked_out(self, sheet: PlanSheet, job: Job, asked: Asked) -> None:
        desk = self._desk
        view = await desk.read(desk.deck.plan_ahead, asked, job.progress)
        if sheet.job is not job:
            return  # left, or another one was asked for meanwhile
        sheet.job = None
        if view is not None:
            sheet.view = view
        elif sheet.view is not None:
            sheet.asked = sheet.view.asked
        else:
            desk.state.leave_plan()
        desk.surface.paint()

    def _show_progress(self, sheet: PlanSheet, job: Job) -> None:
        if sheet.job is job:
            self._desk.surface.paint()
            self._desk.surface.later(EVERY, lambda: self._show_progress(sheet, job))
