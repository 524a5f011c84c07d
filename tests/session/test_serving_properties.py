"""Whoever is served may be dialed: over random people, zones, dials and times, through the file and the real queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.errors import DialdeckError
from dialdeck.method.hours import DAY, HOUR
from dialdeck.model.codes import DETAILS, Bucket, Detail, Outcome, Stage
from dialdeck.session.compose import open_desk
from dialdeck.session.serving import Serving
from tests.conftest import FULL
from tests.session.floor import Floor

ZONES = (
    "America/Chicago", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "America/St_Johns", "",
)  # fmt: skip
"""Both sides of the equator, half hours (one of which changes its clocks by half an hour), and none."""
STARTS = (
    "2026-03-06T07:50-06:00",  # the weekend on which the clocks of North America go forward
    "2026-03-27T08:30+00:00",  # … of Europe
    "2026-04-03T06:00+11:00",  # … of Australia go back, a public holiday besides
    "2026-10-02T08:55+10:30",  # … and forward
    "2026-10-30T09:00-05:00",  # … of North America back
    "2028-02-28T22:00+00:00",  # before a leap day
)
LAST_OPEN, FIRST_OPEN = 18 * 60, 9 * 60
"""Minutes of the house's own hours."""
REDIALED = {Detail.BUSY, Detail.NUMBER_DEAD, Detail.WRONG_NUMBER, Detail.DROPPED}
"""After these the same step is dialed again, free of the house's caps."""
SETTINGS = HealthCheck.function_scoped_fixture, HealthCheck.too_slow

people = st.lists(st.tuples(st.sampled_from(ZONES), st.booleans()), min_size=1, max_size=5)
ends = st.sampled_from([(outcome, detail) for outcome in Outcome for detail in (None, *DETAILS[outcome])])
steps = st.tuples(st.integers(0, 4), st.sampled_from([5, 90, 200, 700, 1_500, 3_000]), ends)
"""Who is dialed (or asks not to be), how many minutes later, and how it ends."""


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("floor") / "list.db"


@settings(max_examples=200 if FULL else 12, suppress_health_check=SETTINGS)
@given(who=people, start=st.sampled_from(STARTS), taken=st.lists(steps, min_size=3, max_size=8))
def test_the_queue_never_yields_somebody_outside_hours_over_a_cap_or_not_to_be_called(
    fresh: Callable[[], Path],
    home: Path,
    who: list[tuple[str, bool]],
    start: str,
    taken: list[tuple[int, int, tuple[Outcome, Detail | None]]],
) -> None:
    clock = SteppingClock(parse_instant(start, "a start"))
    desk = open_desk(fresh(), clock, settings_file=home / "config.toml")
    with desk.store:
        floor = Floor(desk, clock)
        ids = [_person(floor, zone, asked) for zone, asked in who]
        zones = {person: zone for person, (zone, _) in zip(ids, who, strict=True)}
        for index, minutes, (outcome, detail) in taken:
            clock.advance(minutes * 60)
            served = Serving(desk).next_person()
            if served is not None:
                _check(floor, served, zones[served])
                desk.store.release(served)
            # Now and then somebody is dialed whom the queue did not offer, whatever hours and caps say.
            person = ids[index % len(ids)] if index % 2 else served
            if person is not None:
                _dial(floor, person, outcome, detail)
                _dial_again_soon(floor, person)


def _person(floor: Floor, zone: str, asked: bool) -> int:
    phone = f"+49301234{floor.added:04d}" if zone else f"+1800234{floor.added:04d}"
    return floor.person(zone=zone, country="", state="", phone=phone, **({"do_not_call": "yes"} if asked else {}))


def _check(floor: Floor, person: int, zone: str) -> None:
    assert zone, "nobody knows where they are"
    now = floor.clock.now()
    local = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
    assert local.weekday() < 5
    assert FIRST_OPEN <= local.hour * 60 + local.minute < LAST_OPEN
    facts = floor.desk.facts(person)
    assert facts.state.stage not in {Stage.RETIRED, Stage.DO_NOT_CALL}
    assert facts.usable()
    attempts = [dial.at for dial in facts.dials if dial.counts]
    if attempts and facts.state.bucket is Bucket.DUE and facts.dials[-1].detail not in REDIALED:
        assert now - attempts[-1] >= 12 * HOUR
        assert datetime.fromtimestamp(attempts[-1] / 1000, ZoneInfo(zone)).date() < local.date()
        assert sum(1 for at in attempts if at > now - 6 * DAY) < 5


def _dial(floor: Floor, person: int, outcome: Outcome, detail: Detail | None) -> None:
    try:
        floor.dial(person, outcome, detail)
    except DialdeckError:
        return


def _dial_again_soon(floor: Floor, person: int) -> None:
    """Ask for another dial within the hour, which a cap refuses."""
    try:
        floor.snooze(person, "in 1 hour")
    except DialdeckError:
        return
