"""Where files lie, in a checkout and when variables say otherwise."""

import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck import paths
from dialdeck.errors import UsageError


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    """A user who set none of our variables."""
    monkeypatch.delenv("DIALDECK_HOME")


def test_bundled_themes_and_sample_data_are_found() -> None:
    assert (paths.themes_dir() / "README.md").is_file()
    assert (paths.sample_data_dir() / "README.md").is_file()


def test_one_home_holds_data_state_and_settings(own_home: Path) -> None:
    places = [paths.data_dir(), paths.state_dir(), paths.config_dir(), paths.default_db(), paths.config_file()]

    assert [place for place in places if not place.is_relative_to(own_home)] == []


def test_own_scripts_lie_beside_the_settings_file() -> None:
    assert paths.scripts_dir() == paths.config_file().with_name("scripts")


def test_own_cadences_lie_beside_the_settings_file() -> None:
    assert paths.cadences_dir() == paths.config_file().with_name("cadences")
    assert paths.niches_dir() == paths.config_file().with_name("niches")


@pytest.mark.usefixtures("no_home")
def test_without_a_home_the_platform_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))

    assert paths.data_dir() == tmp_path / "data" / "dialdeck"
    assert paths.state_dir() == tmp_path / "state" / "dialdeck"
    assert paths.config_dir() == tmp_path / "config" / "dialdeck"


def test_the_database_named_by_a_variable_goes_before_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIALDECK_DB", str(tmp_path / "team.db"))

    assert paths.default_db() == tmp_path / "team.db"


def test_a_tilde_in_a_variable_means_the_home_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DIALDECK_DB", "~/deck.db")

    assert paths.default_db() == tmp_path / "deck.db"


@pytest.mark.parametrize("name", ["DIALDECK_DB", "DIALDECK_HOME"])
def test_a_home_of_nobody_is_said_with_the_variable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "~nobody-has-this-name/deck.db")

    with pytest.raises(UsageError, match=f"^{name}: there is no home directory"):
        paths.default_db()


def test_a_private_directory_is_so_with_all_that_was_missing_above_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.make_private(tmp_path / "a" / "b")

    modes = [place.stat().st_mode & 0o777 for place in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")]
    assert modes == [0o755, 0o700, 0o700]


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setenv("DIALDECK_DB", "")

    assert paths.default_db() == own_home / "dialdeck.db"


def test_asking_for_the_database_imports_no_library_when_a_variable_answers(own_home: Path) -> None:
    asked = "import sys; from dialdeck import paths; paths.default_db(); print('platformdirs' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)

    assert answer.stdout == "False\n"
