"""How many prospects so many dials a day carry: found by search, and true when it is tried."""

import pytest

from dialdeck.method.planning import planned, world
from dialdeck.method.planning_carry import carried
from dialdeck.method.planning_dice import odds_from
from dialdeck.method.planning_line import Prospect
from dialdeck.method.planning_people import beginner
from dialdeck.model.codes import Bucket, Role
from dialdeck.model.facts import PersonFacts
from dialdeck.model.policy import CallerHours
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import CHICAGO, NOW, at, context, person, policy

CTX = context()
LIKE = [person(), person(Role.OWNER)]


def found(most: int, like: list[PersonFacts] | None = None, ctx: object = None, cadence: str = "persistence") -> int:
    where = CTX if ctx is None else ctx
    here = world(where, [CHICAGO], odds_from({}), 1, at(NOW), 7)  # type: ignore[arg-type]
    return carried(here, LIKE if like is None else like, cadence, most, lambda: None)


def weeks(many: int, most: int) -> list[int]:
    """The least backlog of any evening of each week, when so many begin tomorrow."""
    start = at("2026-03-11 00:00")
    here = world(CTX, [CHICAGO], odds_from({}), 1, start, 28)
    facts = [beginner(CTX, LIKE[n % 2], n, "persistence", start) for n in range(many)]
    people = [Prospect(f.person_id, here.memory.situation(f, start), Bucket.FRESH, start, None) for f in facts]
    rows = list(planned(here, people, {}, most))
    return [min(row.backlog for row in rows[at : at + 7]) for at in range(0, 28, 7)]


def test_so_many_never_fall_behind_for_a_whole_week_and_a_tenth_more_do() -> None:
    many = found(20)
    assert many > 20
    assert not any(weeks(many, 20)[1:])
    assert any(weeks(many + many // 10 + 2, 20)[1:])


def test_more_dials_a_day_carry_more_prospects() -> None:
    assert found(1) < found(5) < found(25)


def test_the_search_ends_the_same_every_time_and_can_be_left() -> None:
    assert found(7) == found(7)
    here = world(CTX, [CHICAGO], odds_from({}), 1, at(NOW), 7)

    def enough() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        carried(here, LIKE, "persistence", 7, enough)


def test_nobody_is_carried_where_there_is_nobody_no_dial_or_no_open_day() -> None:
    assert found(9, []) == found(0) == 0
    off = CallerHours("America/Chicago", hours=((),) * 7)
    assert found(9, ctx=context(replace(policy(), caller=off))) == 0


def test_somebody_stands_for_everybody_of_the_same_place_and_role() -> None:
    twice = [*LIKE, *(PersonFacts(n, one.role, one.place, State()) for n, one in enumerate(LIKE, 3))]
    assert found(9, twice) == found(9)
