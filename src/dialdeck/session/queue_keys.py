"""The keys about the queue and the session: find, narrow, tasks, sessions, the break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.plans import Asked, PlanChoices, PlanView
from dialdeck.model.views import CallScreen, PickRow, QueueRow
from dialdeck.session import picking, summing, tasks, zoneless
from dialdeck.session.person_keys import PersonKeys
from dialdeck.session.preparing import refuse_done

if TYPE_CHECKING:
    from collections.abc import Callable


class QueueKeys(PersonKeys):
    """The part of the deck that looks over the queue."""

    def more_queue(self, count: int) -> tuple[QueueRow, ...]:
        """Return up to `count` further rows of the queue, below those handed over so far."""
        return self._composer.board.more(count)

    def find(self, text: str) -> tuple[PickRow, ...]:
        """Return the people whom a text fits, or whose number ends with its digits."""
        return picking.found_people(self._desk, text)

    def pick_person(self, row_id: str) -> CallScreen:
        """Bring up a person who was found, or look at them when they are nobody to dial now."""
        return self._bring_or_look(int(row_id))

    def scopes(self) -> tuple[PickRow, ...]:
        """Return what the queue can be narrowed to."""
        return picking.scope_rows(self._desk)

    def narrow(self, row_id: str) -> CallScreen:
        """Narrow the queue to a scope, or widen it again; the person on the screen stays, an empty one is filled."""
        self._seat.need_idle()
        self._desk.store.narrow(picking.scope_of(row_id))
        self._composer.ahead.forget()
        self._composer.board.forget()
        return self._filled()

    def tasks(self) -> tuple[PickRow, ...]:
        """Return the open tasks, the most urgent first."""
        return picking.task_rows(self._desk)

    def pick_task(self, row_id: str) -> CallScreen:
        """Bring up the person whom a task is about."""
        return self._bring_or_look(picking.task_person(self._desk, row_id))

    def task_done(self, row_id: str) -> CallScreen:
        """Tick a task off; raise RefusedError for who waits: what is found, or set, does that."""
        waiting = picking.person_to_prepare(row_id)
        if waiting is not None:
            refuse_done(self._desk, waiting)
        nowhere = picking.person_to_zone(row_id)
        if nowhere is not None:
            zoneless.refuse_done(self._desk, nowhere)
        tasks.finish_task(self._desk, int(row_id))
        return self._compose("task done")

    def sessions(self) -> tuple[PickRow, ...]:
        """Return past and present sessions, the newest first."""
        return summing.session_rows(self._desk)

    def plan_choices(self) -> PlanChoices:
        """Return what a plan of the coming weeks can be asked for; raise RefusedError while a dial is open."""
        from dialdeck.session.going_by import choices

        self._seat.need_idle()
        return PlanChoices(self._desk.settings.session.goal, choices(self._desk))

    def plan_ahead(self, asked: Asked, progress: Callable[[int, int], bool]) -> PlanView | None:
        """Return the coming weeks, simulated from the queue as it is now; None when `progress` said to stop.

        Nothing is changed, and whoever is on the screen stays this window's.
        """
        from dialdeck.session import plan_words, planning

        try:
            plan = planning.plan_ahead(self._desk, asked, progress)
        except planning.Stopped:
            return None
        return plan_words.plan_view(plan, self._desk.store.count_without_zone(1_000_000))

    def pause(self) -> CallScreen:
        """Stop the clock of the session, or let it go on; the person on the screen stays this window's."""
        now = self._desk.clock.now()
        if self._paused_at is not None:
            paused = self._paused_ms + now - self._paused_at
            self._desk.store.set_paused(paused)
            self._paused_ms, self._paused_at = paused, None
            return self._filled()
        self._seat.need_idle()
        self._looking = None
        self._paused_at = now
        return self._compose()

    def summary(self) -> tuple[str, ...]:
        """Return what was done in this session and what follows from it, a line each."""
        view = self._compose()
        return summing.summary(self._desk, view.bar, self._session)
