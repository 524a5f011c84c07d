"""The page at every size and in every state: exactly as large as the window, with what matters most on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock
from dialdeck.model.views import Mode, NumberView
from dialdeck.tui.cells import line_width
from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck, hostile
from tests.tui.seat import MORNING, page_of, text_of


async def saved(_text: str) -> bool:
    return True


@given(st.integers(1, 300), st.integers(1, 100), st.sampled_from(Mode), st.booleans(), st.booleans())
def test_every_line_is_exactly_as_wide_as_the_window(
    width: int, height: int, mode: Mode, words: bool, typing: bool
) -> None:
    deck = FakeDeck(SteppingClock(MORNING))
    deck.mode, deck.with_words = mode, words
    state = State(deck.screen())
    state.take(state.view)
    if mode is Mode.DISPOSITION:
        state.dispositions = deck.dispositions()
    if typing:
        state.field = Field(Kind.DATE, "Call back at…", saved, "")
    lines = page_of(deck, width, height, state)
    assert len(lines) == height
    assert {line_width(line) for line in lines} == {width}


@given(st.text(max_size=80), st.integers(20, 130), st.integers(5, 40))
def test_no_text_can_change_the_size_of_a_line(text: str, width: int, height: int) -> None:
    deck = FakeDeck(SteppingClock(MORNING), hostile(text))
    deck.with_words = True
    lines = page_of(deck, width, height)
    assert {line_width(line) for line in lines} == {width}


def test_at_80_by_24_the_queue_is_one_line_and_all_three_consequences_stand_in_full(deck: FakeDeck) -> None:
    text = text_of(page_of(deck, 80, 24))
    assert "▶ Dana Whitfield" in text.splitlines()[1]
    assert "then Tom Okafor, Li Na" in text.splitlines()[1]
    whole = " ".join(line[14:].strip() for line in text.splitlines()[-7:])
    assert "promise: call Wed 11 Mar, late afternoon (not tried yet) · attempt 6, silent" in whole
    assert "Thu 12 Mar, midday · attempt 6, the commitment message then" in whole
    assert "LEAVE THE COMMITMENT MESSAGE" in text


def test_below_60_by_20_only_name_number_verdict_and_outcome_keys_are_left(deck: FakeDeck) -> None:
    deck.mode = Mode.DIALING
    text = text_of(page_of(deck, 58, 14))
    for words in ("Dana Whitfield", "+1 312 555 0142", "LEAVE THE COMMITMENT MESSAGE", "v Voicemail", "h Hang up"):
        assert words in text
    assert "ISSUE" not in text


@pytest.mark.parametrize("size", [(19, 36), (120, 4), (1, 1)])
def test_below_20_by_5_the_window_is_asked_for(deck: FakeDeck, size: tuple[int, int]) -> None:
    text = text_of(page_of(deck, *size))
    assert "Dana" not in text
    assert text.startswith("make the window" if size[0] > 15 else "…")


def test_on_a_wide_screen_history_has_its_own_column(deck: FakeDeck) -> None:
    top = text_of(page_of(deck, 200, 60)).splitlines()[1]
    assert "History" in top


def test_the_planned_outcome_is_marked_with_a_sign(deck: FakeDeck) -> None:
    assert "◀ planned" in text_of(page_of(deck, 200, 60))


def test_a_refusal_is_said_before_the_number(deck: FakeDeck) -> None:
    deck.refusal = "outside hours until 09:00"
    text = text_of(page_of(deck, 120, 36))
    assert "! not now: outside hours" in text
    assert "Dial: not now" in text


def test_a_blocked_number_says_why(deck: FakeDeck) -> None:
    state = State(deck.screen())
    person = state.view.person
    assert person is not None
    number = NumberView(9, "+19005550100", "+1 900 555 0100", "", None, False, "premium rate")
    state.view = state.view._replace(person=person._replace(numbers=(*person.numbers, number)))
    assert "✗ premium rate" in text_of(page_of(deck, 200, 40, state))


def test_missing_facts_are_marked_gaps(deck: FakeDeck) -> None:
    assert "[my_phone]" in text_of(page_of(deck, 120, 36))


def test_a_script_longer_than_its_panel_can_be_scrolled(deck: FakeDeck) -> None:
    state = State(deck.screen())
    state.take(state.view)
    first = text_of(page_of(deck, 80, 24, state))
    state.scroll = 8
    second = text_of(page_of(deck, 80, 24, state))
    assert "▼ more: pgdn" in first
    assert "▲ pgup" in second
