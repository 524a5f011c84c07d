"""The keys of a dial: start it, say how it ended, what came of a talk, and what the greeting or a menu told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Outcome
from dialdeck.model.facts import Result
from dialdeck.model.views import CallScreen, Coming, Disposition, Mode
from dialdeck.session import dialing, naming, numbers, offering, typed_dates
from dialdeck.session.explaining import told
from dialdeck.session.past import facts_before
from dialdeck.session.table import Table

if TYPE_CHECKING:
    from dialdeck.model.codes import Detail

MUCH = 512 * 1024
"""Bytes of write-ahead log that are moved into the file while it rings: a key would wait for a full one."""


class DialKeys(Table):
    """The part of the deck that places dials and records them."""

    def dial(self) -> CallScreen:
        """Commit that the current person is being dialed. Raises RefusedError when they must not be."""
        if self._looking is not None:
            message = "this is only a look: enter brings them up, b returns"
            raise RefusedError(message)
        if self._paused_at is not None:
            message = "the session stands still: p goes on"
            raise RefusedError(message)
        self._seat.started(dialing.start_dial(self._desk, self._seat.idle_person()))
        self._stayed = None
        return self._compose()

    def ahead(self) -> Coming | None:
        """Prepare what the key that ends the dial will show, while the telephone rings; return who that will be."""
        if self._seat.mode is not Mode.DIALING:
            return None
        self._composer.board.top_up()
        self._desk.store.checkpoint(MUCH)
        return self._composer.ahead.prepare(self._seat.somebody())

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
        if stayed is None or stayed[0] != self._seat.person:
            return self._onward()
        self._stayed = None
        return self._after(stayed[2], "")

    def not_placed(self) -> CallScreen:
        """No call happened: take the dial out of every count and stay with the person."""
        dialing.void_dial(self._desk, self._seat.open_dial())
        self._composer.ahead.forget()
        self._seat.done()
        return self._compose("not placed: nothing was counted")

    def greeting_number(self, text: str) -> CallScreen:
        """Record a silent hang-up whose greeting named another number; it is kept, and dialed next time.

        Raises DataError when the text is not exactly one number: nothing is recorded then.
        """
        person, dial_id = self._seat.somebody(), self._seat.open_dial()
        heard = numbers.read_number(self._desk, person, text)
        result = dialing.default_result(Outcome.SILENT_HANGUP, None, None)
        recorded = dialing.record_outcome(self._desk, dial_id, result, heard=heard)
        return self._after(recorded.decision, numbers.heard_words(self._desk, person, heard))

    def menu_way(self, text: str) -> CallScreen:
        """Keep the way through the phone menu of the dial that stayed, and show the next person."""
        if self._stayed is not None and text.strip():
            numbers.keep_way(self._desk, self._stayed[1], text)
        return self.go_on()

    def choose_number(self, number_id: int) -> CallScreen:
        """Dial this number of the current person next. Raises RefusedError for one that may not be dialed."""
        numbers.choose(self._desk, self._seat.idle_person(), number_id)
        return self._compose()

    def dispositions(self) -> tuple[Disposition, ...]:
        """Return what can have come of the talk, with what each would do."""
        dial = dialing.placed_dial(self._desk, self._seat.open_dial())
        facts = facts_before(self._desk, dial)
        self._offered = offering.decided(self._desk, facts, dial.started_at)
        return offering.dispositions(self._desk, facts, self._offered)

    def echo_result(self, detail: Detail, text: str) -> str:
        """Say what a date typed for a result of the dial at hand would do, or why it cannot be used."""
        dial_id = self._seat.dial
        if dial_id is None or not text.strip():
            return ""
        return typed_dates.echo_result(self._desk, dial_id, detail, text)

    def dispose(self, detail: Detail, when: str | None = None) -> CallScreen:
        """Say what came of the talk, and go on to the next person."""
        result = Result(offering.outcome_of(detail), detail, self._instant(when, detail))
        recorded = dialing.record_outcome(self._desk, self._seat.open_dial(), result, words=when)
        shown = self._offered.get(detail) if when is None else None
        words = told(shown, recorded.decision) or recorded.decision.why
        return self._after(recorded.decision, f"{naming.name_of(self._desk, self._seat.somebody())}: {words}")
