"""Dialing: asking once when a promise is near, handing the number over beside the keys, and the way through a menu."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode, OpenDial, PersonView, SessionBar
from dialdeck.tui.clean import clean
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import MENU, Field, Kind
from dialdeck.tui.state import Tone, person_of

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

NEAR_MS = 3 * 60_000
"""`space` asks once when somebody else is promised a call within this time (screens: a promise with a clock time)."""
_Promise = tuple[int | None, int | None, str]


class DialActs:
    """The acts around a dial on one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk
        self._warned_for: _Promise | None = None
        self._rung_for: _Promise | None = None

    def dial(self) -> Work:
        """Dial, unless somebody else is promised a call in a moment and that was not said yet."""
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
        return self._dial()

    def watch_promise(self) -> None:
        """Say once, in one line, that a promised time has come."""
        bar = self._desk.state.view.bar
        due = bar.promise_at
        if due is not None and due <= self._desk.clock.now() and self._rung_for != _promise(bar):
            self._rung_for = _promise(bar)
            if bar.promise_person_id == person_of(self._desk.state.view):
                return  # they are on the screen already
            self._desk.say(f"now: {bar.promise_name} was promised a call at this time", Tone.WARN)

    async def menu(self) -> None:
        """Record that a menu answered, and ask for the way through it unless it is known."""
        desk, deck = self._desk, self._desk.deck
        if self._way_is_known():
            await desk.call(deck.outcome, Outcome.SILENT_HANGUP, Detail.MENU)
            return
        if not await desk.call(deck.outcome, Outcome.SILENT_HANGUP, Detail.MENU, stay=True):
            desk.refuse_waiting()
            return

        async def save(text: str) -> bool:
            if not await desk.call(deck.menu_way, text):
                return False
            desk.state.recorded = ""
            return True

        desk.state.recorded = MENU
        desk.state.field = Field(
            Kind.ENTRY,
            "The way through the menu, such as 4 then 2 (enter alone: none)",
            save,
            "",
            keys="enter keeps it · esc: none",
            leave=lambda: save(""),
        )
        desk.surface.paint()

    def _way_is_known(self) -> bool:
        person = self._desk.state.view.person
        numbers = person.numbers if person is not None else ()
        return any(number.current and number.menu for number in numbers)

    async def _dial(self) -> None:
        desk = self._desk
        if not await desk.call(desk.deck.dial):
            return
        dial = desk.state.view.dial
        if dial is None or desk.state.view.mode is not Mode.DIALING:
            return
        if dial.e164:
            desk.aside(self._hand_over(dial))
        desk.aside(self._ahead())

    async def _ahead(self) -> None:
        with contextlib.suppress(DialdeckError):  # what cannot be prepared now is made when it is needed
            coming = await self._desk.ask(self._desk.deck.ahead)
            if coming is not None:
                self._desk.surface.prepare(coming)

    async def _hand_over(self, dial: OpenDial) -> None:
        """Hand the number over on a thread of its own; what became of it is said while its dial is on the screen."""
        desk = self._desk
        try:
            handed = await desk.beside(desk.deck.hand_over, dial.e164)
            words, failed, copied = handed.words, handed.failed, handed.clipboard
        except DialdeckError as error:
            words, failed, copied = str(error), True, ""
        except Exception as error:  # noqa: BLE001 - a dialer is foreign code: it must not take the dial with it
            told = f"the number was not handed over ({type(error).__name__}): dial it by hand"
            words, failed, copied = told, True, ""
        now = desk.state.view.dial
        if now is None or now.dial_id != dial.dial_id:
            return
        if copied:
            desk.surface.copy(copied)
        if words:
            desk.say(clean(words), Tone.FAILED if failed else Tone.NOTICE)


def _promise(bar: SessionBar) -> _Promise:
    """What tells the nearest promise from every other one; a promise that was moved is another one."""
    return bar.promise_id, bar.promise_at, bar.promise_name


def _is_to(bar: SessionBar, person: PersonView) -> bool:
    return bar.promise_person_id == person.person_id
