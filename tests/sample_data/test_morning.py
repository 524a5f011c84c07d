"""The demo's morning holds a session: somebody who presses two keys a dial does not run dry before eleven."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Outcome
from dialdeck.paths import sample_data_dir
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.demo import NOW, load_samples

DIALS = 20
BETWEEN = 150
"""Seconds between two dials: twenty of them fit between 10:05 and 11:00."""


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOW)


@pytest.fixture
def deck(tmp_path: Path, clock: SteppingClock) -> Iterator[Deck]:
    path = tmp_path / "samples.db"
    load_samples(path)
    folder = sample_data_dir()
    desk = open_desk(path, clock, settings_file=folder / "config.toml")
    desk.own_scripts = folder / "scripts"
    deck = Deck(desk)
    deck.open()
    yield deck
    deck.close()


@pytest.mark.parametrize(
    "outcomes",
    [
        [Outcome.SILENT_HANGUP] * DIALS,
        [Outcome.VOICEMAIL_LEFT] * DIALS,
        [Outcome.SILENT_HANGUP, Outcome.VOICEMAIL_LEFT] * (DIALS // 2),
    ],
    ids=["hang up", "message", "both in turn"],
)
def test_twenty_dials_in_a_row_never_run_dry(deck: Deck, clock: SteppingClock, outcomes: list[Outcome]) -> None:
    called = []
    screen = deck.words()
    for outcome in outcomes:
        assert screen.person is not None
        called.append(screen.person.name)
        deck.dial()
        clock.advance(25)
        screen = deck.outcome(outcome)
        clock.advance(BETWEEN - 25)
        screen = deck.screen()
    assert len(set(called)) == DIALS
    assert screen.bar.dials == DIALS
    assert screen.person is not None
    assert "Wes Calloway" in called  # the callback of 10:30 came in between


def test_the_countdown_to_the_callback_is_seen(deck: Deck) -> None:
    bar = deck.screen().bar
    assert bar.promise_name == "Wes Calloway"
    assert bar.promise_at == NOW + 25 * 60_000


def test_promises_of_the_day_and_all_kinds_of_attempt_wait(deck: Deck) -> None:
    rows = deck.screen().queue
    assert sum(row.note == "promised" for row in rows) == 4
    assert {1, 2, 3, 4, 5, 6, 7, 8, 10, 12} <= {row.attempt for row in rows}
    assert {row.mark for row in rows} == {"!", "✉", "·"}
