"""The key line: where `b` leads to, what undo takes back, and what is left out first."""

from __future__ import annotations

import pytest

from dialdeck.model.views import Mode
from dialdeck.tui.state import State, Tone
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import page_of, text_of


def last_line(deck: FakeDeck, width: int, height: int, previous: str = "", undo: str = "") -> str:
    state = State(deck.screen())
    state.take(state.view._replace(previous=previous, undo=undo))
    return text_of(page_of(deck, width, height, state)).splitlines()[-1]


def test_with_room_it_is_said_who_b_looks_back_at(deck: FakeDeck) -> None:
    assert "b back to “Tom Okafor”" in last_line(deck, 120, 36, previous="Tom Okafor")
    assert " b back  " in last_line(deck, 80, 24, previous="Tom Okafor")
    assert " b back" not in last_line(deck, 120, 36, previous="")


def test_a_name_that_does_not_fit_is_left_out_whole(deck: FakeDeck) -> None:
    line = last_line(deck, 120, 36, previous="Bartholomew Featherstonehaugh-Cholmondeley")
    assert " b back  " in line
    assert "…”" not in line


def test_what_undo_takes_back_is_named_before_other_keys_are_shown(deck: FakeDeck) -> None:
    line = last_line(deck, 120, 36, previous="Tom Okafor", undo="message · Li Na")
    assert "u undo “message · Li Na”" in line
    assert "b back to “Tom Okafor”" in line


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_help_is_always_there(deck: FakeDeck, mode: Mode, width: int) -> None:
    deck.mode = mode
    assert "?" in last_line(deck, width, 40).split()


@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24), (120, 36), (200, 60)])
def test_a_long_refusal_is_read_to_its_end(deck: FakeDeck, width: int, height: int) -> None:
    state = State(deck.screen())
    why = "Sun 15 Mar 3:00 Toronto is not allowed (outside your hours, none that day); the nearest times are "
    state.said, state.tone = why + "Fri 13 Mar 17:30 and Mon 16 Mar 9:00", Tone.FAILED
    lines = text_of(page_of(deck, width, height, state)).splitlines()
    assert len(lines) == height
    assert "Fri 13 Mar 17:30 and Mon 16 Mar 9:00" in " ".join(" ".join(lines).split())
