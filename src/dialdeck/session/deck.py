"""The call screen without a screen: which state it is in, whom it shows, and what each key does.

Every action returns the whole `CallScreen` that follows from it; the terminal only paints. It can be driven from a
Python prompt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialdeck.errors import DataError, RefusedError
from dialdeck.model.codes import DialStatus, Outcome
from dialdeck.model.facts import Result
from dialdeck.model.views import CallScreen, Disposition, Mode, QueueRow
from dialdeck.session import dialing, moving, wanting
from dialdeck.session.composing import Composer
from dialdeck.session.serving import Serving

if TYPE_CHECKING:
    from dialdeck.model.codes import Detail
    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import DialRow
    from dialdeck.storage.undo import Undone
    from dialdeck.words.dates import When

QUEUE_ROWS = 60
"""Rows of the queue handed over at once; more come by `more_queue`."""


class Deck:
    """One rep's call session on one window."""

    def __init__(self, desk: Desk) -> None:
        """Stand before the first person; `open` claims them."""
        self._desk = desk
        self._serving = Serving(desk)
        self._composer = Composer(desk, self._serving)
        self._person: int | None = None
        self._dial: int | None = None
        self._mode = Mode.IDLE
        self._shown: dict[Outcome, Decision] = {}
        self._with_words = False
        self._question = ""
        self._session = 0

    def open(self) -> CallScreen:
        """Start the session: first a dial left unfinished, else the head of the queue."""
        self._session = self._desk.store.start_session(self._desk.settings.session.goal)
        unfinished = next(iter(self._desk.store.unfinished_dials()), None)
        if unfinished is not None and self._take(unfinished.person_id):
            self._resume(unfinished)
        else:
            self._next()
        return self._compose()

    def words(self) -> CallScreen:
        """Return the screen with its script; the first call loads the template engine."""
        self._with_words = True
        return self._compose()

    def screen(self, message: str = "") -> CallScreen:
        """Return the screen as the file has it now; an empty screen looks for somebody who became callable."""
        if self._person is None and self._mode is Mode.IDLE:
            self._next()
        return self._compose(message)

    def dial(self) -> CallScreen:
        """Commit that the current person is being dialed. Raises RefusedError when they must not be."""
        person = self._somebody()
        if self._mode is not Mode.IDLE:
            message = "a dial is open already"
            raise RefusedError(message)
        self._dial = dialing.start_dial(self._desk, person)
        self._mode = Mode.DIALING
        self._question = ""
        return self._compose()

    def line_down(self) -> CallScreen:
        """The line is down: the outcome is still wanted, or after a talk its disposition."""
        if self._mode is Mode.TALKING:
            self._mode = Mode.DISPOSITION
        elif self._mode is Mode.DIALING:
            dialing.hang_up(self._desk, self._open_dial())
            self._mode = Mode.OVER
        return self._compose()

    def outcome(self, outcome: Outcome, detail: Detail | None = None, when: str | None = None) -> CallScreen:
        """Record how the dial ended; answered leads to the talk, everything else to the next person."""
        person = self._somebody()
        result = dialing.default_result(outcome, detail, self._instant(when))
        recorded = dialing.record_outcome(self._desk, self._open_dial(), result, words=when)
        message = self._told(outcome, detail, recorded.decision)
        if outcome is Outcome.ANSWERED and recorded.decision.talk:
            self._mode = Mode.TALKING
            return self._compose(message)
        self._after(person, recorded.decision)
        return self._compose(message)

    def not_placed(self) -> CallScreen:
        """No call happened: take the dial out of every count and stay with the person."""
        dialing.void_dial(self._desk, self._open_dial())
        self._dial, self._mode = None, Mode.IDLE
        return self._compose("not placed: nothing was counted")

    def dispositions(self) -> tuple[Disposition, ...]:
        """Return what can have come of the talk, with what each would do."""
        return wanting.dispositions(self._desk, self._facts_before())

    def dispose(self, detail: Detail, when: str | None = None) -> CallScreen:
        """Say what came of the talk, and go on to the next person."""
        person = self._somebody()
        result = Result(Outcome.ANSWERED, detail, self._instant(when))
        recorded = dialing.record_outcome(self._desk, self._open_dial(), result, words=when)
        self._after(person, recorded.decision)
        return self._compose(recorded.decision.warning or "")

    def note(self, text: str) -> CallScreen:
        """Keep a note on the current person."""
        moving.write_note(self._desk, self._somebody(), text, self._dial)
        return self._compose()

    def snooze(self, when: str) -> CallScreen:
        """Let the current person rest until a time, and go on to the next."""
        moving.snooze(self._desk, self._idle_person(), self._when(when))
        self._next()
        return self._compose()

    def callback(self, when: str) -> CallScreen:
        """Promise the current person a call at a time, and go on to the next."""
        moving.agree_callback(self._desk, self._idle_person(), self._when(when))
        self._next()
        return self._compose()

    def retire(self, reason: str) -> CallScreen:
        """Let the current person go, and show the next."""
        moving.retire(self._desk, self._idle_person(), reason)
        self._next()
        return self._compose()

    def echo_when(self, text: str) -> str:
        """Say what a typed date means, in both zones, or why it cannot be read."""
        return wanting.echo(self._desk, self._person, text)

    def undo(self) -> CallScreen:
        """Take back the newest operation of this window; an outcome's dial comes back as `outcome wanted`."""
        return self._reversed(self._desk.store.undo(), "took back")

    def redo(self) -> CallScreen:
        """Do again what was taken back last."""
        return self._reversed(self._desk.store.redo(), "did again")

    def bring_up(self, person_id: int) -> CallScreen:
        """Show this person instead of the current one; the current one goes back to the queue."""
        self._need_idle()
        if person_id != self._person and not self._take(person_id):
            message = "another window has this person open, or something just happened to them"
            raise RefusedError(message)
        return self._compose()

    def more_queue(self, count: int) -> tuple[QueueRow, ...]:
        """Return up to `count` further rows of the queue, below those handed over so far."""
        return self._composer.more_rows(count)

    def why(self) -> tuple[str, ...]:
        """Return why this person is next, and why each key does what it does, a line each."""
        return wanting.reasons(self._desk, self._person, self._shown)

    def tick(self) -> CallScreen | None:
        """Renew the claim and look for changes made elsewhere; the new screen, or None when it is unchanged."""
        self._desk.store.renew()
        changed = self._desk.store.foreign_change()
        if changed:
            self._desk.load.forget()
            self._serving.forget()
        if self._mode is not Mode.IDLE and not changed:
            return None
        return self.screen("changed elsewhere" if changed and self._person is not None else "")

    def idle(self) -> None:
        """Do what can wait until nobody presses a key."""
        self._desk.store.checkpoint()

    def summary(self) -> tuple[str, ...]:
        """Return what was done in this session, a line each."""
        return wanting.summary(self._desk, self._composer.bar(self._session))

    def close(self) -> None:
        """Give the person back and end the session; an open dial stays unfinished and is asked about next time."""
        if self._person is not None:
            self._desk.store.release(self._person)
        self._desk.store.end_session()
        self._desk.store.close()

    # ------------------------------------------------------------------ how the deck moves

    def _compose(self, message: str = "") -> CallScreen:
        screen, self._shown = self._composer.compose(
            self._person, self._dial, self._mode, self._session, with_words=self._with_words, rows=QUEUE_ROWS
        )
        return replace(screen, message=message, question=self._question)

    def _next(self) -> None:
        self._leave()
        self._person = self._serving.next_person()

    def _leave(self) -> None:
        if self._person is not None:
            self._desk.store.release(self._person)
        self._person, self._dial, self._mode, self._question = None, None, Mode.IDLE, ""

    def _take(self, person_id: int) -> bool:
        if not self._desk.store.claim(person_id, self._desk.store.state(person_id).rev):
            return False
        self._leave()
        self._person = person_id
        return True

    def _resume(self, dial: DialRow) -> None:
        self._dial = dial.id
        talked = dial.status == DialStatus.TALKED
        self._mode = Mode.DISPOSITION if talked else Mode.OVER
        self._question = "Disposition wanted" if talked else "Outcome wanted"

    def _after(self, person: int, decision: Decision) -> None:
        """Go on after a dial: to the same person when they are to be dialed again at once, else to the next."""
        self._dial, self._mode, self._question = None, Mode.IDLE, ""
        due = decision.state.due_at
        again = not decision.counts and decision.state.bucket is not None and due is not None
        if again and due is not None and due <= self._desk.clock.now() and self._person == person:
            return
        self._next()

    def _reversed(self, undone: Undone, verb: str) -> CallScreen:
        message = f"{verb}: {wanting.operation_words(self._desk, undone)}"
        if undone.person_id is not None and (undone.person_id == self._person or self._take(undone.person_id)):
            dial = next((one for one in self._desk.store.unfinished_dials() if one.person_id == undone.person_id), None)
            self._dial, self._mode, self._question = None, Mode.IDLE, ""
            if dial is not None:
                self._resume(dial)
        self._desk.load.forget()
        return self._compose(message)

    def _told(self, outcome: Outcome, detail: Detail | None, decision: Decision) -> str:
        if decision.warning:
            return decision.warning
        shown = self._shown.get(outcome)
        if detail is None and shown is not None and wanting.differs(shown, decision):
            return f"changed since it was shown: {decision.why}"
        return ""

    def _facts_before(self) -> PersonFacts:
        dial = self._desk.store.dial(self._open_dial())
        assert dial is not None  # noqa: S101 - the open dial was committed by this deck
        return dialing.facts_before(self._desk, dial)

    def _instant(self, when: str | None) -> int | None:
        if when is None or not when.strip():
            return None
        return moving.instant_of(self._desk, self._desk.facts(self._somebody()), self._when(when))

    def _when(self, text: str) -> When:
        return wanting.when(self._desk, self._somebody(), text)

    def _open_dial(self) -> int:
        if self._dial is None:
            message = "no dial is open"
            raise RefusedError(message)
        return self._dial

    def _somebody(self) -> int:
        if self._person is None:
            message = "nobody is on the screen"
            raise DataError(message)
        return self._person

    def _idle_person(self) -> int:
        self._need_idle()
        return self._somebody()

    def _need_idle(self) -> None:
        if self._mode is not Mode.IDLE:
            message = "a dial is open; say how it ended first"
            raise RefusedError(message)
