"""The user's niches beside the settings: read at first use, a wrong one left out and told in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck import paths
from dialdeck.session.deck import Deck
from dialdeck.session.demo import demo_deck
from dialdeck.session.desk import Desk
from dialdeck.session.niches import check_files, load_niches

COLD = 'id = "cold-chain"\nname = "Cold-chain carriers"\n[[criteria]]\nid = "fleet"\nask = "A fleet of their own?"\n'


@pytest.fixture
def own(own_home: Path) -> Path:
    """The directory of the user's niches, made."""
    paths.niches_dir().mkdir(parents=True)
    return paths.niches_dir()


def test_without_files_there_are_no_niches_and_nothing_is_written(own_home: Path) -> None:
    assert load_niches() == ({}, {}, ())
    assert not own_home.exists()


def test_a_niche_is_known_by_its_id_and_by_its_name(own: Path) -> None:
    (own / "any.toml").write_text(COLD)
    niches = load_niches()
    assert niches.sources == {"cold-chain": own / "any.toml"}
    assert niches.named("cold-chain") is niches.named("COLD-chain carriers") is niches.known["cold-chain"]
    assert niches.named("dairies") is niches.named(None) is None


def test_a_wrong_file_is_left_out_and_told_in_one_line(own: Path) -> None:
    (own / "a.toml").write_text(COLD.replace("ask", "aks"))
    (own / "b.toml").write_text(COLD.replace("cold-chain", "dairies"))
    niches = load_niches()
    assert list(niches.known) == ["dairies"]
    [problem] = niches.problems
    assert problem.startswith(f"{own / 'a.toml'}:3: criteria.1.ask: this key is missing")
    assert problem.endswith("; the niche is left out meanwhile")


def test_of_two_files_with_one_id_the_first_by_name_counts(own: Path) -> None:
    for name in "ab":
        (own / f"{name}.toml").write_text(COLD)
    niches = load_niches()
    assert niches.sources["cold-chain"].name == "a.toml"
    assert "is the id of a.toml too" in niches.problems[0]
    assert [one.value is None for one in check_files(sorted(own.iterdir()))] == [False, True]


def test_a_file_that_was_found_good_is_read_without_the_checker(own: Path) -> None:
    (own / "a.toml").write_text(COLD)
    known = load_niches().known
    code = (
        "import sys; from dialdeck.session.niches import load_niches;"
        "print(list(load_niches().known), 'pydantic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{list(known)} False\n"


def test_the_screen_tells_of_a_wrong_file(desk: Desk, deck: Deck, home: Path) -> None:
    (home / "niches").mkdir()
    (home / "niches" / "a.toml").write_text("nonsense")
    deck.open()
    assert deck.words().message.startswith(f"{home / 'niches' / 'a.toml'}:1: is not TOML")


def test_the_demo_has_the_niche_of_the_sample_data_and_never_the_users(own: Path, tmp_path: Path) -> None:
    (own / "a.toml").write_text(COLD.replace("cold-chain", "dairies"))
    deck = demo_deck(tmp_path / "demo.db")
    niches = deck._desk.niches
    deck._desk.store.close()
    assert list(niches.known) == ["cold-chain"]
    assert niches.problems == ()
