"""The queue: who is marked, what it is narrowed to, letters to jump by, and one line where there is no room."""

from __future__ import annotations

import pytest

from dialdeck.model.views import QueueRow
from dialdeck.tui.cells import line_width
from dialdeck.tui.panels.queue import MARKED, QueueSight, lettered, queue_line, queue_panel
from tests.tui.seat import plain_palette, text_of

ROWS = (
    QueueRow(1, "Dana Whitfield", "Kestrel Logistics", 5, "✉", "", True),
    QueueRow(2, "Tom Okafor", "Northgate Freight", 2, "·", "", False),
    QueueRow(3, "Ana Ruiz", "Cold Star Foods", 6, "!", "promised 10:30", False),
)
SIGHT = QueueSight(ROWS, 1, "Queue · 3 callable now", ("opens 11:00 4 in Denver",))


def shown(sight: QueueSight, width: int = 34, height: int = 20) -> str:
    return text_of(queue_panel(sight, width, height, plain_palette()))


def test_on_a_wide_screen_a_row_says_where_somebody_works_and_why_they_are_due() -> None:
    lines = shown(SIGHT, width=40).splitlines()
    assert lines[1].startswith(" ▶ Dana Whitfield")
    assert lines[2].startswith("   Kestrel Logistics")
    assert lines[6].startswith("   Cold Star Foods · promised 10:30")


def test_what_the_queue_is_narrowed_to_stands_above_it() -> None:
    assert "only promises" in shown(SIGHT._replace(scope="promises")).splitlines()[1]


def test_marked_rows_have_a_sign_and_are_counted() -> None:
    text = shown(SIGHT._replace(marked=frozenset({1, 3}))).splitlines()
    assert f"{MARKED} 2 marked" in text[1]
    assert text[2].startswith(f" ▶{MARKED}Dana")
    assert text[4].startswith(f" {MARKED} Ana")


def test_letters_stand_beside_the_rows_that_can_be_seen_and_lead_to_them() -> None:
    rows = tuple(row._replace(person_id=at, current=False) for at, row in enumerate(ROWS * 20))
    sight = QueueSight(rows, 40, "Queue", (), letters=True)
    letters = lettered(sight, 34, 12, plain_palette())
    beside = [line[1] for line in shown(sight, height=12).splitlines()[1:-1]]
    assert beside == list(letters)
    assert 40 in letters.values()


def test_without_letters_there_is_nothing_to_jump_to_when_nobody_is_there() -> None:
    assert lettered(SIGHT._replace(rows=()), 34, 12, plain_palette()) == {}


@pytest.mark.parametrize("width", [60, 80, 99])
def test_the_line_keeps_counts_scope_and_marks_and_leaves_out_names(width: int) -> None:
    sight = SIGHT._replace(cursor=0, scope="list: cold-chain Q4", marked=frozenset({1}))
    line = queue_line(sight, width, plain_palette())
    text = "".join(text for text, _ in line)
    assert line_width(line) == width
    assert f"▶{MARKED}Dana Whitfield" in text
    assert "3 callable now · only list" in text
    assert ("then Tom Okafor" in text) == (width > 80)


def test_the_line_shows_whoever_is_under_the_cursor_and_whether_they_are_marked() -> None:
    for width in (60, 80):
        line = queue_line(SIGHT._replace(cursor=2, marked=frozenset({3})), width, plain_palette())
        text = "".join(text for text, _ in line)
        assert line_width(line) == width
        assert f"{MARKED}Ana Ruiz 6" in text
        assert "then" not in text
