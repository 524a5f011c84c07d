"""The call screen without a screen: which state it is in, whom it shows, and what each key does.

Every action returns the whole `CallScreen` that follows from it; the terminal only paints. It can be driven from a
Python prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.method.decide import dispositions as decided_dispositions
from dialdeck.model.codes import Outcome
from dialdeck.model.facts import Result
from dialdeck.model.replacing import replace
from dialdeck.model.views import CallScreen, Disposition, Mode, QueueRow
from dialdeck.session import dialing, moving, wanting
from dialdeck.session.composing import Composer
from dialdeck.session.past import facts_before
from dialdeck.session.seat import Seat
from dialdeck.session.serving import Serving

if TYPE_CHECKING:
    from dialdeck.model.codes import Detail
    from dialdeck.model.facts import Decision
    from dialdeck.session.desk import Desk
    from dialdeck.storage.undo import Undone
    from dialdeck.words.dates import When


class Deck:
    """One rep's call session on one window."""

    def __init__(self, desk: Desk) -> None:
        """Stand before the first person; `open` claims them."""
        self._desk = desk
        self._serving = Serving(desk)
        self._composer = Composer(desk, self._serving)
        self._seat = Seat(desk, self._serving)
        self._shown: dict[Outcome, Decision] = {}
        self._with_words = False
        self._session = 0
        self._offered: dict[Detail, Decision] = {}
        self._stayed: tuple[int, int, Decision] | None = None
        """Person, dial and decision of an outcome that stayed: a note still belongs to that dial."""

    def open(self) -> CallScreen:
        """Start the session: first a dial left unfinished, else the head of the queue."""
        self._desk.store.foreign_change()  # what is there now is not news
        self._session = self._desk.store.start_session(self._desk.settings.session.goal)
        self._seat.open()
        return self._compose()

    def words(self) -> CallScreen:
        """Return the screen with its script; the first call loads the template engine."""
        self._with_words = True
        return self._compose()

    def screen(self, message: str = "") -> CallScreen:
        """Return the screen as the file has it now; an empty screen looks for somebody who became callable."""
        if self._seat.person is None and self._seat.mode is Mode.IDLE:
            self._seat.next()
        return self._compose(message)

    def dial(self) -> CallScreen:
        """Commit that the current person is being dialed. Raises RefusedError when they must not be."""
        self._seat.started(dialing.start_dial(self._desk, self._seat.idle_person()))
        self._composer.board.top_up()
        self._stayed = None
        return self._compose()

    def line_down(self) -> CallScreen:
        """The line is down: the outcome is still wanted, or after a talk its disposition."""
        if self._seat.mode is Mode.TALKING:
            self._seat.mode = Mode.DISPOSITION
        elif self._seat.mode is Mode.DIALING:
            dialing.hang_up(self._desk, self._seat.open_dial())
            self._seat.mode = Mode.OVER
        return self._compose()

    def outcome(
        self, outcome: Outcome, detail: Detail | None = None, when: str | None = None, *, stay: bool = False
    ) -> CallScreen:
        """Record how the dial ended; answered leads to the talk, everything else to the next person.

        With `stay` the person stays on the screen until `go_on`: a note about this dial is still being typed.
        """
        dial_id = self._seat.open_dial()
        result = dialing.default_result(outcome, detail, self._instant(when, detail))
        recorded = dialing.record_outcome(self._desk, dial_id, result, words=when)
        message = self._told(outcome, detail, recorded.decision)
        if outcome is Outcome.ANSWERED and recorded.decision.talk:
            self._seat.mode = Mode.TALKING
            return self._compose(message)
        if stay:
            self._composer.board.moved(self._seat.somebody())
            self._seat.done()
            self._stayed = (self._seat.somebody(), dial_id, recorded.decision)
            return self._compose(message)
        return self._after(recorded.decision, message)

    def go_on(self) -> CallScreen:
        """Show the next person after an outcome that stayed."""
        stayed = self._stayed
        if stayed is not None and stayed[0] == self._seat.person:
            self._stayed = None
            return self._after(stayed[2], "")
        return self._onward()

    def not_placed(self) -> CallScreen:
        """No call happened: take the dial out of every count and stay with the person."""
        dialing.void_dial(self._desk, self._seat.open_dial())
        self._seat.done()
        return self._compose("not placed: nothing was counted")

    def dispositions(self) -> tuple[Disposition, ...]:
        """Return what can have come of the talk, with what each would do."""
        dial = self._desk.store.dial(self._seat.open_dial())
        if dial is None:
            return ()
        facts = facts_before(self._desk, dial)
        self._offered = decided_dispositions(self._desk.context, facts, dial.started_at)
        return wanting.dispositions(self._desk, facts, self._offered)

    def dispose(self, detail: Detail, when: str | None = None) -> CallScreen:
        """Say what came of the talk, and go on to the next person."""
        result = Result(Outcome.ANSWERED, detail, self._instant(when, detail))
        recorded = dialing.record_outcome(self._desk, self._seat.open_dial(), result, words=when)
        shown = self._offered.get(detail) if when is None else None
        return self._after(recorded.decision, _told(shown, recorded.decision))

    def note(self, text: str) -> CallScreen:
        """Keep a note on the current person."""
        person, stayed = self._seat.somebody(), self._stayed
        dial_id = stayed[1] if stayed is not None and stayed[0] == person else None
        moving.write_note(self._desk, person, text, self._seat.dial or dial_id)
        return self._compose()

    def snooze(self, when: str) -> CallScreen:
        """Let the current person rest until a time, and go on to the next."""
        moving.snooze(self._desk, self._seat.idle_person(), self._when(when))
        return self._onward()

    def callback(self, when: str) -> CallScreen:
        """Promise the current person a call at a time, and go on to the next."""
        moving.agree_callback(self._desk, self._seat.idle_person(), self._when(when))
        return self._onward()

    def retire(self, reason: str) -> CallScreen:
        """Let the current person go, and show the next."""
        moving.retire(self._desk, self._seat.idle_person(), reason)
        return self._onward()

    def echo_when(self, text: str) -> str:
        """Say what a typed date means, in both zones, or why it cannot be read."""
        return wanting.echo(self._desk, self._seat.person, text)

    def undo(self) -> CallScreen:
        """Take back the newest operation of this window; an outcome's dial comes back as `outcome wanted`."""
        words = self._check_line(self._desk.store.next_undo())
        return self._reversed(self._desk.store.undo(), f"took back: {words}")

    def redo(self) -> CallScreen:
        """Do again what was taken back last."""
        self._check_line(self._desk.store.next_redo())
        redone = self._desk.store.redo()
        return self._reversed(redone, f"did again: {wanting.operation_words(self._desk, redone)}")

    def bring_up(self, person_id: int) -> CallScreen:
        """Show this person instead of the current one; the current one goes back to the queue."""
        self._seat.need_idle()
        if person_id != self._seat.person and not self._seat.take(person_id):
            message = "another window has this person open, or something just happened to them"
            raise RefusedError(message)
        return self._compose()

    def more_queue(self, count: int) -> tuple[QueueRow, ...]:
        """Return up to `count` further rows of the queue, below those handed over so far."""
        return self._composer.board.more(count)

    def why(self) -> tuple[str, ...]:
        """Return why this person is next, and why each key does what it does, a line each."""
        return wanting.reasons(self._desk, self._seat.person, self._shown)

    def tick(self) -> CallScreen | None:
        """Renew the claim and look for changes made elsewhere; the new screen, or None when it is unchanged."""
        self._desk.store.renew()
        changed = self._desk.store.foreign_change()
        if changed:
            self._desk.load.forget()
            self._desk.holidays_changed()
            self._serving.forget()
            self._seat.look_again()
        self._composer.board.forget()
        if self._seat.mode is not Mode.IDLE and not changed:
            return None
        return self.screen("changed elsewhere" if changed and self._seat.person is not None else "")

    def idle(self) -> None:
        """Do what can wait until nobody presses a key."""
        self._desk.store.checkpoint()

    def summary(self) -> tuple[str, ...]:
        """Return what was done in this session, a line each."""
        return wanting.summary(self._desk, self._composer.bar(self._session))

    def close(self) -> None:
        """Give the person back and end the session; an open dial stays unfinished and is asked about next time."""
        try:
            if self._seat.person is not None:
                self._desk.store.release(self._seat.person)
            self._desk.store.end_session()
        finally:
            self._desk.store.close()

    # ------------------------------------------------------------------ how the deck moves

    def _compose(self, message: str = "") -> CallScreen:
        seat = self._seat
        screen, self._shown = self._composer.compose(
            seat.person, seat.dial, seat.mode, self._session, with_words=self._with_words
        )
        return replace(screen, message=message, question=self._seat.question)

    def _onward(self) -> CallScreen:
        """Show the next person; the current one went elsewhere in the queue."""
        self._composer.board.forget()
        return self._compose(self._next())

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
        self._seat.done()
        due = decision.state.due_at
        if decision.counts or decision.state.bucket is None or due is None or due > self._desk.clock.now():
            message = self._next() or message
        return self._compose(message)

    def _check_line(self, operation: Undone | None) -> str:
        """Return what an operation was, in words, before it is turned round.

        Raises RefusedError when that would leave a line that is open with somebody else.
        """
        live = self._seat.mode in (Mode.DIALING, Mode.TALKING)
        if live and operation is not None and operation.person_id != self._seat.person:
            message = "a dial is open; say how it ended first"
            raise RefusedError(message)
        return wanting.operation_title(self._desk, operation)

    def _reversed(self, undone: Undone, message: str) -> CallScreen:
        self._stayed = None
        self._desk.load.forget()
        self._serving.forget()
        self._composer.board.forget()
        person = undone.person_id
        try:
            self._seat.look_again()
            if person is not None and person != self._seat.person and self._desk.store.uid_of(person) is not None:
                self._seat.take(person)
        except DialdeckError as error:
            return self._compose(f"{message}; but they could not be brought up: {error}")
        return self.screen(message)

    def _told(self, outcome: Outcome, detail: Detail | None, decision: Decision) -> str:
        return _told(self._shown.get(outcome) if detail is None else None, decision)

    def _instant(self, when: str | None, detail: Detail | None) -> int | None:
        if when is None or not when.strip():
            return None
        return moving.instant_of(self._desk, self._desk.facts(self._seat.somebody()), self._when(when), detail)

    def _when(self, text: str) -> When:
        return wanting.when(self._desk, self._seat.somebody(), text)


def _told(shown: Decision | None, decision: Decision) -> str:
    """Return the line for a decision that warns, or that differs from the one that was shown."""
    if decision.warning:
        return decision.warning
    if shown is not None and wanting.differs(shown, decision):
        return f"changed since it was shown: {decision.why}"
    return ""
