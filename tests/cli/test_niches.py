"""Niches from the command line: which there are, what one asks, and whether a file is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

COLD = 'id = "cold-chain"\nname = "Cold-chain carriers"\n[[criteria]]\nid = "fleet"\nask = "A fleet of their own?"\n'


@pytest.fixture
def own(own_home: Path) -> Path:
    """The directory of the user's niches, made."""
    directory = own_home / "config" / "niches"
    directory.mkdir(parents=True)
    return directory


def test_the_list_names_every_niche_and_where_it_is_from(cli: Cli, own: Path) -> None:
    (own / "cold.toml").write_text(COLD)
    for arguments in (["niches"], ["niches", "list"]):
        ran = cli(*arguments)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines()[1].split() == ["cold-chain", "Cold-chain", "carriers", "1", str(own / "cold.toml")]


def test_without_niches_the_list_says_where_they_belong(cli: Cli, own_home: Path) -> None:
    assert cli("niches").out == f"no niches: put one as a TOML file into {own_home / 'config' / 'niches'}\n"
    assert not own_home.exists()


def test_list_and_show_as_json_have_the_same_keys(cli: Cli, own: Path) -> None:
    (own / "cold.toml").write_text(COLD)
    [listed] = cli("niches", "--json").json()
    assert listed == cli("niches", "show", "cold-chain", "--json").json()
    assert list(listed) == ["id", "name", "criteria", "source", "hash"]
    assert listed["criteria"] == [{"id": "fleet", "ask": "A fleet of their own?"}]


def test_show_lists_the_criteria(cli: Cli, own: Path) -> None:
    (own / "cold.toml").write_text(COLD)
    lines = cli("niches", "show", "cold-chain").out.splitlines()
    assert lines[0] == f"cold-chain: Cold-chain carriers ({own / 'cold.toml'})"
    assert lines[2].split(maxsplit=1) == ["fleet", "A fleet of their own?"]


def test_an_unknown_niche_is_met_with_the_nearest(cli: Cli, own: Path) -> None:
    (own / "cold.toml").write_text(COLD)
    ran = cli("niches", "show", "coldchain")
    assert (ran.code, ran.out) == (66, "")
    assert "there is no niche 'coldchain' (did you mean cold-chain?)" in ran.err


def test_every_file_is_checked_and_what_is_wrong_is_named(cli: Cli, own: Path) -> None:
    (own / "a.toml").write_text(COLD)
    (own / "b.toml").write_text(COLD.replace('id = "fleet"', 'id = "The fleet"'))
    ran = cli("niches", "check")
    assert ran.code == 78
    assert ran.out == f"ok: {own / 'a.toml'} (cold-chain, criteria: 1)\n"
    assert ran.err.startswith(f"dialdeck: {own / 'b.toml'}:4: criteria.1.id: expected small letters, digits")


def test_checking_as_json_is_one_verdict_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(COLD)
    ran = cli("niches", "check", tmp_path / "x.toml", "--json")
    assert ran.code == 0
    assert ran.json() == [
        {"file": str(tmp_path / "x.toml"), "id": "cold-chain", "ok": True, "problems": [], "warnings": []}
    ]


def test_a_file_that_is_not_there_is_missing_and_none_at_all_is_ok(cli: Cli, own_home: Path, tmp_path: Path) -> None:
    assert cli("niches", "check", tmp_path / "none.toml").code == 66
    ran = cli("niches", "check")
    assert (ran.code, ran.out) == (0, f"ok: there are no files in {own_home / 'config' / 'niches'}\n")


def test_a_name_that_would_steer_the_terminal_is_shown_harmless(cli: Cli, own: Path) -> None:
    (own / "cold.toml").write_text(COLD.replace("Cold-chain carriers", "\\u001b[2Jgone"))
    for arguments in (["list"], ["show", "cold-chain"]):
        assert "\x1b" not in cli("niches", *arguments).out
