"""A desk on a real file at a quiet Tuesday morning, and the few words that the tests of the session use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from tests.session.floor import Floor

NOW = parse_instant("2026-03-10T10:05-05:00", "the clock of the tests")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of settings and lists; the caller sits in Chicago and has a name."""
    monkeypatch.setenv("DIALDECK_HOME", str(tmp_path))
    config = tmp_path / "config.toml"
    config.write_text('[caller]\nname = "Robin Hale"\ncompany = "Northlight"\nzone = "America/Chicago"\n', "utf-8")
    return tmp_path


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOW)


@pytest.fixture
def open_window(home: Path, clock: SteppingClock) -> Iterator[Callable[[], Desk]]:
    """Open another window on the same list; all are closed at the end."""
    desks: list[Desk] = []

    def opened() -> Desk:
        desks.append(open_desk(home / "list.db", clock, settings_file=home / "config.toml"))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.store.close()


@pytest.fixture
def desk(open_window: Callable[[], Desk]) -> Desk:
    return open_window()


@pytest.fixture
def floor(desk: Desk, clock: SteppingClock) -> Floor:
    """The desk with short ways to add people and place dials."""
    return Floor(desk, clock)


@pytest.fixture
def deck(desk: Desk) -> Deck:
    """A deck that was not opened yet."""
    return Deck(desk)
