"""People whom no number reaches: never served or counted as callable, always visible, back as soon as one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock
from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.model.codes import Bucket, Detail, Stage
from dialdeck.model.views import Mode
from dialdeck.session import dialing, moving
from dialdeck.session.board import Board
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from dialdeck.session.listing import queue_entries, queue_entry
from dialdeck.session.people import block
from dialdeck.session.serving import Serving
from dialdeck.session.sheet import prospect_lines
from tests.conftest import FULL
from tests.session.conftest import NOW
from tests.session.floor import SILENT, Floor

ORDINARY = "+13125550111"
KINDS = {"premium": "+19002345678", "shared_cost": "+491801234567", "personal": "+15002345678"}
HERE = {"zone": "America/Chicago"}
"""Open at ten in Chicago, wherever the number is from."""
NEVER = ["+112", "911", "+13125", "+13121550142"]
"""Emergency, short, too short, and no number of its country."""
Open = Callable[..., Floor]


@pytest.fixture
def allowing(home: Path, clock: SteppingClock) -> Iterator[Open]:
    """Open the list anew with kinds of number allowed in the settings."""

    desks: list[Desk] = []

    def opened(*kinds: str) -> Floor:
        config = home / f"config-{'-'.join(kinds)}.toml"
        names = ", ".join(f'"{kind}"' for kind in kinds)
        config.write_text(f'[caller]\nzone = "America/Chicago"\n[calling]\nallow_kinds = [{names}]\n', "utf-8")
        desks.append(open_desk(home / "list.db", clock, settings_file=config))
        return Floor(desks[-1], clock)

    yield opened
    for desk in desks:
        desk.store.close()


def callable_now(desk: Desk) -> set[int]:
    """Who is callable, having made sure that heading, rows, listing and serving agree on it."""
    serving = Serving(desk)
    board = Board(desk, serving)
    found = {row.person_id for row in board.rows(None)}
    assert board.title() == f"Queue · {len(found)} callable now"
    assert serving.callable_count(99) == len(found)
    listed = {entry["prospect_id"] for entry in queue_entries(desk) if entry["callable"]}
    assert listed == {desk.store.uid_of(person) for person in found}
    served = serving.next_person()
    assert served in found or not found
    if served is not None:
        desk.store.release(served)
    return found


def entry(floor: Floor, person: int) -> dict[str, Any]:
    found = queue_entry(floor.desk, person)
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "phone"), KINDS.items())
def test_a_kind_that_is_not_allowed_is_not_callable_until_the_settings_allow_it(
    floor: Floor, allowing: Open, kind: str, phone: str
) -> None:
    person, other = floor.person(phone=phone, **HERE), floor.person()
    assert callable_now(floor.desk) == {other}
    for kinds, seen in (((kind,), {person, other}), (set(KINDS) - {kind}, {other}), ((), {other})):
        assert callable_now(allowing(*kinds).desk) == seen
    assert callable_now(floor.desk) == {other}


def test_two_windows_with_different_settings_each_go_by_their_own(floor: Floor, allowing: Open) -> None:
    person = floor.person(phone=KINDS["premium"])
    second = allowing("premium")
    assert Serving(second.desk).next_person() == person
    assert Serving(floor.desk).next_person() is None
    assert dialing.start_dial(second.desk, person)
    assert callable_now(floor.desk) == set()


@pytest.mark.parametrize("e164", NEVER)
def test_what_is_no_number_to_dial_is_never_served_whatever_is_allowed(floor: Floor, allowing: Open, e164: str) -> None:
    person = floor.person()
    with floor.desk.store.operation("edit", person_id=person) as tx:
        tx.update("numbers", floor.desk.store.numbers(person)[0].id, {"e164": e164})
    for window in (floor, allowing(*KINDS)):
        assert Serving(window.desk).next_person() is None
        assert not entry(window, person)["callable"]
        with pytest.raises(RefusedError, match="no number left"):
            dialing.start_dial(window.desk, person)


def test_one_number_that_may_be_dialed_is_enough_and_is_the_one_dialed(floor: Floor) -> None:
    person = floor.person(phone=f"{KINDS['premium']}; {ORDINARY}")
    assert callable_now(floor.desk) == {person}
    dial = floor.dial_row(dialing.start_dial(floor.desk, person))
    assert {row.id: row.e164 for row in floor.desk.store.numbers(person)}[dial.number_id or 0] == ORDINARY


def test_the_listing_says_the_reason_and_what_to_do(floor: Floor) -> None:
    person = floor.person(phone=KINDS["premium"])
    found = entry(floor, person)
    assert (found["callable"], found["phone"]) == (False, None)
    assert found["why"] == (
        "no number left that may be dialed: +19002345678 is a premium number, which is not dialed unless allow_kinds "
        "in the settings names the kind; add one: dialdeck edit PROSPECT phone=…"
    )


def test_it_is_callable_from_where_the_sight_ends_and_so_the_last_of_those_due(floor: Floor) -> None:
    person = floor.person("Premium", phone=KINDS["premium"])
    floor.person("Closed", state="CA", phone="+14155550101")
    floor.person("Open")
    assert entry(floor, person)["callable_from"] == "2026-05-09T10:05:00-05:00"
    assert [one["name"] for one in queue_entries(floor.desk)] == ["Open", "Closed", "Premium"]


def test_each_number_has_its_own_reason(floor: Floor) -> None:
    person = floor.person(phone=f"{ORDINARY}; +13125550112; {KINDS['personal']}")
    block(floor.desk, ("+13125550112",), "wrote to us")
    with floor.desk.store.operation("edit", person_id=person) as tx:
        tx.update("numbers", floor.desk.store.numbers(person)[0].id, {"dead": 1})
    why = entry(floor, person)["why"]
    for words in (f"{ORDINARY} is dead", "+13125550112 is on the do-not-call list", "personal number"):
        assert words in why


def test_the_sheet_promises_no_date_to_whom_no_number_reaches(floor: Floor) -> None:
    person = floor.person(phone=KINDS["premium"])
    text = "\n".join(prospect_lines(floor.desk, person))
    assert "when there is a number" in text
    assert "2026-05" not in text


def test_the_foot_of_the_queue_counts_them_apart_from_those_without_a_zone(floor: Floor) -> None:
    floor.person(phone=KINDS["premium"])
    floor.person(phone=KINDS["personal"])
    floor.person(phone="+18005550101", state="", country="")
    board = Board(floor.desk, Serving(floor.desk))
    assert board.foot()[-2:] == ("1 without a time zone (tasks)", "2 without a number to dial")


def test_what_opens_later_counts_nobody_whom_no_number_reaches(floor: Floor) -> None:
    floor.person(state="CA", phone="+14155550101")
    floor.person(phone=KINDS["premium"], state="CA", zone="America/Los_Angeles")
    board = Board(floor.desk, Serving(floor.desk))
    assert board.foot() == ("opens 11:00  1 in Los Angeles", "1 without a number to dial")


def test_a_number_that_is_added_makes_them_callable_at_once_and_undo_takes_that_back(floor: Floor) -> None:
    person = floor.person(phone=KINDS["premium"])
    serving = Serving(floor.desk)
    assert serving.next_person() is None
    edit_person(floor.desk, person, {"phone": ORDINARY})
    assert serving.next_person() == person
    moving.undo(floor.desk)
    assert callable_now(floor.desk) == set()


def test_on_the_screen_they_are_looked_at_with_the_reason_but_not_brought_up(floor: Floor, deck: Deck) -> None:
    other = floor.person()
    floor.person("Ana Ruiz", phone=KINDS["premium"])
    deck.open()
    (row,) = deck.find("Ana")
    screen = deck.pick_person(row.id)
    assert screen.mode is Mode.LOOKING
    assert screen.person is not None
    assert "premium" in (screen.person.refusal or "")
    assert "premium" in screen.message
    back = deck.look_back()
    assert back.person is not None
    assert back.person.person_id == other


def test_who_is_added_with_such_a_number_is_shown_with_the_reason(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    screen = deck.add_person({"name": "Kim Dorsey", "phone": KINDS["premium"], "state": "IL", "country": "US"})
    assert screen.mode is Mode.LOOKING
    assert "added; no number left" in screen.message
    assert "1 without a number to dial" in screen.queue_foot


def test_nobody_is_read_ahead_whom_no_number_reaches(floor: Floor, deck: Deck) -> None:
    first, _, third = floor.person(), floor.person(phone=KINDS["premium"]), floor.person()
    deck.open()
    deck.dial()
    deck.ahead()
    screen = deck.outcome(SILENT)
    assert screen.person is not None
    assert [first, third] == [1, screen.person.person_id]


def test_a_block_leaves_whoever_has_a_number_that_the_settings_alone_refuse(floor: Floor, allowing: Open) -> None:
    person = floor.person(phone=f"{ORDINARY}; {KINDS['premium']}")
    block(floor.desk, (ORDINARY,), "wrote to us")
    assert floor.state(person).stage is Stage.NEW
    assert callable_now(floor.desk) == set()
    assert callable_now(allowing("premium").desk) == {person}
    block(floor.desk, (KINDS["premium"],), "wrote again")
    assert floor.state(person).stage is Stage.DO_NOT_CALL
    assert queue_entry(floor.desk, person) is None


def test_whose_every_number_is_blocked_or_dead_is_not_callable_in_whatever_order_that_came(floor: Floor) -> None:
    both = f"{ORDINARY}; +13125550112"
    first, second = floor.person(phone=both), floor.person(phone=both)
    floor.dial(first, SILENT, Detail.NUMBER_DEAD)
    block(floor.desk, ("+13125550112",), "wrote to us")
    assert floor.state(first).stage is Stage.DO_NOT_CALL
    floor.dial(second, SILENT, Detail.NUMBER_DEAD)
    assert (floor.state(second).stage, floor.state(second).bucket) == (Stage.RETIRED, None)
    floor.at("2026-03-12 10:00")
    assert callable_now(floor.desk) == set()


PHONES = [ORDINARY, "+13125550112", *KINDS.values()]
PERSONS = st.integers(1, 3)
STEPS = st.one_of(
    st.tuples(st.just("phone"), PERSONS, st.sampled_from(PHONES)),
    st.tuples(st.just("block"), st.sampled_from(PHONES)),
    st.tuples(st.sampled_from(["dead", "asked", "revive"]), PERSONS),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


def step(floor: Floor, name: str, *given: Any) -> None:
    """Let something happen to somebody's numbers, as a command or a key would."""
    if name == "phone":
        edit_person(floor.desk, given[0], {"phone": given[1]})
    elif name == "block":
        block(floor.desk, (given[0],), "wrote to us")
    elif name == "dead":
        floor.dial(given[0], SILENT, Detail.NUMBER_DEAD, talk=1)
    elif name == "asked":
        edit_person(floor.desk, given[0], {"do_not_call": "yes"})
    elif name == "revive":
        floor.revive(given[0])
    else:
        getattr(floor.desk.store, name)()


@settings(
    max_examples=500 if FULL else 25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(
    phones=st.lists(st.lists(st.sampled_from(PHONES), min_size=1, max_size=3, unique=True), min_size=3, max_size=3),
    steps=st.lists(STEPS, max_size=8),
    allowed=st.sets(st.sampled_from(sorted(KINDS))),
)
def test_whatever_happens_the_callable_are_those_with_a_number_that_may_be_dialed(
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    phones: list[list[str]],
    steps: list[tuple[Any, ...]],
    allowed: set[str],
) -> None:
    config = home / "config.toml"
    kinds = ", ".join(f'"{kind}"' for kind in sorted(allowed))
    caps = "[caps]\nper_day = 0\nmin_gap_hours = 0\nper_7_days = 0\n"
    config.write_text(f'{caps}[caller]\nzone = "America/Chicago"\n[calling]\nallow_kinds = [{kinds}]\n', "utf-8")
    clock = SteppingClock(NOW)
    desk = open_desk(tmp_path_factory.mktemp("numbers") / "list.db", clock, settings_file=config)
    with desk.store as store:
        floor = Floor(desk, clock)
        people = [floor.person(phone="; ".join(some), **HERE) for some in phones]
        fine = {ORDINARY, "+13125550112", *(KINDS[kind] for kind in allowed)}
        for name, *given in steps:
            try:
                step(floor, name, *given)
            except DialdeckError:
                continue
            clock.advance(1)
            blocked = {row[0] for row in store.rows("SELECT e164 FROM do_not_call")}
            reached = {
                person
                for person in people
                if any(row.e164 in fine - blocked and not row.dead for row in store.numbers(person))
            }
            found = callable_now(desk)
            assert found <= reached
            assert {person for person in reached if floor.state(person).bucket is Bucket.FRESH} <= found
            for person in set(people) - reached:
                entry = queue_entry(desk, person)
                assert entry is None or entry["why"].startswith("no number left")
