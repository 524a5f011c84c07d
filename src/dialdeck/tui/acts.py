"""What each act does: one call of the session, a move on the screen, or a question that leads to a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dialdeck.model.codes import Detail
from dialdeck.model.views import CallScreen
from dialdeck.tui.adding import Adding
from dialdeck.tui.dial_acts import DialActs
from dialdeck.tui.dial_asking import DialAsking
from dialdeck.tui.dispatch import HELD, Arrival
from dialdeck.tui.keymap import OUTCOMES, Act
from dialdeck.tui.lists import Lists
from dialdeck.tui.overlays import Overlays
from dialdeck.tui.plan_keys import PlanKeys
from dialdeck.tui.ports import Work
from dialdeck.tui.queue_keys import QueueKeys

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

_NEEDS_PERSON = frozenset(
    {
        Act.DIAL,
        Act.CHOOSE_NUMBER,
        Act.NOTE,
        Act.CALLBACK,
        Act.SEND,
        Act.MEETING_OVER,
        Act.WHY,
        Act.QR,
    }
)  # snooze and retire may concern marked rows


class Acts:
    """The acts of one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk
        self.asking = DialAsking(desk)
        self.overlays = Overlays(desk)
        self.queue = QueueKeys(desk)
        self.dialing = DialActs(desk)
        self.plan = PlanKeys(desk)
        self._lists = Lists(desk, self.do)
        self._deeds: dict[Act, Callable[[], Work]] = {**self._of_the_person(), **self._of_the_session()}

    def do(self, act: Act) -> Work:
        """Carry out an act; what it returns is to be waited for before the next key."""
        if act in _NEEDS_PERSON and self._desk.state.view.person is None:
            return self._desk.flash("nobody is up")
        if act in self._deeds:
            return self._deeds[act]()
        outcome, detail = OUTCOMES[act]
        return self._desk.plain(self._desk.deck.outcome, outcome, detail)

    def choose(self, arrival: Arrival, *, held: bool) -> tuple[bool, Work]:
        """Take a key for the open list; the first value says whether the list knew it."""
        state, desk = self._desk.state, self._desk
        options = state.choice.options if state.choice is not None else self.asking.dispositions(state.dispositions)
        chosen = next((option for option in options if option.key == arrival.character), None)
        if chosen is not None:
            refusal = desk.guards.refusal(arrival, Act.NEXT_STEP, held=held)
            if not refusal and state.choice is not None and desk.guards.still_held(arrival):
                refusal = HELD
            if refusal:
                return True, desk.flash(refusal)
            state.choice = state.overlay = None
            desk.surface.paint()
            return True, chosen.act()
        if arrival.key == "escape" and state.choice is not None:
            state.choice = None
            desk.surface.paint()
            return True, None
        return False, None

    def _of_the_person(self) -> dict[Act, Callable[[], Work]]:
        desk, asking = self._desk, self.asking
        return {
            Act.DIAL: self.dialing.dial,
            Act.LINE_OVER: lambda: desk.plain(desk.deck.line_down),
            Act.END_TALK: lambda: desk.plain(desk.deck.line_down),
            Act.MENU: self.dialing.menu,
            Act.GREETING: asking.greeting,
            Act.LIVE_DROP: asking.live_drop,
            Act.NOT_PLACED: asking.not_placed,
            Act.NEXT_STEP: self._next_step,
            Act.CHOOSE_NUMBER: asking.number,
            Act.NOTE: asking.note,
            Act.NOTE_PREVIOUS: asking.note_previous,
            Act.SNOOZE: asking.snooze,
            Act.CALLBACK: asking.callback,
            Act.SEND: asking.send,
            Act.RETIRE: asking.retire,
            Act.MEETING_OVER: asking.meeting,
            Act.WHY: self.overlays.why,
            Act.QR: self.overlays.code,
        }

    def _of_the_session(self) -> dict[Act, Callable[[], Work]]:
        desk, queue, lists = self._desk, self.queue, self._lists
        deck = desk.deck
        return {
            Act.MOVE_DOWN: lambda: queue.move(1),
            Act.MOVE_UP: lambda: queue.move(-1),
            Act.BRING_UP: queue.bring_up,
            Act.MARK: queue.mark,
            Act.CLEAR_MARKS: queue.clear_marks,
            Act.JUMP: queue.jump,
            Act.LOOK_BACK: self._look_back,
            Act.LOOK_RETURN: lambda: desk.plain(deck.look_back),
            Act.FIND: lists.find,
            Act.NARROW: lists.narrow,
            Act.TASKS: lists.tasks,
            Act.PLAN_AHEAD: self.plan.open,
            Act.PALETTE: lists.palette,
            Act.SESSIONS: lists.sessions,
            Act.ADD_PERSON: lambda: Adding(desk).begin(),
            Act.UNDO: self._undo,
            Act.REDO: lambda: self._reverse(deck.redo, desk.state.view.redo, "there is nothing to redo"),
            Act.PAUSE: lambda: desk.plain(deck.pause),
            Act.RESUME: lambda: desk.plain(deck.pause),
            Act.HELP: self.overlays.help,
            Act.SCROLL_DOWN: lambda: self.overlays.page(1),
            Act.SCROLL_UP: lambda: self.overlays.page(-1),
            Act.QUIT: self.overlays.quit,
            Act.END_NOW: lambda: desk.surface.leave(0),
            Act.SUSPEND: desk.surface.to_shell,
        }

    async def _next_step(self) -> None:
        items = await self._desk.asked(self._desk.deck.dispositions) or ()
        first = next((item for item in items if item.detail is Detail.CONVERSATION), None)
        if first is not None:
            work = self.asking.dispose(first)
            if work is not None:
                await work

    def _look_back(self) -> Work:
        if not self._desk.state.view.previous:
            return self._desk.flash("there was nobody before this one")
        return self._desk.plain(self._desk.deck.look_back)

    def _undo(self) -> Work:
        """Take back; what is final only for a typed reason (screens: four words for four things)."""
        if self._desk.state.view.undo_wants_reason:
            self.asking.undo_final()
            return None
        return self._reverse(self._desk.deck.undo, self._desk.state.view.undo, "there is nothing to undo")

    def _reverse(self, method: Callable[[], CallScreen], what: str, nothing: str) -> Work:
        return self._desk.plain(method) if what else self._desk.flash(nothing)
