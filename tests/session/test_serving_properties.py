"""Whoever is served may be dialed: over random people, places, dials and times, through the file and the real queue.

What may be is said here once more in plain numbers: the hours of house and law, their caps, who asked not to be called.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.errors import DialdeckError
from dialdeck.method.hours import DAY, HOUR
from dialdeck.model.codes import DETAILS, Bucket, Detail, Outcome, Stage
from dialdeck.model.facts import DialFact
from dialdeck.session.compose import open_desk
from dialdeck.session.serving import Serving
from tests.conftest import FULL
from tests.session.floor import Floor


class Where(NamedTuple):
    """Where somebody is, and what the law there allows: hours by the clock, and so many dials in so many days."""

    zone: str
    country: str = ""
    state: str = ""
    hours: tuple[tuple[int, int], ...] = ((0, 24),)
    weekend: bool = True
    most: int | None = None
    days: int = 0
    closed: frozenset[str] = frozenset()


class House(NamedTuple):
    """What the house allows: its settings, and the same as hours by the clock, days of the week and caps."""

    config: str
    hours: tuple[int, int]
    days: int
    capped: bool


ZONES = (
    "America/Chicago", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "America/St_Johns", "",
)  # fmt: skip
"""Both sides of the equator, half hours (one of which changes its clocks by half an hour), and none."""
FLORIDA = Where("America/New_York", "US", "FL", ((8, 20),), most=3, days=1)
FRANCE = Where(
    "Europe/Paris", "FR", "", ((10, 13), (14, 20)), weekend=False, most=4, days=30,
    closed=frozenset({"2026-04-06", "2026-11-11"}),
)  # fmt: skip
"""For consumers, with the public holidays that the steps can reach."""
USUAL = House('[calling]\naudience = "consumer"\n', (9, 18), 5, capped=True)
WIDE = House(
    '[calling]\naudience = "consumer"\n'
    "[caps]\nper_day = 0\nmin_gap_hours = 0\nper_7_days = 0\n"
    '[hours]\nweek = "mon-sun 06:00-22:00"\n',
    (6, 22),
    7,
    capped=False,
)
"""A house that leaves it all to the law."""
STARTS = (
    "2026-03-06T07:50-06:00",  # the weekend on which the clocks of North America go forward
    "2026-03-27T08:30+00:00",  # … of Europe
    "2026-04-03T06:00+11:00",  # … of Australia go back, a public holiday besides
    "2026-10-02T08:55+10:30",  # … and forward
    "2026-10-30T09:00-05:00",  # … of North America back
    "2028-02-28T22:00+00:00",  # before a leap day
)
REDIALED = {Detail.BUSY, Detail.NUMBER_DEAD, Detail.WRONG_NUMBER, Detail.DROPPED}
"""After these the same step is dialed again, free of the house's caps."""
SILENT_LINE = {Detail.BUSY, Detail.NUMBER_DEAD}
"""Hang-ups that rang nowhere, which the house does not count."""
SILENT, ASKED = (Outcome.SILENT_HANGUP, None), (Outcome.ANSWERED, Detail.DO_NOT_CALL)
OFTEN = (SILENT, (Outcome.SILENT_HANGUP, Detail.BUSY), (Outcome.ANSWERED, Detail.CALLBACK), ASKED)
"""Results that forbid, allow or ask for the next dial."""
SETTINGS = HealthCheck.function_scoped_fixture, HealthCheck.too_slow

places = st.sampled_from([FLORIDA, FRANCE]) | st.sampled_from([Where(zone) for zone in ZONES])
people = st.lists(st.tuples(places, st.booleans()), min_size=1, max_size=4)
EVERY = [(outcome, detail) for outcome in Outcome for detail in (None, *DETAILS[outcome])]
ends = st.sampled_from(OFTEN) | st.sampled_from(EVERY)
waits = st.sampled_from([5, 90, 200, 700, 1_500, 3_000]) | st.sampled_from([-90, -700, -3_000, -50_000])
steps = st.tuples(st.integers(0, 4), waits, ends, st.integers(1, 3))
"""Who is dialed, how many minutes later or earlier by a clock put right, how it ends, and how often in a row."""


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("floor")


@example(WIDE, [(FLORIDA, False)], STARTS[0], [(0, 5, ASKED, 1), (0, 90, SILENT, 1)])
@example(WIDE, [(FLORIDA, False)], STARTS[0], [(0, 5, SILENT, 3), (0, 90, SILENT, 1)])
@example(WIDE, [(FRANCE, False)], STARTS[1], [(0, 200, SILENT, 3), (0, 90, SILENT, 1), (0, 90, SILENT, 1)])
@example(USUAL, [(Where(ZONES[0]), False)], STARTS[0], [(0, 90, SILENT, 1), (0, 90, SILENT, 1)])
@example(USUAL, [(Where(ZONES[0]), False)], STARTS[0], [(0, 90, SILENT, 1), (0, -90, SILENT, 1), (0, 3_000, SILENT, 1)])
@settings(max_examples=200 if FULL else 40, suppress_health_check=SETTINGS, deadline=None)
@given(
    house=st.sampled_from([USUAL, WIDE]),
    who=people,
    start=st.sampled_from(STARTS),
    taken=st.lists(steps, min_size=3, max_size=8),
)
def test_the_queue_never_yields_somebody_outside_hours_over_a_cap_or_not_to_be_called(
    fresh: Callable[[], Path],
    home: Path,
    house: House,
    who: list[tuple[Where, bool]],
    start: str,
    taken: list[tuple[int, int, tuple[Outcome, Detail | None], int]],
) -> None:
    clock = SteppingClock(parse_instant(start, "a start"))
    folder = fresh()
    config = folder / "config.toml"
    config.write_text((home / "config.toml").read_text("utf-8") + house.config, "utf-8")
    desk = open_desk(folder / "list.db", clock, settings_file=config)
    with desk.store:
        floor, serving = Floor(desk, clock), Serving(desk)
        ids = [_person(floor, where, asked) for where, asked in who]
        places = {person: where for person, (where, _) in zip(ids, who, strict=True)}
        barred = {person for person, (_, asked) in zip(ids, who, strict=True) if asked}
        for index, minutes, (outcome, detail), times in taken:
            clock.advance(minutes * 60)
            served = serving.next_person()
            if served is not None:
                assert served not in barred
                _check(floor, served, places[served], house)
                desk.store.release(served)
            # Now and then somebody is dialed whom the queue did not offer, whatever hours and caps say.
            person = ids[index % len(ids)] if index % 2 else served
            for _ in range(times if person is not None else 0):
                assert person is not None
                if _dial(floor, person, outcome, detail) and detail is Detail.DO_NOT_CALL:
                    barred.add(person)
                _dial_again_soon(floor, person)


def _person(floor: Floor, where: Where, asked: bool) -> int:
    phone = f"+49301234{floor.added:04d}" if where.zone else f"+1800234{floor.added:04d}"
    fields = {"do_not_call": "yes"} if asked else {}
    return floor.person(zone=where.zone, country=where.country, state=where.state, phone=phone, **fields)


def _check(floor: Floor, person: int, where: Where, house: House) -> None:
    assert where.zone, "nobody knows where they are"
    now = floor.clock.now()
    local = datetime.fromtimestamp(now / 1000, ZoneInfo(where.zone))
    hour = local.hour + local.minute / 60
    assert house.hours[0] <= hour < house.hours[1]
    assert any(first <= hour < last for first, last in where.hours)
    assert local.weekday() < (house.days if where.weekend else 5)
    assert local.date().isoformat() not in where.closed
    facts = floor.desk.facts(person)
    assert facts.state.stage not in {Stage.RETIRED, Stage.DO_NOT_CALL}
    assert facts.usable()
    if where.most is not None:
        placed = _times(list(facts.dials))
        assert sum(1 for at in placed if at > now - where.days * DAY) < where.most
    attempts = _times([dial for dial in facts.dials if _counts(dial)])
    exempt = facts.state.bucket is not Bucket.DUE or (facts.dials and facts.dials[-1].detail in REDIALED)
    if house.capped and attempts and not exempt:
        assert now - attempts[-1] >= 12 * HOUR
        assert datetime.fromtimestamp(attempts[-1] / 1000, ZoneInfo(where.zone)).date() < local.date()
        assert sum(1 for at in attempts if at > now - 6 * DAY) < 5


def _counts(dial: DialFact) -> bool:
    return dial.counts or (dial.outcome is Outcome.SILENT_HANGUP and dial.detail not in SILENT_LINE)


def _times(dials: list[DialFact]) -> list[int]:
    """When they were placed, in order: one dated after another that followed it was placed by then."""
    return [*accumulate((dial.at for dial in reversed(dials)), min)][::-1]


def _dial(floor: Floor, person: int, outcome: Outcome, detail: Detail | None) -> bool:
    try:
        floor.dial(person, outcome, detail)
    except DialdeckError:
        return False
    return True


def _dial_again_soon(floor: Floor, person: int) -> None:
    """Ask for another dial within the hour, which a cap refuses."""
    try:
        floor.snooze(person, "in 1 hour")
    except DialdeckError:
        return
