"""A deck in memory that moves as the real one does: five people, one mode, and a list of what was asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import CallScreen, Disposition, Mode, Offer, QueueRow
from dialdeck.storage.connection import translated
from dialdeck.storage.driver import sqlite3
from tests.tui.fake_lists import FakeLists
from tests.tui.fake_views import PEOPLE


def disk_full(*, writing: bool) -> DialdeckError:
    """Return what the store raises when the disk is full while it writes or reads."""
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    error = translated(cause, Path("list.db"), writing=writing)
    assert error is not None
    return error


class FakeDeck(FakeLists):
    """Meets the Deck protocol; `calls` lists what was asked, `fail` and `block` act on the next call of a method.

    What fails because of the file is to be made by `disk_full`, so that it says what the real store would say.
    """

    def open(self) -> CallScreen:
        """Show the first person."""
        return self._asked("open")

    def words(self) -> CallScreen:
        """Render the script."""
        self.with_words = True
        return self._asked("words")

    def screen(self) -> CallScreen:
        """Show the same again."""
        return self._asked("screen")

    def dial(self) -> CallScreen:
        """Start a dial."""
        self._log("dial")
        if self.mode is not Mode.IDLE:
            raise RefusedError("a dial is open already")
        self.mode, self.started, self.talked = Mode.DIALING, self.clock.now(), None
        self.dial_id += 1
        self.dials += 1
        return self._view()

    def line_down(self) -> CallScreen:
        """The line is down."""
        self._log("line_down")
        self.mode = Mode.DISPOSITION if self.mode is Mode.TALKING else Mode.OVER
        return self._view()

    def outcome(
        self, outcome: Outcome, detail: Detail | None = None, when: str | None = None, *, stay: bool = False
    ) -> CallScreen:
        """Record an outcome."""
        self._log("outcome", outcome, detail, when, *(("stay",) if stay else ()))
        if self.mode is Mode.IDLE:
            raise RefusedError("no dial is open")
        self.outcomes.append((self.at, outcome, detail))
        if outcome is Outcome.ANSWERED:
            self.mode, self.talked = Mode.TALKING, self.clock.now()
            return self._view()
        if stay:
            self.staying, self.mode = outcome.value, Mode.IDLE
            return self._view()
        return self._next(outcome.value)

    def go_on(self) -> CallScreen:
        """Show the next person."""
        self._log("go_on")
        if not self.staying:
            raise RefusedError("nothing was recorded")
        what, self.staying = self.staying, ""
        return self._next(what)

    def not_placed(self) -> CallScreen:
        """Void the dial."""
        self._log("not_placed")
        self.mode = Mode.IDLE
        return self._view()

    def dispositions(self) -> tuple[Disposition, ...]:
        """Offer the list."""
        self._log("dispositions")
        return (
            Disposition("1", Detail.CONVERSATION, "next step", "follow-up, step 1", True, "Thu 12 Mar, midday"),
            Disposition("2", Detail.MEETING, "meeting", "stage meeting until then", True, ""),
            Disposition("3", Detail.CALLBACK, "call back at", "a promise", True, "Wed 11 Mar, late afternoon"),
            Disposition("4", Detail.GATEKEEPER, "gatekeeper", "attempt 6, silent", True, "Thu 12 Mar, midday"),
            Disposition("5", Detail.NO_TALK, "no talk", "attempt 6, silent", True, "Thu 12 Mar, midday"),
            Disposition("6", Detail.NOT_INTERESTED, "not interested", "rests", True, "Mon 8 Jun"),
            Disposition("7", Detail.NOT_A_FIT, "not a fit", "retired", False, ""),
            Disposition("8", Detail.WRONG_PERSON, "wrong person", "retired", False, ""),
            Disposition("8", Detail.LEFT_COMPANY, "has left the company", "retired", False, ""),
            Disposition("9", Detail.DROPPED, "line dropped", "redial at once", False, ""),
            Disposition("0", Detail.DO_NOT_CALL, "do not call", "final", False, ""),
            Disposition("w", Detail.WRONG_NUMBER, "wrong number", "the next number at once", False, ""),
            Disposition("t", Detail.MESSAGE_TAKEN, "they took a message", "attempt 6, silent", False, ""),
            Disposition("m", Detail.VIA_GATEKEEPER, "left it with somebody", "attempt 6, silent", False, ""),
        )

    def dispose(self, detail: Detail, when: str | None = None) -> CallScreen:
        """Record what came of the talk."""
        self._log("dispose", detail, when)
        return self._next(detail.value)

    def note(self, text: str) -> CallScreen:
        """Keep a note."""
        self._log("note", text)
        self.notes.append((self.at, text))
        return self._view()

    def snooze(self, when: str) -> CallScreen:
        """Snooze."""
        self._log("snooze", when)
        return self._next("snooze")

    def callback(self, when: str) -> CallScreen:
        """Promise."""
        self._log("callback", when)
        return self._next("callback")

    def retire(self, reason: str) -> CallScreen:
        """Retire."""
        self._log("retire", reason)
        return self._next("retire")

    def send(self, text: str, when: str) -> CallScreen:
        """Note what is to be sent."""
        self._log("send", text, when)
        return self.screen()

    def echo_day(self, text: str) -> str:
        """Echo a day."""
        return f"{text}: Fri 13 Mar 2026"

    def wrong_number(self, text: str) -> str:
        """Refuse what has no figures enough."""
        return "" if len(text) > 6 else f"phone {text!r} is too short"

    def echo_when(self, text: str) -> str:
        """Echo a date."""
        self._log("echo_when", text)
        return f"{text}: Wed 11 Mar 15:00 in Chicago · 16:00 here"

    def echo_result(self, detail: Detail, text: str) -> str:
        """Say what a date would do."""
        self._log("echo_result", detail, text)
        if detail is not Detail.AWAY_UNTIL:
            return f"{text}: Wed 11 Mar 15:00 in Chicago · 16:00 here"
        return f"away until {text}: rests until Mon 16 Mar, mid-morning · attempt 5, silent"

    def snooze_offers(self, person_ids: Sequence[int] = ()) -> tuple[Offer, ...]:
        """Offer the usual dates."""
        self._log("snooze_offers", *filter(None, (tuple(person_ids),)))
        return (
            Offer("2026-03-10T12:05:00-05:00", "later today", "Tue 10 Mar 12:05 Chicago / 11:05 here"),
            Offer("tomorrow", "tomorrow", "Wed 11 Mar 09:00 Chicago / 08:00 here"),
        )

    def echo_snooze(self, text: str, person_ids: Sequence[int] = ()) -> str:
        """Say when they would be due again."""
        self._log("echo_snooze", text, *filter(None, (tuple(person_ids),)))
        return f"{text}: due Wed 11 Mar 09:00 Chicago / 08:00 here"

    def undo(self, reason: str = "") -> CallScreen:
        """Take back: the dial wants its outcome again."""
        self._log("undo", *filter(None, (reason,)))
        undone = self.past.pop()
        self.future.append(undone)
        self.at, self.dial_id, _ = undone
        self.mode = Mode.OVER
        self.message = f"took back: {undone[2]}"
        return self._view()

    def redo(self) -> CallScreen:
        """Do again."""
        self._log("redo")
        undone = self.future.pop()
        self.at = undone[0]
        return self._next(undone[2])

    def bring_up(self, person_id: int) -> CallScreen:
        """Show another person."""
        self._log("bring_up", person_id)
        self.at, self.looked, self.mode = person_id, None, Mode.IDLE
        return self._view()

    def more_queue(self, count: int) -> tuple[QueueRow, ...]:
        """Give more rows, twice."""
        self._log("more_queue", count)
        self.more_asked += 1
        if self.more_asked > 2:
            return ()
        first = 1000 * self.more_asked
        return tuple(QueueRow(first + at, f"Further {first + at}", "", 1, "✉", "", False) for at in range(count))

    def why(self) -> tuple[str, ...]:
        """Say why."""
        self._log("why")
        return ("Dana is due: four tries, the last three silent", "voicemail left: late afternoon was not tried yet")

    def tick(self) -> CallScreen | None:
        """Renew."""
        self._log("tick")
        return self._view() if self.tick_view else None

    def idle(self) -> None:
        """Rest."""
        self._log("idle")

    def summary(self) -> tuple[str, ...]:
        """Sum up."""
        self._log("summary")
        return (f"{self.dials} dials · 4 answered · 12 messages · 21 silent · 2 booked", "Promised tomorrow: Ana Ruiz")

    def close(self) -> None:
        """End."""
        self._log("close")

    def _next(self, what: str) -> CallScreen:
        self.past.append((self.at, self.dial_id, what))
        self.previous, self.looked = self.people[self.at][0], None
        self.at = (self.at + 1) % len(self.people)
        self.mode = Mode.IDLE
        return self._view()


def hostile(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return people whose name, title and company are a hostile text."""
    return ((text, text, text), *PEOPLE[1:])
