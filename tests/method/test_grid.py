"""At which times of the week a person was tried, and at which never."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dialdeck.method.grid import grid_lines, part_line, tried_grid
from dialdeck.method.results import rang
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.replacing import replace
from tests.method.people import (
    CHICAGO,
    LEFT,
    NOW,
    SILENT,
    after,
    at,
    calendar,
    context,
    dial,
    dialed,
    holidays_on,
    person,
)

CTX = context()
NOON = at("2026-03-10 12:00")
"""A Tuesday."""


def test_the_grid_counts_by_weekday_and_part_what_rang() -> None:
    facts = dialed(
        person(),
        dial(NOON, part="midday"),
        dial(NOON + 1, part="midday"),
        dial(at("2026-03-12 17:00"), part="late"),
        dial(at("2026-03-12 17:05"), detail=Detail.BUSY, part="late"),
        dial(at("2026-03-12 17:06"), outcome=None, detail=None, part="late"),
    )
    grid = tried_grid(CTX.calendar, facts, NOON)
    assert grid.days == ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert [part for part, _ in grid.parts] == ["mid-morning", "midday", "afternoon", "late"]
    assert grid.counts == ((0, 0, 0, 0), (0, 2, 0, 0), (0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 0))
    assert all(all(row) for row in grid.open)
    assert grid.line == "tried 2 of 20 times of the week; never: mid-morning, afternoon, Mon, Wed, Fri"


def test_somebody_never_dialed_was_not_tried() -> None:
    assert tried_grid(CTX.calendar, person(), NOON).line == "not tried yet"


def test_without_a_zone_no_time_of_the_week_is_open() -> None:
    grid = tried_grid(CTX.calendar, person(place=replace(CHICAGO, zones=())), NOON)
    assert (grid.parts, grid.line) == ((), "no time of the week is open: check zone and hours")


def test_a_weekend_is_a_row_only_when_open_or_tried() -> None:
    saturday = dialed(person(), dial(at("2026-03-14 12:00"), part="midday"))
    grid = tried_grid(CTX.calendar, saturday, NOON)
    assert grid.days[-1] == "Sat"
    assert grid.open[-1] == (False,) * 4
    assert grid.line.startswith("tried 0 of 20 times")


def test_a_part_tried_before_the_hours_changed_stays_visible() -> None:
    facts = dialed(person(), dial(at("2026-03-10 08:30"), part="early"))
    grid = tried_grid(CTX.calendar, facts, NOON)
    assert grid.parts[0] == ("early", "early morning")
    assert [row[0] for row in grid.open] == [False] * 5
    assert "early morning" not in grid.line


def test_dials_outside_all_parts_are_counted_apart() -> None:
    facts = dialed(person(), dial(at("2026-03-10 20:30")), dial(NOON, part="siesta"))
    grid = tried_grid(CTX.calendar, facts, NOON)
    assert grid.outside == 2
    assert sum(map(sum, grid.counts)) == 0


def test_one_holiday_closes_no_weekday() -> None:
    grid = tried_grid(calendar(holidays=holidays_on("2026-03-11")), person(), NOON)
    assert grid.open[2] == (True,) * 4


def test_when_everything_was_tried_nothing_is_missed() -> None:
    days = ("09", "10", "11", "12", "13")
    parts = ("mid-morning", "midday", "afternoon", "late", "late")
    dials = [dial(at(f"2026-03-{day} 12:00"), part=part) for day, part in zip(days, parts, strict=True)]
    line = tried_grid(CTX.calendar, dialed(person(), *dials), NOON).line
    assert line == "tried 5 of 20 times of the week; every part of the day and every weekday"


def test_the_wished_part_is_explained_with_tries_and_answers() -> None:
    facts = after(CTX, person(), [LEFT, SILENT])
    assert facts.state.part == "afternoon"
    assert part_line(CTX.calendar, facts, {}) == "afternoon: not tried yet"
    assert part_line(CTX.calendar, facts, {"afternoon": (9, 61)}) == "afternoon: not tried yet; answers 9 of 61"
    again = dialed(facts, dial(NOON, part="afternoon"))
    assert part_line(CTX.calendar, again, {}) == "afternoon: tried 1 of 3 times"


def test_without_a_wished_part_there_is_nothing_to_explain() -> None:
    assert part_line(CTX.calendar, person(), {}) == ""
    gone = replace(person(), state=replace(person().state, part="siesta"))
    assert part_line(CTX.calendar, gone, {}) == ""


DIALS = st.builds(
    dial,
    st.integers(at("2026-02-01 00:00"), at("2026-04-01 00:00")),
    st.just(Outcome.SILENT_HANGUP),
    st.sampled_from([Detail.VOICEMAIL, Detail.RANG_OUT, Detail.BUSY]),
    st.sampled_from([None, "early", "mid-morning", "midday", "afternoon", "late"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(DIALS, max_size=12))
def test_every_dial_that_rang_is_in_the_grid_or_outside_it(dials: list[object]) -> None:
    facts = dialed(person(), *dials)  # type: ignore[arg-type]
    grid = tried_grid(CTX.calendar, facts, NOON)
    rung = sum(1 for one in facts.dials if rang(one.outcome, one.detail))
    assert sum(map(sum, grid.counts)) + grid.outside == rung
    assert len(grid.counts) == len(grid.open) == len(grid.days)
    assert all(len(row) == len(grid.parts) for row in (*grid.counts, *grid.open))


def test_the_grid_shows_what_was_tried_what_never_was_and_what_is_closed() -> None:
    facts = dialed(
        person(place=replace(CHICAGO, wish="mon-thu 09:00-18:00")),
        dial(at("2026-03-09 10:00"), part="mid-morning"),
        dial(at("2026-03-02 10:00"), part="mid-morning"),
        dial(at("2026-03-10 16:30"), part="late"),
    )
    assert grid_lines(tried_grid(calendar(), facts, at(NOW))) == (
        "                Mon  Tue  Wed  Thu  Fri",
        "mid-morning       2    ·    ·    ·    ×",
        "midday            ·    ·    ·    ·    ×",
        "afternoon         ·    ·    ·    ·    ×",
        "late afternoon    ·    1    ·    ·    ×",
    )
