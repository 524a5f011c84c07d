"""Short ways to say what happens on a calling floor: people arrive, dials are placed, days pass."""

from __future__ import annotations

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.state import State
from dialdeck.session import dialing, moving, typed_dates
from dialdeck.session.desk import Desk
from dialdeck.session.dialing import Recorded
from dialdeck.session.people import add_person
from dialdeck.storage.rows import DialRow, PromiseRow, TaskRow

ANSWERED, LEFT, SILENT = Outcome.ANSWERED, Outcome.VOICEMAIL_LEFT, Outcome.SILENT_HANGUP


class Floor:
    """A desk with its clock; people are known by the order in which they came, from 1."""

    def __init__(self, desk: Desk, clock: SteppingClock) -> None:
        self.desk = desk
        self.clock = clock
        self.added = 0

    def person(self, name: str = "", **fields: str) -> int:
        """Add somebody in Chicago with a number of their own, and return their id."""
        self.added += 1
        usual = {
            "name": name or f"Dana Whitfield {self.added}",
            "phone": f"+1312555{self.added + 100:04d}",
            "title": "COO",
            "state": "IL",
            "country": "US",
        }
        uid, _ = add_person(self.desk, usual | fields)
        return self.desk.store.find_by_uid(uid)[0]

    def at(self, moment: str) -> None:
        """Move the clock to a wall-clock time in Chicago, `2026-03-12 14:00`."""
        offset = "-06:00" if moment < "2026-03-08 02" or moment >= "2026-11-01 02" else "-05:00"
        self.clock.move_to(parse_instant(moment.replace(" ", "T") + offset, "a test"))

    def dial(
        self, person: int, outcome: Outcome, detail: Detail | None = None, when: str | None = None, talk: float = 30
    ) -> Recorded:
        """Dial somebody now, whatever hours and caps say, and record how it ended after `talk` seconds."""
        self.clock.advance(5)
        dial_id = dialing.start_dial(self.desk, person, on_screen=False)
        self.clock.advance(talk)
        return self.record(dial_id, outcome, detail, when)

    def record(self, dial_id: int, outcome: Outcome, detail: Detail | None = None, when: str | None = None) -> Recorded:
        """Give a dial its outcome, or another one."""
        person = self.dial_row(dial_id).person_id
        at = None
        if when is not None:
            at = moving.instant_of(
                self.desk, self.desk.facts(person), typed_dates.when(self.desk, person, when), detail
            )
        result = dialing.default_result(outcome, detail, at)
        return dialing.record_outcome(self.desk, dial_id, result, words=when)

    def through(self, person: int, *outcomes: Outcome) -> list[int]:
        """Dial somebody when due, again and again, once for each outcome; return the ids of the dials."""
        return [self.when_due(person, outcome).dial_id for outcome in outcomes]

    def when_due(self, person: int, outcome: Outcome, detail: Detail | None = None) -> Recorded:
        """Move to the time somebody is due, if that lies ahead, and dial them."""
        due = self.state(person).due_at
        assert due is not None
        self.clock.move_to(max(self.clock.now(), due))
        return self.dial(person, outcome, detail)

    def snooze(self, person: int, when: str) -> None:
        self.clock.advance(5)
        moving.snooze(self.desk, person, typed_dates.when(self.desk, person, when))

    def callback(self, person: int, when: str) -> None:
        self.clock.advance(5)
        moving.agree_callback(self.desk, person, typed_dates.when(self.desk, person, when))

    def retire(self, person: int) -> None:
        self.clock.advance(5)
        moving.retire(self.desk, person, "moved abroad")

    def revive(self, person: int) -> None:
        self.clock.advance(5)
        moving.revive(self.desk, person, "back in town")

    def state(self, person: int) -> State:
        return self.desk.store.state(person).state

    def dial_row(self, dial_id: int) -> DialRow:
        row = self.desk.store.dial(dial_id)
        assert row is not None
        return row

    def promises(self, person: int) -> list[PromiseRow]:
        return self.desk.store.promises(person)

    def tasks(self, person: int) -> list[TaskRow]:
        return self.desk.store.tasks(open_only=False, person_id=person)

    def due(self, person: int) -> str:
        """Return when somebody is due, on the clocks of Chicago: `2026-03-12 11:30`."""
        due = self.state(person).due_at
        assert due is not None
        return f"{self.desk.calendar.local(self.desk.facts(person).place, due):%Y-%m-%d %H:%M}"
