"""What `doctor` examines: the file is whole, the projection is what the events say, the clock can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dialdeck.clock import SteppingClock
from dialdeck.session.checking import examine
from tests.session.floor import LEFT, SILENT, Floor


def check(floor: Floor, name: str) -> dict[str, Any]:
    return next(one for one in examine(floor.desk)["checks"] if one["name"] == name)


def test_a_list_that_was_worked_through_is_in_order(floor: Floor) -> None:
    floor.through(floor.person(), LEFT, SILENT)
    floor.desk.store.undo()
    found = examine(floor.desk)
    assert found["ok"]
    assert {"integrity", "projection", "version", "clock"} <= {one["name"] for one in found["checks"]}


def test_a_state_that_no_event_explains_is_found(floor: Floor) -> None:
    floor.dial(floor.person(), LEFT)
    with floor.desk.store.write() as conn:
        conn.execute("UPDATE states SET attempt = 9")
    assert not check(floor, "projection")["ok"]
    assert not examine(floor.desk)["ok"]


class Wall(SteppingClock):
    """A clock that claims to be the machine's."""

    is_set = False


def test_a_clock_that_is_set_is_named(floor: Floor) -> None:
    assert "DIALDECK_CLOCK" in check(floor, "clock")["detail"]


def test_a_clock_behind_the_newest_event_is_not_believed(floor: Floor) -> None:
    before = floor.clock.now()
    floor.dial(floor.person(), LEFT)
    floor.desk.clock = wall = Wall(before)
    assert not check(floor, "clock")["ok"]
    wall.advance(3600)
    assert check(floor, "clock")["ok"]


def test_nothing_is_changed_by_looking(floor: Floor, home: Path) -> None:
    floor.dial(floor.person(), LEFT)
    before = floor.desk.store.last_operation()
    examine(floor.desk)
    assert floor.desk.store.last_operation() == before
