"""Paths as they are typed, completed and dropped on a window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dialdeck.errors import DataError
from dialdeck.session.typed_paths import complete, path_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory with lists in it, from which the program was started."""
    home = tmp_path / "home"
    (home / "my lists").mkdir(parents=True)
    for name in ("people.csv", "pest.csv", "Zoë's list.csv", ".hidden.csv", "my lists/Q4 leads.csv"):
        (home / name).touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize(
    "text",
    [
        "{home}/my lists/Q4 leads.csv",
        "'{home}/my lists/Q4 leads.csv'",
        '"{home}/my lists/Q4 leads.csv"',
        "{home}/my\\ lists/Q4\\ leads.csv",
        "{home}/my\\ lists/Q4\\ leads.csv ",
        "file://{home}/my%20lists/Q4%20leads.csv",
        "~/my lists/Q4 leads.csv",
        "~/my\\ lists/Q4\\ leads.csv",
        "my lists/Q4 leads.csv",
        "  ./my lists/../my lists/Q4 leads.csv",
    ],
)
def test_a_path_is_understood_however_it_was_given(home: Path, text: str) -> None:
    assert path_of(text.format(home=home)) == home / "my lists" / "Q4 leads.csv"


def test_a_name_that_is_there_under_exactly_these_characters_wins(home: Path) -> None:
    (home / "'quoted'").touch()
    assert path_of("'quoted'") == home / "'quoted'"
    assert path_of("Zoë's list.csv") == home / "Zoë's list.csv"


def test_a_file_that_is_not_there_keeps_its_name(home: Path) -> None:
    assert path_of("no such file.csv") == home / "no such file.csv"


def test_a_link_stays_the_name_that_was_typed(home: Path) -> None:
    (home / "link.csv").symlink_to(home / "people.csv")
    assert path_of("link.csv") == home / "link.csv"


@pytest.mark.parametrize("text", ["", "  ", "~no-such-user/x.csv", "caf\udce9.csv"])
def test_what_is_no_path_is_said(home: Path, text: str) -> None:
    with pytest.raises(DataError):
        path_of(text)


@pytest.mark.parametrize(
    ("typed", "then", "names"),
    [
        ("~/pe", "~/pe", ("people.csv", "pest.csv")),
        ("~/peo", "~/people.csv", ("people.csv",)),
        ("my", "my lists/", ("my lists/",)),
        ("my lists/", "my lists/Q4 leads.csv", ("Q4 leads.csv",)),
        ("zoë", "Zoë's list.csv", ("Zoë's list.csv",)),
        (".h", ".hidden.csv", (".hidden.csv",)),
        ("'my li", "'my li", ()),
        ("none", "none", ()),
        ("people.csv/x", "people.csv/x", ()),
        ("~no-such-user/x", "~no-such-user/x", ()),
    ],
)
def test_tab_completes_as_far_as_it_is_certain(home: Path, typed: str, then: str, names: tuple[str, ...]) -> None:
    assert complete(typed) == (then, names)


def test_hidden_files_are_not_offered_unless_asked_for(home: Path) -> None:
    assert not any(name.startswith(".") for name in complete("~/").names)
    assert "people.csv" in complete("~").names


def test_what_was_completed_is_understood(home: Path) -> None:
    assert path_of(complete(complete("~/my").text).text) == home / "my lists" / "Q4 leads.csv"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every directory")
def test_a_directory_that_cannot_be_read_has_no_names(home: Path) -> None:
    (home / "my lists").chmod(0)
    assert complete("my lists/") == ("my lists/", ())
