"""P3: no prospect is served to two windows, and none is passed over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trust.harness import Ledger, Worker, fill, reopened

pytestmark = pytest.mark.trust


def test_two_windows_on_one_file_serve_everybody_exactly_once(
    tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    db, people = tmp_path / "list.db", counts(150, 600)
    fill(db, people)
    ledger = Ledger()
    with Worker("together", db, seed=1) as left, Worker("together", db, seed=2) as right:
        for window in (left, right):
            assert window.until("up"), window.finish()
        for window in (left, right):
            window.tell("go")
        for window in (left, right):
            assert window.until("done"), window.finish()
            ledger.take(window)
    assert set(ledger.served.values()) == {1}
    assert len(ledger.served) == people
    with reopened(db) as store:
        ledger.check(store, unsaid=0)
        assert store.rows("SELECT id FROM holders") == []
