"""Scripts of the user's own lie beside their settings; a wrong one costs a line on the screen, never the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.clock import SystemClock
from dialdeck.paths import sample_data_dir, scripts_dir
from dialdeck.session.compose import open_deck
from dialdeck.session.deck import Deck
from dialdeck.session.demo import NOW, demo_deck, load_samples

SAMPLE = sample_data_dir() / "scripts" / "opening-other.md"
PRIYA = "Priya Raman"


@pytest.fixture
def own_scripts(own_home: Path) -> Path:
    """The directory of the user's scripts, made."""
    scripts_dir().mkdir(parents=True)
    return scripts_dir()


def words_to_priya(deck: Deck) -> tuple[str, str]:
    """The message that the screen shows at the start, and what is said to somebody fresh who answers."""
    deck.open()
    message = deck.words().message
    priya = next(row.person_id for row in deck.screen().queue if row.name == PRIYA)
    script = deck.bring_up(priya).script
    deck.close()
    assert script is not None
    return message, "".join(part.text for part in script.if_answered)


def test_a_script_beside_the_settings_takes_the_place_of_the_packaged_one(tmp_path: Path, own_scripts: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace("We haven't spoken before.", "You don't know me yet.")
    (own_scripts / "opening-other.md").write_text(text, "utf-8")
    load_samples(tmp_path / "list.db")
    message, answered = words_to_priya(open_deck(tmp_path / "list.db", SystemClock(NOW)))
    assert message == ""
    assert "You don't know me yet." in answered


def test_a_wrong_script_is_told_in_the_line_and_the_packaged_words_are_said(tmp_path: Path, own_scripts: Path) -> None:
    (own_scripts / "opening-other.md").write_text(
        SAMPLE.read_text("utf-8").replace("{{ issue }}", "{{ isue }}"), "utf-8"
    )
    load_samples(tmp_path / "list.db")
    message, answered = words_to_priya(open_deck(tmp_path / "list.db", SystemClock(NOW)))
    assert message.startswith(f"{own_scripts / 'opening-other.md'}:")
    assert "there is no fact 'isue'" in message
    assert "We haven't spoken before." in answered


def test_the_demo_speaks_the_words_of_its_niche_and_not_the_users(tmp_path: Path, own_scripts: Path) -> None:
    (own_scripts / "opening-other.md").write_text("nonsense", "utf-8")
    message, answered = words_to_priya(demo_deck(tmp_path / "demo.db"))
    assert message == ""
    assert "before the next truck is at the door" in answered.replace("\n", " ")
