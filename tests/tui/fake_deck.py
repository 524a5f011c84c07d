"""A deck in memory that moves as the real one does: five people, one mode, and a list of what was asked of it."""

from __future__ import annotations

import threading
from pathlib import Path

from dialdeck.clock import Clock
from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import (
    CallScreen,
    Consequence,
    Disposition,
    FactView,
    HistoryLine,
    Mode,
    NumberView,
    OpenDial,
    PersonView,
    QueueRow,
    ScriptView,
    SessionBar,
    Words,
)
from dialdeck.storage.connection import translated
from dialdeck.storage.driver import sqlite3

PEOPLE = (
    ("Dana Whitfield", "COO", "Kestrel Logistics"),
    ("Tom Okafor", "Head of Operations", "Northgate Freight"),
    ("Li Na", "Managing Director", "Harbour & Sons"),
    ("Ana Ruiz", "VP Supply Chain", "Cold Star Foods"),
    ("Jürgen Weiß", "Geschäftsführer", "Weiß Kühltransporte GmbH"),
)
MINUTE = 60_000


def disk_full(*, writing: bool) -> DialdeckError:
    """Return what the store raises when the disk is full while it writes or reads."""
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    error = translated(cause, Path("list.db"), writing=writing)
    assert error is not None
    return error


class FakeDeck:
    """Meets the Deck protocol; `calls` lists what was asked, `fail` and `block` act on the next call of a method.

    What fails because of the file is to be made by `disk_full`, so that it says what the real store would say.
    """

    def __init__(self, clock: Clock, people: tuple[tuple[str, str, str], ...] = PEOPLE) -> None:
        """Stand before the first of `people`."""
        self.clock = clock
        self.people = people
        self.calls: list[tuple[object, ...]] = []
        self.outcomes: list[tuple[int, Outcome, Detail | None]] = []
        self.notes: list[tuple[int, str]] = []
        self.fail: dict[str, Exception] = {}
        self.block: dict[str, threading.Event] = {}
        self.at = 0
        self.mode = Mode.IDLE
        self.dial_id = 0
        self.started = 0
        self.talked: int | None = None
        self.with_words = False
        self.past: list[tuple[int, int, str]] = []
        self.future: list[tuple[int, int, str]] = []
        self.message = ""
        self.staying = ""
        self.refusal: str | None = None
        self.promise: tuple[str, int] | None = None
        self.promise_id: int | None = None
        self.promise_person_id: int | None = None
        self.tick_view = False
        self.more_asked = 0
        self.begun = clock.now() - 55 * MINUTE
        self.dials = 37

    # ------------------------------------------------------------------------------------------ the protocol

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
            Disposition("4", Detail.GATEKEEPER, "gatekeeper", "Thu 12 Mar, midday · attempt 6, silent", False, ""),
            Disposition("5", Detail.NO_TALK, "no talk", "Thu 12 Mar, midday · attempt 6, silent", False, ""),
            Disposition("6", Detail.NOT_INTERESTED, "not interested", "rests", True, "Mon 8 Jun"),
            Disposition("7", Detail.NOT_A_FIT, "not a fit", "retired", False, ""),
            Disposition("8", Detail.WRONG_PERSON, "wrong person or left", "retired", False, ""),
            Disposition("9", Detail.DROPPED, "line dropped", "redial at once", False, ""),
            Disposition("0", Detail.DO_NOT_CALL, "do not call", "final", False, ""),
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

    def echo_when(self, text: str) -> str:
        """Echo a date."""
        self._log("echo_when", text)
        return f"{text}: Wed 11 Mar 15:00 in Chicago · 16:00 here"

    def undo(self) -> CallScreen:
        """Take back: the dial wants its outcome again."""
        self._log("undo")
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
        self.at = person_id
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

    # --------------------------------------------------------------------------------------------- its state

    def asked(self, name: str) -> list[tuple[object, ...]]:
        """Return the calls of one method, with their arguments."""
        return [call for call in self.calls if call[0] == name]

    def _asked(self, name: str) -> CallScreen:
        self._log(name)
        return self._view()

    def _log(self, *call: object) -> None:
        self.calls.append(call)
        self.message = ""
        name = str(call[0])
        gate = self.block.pop(name, None)
        if gate is not None:
            gate.wait(10)
        error = self.fail.pop(name, None)
        if error is not None:
            if isinstance(error, DialdeckError):
                self.calls[-1] = ("failed", *call)
            raise error

    def _next(self, what: str) -> CallScreen:
        self.past.append((self.at, self.dial_id, what))
        self.at = (self.at + 1) % len(self.people)
        self.mode = Mode.IDLE
        return self._view()

    def _view(self) -> CallScreen:
        dial = OpenDial(self.dial_id, "+1 312 555 0142", self.started, self.talked)
        name = self.people[self.at][0]
        return CallScreen(
            mode=self.mode,
            person=self._person(),
            script=self._script(),
            consequences=(
                Consequence(Outcome.ANSWERED, "talk, then the next step", False),
                Consequence(
                    Outcome.VOICEMAIL_LEFT,
                    "promise: call Wed 11 Mar, late afternoon (not tried yet) · attempt 6, silent",
                    True,
                ),
                Consequence(
                    Outcome.SILENT_HANGUP, "Thu 12 Mar, midday · attempt 6, the commitment message then", False
                ),
            ),
            queue=self._queue(),
            queue_title="Queue · 212 callable now",
            queue_foot=("opens 11:00  34 in Denver", "6 people have no zone"),
            bar=self._bar(),
            dial=None if self.mode is Mode.IDLE else dial,
            undo=f"{self.past[-1][2]} · {self.people[self.past[-1][0]][0]}" if self.past else "",
            redo=self.future[-1][2] if self.future else "",
            message=self.message,
            question=f"Outcome wanted for {name}" if self.mode is Mode.OVER else "",
        )

    def _queue(self) -> tuple[QueueRow, ...]:
        rows = tuple(
            QueueRow(at, name, company, at + 2, "!" if name == "Ana Ruiz" else "✉", _note(name), at == self.at)
            for at, (name, _, company) in enumerate(self.people)
        )
        more = tuple(QueueRow(100 + at, f"Somebody Number {at}", "", at % 12 + 1, "·", "", False) for at in range(55))
        return (*rows, *more)

    def _bar(self) -> SessionBar:
        who, when = self.promise or ("", None)
        bar = SessionBar(
            "list: cold-chain Q4", self.dials, 4, 12, 21, 2, 60, self.begun, who, when, False, "America/Chicago"
        )
        return bar._replace(promise_id=self.promise_id, promise_person_id=self.promise_person_id)

    def _person(self) -> PersonView:
        name, title, company = self.people[self.at]
        return PersonView(
            person_id=self.at,
            uid=f"uid-{self.at}",
            name=name,
            title=title,
            organisation=company,
            numbers=(
                NumberView(1, "+13125550142", "+1 312 555 0142", "direct", None, True, None),
                NumberView(2, "+13125550199", "+1 312 555 0199", "switchboard", "204", False, None),
            ),
            place="Chicago 10:05, until 18:00",
            niche="cold-chain carriers · fit 4 of 5",
            role="",
            stage="persistence",
            facts=(
                FactView("ISSUE", "driver turnover 41 %, against 27 % in the industry", "annual report, Mar"),
                FactView("ISSUE", "lost the Brightfoods account", "press, Sep"),
                FactView("OFFER", "night-run staffing benchmark", ""),
                FactView("PROJECT", "dispatch renewal", ""),
            ),
            notes=(HistoryLine("Fri 6 Mar", "assistant Mia says mornings are best"), *self._notes()),
            history=(
                HistoryLine("Fri 6 Mar 16:10", "#4 silent"),
                HistoryLine("Tue 3 Mar 10:30", "#3 silent"),
                HistoryLine("Fri 27 Feb 14:20", "#2 silent"),
                HistoryLine("Tue 24 Feb 09:40", "#1 message left"),
            ),
            refusal=self.refusal,
        )

    def _notes(self) -> tuple[HistoryLine, ...]:
        return tuple(HistoryLine("Tue 10 Mar", text) for at, text in reversed(self.notes) if at == self.at)

    def _script(self) -> ScriptView | None:
        if not self.with_words:
            return None
        first = (self.people[self.at][0].split() or [""])[0]
        return ScriptView(
            heading="Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE",
            why="four tries, the last three silent; late afternoon was not tried yet",
            if_answered=(
                Words(f"{first}, this is Sam Carver of Lane Staffing. You have had my number on your phone a few "),
                Words("times since the 24th. I kept at it because of one thing: driver turnover. "),
                Words("Is that on your desk, or on somebody else's?"),
            ),
            asks=(
                (Words("What does an empty seat cost you a week?"),),
                (Words("Who besides you looks at that?"),),
            ),
            if_voicemail=(
                Words(f"{first}, Sam Carver again, Lane Staffing. It feels as if you were finding out how serious "),
                Words("we are about our business and yours. Fair enough, and thank you. I call you again "),
                Words("tomorrow. My number: "),
                Words("my_phone", gap=True),
                Words("."),
            ),
            missing=("my_phone",),
            warnings=(),
            seconds=22,
        )


def hostile(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return people whose name, title and company are a hostile text."""
    return ((text, text, text), *PEOPLE[1:])


def _note(name: str) -> str:
    return "promised 10:30" if name == "Ana Ruiz" else ""
