"""Figures three lines high, and numbers written so that they can be dialed by hand."""

from __future__ import annotations

import pytest

from dialdeck.tui.digits import large_number, stretched


def test_a_number_is_written_in_three_lines_with_its_groups_apart() -> None:
    assert large_number("+1 42", 20) == (
        "   ╶╮   ╷ ╷╶─╮",
        "╶┼╴ │   ╰─┤╭─╯",
        "   ╶┴╴    ╵╰─╴",
    )


@pytest.mark.parametrize(("room", "width"), [(14, 14), (13, 13)])
def test_groups_stand_closer_before_a_number_is_written_small(room: int, width: int) -> None:
    assert {len(row) for row in large_number("+1 42", room)} == {width}


def test_a_number_too_long_to_be_large_stands_small_in_the_middle_line() -> None:
    assert large_number("+999 1234 5678 9012", 45) == (" " * 34, "+999   1 2 3 4   5 6 7 8   9 0 1 2", " " * 34)


def test_nothing_is_left_out_of_a_number_that_has_a_sign_without_a_figure() -> None:
    assert large_number("+1 312#9", 60)[1] == "+1   3 1 2 # 9"


def test_a_number_too_long_to_be_stretched_stays_as_it_is() -> None:
    assert stretched("+1 312 555 0142", 28) == "+1   3 1 2   5 5 5   0 1 4 2"
    assert stretched("+1 312 555 0142", 27) == "+1 312 555 0142"


def test_without_a_number_there_is_nothing_to_read() -> None:
    assert stretched("", 20) == ""
    assert large_number("", 20) == ("", "", "")
