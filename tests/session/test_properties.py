"""Laws that hold whatever happens on the floor: one whole state for everybody, and a way back from every step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock
from dialdeck.errors import DialdeckError
from dialdeck.method.caps import refusal
from dialdeck.model.codes import DETAILS, Bucket, Detail, Outcome, Stage
from dialdeck.session import dialing
from dialdeck.session.compose import open_desk
from dialdeck.session.dialing import Recorded
from dialdeck.session.serving import Serving
from dialdeck.session.showing import prospect_json
from dialdeck.session.times import iso
from dialdeck.storage.projection import compare
from tests.conftest import FULL
from tests.session.conftest import NOW
from tests.session.floor import Floor

PEOPLE = (("+13125550111; +13125550112", "COO"), ("+13125550111", "CEO"))
"""Numbers and titles of the people on the floor; they share a switchboard."""
DEAD = {Detail.NUMBER_DEAD, Detail.WRONG_NUMBER}
WHEN = ("in 2 hours", "tomorrow 3pm", "2026-03-13 10:00", "2026-03-18", "2026-04-02 16:00")
OFTEN = (
    (Outcome.SILENT_HANGUP, None),
    (Outcome.VOICEMAIL_LEFT, None),
    (Outcome.SILENT_HANGUP, Detail.BUSY),
    (Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD),
    (Outcome.ANSWERED, Detail.CALLBACK),
)
"""Results that most of a day consists of, so that a few steps already stand on each other."""
IN_PLAY = {Stage.NEW, Stage.PERSISTENCE, Stage.FOLLOW_UP, Stage.MEETING, Stage.RESTING, Stage.WIN_BACK}

persons = st.integers(1, len(PEOPLE))
EVERY = [(outcome, detail) for outcome in Outcome for detail in (None, *DETAILS[outcome])]
results = st.sampled_from(OFTEN) | st.sampled_from(EVERY)
whens = st.none() | st.sampled_from(WHEN)
steps = st.one_of(
    st.tuples(st.just("dial"), persons, results, whens),
    st.tuples(st.just("due"), persons, results, st.none()),
    st.tuples(st.just("due"), persons, results, whens),
    st.tuples(st.just("amend"), st.integers(0, 7), results, whens),
    st.tuples(st.just("void"), st.integers(0, 7)),
    st.tuples(st.sampled_from(["snooze", "callback"]), persons, st.sampled_from(WHEN)),
    st.tuples(st.sampled_from(["retire", "revive"]), persons),
    st.tuples(st.just("wait"), st.sampled_from([1_200, 7_200, 72_000, 260_000])),
    st.tuples(st.sampled_from(["undo", "redo"])),
)
Step = tuple[Any, ...]


class Day:
    """A floor on which each step is checked as it is taken."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.desk = floor.desk
        self.people = [floor.person(phone=phone, title=title) for phone, title in PEOPLE]

    def visible(self) -> object:
        """All that anybody can see of the list, times of writing left out."""
        store = self.desk.store
        return [
            (
                store.state(person).state,
                [row._replace(ended_at=None) for row in store.dial_rows(person)],
                store.numbers(person),
                store.promises(person),
                store.tasks(open_only=False, person_id=person),
                store.notes(person),
            )
            for person in self.people
        ], store.rows("SELECT e164, at, reason FROM do_not_call ORDER BY e164")

    def take(self, step: Step) -> None:
        name, *given = step
        if name == "wait":
            self.floor.clock.advance(given[0])
        elif name in {"dial", "due"}:
            self.dial(name == "due", *given)
        else:
            self.reversible(lambda: self.other(name, given), reverses=name in {"undo", "redo"})
        self.check_states()
        self.check_traces()
        for later in (0, 1_900, 8_000, 87_000):
            self.check_served(later)

    def reversible(self, step: Callable[[], object], *, reverses: bool = False) -> None:
        """Take a step; if it did something, taking it back and doing it again leaves no trace."""
        before, written = self.visible(), self.desk.store.last_operation()
        try:
            step()
        except DialdeckError:
            assert self.visible() == before
            return
        if reverses or self.desk.store.last_operation() == written:
            return
        after = self.visible()
        self.desk.store.undo()
        assert self.visible() == before
        self.desk.store.redo()
        assert self.visible() == after

    def other(self, name: str, given: list[Any]) -> None:
        if name in {"undo", "redo"}:
            following = self.desk.store.next_undo() if name == "undo" else self.desk.store.next_redo()
            if following is not None and following.kind != "add":
                getattr(self.desk.store, name)()
        elif name in {"amend", "void"}:
            dials = [row.id for person in self.people for row in self.desk.store.dial_rows(person)]
            if not dials:
                return
            dial = dials[given[0] % len(dials)]
            self.floor.clock.advance(5)
            if name == "void":
                dialing.void_dial(self.desk, dial)
            else:
                self.floor.record(dial, given[1][0], given[1][1], given[2])
        else:
            getattr(self.floor, name)(*given)

    def dial(self, when_due: bool, person: int, result: tuple[Outcome, Detail | None], when: str | None) -> None:
        due = self.floor.state(person).due_at
        if when_due and due is not None:
            self.floor.clock.move_to(max(due, self.floor.clock.now()))
        self.floor.clock.advance(7)
        try:
            unfinished = self.desk.store.open_dial_of(person)
            dial = dialing.start_dial(self.desk, person, on_screen=False) if unfinished is None else unfinished.id
        except DialdeckError:
            return
        self.floor.clock.advance(30)
        dialing.hang_up(self.desk, dial)
        outcome, detail = result
        said = prospect_json(self.desk, person)["preview"][outcome]
        if detail is not None and outcome is Outcome.ANSWERED:
            said = said["dispositions"][detail]
        applied: list[Recorded] = []
        self.reversible(lambda: applied.append(self.floor.record(dial, outcome, detail, when)))
        usual = detail in {None, Detail.VOICEMAIL, Detail.MESSAGE} or outcome is Outcome.ANSWERED
        if usual and when is None and applied:
            assert said["why"] == applied[0].decision.why
        if usual and when is None and applied and said["stage"] != "talk":
            state = self.floor.state(person)
            next_due = None if state.due_at is None else iso(state.due_at, "America/Chicago")
            assert (said["next_due"], said["attempt"], said["plan"]) == (next_due, state.attempt, state.plan)
            assert said["stage"] == state.stage

    def check_states(self) -> None:
        for person in self.people:
            state = self.floor.state(person)
            assert (state.bucket is not None) == (state.stage in IN_PLAY)
            if state.bucket is not None:
                assert state.due_at is not None
                assert state.due_day is not None or state.bucket is Bucket.FRESH

    def check_traces(self) -> None:
        """What dials left behind is what their present outcomes leave, once."""
        for person in self.people:
            dials = self.desk.store.dial_rows(person)
            for dial in dials:
                made = [promise for promise in self.floor.promises(person) if promise.dial_id == dial.id]
                tasks = [task for task in self.floor.tasks(person) if task.dial_id == dial.id]
                assert len(made) <= 1
                assert len(tasks) <= 1
                assert dial.outcome is not None or not (made or tasks)
            called_dead = {dial.number_id for dial in dials if dial.status == "done" and dial.detail in DEAD}
            assert {number.id for number in self.desk.store.numbers(person) if number.dead} <= called_dead
            if self.floor.state(person).bucket is None:
                assert all(promise.settled for promise in self.floor.promises(person))

    def check_served(self, later: int) -> None:
        """Whoever would be next in so many seconds may be dialed then."""
        stands = self.floor.clock.now()
        self.floor.clock.advance(later)
        person = Serving(self.desk).next_person()
        if person is not None:
            self.check_callable(person)
            self.desk.store.release(person)
        self.floor.clock.move_to(stands)

    def check_callable(self, person: int) -> None:
        facts, now = self.desk.facts(person), self.floor.clock.now()
        assert self.desk.calendar.is_open(facts.place, now)
        assert refusal(self.desk.calendar, facts, now) is None
        assert any(not number.dead and not number.blocked for number in facts.numbers)
        assert facts.state.stage in IN_PLAY


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("floor") / "list.db"


@settings(
    max_examples=1_000 if FULL else 40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taken=st.lists(steps, min_size=4, max_size=10))
def test_whatever_happens_everybody_has_one_state_and_every_step_a_way_back(
    fresh: Callable[[], Path], home: Path, taken: list[Step]
) -> None:
    clock = SteppingClock(NOW)
    desk = open_desk(fresh(), clock, settings_file=home / "config.toml")
    with desk.store:
        day = Day(Floor(desk, clock))
        for step in taken:
            day.take(step)
        assert compare(desk.store) == []
