"""The demo is the sample list with its history, lived through by the same use cases, on one fixed morning."""

from __future__ import annotations

from pathlib import Path

from dialdeck.session.demo import NOW, demo_deck
from dialdeck.storage.projection import compare


def test_the_demo_opens_on_its_morning_with_people_to_call_and_a_past(tmp_path: Path) -> None:
    deck = demo_deck(tmp_path / "demo.db")
    screen = deck.open()
    try:
        assert screen.bar.clock_is_set
        assert screen.person is not None
        assert len(screen.queue) >= 10
        assert screen.bar.promise_name
        store = deck._desk.store
        assert 0 <= deck._desk.clock.now() - NOW < 60_000
        assert any(row.status == "done" for row in store.all_dials())
        assert compare(store) == []
    finally:
        deck.close()
