"""The sample scripts take the place of packaged ones, and can be said to everybody on the sample list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.model.imported import ImportedPerson
from dialdeck.paths import sample_data_dir
from dialdeck.session.deck import Deck
from dialdeck.session.demo import demo_deck
from dialdeck.session.prospects import resolve
from dialdeck.words.script_files import read_script
from dialdeck.words.scripts import PACKAGED, ScriptLibrary
from dialdeck.words.speech import LONGEST_MESSAGE

FOLDER = sample_data_dir() / "scripts"
FILES = sorted(FOLDER.glob("*.md"))
NOT_KEPT_YET = {"reason", "agreed_step", "news", "advantage"}
"""Facts of the ledger that scripts may name and that cannot be stored yet."""


@pytest.fixture
def deck(tmp_path: Path) -> Iterator[Deck]:
    deck = demo_deck(tmp_path / "demo.db")
    deck.open()
    deck.words()
    yield deck
    deck.close()


def test_all_of_them_are_used() -> None:
    library = ScriptLibrary([FOLDER])
    assert library.problems == ()
    assert {Path(script.file) for script in library.scripts} >= set(FILES)
    assert len(FILES) >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_takes_the_place_of_a_packaged_one_in_other_words(path: Path) -> None:
    own, packaged = read_script(path), read_script(PACKAGED / path.name)
    assert (own.id, own.first_attempt, own.last_attempt) == (packaged.id, packaged.first_attempt, packaged.last_attempt)
    assert own.if_answered != packaged.if_answered
    assert own.if_voicemail != packaged.if_voicemail


def test_everybody_in_play_can_be_spoken_to_and_no_message_is_too_long(
    deck: Deck, people: dict[str, ImportedPerson]
) -> None:
    lacking = []
    for phone, person in people.items():
        person_id = resolve(deck._desk, phone)
        if deck._desk.facts(person_id).state.bucket is None:
            continue
        script = deck.bring_up(person_id).script
        assert script is not None
        assert script.warnings == (), person.name
        assert script.seconds <= LONGEST_MESSAGE, person.name
        if set(script.missing) - NOT_KEPT_YET:
            lacking.append(person.name)
    assert lacking == ["Carl Benning", "Arturo Medrano", "Gus Petrakis"]
