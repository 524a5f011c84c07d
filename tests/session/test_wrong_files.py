"""Wrong files of the user are told as far as they were used, as one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.session.cadences import load_cadences
from dialdeck.session.wrong_files import wrong_files_line
from tests.session.floor import Floor


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A directory of own files, made."""
    directory = tmp_path / "own"
    directory.mkdir()
    return directory


def test_nothing_is_said_and_nothing_read_while_all_is_good(floor: Floor) -> None:
    assert wrong_files_line(floor.desk) == ""
    assert not {"niches", "scripts"} & vars(floor.desk).keys()


def test_wrong_files_are_told_once_they_were_used(floor: Floor, own: Path) -> None:
    (own / "mine.toml").write_text("id = 4\n", "utf-8")
    (own / "mine.md").write_text("no head\n", "utf-8")
    floor.desk.own_niches = floor.desk.own_scripts = own
    assert wrong_files_line(floor.desk) == ""
    assert floor.desk.niches.problems
    assert "mine.toml" in wrong_files_line(floor.desk)
    assert floor.desk.scripts.problems
    assert wrong_files_line(floor.desk).endswith(" (and 1 more)")


def test_a_wrong_cadence_is_told_at_once(floor: Floor, own: Path) -> None:
    (own / "mine.toml").write_text("id = 4\n", "utf-8")
    floor.desk.context = floor.desk.context._replace(cadences=load_cadences(own))
    assert "mine.toml" in wrong_files_line(floor.desk)
