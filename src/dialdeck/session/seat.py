"""Who sits before the caller: the person that this window claimed, their open dial, and which keys are live.

Nobody is passed over: a dial that was left without its outcome is asked about before anybody new is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DataError, RefusedError
from dialdeck.model.codes import DialStatus
from dialdeck.model.views import Mode

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.session.serving import Serving

WANTED = {DialStatus.OPEN: Mode.OVER, DialStatus.OVER: Mode.OVER, DialStatus.TALKED: Mode.DISPOSITION}
"""What is asked about a dial that was left at a status; other statuses ask nothing."""
LIVE = {
    DialStatus.OPEN: (Mode.DIALING,),
    DialStatus.OVER: (Mode.OVER,),
    DialStatus.TALKED: (Mode.TALKING, Mode.DISPOSITION),
}
"""The modes in which a dial of a status can be the one at hand."""
QUESTIONS = {Mode.OVER: "Outcome wanted", Mode.DISPOSITION: "Disposition wanted"}


class Seat:
    """The one person on the screen; `open` takes the first."""

    def __init__(self, desk: Desk, serving: Serving) -> None:
        """Begin with nobody."""
        self._desk = desk
        self._serving = serving
        self.person: int | None = None
        self.dial: int | None = None
        self.mode = Mode.IDLE
        self.question = ""
        self.previous: int | None = None
        """Who sat here before; somebody who is served again at once is not before themselves."""
        self._unfinished: list[int] = []
        self._held: set[int] = set()
        """People who were let go of here, but not in the file."""

    def open(self) -> None:
        """Take the first: a dial left unfinished, by this window's forerunner too, else the head of the queue."""
        self._unfinished = [dial.id for dial in self._desk.store.unfinished_dials()]
        self.next()

    def next(self) -> None:
        """Go on: to a dial that still wants its outcome or disposition, else to the head of the queue."""
        before, unfinished = self.person, [*self._unfinished, *([] if self.dial is None else [self.dial])]
        try:
            with self._desk.store.write(durable=False):  # letting go and taking are one commit
                for held in self._held:
                    self._desk.store.release(held)
                self._leave()
                if not self._back_to_unfinished():
                    self.person = self._serving.next_person()
                    self._ask()
        except BaseException:
            self.person, self._unfinished = None, unfinished
            self._held |= set() if before is None else {before}
            self.done()
            raise
        self._held.clear()

    def _back_to_unfinished(self) -> bool:
        while self._unfinished:
            dial = self._desk.store.dial(self._unfinished.pop(0))
            if dial is not None and dial.status in WANTED and self.take(dial.person_id):
                return True
        return False

    def take(self, person_id: int) -> bool:
        """Claim a person and show them instead; say whether it worked. What was at hand is asked about later."""
        present = (self.person, self.previous, self.dial, self.mode, self.question, list(self._unfinished))
        try:
            with self._desk.store.write(durable=False):  # taking and letting go are one commit
                if not self._desk.store.claim(person_id, self._desk.store.state(person_id).rev):
                    return False
                self._leave()
                self.person = person_id
                self._ask()
        except BaseException:
            self.person, self.previous, self.dial, self.mode, self.question, self._unfinished = present
            raise
        return True

    def started(self, dial_id: int) -> None:
        """A dial with the person began."""
        self.dial, self.mode, self.question = dial_id, Mode.DIALING, ""

    def done(self) -> None:
        """The dial has all it wants; the person stays."""
        self.dial, self.mode, self.question = None, Mode.IDLE, ""

    def look_again(self) -> None:
        """Something was taken back: the dial at hand may want its outcome again, or the person be gone."""
        if self.person is None:
            return
        if self._desk.store.uid_of(self.person) is None:
            self.dial = None
            self.next()
            return
        dial = self._desk.store.open_dial_of(self.person)
        if dial is None or dial.id != self.dial or self.mode not in LIVE[DialStatus(dial.status)]:
            self.done()
            self._ask()

    def somebody(self) -> int:
        """Return the person; raise DataError when there is nobody."""
        if self.person is None:
            message = "nobody is on the screen"
            raise DataError(message)
        return self.person

    def open_dial(self) -> int:
        """Return the dial at hand; raise RefusedError when there is none."""
        if self.dial is None:
            message = "no dial is open"
            raise RefusedError(message)
        return self.dial

    def need_idle(self) -> None:
        """Raise RefusedError while a dial is at hand."""
        if self.mode is not Mode.IDLE:
            message = "a dial is open; say how it ended first"
            raise RefusedError(message)

    def idle_person(self) -> int:
        """Return the person while no dial is at hand; raises as `need_idle` and `somebody` do."""
        self.need_idle()
        return self.somebody()

    def _leave(self) -> None:
        if self.person is not None:
            self._desk.store.release(self.person)
            self.previous = self.person
        if self.dial is not None:
            self._unfinished.append(self.dial)
        self.person = None
        self.done()

    def _ask(self) -> None:
        """Ask about a dial with the person that was left unfinished."""
        dial = self._desk.store.open_dial_of(self.person) if self.person is not None else None
        if dial is not None:
            self.dial, self.mode = dial.id, WANTED[DialStatus(dial.status)]
            self.question = QUESTIONS[self.mode]
