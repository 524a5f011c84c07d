"""The line on top: time, counts, pace, and the nearest promise, which is the last thing to be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.model.views import SessionBar
from dialdeck.tui.cells import line_width
from dialdeck.tui.session_bar import pace, session_bar
from tests.tui.seat import MORNING, plain_palette

MINUTE = 60_000
BAR = SessionBar(
    "list: cold-chain Q4", 37, 4, 12, 21, 2, 60, MORNING - 55 * MINUTE, "Ana", None, False, "America/Chicago"
)


def shown(bar: SessionBar, width: int = 200, now: int = MORNING) -> str:
    return "".join(text for text, _ in session_bar(bar, width, now, plain_palette()))


def test_the_line_says_time_list_and_counts() -> None:
    text = shown(BAR)
    for words in ("Tue 10 Mar 10:05", "list: cold-chain Q4", "37/60 dials", "40/h", "4 answered", "2 booked"):
        assert words in text


def test_the_pace_is_not_said_in_the_first_five_minutes() -> None:
    assert pace(BAR._replace(started_at=MORNING - 4 * MINUTE), MORNING) is None
    assert pace(BAR._replace(started_at=MORNING - 60 * MINUTE), MORNING) == 37


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(90, "Ana 11:35"), (24, "Ana in 24:00"), (9, "! Ana in 9:00"), (0, "! Ana was promised 10:05")],
)
def test_a_promise_is_counted_down_and_gets_a_sign_when_it_is_near(minutes: int, words: str) -> None:
    assert words in shown(BAR._replace(promise_at=MORNING + minutes * MINUTE))


def test_a_set_clock_is_said() -> None:
    assert "the clock is set" in shown(BAR._replace(clock_is_set=True))


def test_on_a_narrow_line_time_and_promise_stay() -> None:
    text = shown(BAR._replace(promise_at=MORNING + 9 * MINUTE), width=50)
    assert "10:05" in text
    assert "Ana in 9:00" in text


def test_an_unknown_zone_falls_back_to_utc() -> None:
    assert "15:05" in shown(BAR._replace(zone="Mars/Olympus"))


def test_breaks_do_not_count_for_the_pace() -> None:
    assert pace(BAR._replace(paused_ms=0), MORNING) == 40
    assert pace(BAR._replace(paused_ms=25 * MINUTE), MORNING) == 74


@pytest.mark.parametrize(("tasks", "words"), [(1, "1 task "), (2, "2 tasks ")])
def test_tasks_that_are_due_are_counted(tasks: int, words: str) -> None:
    assert words in shown(BAR._replace(tasks_due=tasks))
    assert "task" not in shown(BAR)


@pytest.mark.parametrize("clock_is_set", [True, False])
def test_at_120_words_are_shortened_and_nothing_is_left_out(clock_is_set: bool) -> None:
    bar = BAR._replace(
        tasks_due=2, promise_at=MORNING + 24 * MINUTE, promise_name="Wes Calloway", clock_is_set=clock_is_set
    )
    text = shown(bar, width=120)
    said = ("dialdeck", "Tue 10", "10:05", "cold-chain Q4", "37/60", "▓", "40/h", "4 ans", "12 msg", "21 sil")
    for words in (*said, "2 booked", "2 tasks", "Wes", "in 24:00", *(["(set)"] if clock_is_set else [])):
        assert words in text


def test_what_was_left_out_comes_back_where_there_is_room_for_it() -> None:
    for width in range(60, 120):
        text = shown(BAR, width=width)
        free = len(text) - len(" ".join(text.split()))
        assert free < 15 or "booked" in text, text


@given(st.integers(1, 250), st.integers(0, 10**6), st.integers(0, 500), st.text(max_size=40))
def test_the_line_is_exactly_as_wide_as_the_window(width: int, dials: int, goal: int, title: str) -> None:
    bar = BAR._replace(dials=dials, goal=goal, title=title, promise_at=MORNING + 5 * MINUTE, promise_name=title)
    assert line_width(session_bar(bar, width, MORNING, plain_palette())) == width
