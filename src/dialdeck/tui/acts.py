"""What each act does: one call of the session, a move on the screen, or a question that leads to a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dialdeck.model.codes import Detail
from dialdeck.model.views import CallScreen, Mode, PersonView, SessionBar
from dialdeck.tui.asking import Asking
from dialdeck.tui.dispatch import Arrival
from dialdeck.tui.help import help_overlay
from dialdeck.tui.keymap import OUTCOMES, Act
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Overlay
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

PAGE = 30
"""Rows of the queue asked for at once when the cursor comes to the end of those known."""
NEAR_MS = 3 * 60_000
"""`space` asks once when somebody else is promised a call within this time (screens: a promise with a clock time)."""
_LINES = {"down": 1, "j": 1, "up": -1, "k": -1}
_PAGES = {"pagedown": 1, "pageup": -1}
_LEAVES_OVERLAY = frozenset({"escape", "enter", "q", "w", "question_mark"})
_NEEDS_PERSON = frozenset({Act.DIAL, Act.NOTE, Act.CALLBACK, Act.SNOOZE, Act.RETIRE, Act.WHY})
_Promise = tuple[int | None, int | None, str]


class Acts:
    """The acts of one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk
        self._asking = Asking(desk)
        self._warned_for: _Promise | None = None
        self._rung_for: _Promise | None = None
        deck, asking = desk.deck, self._asking
        self._deeds: dict[Act, Callable[[], Work]] = {
            Act.DIAL: self._dial,
            Act.LINE_OVER: lambda: self._plain(deck.line_down),
            Act.END_TALK: lambda: self._plain(deck.line_down),
            Act.GREETING: asking.greeting,
            Act.LIVE_DROP: asking.live_drop,
            Act.NOT_PLACED: asking.not_placed,
            Act.NEXT_STEP: self._next_step,
            Act.MOVE_DOWN: lambda: self._move(1),
            Act.MOVE_UP: lambda: self._move(-1),
            Act.BRING_UP: self._bring_up,
            Act.NOTE: asking.note,
            Act.SNOOZE: asking.snooze,
            Act.CALLBACK: asking.callback,
            Act.RETIRE: asking.retire,
            Act.UNDO: lambda: self._reverse(deck.undo, desk.state.view.undo, "there is nothing to undo"),
            Act.REDO: lambda: self._reverse(deck.redo, desk.state.view.redo, "there is nothing to redo"),
            Act.WHY: self._why,
            Act.HELP: self._help,
            Act.SCROLL_DOWN: lambda: self._page(1),
            Act.SCROLL_UP: lambda: self._page(-1),
            Act.QUIT: self._quit,
            Act.END_NOW: lambda: desk.surface.leave(0),
            Act.SUSPEND: desk.surface.to_shell,
        }

    def do(self, act: Act) -> Work:
        """Carry out an act; what it returns is to be waited for before the next key."""
        if act in OUTCOMES:
            outcome, detail = OUTCOMES[act]
            return self._plain(lambda: self._desk.deck.outcome(outcome, detail))
        if act in _NEEDS_PERSON and self._desk.state.view.person is None:
            return self._desk.flash("nobody is up")
        return self._deeds[act]()

    def in_overlay(self, arrival: Arrival) -> bool:
        """Take a key while lines are laid over the panels; False lets it mean what it always means."""
        state = self._desk.state
        if state.overlay is None or arrival.burst:
            return False
        if state.overlay.quits and arrival.key == "enter":
            self._desk.surface.leave(0)
            return True
        if arrival.key in _LEAVES_OVERLAY:
            state.overlay, state.scroll = None, 0
            self._desk.surface.paint()
            return True
        if arrival.key in _LINES:
            self._scroll(_LINES[arrival.key])
            return True
        if arrival.key in _PAGES:
            self._page(_PAGES[arrival.key])
            return True
        return False

    def choose(self, arrival: Arrival, *, held: bool) -> tuple[bool, Work]:
        """Take a key for the open list; the first value says whether the list knew it."""
        state = self._desk.state
        options = state.choice.options if state.choice is not None else self._asking.dispositions(state.dispositions)
        chosen = next((option for option in options if option.key == arrival.character), None)
        if chosen is not None:
            refusal = self._desk.guards.refusal(arrival, Act.NEXT_STEP, held=held)
            if refusal:
                return True, self._desk.flash(refusal)
            state.choice = state.overlay = None
            self._desk.surface.paint()
            return True, chosen.act()
        if arrival.key == "escape" and state.choice is not None:
            state.choice = None
            self._desk.surface.paint()
            return True, None
        return False, None

    def watch_promise(self) -> None:
        """Say once, in one line, that a promised time has come."""
        bar = self._desk.state.view.bar
        due = bar.promise_at
        if due is not None and due <= self._desk.clock.now() and self._rung_for != _promise(bar):
            self._rung_for = _promise(bar)
            self._desk.say(f"now: {bar.promise_name} was promised a call at this time", Tone.WARN)

    def _dial(self) -> Work:
        bar, person = self._desk.state.view.bar, self._desk.state.view.person
        due = bar.promise_at
        if due is not None and person is not None and not _is_to(bar, person) and self._warned_for != _promise(bar):
            left = due - self._desk.clock.now()
            if 0 < left <= NEAR_MS:
                self._warned_for = _promise(bar)
                return self._desk.say(
                    f"{bar.promise_name} is promised a call in {left // 60_000 + 1} min; space again dials anyway",
                    Tone.WARN,
                )
        return self._plain(self._desk.deck.dial)

    def _next_step(self) -> Work:
        async def ask() -> None:
            items = await self._desk.asked(self._desk.deck.dispositions) or ()
            first = next((item for item in items if item.detail is Detail.CONVERSATION), None)
            if first is not None:
                work = self._asking.dispose(first)
                if work is not None:
                    await work

        return ask()

    def _move(self, step: int) -> Work:
        state = self._desk.state
        index = state.cursor_index() + step
        if index >= len(state.rows):
            return self._look_further()
        if index < 0 or not state.rows:
            return self._desk.flash("this is the end of the queue")
        state.cursor = state.rows[index].person_id
        self._desk.surface.paint()
        return None

    async def _look_further(self) -> None:
        state = self._desk.state
        known = {row.person_id for row in state.rows}
        found = await self._desk.asked(self._desk.deck.more_queue, PAGE) or ()
        fresh = [row for row in found if row.person_id not in known]
        if not fresh:
            self._desk.flash("this is the end of the queue")
            return
        state.rows = [*state.rows, *fresh]
        state.cursor = fresh[0].person_id
        self._desk.surface.paint()

    def _bring_up(self) -> Work:
        state = self._desk.state
        person = state.view.person
        cursor = state.cursor
        if cursor is None or (person is not None and person.person_id == cursor):
            return self._desk.flash("this person is up already: j and k move in the queue")
        return self._plain(lambda: self._desk.deck.bring_up(cursor))

    def _reverse(self, method: Callable[[], CallScreen], what: str, nothing: str) -> Work:
        return self._plain(method) if what else self._desk.flash(nothing)

    async def _why(self) -> None:
        lines = await self._desk.asked(self._desk.deck.why)
        if lines is not None:
            self._lay_over(Overlay("Why", tuple(("", line) for line in lines)))

    def _help(self) -> None:
        state = self._desk.state
        shown = state.dispositions if state.view.mode is Mode.DISPOSITION else ()
        self._lay_over(help_overlay(state.view.mode, shown))

    async def _quit(self) -> None:
        lines = await self._desk.asked(self._desk.deck.summary)
        self._lay_over(Overlay("This session", tuple(("", line) for line in lines or ()), quits=True))

    def _lay_over(self, overlay: Overlay) -> None:
        self._desk.state.overlay, self._desk.state.scroll = overlay, 0
        self._desk.surface.paint()

    def _page(self, pages: int) -> Work:
        return self._scroll(pages * self._desk.state.leap)

    def _scroll(self, by: int) -> Work:
        state = self._desk.state
        before = min(state.scroll, state.deepest)
        state.scroll = max(0, min(before + by, state.deepest))
        if state.scroll == before:
            return self._desk.flash("this is all there is" if by > 0 else "this is the beginning")
        self._desk.surface.paint()
        return None

    async def _plain(self, method: Callable[[], CallScreen]) -> None:
        await self._desk.call(method)


def _promise(bar: SessionBar) -> _Promise:
    """What tells the nearest promise from every other one; a promise that was moved is another one."""
    return bar.promise_id, bar.promise_at, bar.promise_name


def _is_to(bar: SessionBar, person: PersonView) -> bool:
    if bar.promise_person_id is not None:
        return bar.promise_person_id == person.person_id
    return bar.promise_name == person.name
