"""What the keys of the deck share: who sits before the caller, who is looked at, how one leads to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.model.replacing import replace
from dialdeck.model.views import CallScreen, Mode
from dialdeck.session import moving, typed_dates
from dialdeck.session.composing import NOTHING, Composer, Sight
from dialdeck.session.explaining import told
from dialdeck.session.seat import Seat
from dialdeck.session.serving import Serving

if TYPE_CHECKING:
    from dialdeck.model.codes import Detail, Outcome
    from dialdeck.model.facts import Decision
    from dialdeck.session.desk import Desk
    from dialdeck.words.dates import When


class Table:
    """The state of one call session; every use case of the screen is a method of a class built upon it."""

    def __init__(self, desk: Desk) -> None:
        """Stand before the first person; nobody is claimed yet."""
        self._desk = desk
        self._serving = Serving(desk)
        self._composer = Composer(desk, self._serving)
        self._seat = Seat(desk, self._serving)
        self._shown = NOTHING
        self._with_words = False
        self._session = 0
        self._looking: int | None = None
        self._paused_at: int | None = None
        self._paused_ms = 0
        self._offered: dict[Detail, Decision] = {}
        self._stayed: tuple[int, int, Decision] | None = None
        """Person, dial and decision of an outcome that stayed: a note still belongs to that dial."""

    def screen(self, message: str = "") -> CallScreen:
        """Return the screen as the file has it now; an empty screen looks for somebody who became callable."""
        if self._seat.person is None and self._seat.mode is Mode.IDLE and self._paused_at is None:
            self._begin()
            self._seat.next()
        return self._compose(message)

    def _begin(self) -> None:
        """Begin the session where it has not begun: with the first people on file."""
        if not self._session and self._desk.store.has_people():
            self._session = self._desk.store.start_session(self._desk.settings.session.goal)

    def _filled(self, message: str = "") -> CallScreen:
        """Return the screen after something that is saved already; that nobody could be brought up is a line on it."""
        try:
            return self.screen(message)
        except DialdeckError as error:
            return self._compose(f"saved; but nobody new could be brought up: {error}")

    # ------------------------------------------------------------------ whom a key is about

    def _seen(self) -> int | None:
        """Return who is on the screen."""
        return self._seat.person if self._looking is None else self._looking

    def _subject(self) -> int:
        """Return whom notes and moves concern: the one looked at, else the one before the caller."""
        return self._seat.somebody() if self._looking is None else self._looking

    def _idle_subject(self) -> int:
        """Return the same while no dial is at hand; raises as `Seat.idle_person` does."""
        self._seat.need_idle()
        return self._subject()

    def _previous(self) -> int:
        """Return the person before this one; raise RefusedError when there is none."""
        previous = self._seat.previous
        if previous is None or self._desk.store.uid_of(previous) is None:
            message = "there is nobody before this person in this session"
            raise RefusedError(message)
        return previous

    def _look_at(self, person_id: int, message: str = "") -> CallScreen:
        self._seat.need_idle()
        self._looking = None if person_id == self._seat.person else person_id
        return self._compose(message)

    # ------------------------------------------------------------------ how the deck moves

    def _compose(self, message: str = "") -> CallScreen:
        seat = self._seat
        paused = self._paused_ms + (0 if self._paused_at is None else self._desk.clock.now() - self._paused_at)
        sight = Sight(seat.person, seat.dial, seat.mode, self._session, self._with_words, paused)
        if self._looking is not None:
            sight = sight._replace(person_id=self._looking, dial_id=None, mode=Mode.LOOKING)
        elif self._paused_at is not None:
            sight = sight._replace(mode=Mode.PAUSED)
        screen, self._shown = self._composer.compose(sight)
        previous = seat.previous if seat.previous != sight.person_id else None
        name = self._desk.store.person(previous) if previous is not None else None
        before, question = name.name if name is not None else "", seat.question or screen.question
        return replace(screen, message=message, question=question, previous=before)

    def _onward(self, message: str = "") -> CallScreen:
        """Show the next person; the current one went elsewhere in the queue. One who was only looked at is left."""
        self._composer.board.forget()
        self._composer.ahead.forget()
        if self._looking is not None:
            self._looking = None
            return self._filled(message)
        return self._compose(self._next() or message)

    def _next(self) -> str:
        """Bring up the next person; return the line that says why nobody could be: what was done before is saved."""
        self._stayed = None
        try:
            self._seat.next()
        except DialdeckError as error:
            return f"saved; but nobody new could be brought up: {error}"
        return ""

    def _after(self, decision: Decision, message: str) -> CallScreen:
        """Go on after a dial: to the same person when they are to be dialed again at once, else to the next."""
        self._composer.board.moved(self._seat.somebody())
        if decision.blocks:
            self._composer.ahead.forget()  # somebody else may bear the number that was just blocked
        self._seat.done()
        due = decision.state.due_at
        if decision.counts or decision.state.bucket is None or due is None or due > self._desk.clock.now():
            message = self._next() or message
        return self._compose(message)

    def _told(self, outcome: Outcome, detail: Detail | None, decision: Decision) -> str:
        shown = self._shown.outcomes.get(outcome) if detail is None else self._shown.details.get(detail)
        return told(shown, decision)

    def _instant(self, when: str | None, detail: Detail | None) -> int | None:
        if when is None or not when.strip():
            return None
        return moving.instant_of(self._desk, self._desk.facts(self._seat.somebody()), self._when(when), detail)

    def _when(self, text: str) -> When:
        return typed_dates.when(self._desk, self._subject(), text)
