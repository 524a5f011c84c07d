"""What the fake deck shows: five people, their numbers, research and scripts, as finished views."""

from __future__ import annotations

import threading

from dialdeck.clock import Clock
from dialdeck.errors import DialdeckError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import (
    CallScreen,
    Consequence,
    Ending,
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

PEOPLE = (
    ("Dana Whitfield", "COO", "Kestrel Logistics"),
    ("Tom Okafor", "Head of Operations", "Northgate Freight"),
    ("Li Na", "Managing Director", "Harbour & Sons"),
    ("Ana Ruiz", "VP Supply Chain", "Cold Star Foods"),
    ("Jürgen Weiß", "Geschäftsführer", "Weiß Kühltransporte GmbH"),
)
MINUTE = 60_000
E164 = "+13125550142"


NUMBERS: tuple[NumberView, ...] = (
    NumberView(1, E164, "+1 312 555 0142", "direct", None, True, None),
    NumberView(2, "+13125550199", "+1 312 555 0199", "switchboard", "204", False, None),
)
BLOCKED = NumberView(3, "+19005550100", "+1 900 555 0100", "other", None, False, "premium rate")
AS_HANGING_UP = "Thu 12 Mar, midday · attempt 6, the commitment message then"
ENDINGS = (
    Ending(Detail.RANG_OUT, AS_HANGING_UP, ""),
    Ending(Detail.BUSY, "busy: once more at 10:35 · attempt 5, silent", "again 10:35, same attempt"),
    Ending(Detail.MAILBOX_FULL, AS_HANGING_UP, ""),
    Ending(Detail.MENU, AS_HANGING_UP, ""),
    Ending(Detail.NUMBER_DEAD, "the next number now · attempt 5, silent", "next +1 312 555 0199, same attempt"),
    Ending(Detail.OTHER_NAME, "Wed 11 Mar, midday · attempt 5, silent", "Wed 11 Mar, midday, same attempt"),
    Ending(Detail.ROLE_CHANGED, "retired: somebody else has the role", "out of the queue: find another contact"),
    Ending(
        Detail.LIVE_DROP,
        "Fri 13 Mar, early afternoon · attempt 6, silent",
        "Fri 13 Mar, early afternoon · attempt 6, silent",
    ),
)


class FakeViews:
    """The state of a fake deck and the view of it; `calls` lists what was asked."""

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
        self.looked: int | None = None
        self.previous = ""
        self.can_be_revived = False
        self.numbers = NUMBERS
        self.dialed = E164
        self.handed_over: list[str] = []
        self.promise: tuple[str, int] | None = None
        self.promise_id: int | None = None
        self.promise_person_id: int | None = None
        self.tick_view = False
        self.more_asked = 0
        self.begun = clock.now() - 55 * MINUTE
        self.dials = 37

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
        try:
            self._meet(name)
        except DialdeckError:
            self.calls[-1] = ("failed", *call)
            raise

    def _meet(self, name: str) -> None:
        """Wait, or fail, as a test wants it of the next call of `name`."""
        gate = self.block.pop(name, None)
        if gate is not None:
            gate.wait(10)
        error = self.fail.pop(name, None)
        if error is not None:
            raise error

    def _view(self) -> CallScreen:
        dial = OpenDial(self.dial_id, "+1 312 555 0142", self.started, self.talked, self.dialed)
        on_dial = self.mode in {Mode.DIALING, Mode.OVER, Mode.TALKING, Mode.DISPOSITION}
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
                Consequence(Outcome.SILENT_HANGUP, AS_HANGING_UP, False),
            ),
            queue=self._queue(),
            queue_title="Queue · 212 callable now",
            queue_foot=("opens 11:00  34 in Denver", "6 people have no zone"),
            bar=self._bar(),
            dial=dial if on_dial else None,
            undo=f"{self.past[-1][2]} · {self.people[self.past[-1][0]][0]}" if self.past else "",
            redo=self.future[-1][2] if self.future else "",
            message=self.message,
            question=f"Outcome wanted for {name}" if self.mode is Mode.OVER else "",
            previous=self.previous,
            endings=ENDINGS if self.mode in {Mode.DIALING, Mode.OVER} else (),
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
        shown = self.at if self.looked is None else self.looked
        name, title, company = self.people[shown]
        return PersonView(
            person_id=shown,
            uid=f"uid-{shown}",
            name=name,
            title=title,
            organisation=company,
            numbers=self.numbers,
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
            can_be_revived=self.can_be_revived,
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


def _note(name: str) -> str:
    return "promised 10:30" if name == "Ana Ruiz" else ""
