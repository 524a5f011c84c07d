"""The keys for a dial without an answer: what each says beforehand is what recording then does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.method.parts import parts_of
from dialdeck.method.wording import attempt_words, day_words
from dialdeck.model.codes import Detail, Met
from dialdeck.model.state import State
from dialdeck.model.views import CallScreen, Ending, Mode
from dialdeck.paths import sample_data_dir
from dialdeck.session import typed_dates
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.demo import NOW, load_samples
from dialdeck.session.desk import Desk
from dialdeck.session.meetings import QUESTION
from dialdeck.session.panels import spaced
from dialdeck.session.people import block
from dialdeck.session.times import local_in
from dialdeck.session.unanswered import UNANSWERED
from tests.session.floor import LEFT, SILENT, Floor


def ending(screen: CallScreen, detail: Detail) -> Ending:
    return next(one for one in screen.endings if one.detail is detail)


def short(screen: CallScreen, detail: Detail) -> str:
    return ending(screen, detail).short


# ------------------------------------------------------------------------------------------- on a quiet floor


def test_keys_that_do_what_hanging_up_does_say_nothing_of_their_own(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    screen = deck.dial()
    same = {one.detail for one in screen.endings if not one.short}
    assert same == {Detail.RANG_OUT, Detail.MAILBOX_FULL, Detail.MENU}


def test_they_are_told_only_while_a_dial_wants_its_outcome(floor: Floor, deck: Deck) -> None:
    floor.person()
    assert deck.open().endings == ()
    assert {one.detail for one in deck.dial().endings} == set(UNANSWERED)
    assert deck.line_down().endings == deck.screen().endings != ()
    deck.outcome(SILENT)
    assert deck.undo().mode is Mode.OVER
    assert deck.screen().endings
    deck.outcome(LEFT)
    assert deck.screen().endings == ()


def test_a_busy_line_says_when_it_is_tried_again_and_the_second_time_on_which_day(
    floor: Floor, deck: Deck, clock: SteppingClock
) -> None:
    floor.person()
    deck.open()
    assert short(deck.dial(), Detail.BUSY) == "again 10:35, same attempt"
    deck.outcome(SILENT, Detail.BUSY)
    clock.advance(31 * 60)
    deck.screen()
    assert short(deck.dial(), Detail.BUSY) == "Wed 11 Mar, mid-morning, same attempt"


def test_for_somebody_in_another_zone_the_callers_own_clock_is_named(floor: Floor, deck: Deck) -> None:
    floor.person(state="NY", phone="+12125550101")
    deck.open()
    assert short(deck.dial(), Detail.BUSY) == "again 10:35 here, same attempt"


def test_a_time_that_has_come_meanwhile_is_now(floor: Floor, deck: Deck, clock: SteppingClock) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck.line_down()
    clock.advance(31 * 60)
    assert short(deck.screen(), Detail.BUSY) == "again now, same attempt"


def test_a_dead_number_names_the_next_one_or_that_one_must_be_found(floor: Floor, deck: Deck) -> None:
    floor.person(phone="+13125550111; +13125550112")
    deck.open()
    assert short(deck.dial(), Detail.NUMBER_DEAD) == "next +1 312 555 0112, same attempt"
    deck.outcome(SILENT, Detail.NUMBER_DEAD)
    assert short(deck.dial(), Detail.NUMBER_DEAD) == "out of the queue: find a number"


def test_a_person_who_is_out_of_the_queue_meanwhile_stays_there_whatever_is_pressed(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person(phone="+13125550111")
    deck.open()
    deck.dial()
    block(open_window(), ("+13125550111",), "asked")
    screen = deck.tick()
    assert screen is not None
    assert {one.short for one in screen.endings} == {"", "out of the queue"}


def test_what_a_detail_does_otherwise_than_was_shown_is_said(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person(phone="+13125550111; +13125550112")
    deck.open()
    deck.dial()
    block(open_window(), ("+13125550112",), "asked")
    assert deck.outcome(SILENT, Detail.NUMBER_DEAD).message.startswith("changed since it was shown: retired")


def test_w_says_in_full_what_is_not_as_hanging_up(floor: Floor, deck: Deck) -> None:
    floor.person(phone="+13125550111; +13125550112")
    deck.open()
    deck.dial()
    lines = deck.why()
    assert "busy: once more at 10:35 · attempt 1, the opening message then" in lines
    assert "number dead: the next number now · attempt 1, the opening message then" in lines
    assert not any(line.startswith("rang out") for line in lines)


# ------------------------------------------------------------------------------------- over the sample people


class Done(NamedTuple):
    """What came of a key in the file."""

    state: State
    promises: list[tuple[object, ...]]
    tasks: list[str]
    dead: list[int]


class Samples:
    """The sample list at a time of its morning, and a deck upon it."""

    def __init__(self, desk: Desk, clock: SteppingClock) -> None:
        self.desk = desk
        self.clock = clock
        self.deck = Deck(desk)

    def open(self) -> CallScreen:
        """Open the deck; what became of a meeting is asked first, and answered."""
        screen = self.deck.open()
        return self.deck.meeting(Met.NO_SHOW) if screen.question == QUESTION else screen

    def done(self, person: int) -> Done:
        store = self.desk.store
        return Done(
            store.state(person).state,
            [(row.kind, row.at, row.day, row.settled) for row in store.promises(person)],
            [row.kind for row in store.tasks(open_only=True, person_id=person)],
            [row.id for row in store.numbers(person) if row.dead],
        )

    def tried(self, person: int, detail: Detail | None) -> Done:
        """Record a dial so, and take it back; nothing may be said to have changed since it was shown."""
        screen = self.deck.outcome(SILENT, detail)
        assert "changed since" not in screen.message
        done = self.done(person)
        back = self.deck.undo()
        assert back.person is not None
        assert (back.person.person_id, back.mode) == (person, Mode.OVER)
        return done

    def check(self, said: Ending, done: Done, before: State, hung_up: Done) -> None:
        """Hold what was said against the file, in words made from the file alone."""
        if not said.short:
            assert done == hung_up
            return
        assert done != hung_up
        state = done.state
        if state.bucket is None:
            contact = said.detail is Detail.ROLE_CHANGED
            assert said.short == f"out of the queue: find {'another contact' if contact else 'a number'}"
            assert ("find_contact" if contact else "find_number") in done.tasks
            return
        stays = all(
            getattr(state, name) == getattr(before, name) for name in ("attempt", "step", "plan", "script", "cadence")
        )
        then, *attempt = re.split(r", (?=same attempt$)| · ", said.short)
        assert attempt == (["same attempt"] if stays else [attempt_words(state)])
        assert then == self.when(state)

    def when(self, state: State) -> str:
        person = self.person
        facts = self.desk.facts(person)
        assert state.due_at is not None
        if state.number_id is not None and not state.busy_retried:
            number = next(row for row in self.desk.store.numbers(person) if row.id == state.number_id)
            assert state.due_at <= self.clock.now()
            return f"next {spaced(number.e164)}"
        mine, theirs = local_in("America/Chicago", state.due_at), self.desk.calendar.local(facts.place, state.due_at)
        if state.busy_retried:
            here = "" if mine.utcoffset() == theirs.utcoffset() else " here"
            return f"again {mine:%-H:%M}{here}"
        assert state.due_day == theirs.date().isoformat()
        day = date.fromisoformat(state.due_day)
        labels = {part.id: part.label for part in parts_of(self.desk.calendar, facts.place, day)}
        return f"{day_words(day)}, {labels[state.part or '']}"

    @property
    def person(self) -> int:
        person = self.deck.screen().person
        assert person is not None
        return person.person_id


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "list.db"
    load_samples(path)
    return path


@pytest.fixture(params=["2026-03-10T10:05-05:00", "2026-03-13T16:50-05:00"], ids=["morning", "before a week-end"])
def samples(sample_file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Samples]:
    path = tmp_path / "list.db"
    path.write_bytes(sample_file.read_bytes())
    clock = SteppingClock(parse_instant(request.param, "a test"))
    assert clock.now() >= NOW
    desk = open_desk(path, clock, settings_file=sample_data_dir() / "config.toml")
    with desk.store:
        yield Samples(desk, clock)


PEOPLE = 12


def test_for_sample_people_every_key_does_what_it_said(samples: Samples) -> None:
    deck = samples.deck
    screen, seen = samples.open(), 0
    for number in range(PEOPLE):
        if screen.person is None or screen.person.refusal is not None:
            break
        person = samples.person
        before = samples.desk.store.state(person).state
        said = deck.dial().endings
        samples.clock.advance(17)
        hung_up = samples.tried(person, None)
        done = {one.detail: samples.tried(person, one.detail) for one in said}
        for one in said:
            samples.check(one, done[one.detail], before, hung_up)
            seen += 1
        deck.outcome(SILENT, Detail.BUSY if number % 2 else None)
        samples.clock.advance(31 * 60 if number == PEOPLE // 2 else 45)
        screen = deck.screen()
    assert seen >= 5 * len(UNANSWERED)


@pytest.mark.parametrize("typed", ["sun", "tomorrow 3pm", "2026-03-20"])
def test_for_sample_people_an_absence_does_what_was_echoed(samples: Samples, typed: str) -> None:
    deck = samples.deck
    samples.open()
    for _ in range(5):
        person = samples.person
        deck.dial()
        samples.clock.advance(20)
        said = deck.echo_result(Detail.AWAY_UNTIL, typed)
        day = typed_dates.when(samples.desk, person, typed).day
        deck.outcome(SILENT, Detail.AWAY_UNTIL, typed)
        state = samples.desk.store.state(person).state
        deck.undo()
        then = samples.when(state)
        assert said.split(" (")[0] == f"away until {day_words(day)}: rests until {then} · {attempt_words(state)}"
        deck.outcome(SILENT)
