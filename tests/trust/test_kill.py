"""P1: what was shown as saved survives kill -9 at any moment, and what was not is never half there."""

import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from dialdeck.session.deck import Deck
from tests.trust.harness import Ledger, Worker, fill, reopened
from tests.trust.worker import desk_on

Counts = Callable[[int, int], int]
pytestmark = pytest.mark.trust


def test_no_acknowledged_dial_is_lost_or_doubled_by_kills_at_random_moments(tmp_path: Path, counts: Counts) -> None:
    db, wanted, kills = tmp_path / "list.db", counts(180, 10_000), counts(3, 20)
    fill(db, wanted)
    chance, ledger = random.Random(wanted), Ledger()
    for life in range(kills):
        with Worker("dial", db, seed=life) as worker:
            worker.until("recorded", chance.randrange(1, 3 * wanted // (2 * kills)))
            worker.kill(after=chance.uniform(0, 0.01))
        assert worker.process.returncode == -signal.SIGKILL
        ledger.take(worker)
        with reopened(db) as store:
            ledger.check(store, unsaid=life + 1)
    with Worker("dial", db, seed=kills) as worker:
        assert worker.until("done"), worker.finish()
    ledger.take(worker)
    with reopened(db) as store:
        ledger.check(store, unsaid=kills)
        outcomes = store.value("SELECT count(*) FROM events WHERE kind = 'outcome'")
        print(f"{kills} kills, {len(ledger.recorded)} outcomes said and kept, {outcomes - len(ledger.recorded)} unsaid")
        assert len(store.rows("SELECT id FROM dials WHERE status IN ('done', 'talked')")) == wanted
        assert store.unfinished_dials() == []


def test_a_dial_killed_before_its_outcome_comes_back_as_a_question_and_counts_once(
    tmp_path: Path, counts: Counts
) -> None:
    db, runs = tmp_path / "list.db", counts(6, 200)
    fill(db, runs)
    for _ in range(runs):
        with Worker("start", db) as worker:
            assert worker.until("started"), worker.finish()
            worker.kill()
        dial_id, person_id = map(int, worker.lines[-1][1:])
        with reopened(db) as store:
            assert [dial.id for dial in store.unfinished_dials()] == [dial_id]
            before = store.state(person_id).state.attempt
        deck = Deck(desk_on(db))
        screen = deck.open()
        assert (screen.mode, screen.question) == (Mode.OVER, "Outcome wanted")
        assert screen.dial is not None
        assert screen.dial.dial_id == dial_id
        deck.outcome(Outcome.SILENT_HANGUP)
        deck.close()
        with reopened(db) as store:
            assert store.unfinished_dials() == []
            assert [(dial.id, dial.counts) for dial in store.dial_rows(person_id)] == [(dial_id, 1)]
            assert store.state(person_id).state.attempt == before + 1
    with reopened(db) as store:
        Ledger().check(store, unsaid=runs)


def test_an_open_dial_of_a_living_window_is_not_offered(tmp_path: Path) -> None:
    db = tmp_path / "list.db"
    fill(db, 2)
    with Worker("start", db) as worker:
        assert worker.until("started"), worker.finish()
        with reopened(db) as store:
            assert store.unfinished_dials() == []
            assert len(store.open_dials()) == 1
