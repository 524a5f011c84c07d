"""A deck and a clock that stands, for every test of the call screen."""

from __future__ import annotations

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest

from dialdeck.clock import SteppingClock
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import MORNING


@pytest.fixture
def clock() -> SteppingClock:
    """Tuesday 10 March 2026, 10:05 in Chicago."""
    return SteppingClock(MORNING)


@pytest.fixture
def deck(clock: SteppingClock) -> FakeDeck:
    """A deck before its first person, with the words of its scripts."""
    deck = FakeDeck(clock)
    deck.with_words = True
    return deck
