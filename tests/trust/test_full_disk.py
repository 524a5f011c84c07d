"""P2: what cannot be saved says so, and the file is as it was, wherever in the writing the room runs out."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dialdeck.errors import StorageError
from dialdeck.model.codes import Outcome
from dialdeck.model.facts import Result
from dialdeck.model.views import Mode
from dialdeck.session import dialing
from dialdeck.session.deck import Deck
from dialdeck.session.serving import Serving
from dialdeck.storage.projection import compare
from tests.trust.harness import fill
from tests.trust.worker import desk_on

pytestmark = pytest.mark.trust


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_dial_or_an_outcome_is_kept_whole_or_not_saved_wherever_the_room_ends(
    tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    db = tmp_path / "list.db"
    fill(db, 40)
    desk = desk_on(db)
    store, serving = desk.store, Serving(desk)
    wal = db.with_name(f"{db.name}-wal")
    refused = 0
    for _ in range(counts(2, 20)):
        person = serving.next_person()
        assert person is not None
        dial_id = 0
        for act in ("start", "record"):
            before = list(store.conn.iterdump())
            for extra in range(0, 400_000, 1_100):
                try:
                    with room_for(wal.stat().st_size + extra):
                        if act == "start":
                            dial_id = dialing.start_dial(desk, person)
                        else:
                            dialing.record_outcome(desk, dial_id, Result(Outcome.SILENT_HANGUP))
                except StorageError as error:
                    assert str(error).startswith("NOT SAVED: ")  # noqa: PT017 - any number of refusals come before
                    assert list(store.conn.iterdump()) == before
                    refused += 1
                else:
                    break
            assert list(store.conn.iterdump()) != before
        store.release(person)
    assert refused > 4
    assert compare(store) == []
    assert store.row("PRAGMA integrity_check") == ("ok",)
    store.close()


def test_the_screen_stays_with_the_dial_that_could_not_be_saved(tmp_path: Path) -> None:
    db = tmp_path / "list.db"
    fill(db, 5)
    deck = Deck(desk_on(db))
    shown = deck.open()
    deck.dial()
    with room_for(db.with_name(f"{db.name}-wal").stat().st_size), pytest.raises(StorageError, match="NOT SAVED"):
        deck.outcome(Outcome.SILENT_HANGUP)
    after = deck.screen()
    assert after.mode is Mode.DIALING
    assert shown.person is not None
    assert after.person is not None
    assert after.person.person_id == shown.person.person_id
    deck.outcome(Outcome.SILENT_HANGUP)
    deck.close()
