"""What the fake deck does for the keys around the dial: looking, picking, marking, adding, pausing, handing over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from dialdeck.model.codes import Detail, Met, Outcome
from dialdeck.model.plans import Asked, PlanChoices, PlanRow, PlanView, WeekRows
from dialdeck.model.views import CallScreen, Handed, Mode, Offer, PickRow
from tests.tui.fake_views import FakeViews

SCOPES = (
    PickRow("all", "everybody", "the whole queue", current=True),
    PickRow("list:1", "list Cold chain Q4", "40 in play"),
    PickRow("zone:America/Denver", "zone Denver", "34 in play"),
    PickRow("stage:follow-up", "stage follow-up", "12 in play"),
)
TASKS = (
    PickRow("11", "find a number · Tom Okafor", "overdue since Fri · the number is dead"),
    PickRow("12", "send what was asked for · Li Na", "today · the benchmark"),
    PickRow("13", "prepare · Ana Ruiz", "Thu 12 Mar"),
)
SESSIONS = (
    PickRow("2", "Tue 10 Mar 09:10", "37 dials · 4 answered · 2 booked", current=True),
    PickRow("1", "Mon 9 Mar 09:00", "61 dials · 5 answered · 1 booked"),
)
PARTS = (("mid-morning", "morn"), ("midday", "noon"), ("afternoon", "aftn"), ("late", "late"))
CHOICES = PlanChoices(60, ("brief", "persistence"))
_DUE = (41, 22, 18, 25, 12, 31, 17, 20, 16, 9, 24, 13, 15, 11, 8, 19, 10, 12, 7, 6)
CODE = ("█▀▀▀█ ▄▀", "█ ▀ █▄▀ ", "▀▀▀▀▀ ▀▄")


class FakeLists(FakeViews):
    """Everything of the protocol that is not a dial."""

    tasks_left: tuple[PickRow, ...] = TASKS
    handed = Handed("sent to the clipboard", "+13125550142")

    def hand_over(self, e164: str) -> Handed:
        """Hand a number over."""
        self._meet("hand_over")
        self.handed_over.append(e164)
        return self.handed

    def qr(self) -> tuple[str, ...]:
        """Draw the number."""
        self._log("qr")
        return CODE

    def choose_number(self, number_id: int) -> CallScreen:
        """Dial this number next."""
        self._log("choose_number", number_id)
        self.numbers = tuple(one._replace(current=one.number_id == number_id) for one in self.numbers)
        return self._view()

    def look_back(self) -> CallScreen:
        """Look at the person before this one, or return."""
        self._log("look_back")
        return self._returned() if self.mode is Mode.LOOKING else self._looking(self._before())

    def look(self, person_id: int) -> CallScreen:
        """Look at somebody."""
        self._log("look", person_id)
        return self._looking(person_id)

    def note_previous(self, text: str) -> CallScreen:
        """Keep a note on the person before this one."""
        self._log("note_previous", text)
        self.notes.append((self._before(), text))
        return self._view()

    def greeting_number(self, text: str) -> CallScreen:
        """Keep the number that the greeting told."""
        self._log("greeting_number", text)
        self.outcomes.append((self.at, Outcome.SILENT_HANGUP, None))
        return self._next("silent_hangup")

    def menu_way(self, text: str) -> CallScreen:
        """Keep the way through the menu, and go on."""
        self._log("menu_way", text)
        what, self.staying = self.staying or str(Detail.MENU), ""
        return self._next(what)

    def reviving(self) -> str:
        """Say when somebody comes back."""
        self._log("reviving")
        return "win-back: Thu 12 Mar, midday"

    def revive(self, reason: str, when: str | None = None) -> CallScreen:
        """Bring somebody back."""
        self._log("revive", reason, when)
        self.can_be_revived = False
        return self._view()

    def meeting_offers(self) -> tuple[Offer, ...]:
        """Offer the answers."""
        self._log("meeting_offers")
        return (
            Offer(Met.HELD, "held", "follow-up: Tue 17 Mar, midday"),
            Offer(Met.NO_SHOW, "no-show", "follow-up: now"),
            Offer(Met.MOVED, "moved", "to another time"),
        )

    def echo_meeting(self, what: Met, text: str) -> str:
        """Say what a date would do."""
        self._log("echo_meeting", what, text)
        return f"{text}: Wed 18 Mar 10:00 Chicago / 09:00 here"

    def meeting(self, what: Met, when: str | None = None) -> CallScreen:
        """Answer."""
        self._log("meeting", what, when)
        return self._view()

    def snooze_all(self, person_ids: Sequence[int], when: str) -> CallScreen:
        """Let several rest."""
        self._log("snooze_all", tuple(person_ids), when)
        return self._view()

    def retire_all(self, person_ids: Sequence[int], reason: str) -> CallScreen:
        """Let several go."""
        self._log("retire_all", tuple(person_ids), reason)
        return self._view()

    def add_person(self, fields: Mapping[str, str]) -> CallScreen:
        """Add somebody and bring them up."""
        self._log("add_person", dict(fields))
        self.people = (*self.people, (fields["name"], fields["title"], fields["organisation"]))
        self.at = len(self.people) - 1
        return self._view()

    def find(self, text: str) -> tuple[PickRow, ...]:
        """Find people by a part of their name."""
        self._log("find", text)
        return tuple(
            PickRow(str(at), name, company)
            for at, (name, _, company) in enumerate(self.people)
            if text.casefold() in f"{name} {company}".casefold()
        )

    def pick_person(self, row_id: str) -> CallScreen:
        """Bring somebody up; the last of the list cannot be dialed now and is looked at."""
        self._log("pick_person", row_id)
        if int(row_id) == len(self.people) - 1:
            return self._looking(int(row_id))
        self.at = int(row_id)
        return self._returned()

    def scopes(self) -> tuple[PickRow, ...]:
        """Offer scopes."""
        self._log("scopes")
        return SCOPES

    def narrow(self, row_id: str) -> CallScreen:
        """Narrow the queue."""
        self._log("narrow", row_id)
        return self._view()

    def tasks(self) -> tuple[PickRow, ...]:
        """Offer the tasks."""
        self._log("tasks")
        return self.tasks_left

    def pick_task(self, row_id: str) -> CallScreen:
        """Bring up the person of a task."""
        self._log("pick_task", row_id)
        self.at = 1
        return self._view()

    def task_done(self, row_id: str) -> CallScreen:
        """Tick a task off."""
        self._log("task_done", row_id)
        self.tasks_left = tuple(row for row in self.tasks_left if row.id != row_id)
        return self._view()

    def sessions(self) -> tuple[PickRow, ...]:
        """Show the sessions."""
        self._log("sessions")
        return SESSIONS

    def plan_choices(self) -> PlanChoices:
        """Say what can be asked for."""
        self._log("plan_choices")
        return CHOICES

    def plan_ahead(self, asked: Asked, progress: Callable[[int, int], bool]) -> PlanView | None:
        """Work four weeks out, or as far as it is wanted."""
        progress(1, 3)
        self._log("plan_ahead", asked.dials_per_day, asked.cadence, asked.seed)
        return plan_of(asked) if progress(3, 3) else None

    def pause(self) -> CallScreen:
        """Pause, or go on."""
        self._log("pause")
        self.mode = Mode.IDLE if self.mode is Mode.PAUSED else Mode.PAUSED
        return self._view()

    def ahead(self) -> None:
        """Prepare the next person."""
        self._meet("ahead")

    def _before(self) -> int:
        names = [name for name, _, _ in self.people]
        return names.index(self.previous) if self.previous in names else self.at

    def _looking(self, person_id: int) -> CallScreen:
        self.looked, self.mode = person_id, Mode.LOOKING
        return self._view()

    def _returned(self) -> CallScreen:
        self.looked, self.mode = None, Mode.IDLE
        return self._view()

    def _next(self, what: str) -> CallScreen:
        raise NotImplementedError


def plan_of(asked: Asked) -> PlanView:
    """Return four weeks of five days, in which as many are dialed as are due, or as were asked for."""
    left, weeks = 0, []
    for number in range(4):
        before, rows = left, []
        for at, due in enumerate(_DUE[number * 5 : number * 5 + 5]):
            name = f"{date(2026, 3, 9) + timedelta(days=number * 7 + at):%a %d %b}"
            dialed = min(due + left, asked.dials_per_day or due)
            rows.append(plan_row(name, due + left, dialed, due + left - dialed))
            left += due - dialed
        dialed = sum(row.dialed for row in rows)
        weeks.append(WeekRows(plan_row(f"week {number + 1}", dialed + left - before, dialed, left), tuple(rows)))
    changed = (f"By the cadence {asked.cadence} 204 dials, as things stand 336.",) if asked.cadence else ()
    carry = (
        "carry about 412 prospects like yours who begin the cadence persistence together; with more, the backlog grows."
    )
    sentences = (
        "336 dials to 214 prospects in 4 weeks; counted in America/Chicago.",
        "Answer rate 11%, from your own dials: 31 of 288 dials that rang in the last 90 days, by part of the day.",
        "A machine is reached by 82% of the dials that nobody answers, from your own 251.",
        *changed,
        f"{asked.dials_per_day or 60} dials a day {carry}",
    )
    return PlanView(asked, "Mon 09 Mar to Sun 05 Apr", PARTS, tuple(weeks), sentences)


def plan_row(name: str, due: int, dialed: int, left: int) -> PlanRow:
    """Return a row whose dials are spread over the parts of the day."""
    parts = (dialed // 3, dialed // 5, dialed // 4)
    return PlanRow(
        name, due, dialed, left, due // 6, dialed // 4, dialed // 9, dialed // 3, (*parts, dialed - sum(parts))
    )
