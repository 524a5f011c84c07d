"""P4: a file whose migration was killed is as it was, and the next start finishes the job."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.storage import migrations
from dialdeck.storage.opening import open_store
from dialdeck.storage.store import Store
from tests.trust.harness import Worker, fill, reopened
from tests.trust.worker import CLOCK

pytestmark = pytest.mark.trust


def _stopping_step(db: Any) -> None:
    """The worker's step of the same name, run to its end."""
    db.conn.execute("CREATE TABLE further (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
    db.conn.execute("INSERT INTO further (name) SELECT name FROM people")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that knows one step more."""
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, _stopping_step])
    return iter(())


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the first schema."""
    tables = ("people", "numbers", "states", "events", "operations", "dials", "places", "lists", "imports")
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}


def test_a_migration_killed_inside_leaves_the_old_file(tmp_path: Path) -> None:
    db = tmp_path / "list.db"
    fill(db, 50)
    with reopened(db) as store:
        before = contents(store)
    with Worker("migrate", db) as worker:
        assert worker.until("inside"), worker.finish()
        worker.kill()
    with reopened(db) as store:
        assert store.value("PRAGMA user_version") == len(migrations.STEPS)
        assert store.rows("SELECT name FROM sqlite_master WHERE name = 'further'") == []
        assert contents(store) == before
        assert store.row("PRAGMA integrity_check") == ("ok",)


def test_a_migration_killed_inside_succeeds_when_run_again(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    db = tmp_path / "list.db"
    fill(db, 50)
    with reopened(db) as store:
        before = contents(store)
    for _ in range(2):
        with Worker("migrate", db) as worker:
            assert worker.until("inside"), worker.finish()
            worker.kill()
    request.getfixturevalue("next_version")
    with open_store(db, SteppingClock(CLOCK)) as store:
        assert store.value("PRAGMA user_version") == migrations.current_version()
        assert store.value("SELECT count(*) FROM further") == 50
        assert contents(store) == before
    assert len(list(tmp_path.glob("list.db.before-v*"))) == 3


def test_a_new_file_killed_inside_is_not_there(tmp_path: Path) -> None:
    db = tmp_path / "new" / "list.db"
    with Worker("create", db) as worker:
        assert worker.until("inside"), worker.finish()
        worker.kill()
    assert not db.exists()
    with open_store(db, SteppingClock(CLOCK)) as store:
        assert store.row("PRAGMA integrity_check") == ("ok",)
