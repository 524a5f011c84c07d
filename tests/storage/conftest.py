"""A new file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.storage.store import Store
from tests.storage.making import opened


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the file of this test lies; it does not exist yet."""
    return tmp_path / "deck" / "list.db"


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    """An open new file."""
    with opened(db) as made:
        yield made
