"""What the rules say about a person beyond the next step, as show, sheet and the screen tell it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dialdeck.model.codes import Detail
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.sheet import prospect_lines
from dialdeck.session.showing import prospect_json
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def signs(floor: Floor, person: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = prospect_json(floor.desk, person)["symptoms"]
    return found


def test_somebody_fresh_has_no_signs(floor: Floor) -> None:
    assert signs(floor, floor.person()) == []


def test_signs_come_with_evidence_and_remedy(floor: Floor) -> None:
    person = floor.person(issue="driver turnover")
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    floor.through(person, LEFT, LEFT, SILENT)
    [first, second] = signs(floor, person)
    assert list(first) == ["number", "evidence", "remedy"]
    assert (first["number"], second["number"]) == (1, 2)
    assert first["evidence"] == "3 dials since a next step with a date was last agreed, Tue 10 Mar"
    assert second["evidence"] == "no fact about the person on record after 4 dials"


def test_from_where_on_a_sign_is_one_stands_in_the_settings(
    floor: Floor, home: Path, open_window: Callable[[], Desk]
) -> None:
    person = floor.person(issue="driver turnover")
    floor.through(person, SILENT)
    assert signs(floor, person) == []
    config = home / "config.toml"
    config.write_text(f"{config.read_text('utf-8')}[signs]\nsilent_voicemails = 1\n", "utf-8")
    [sign] = prospect_json(open_window(), person)["symptoms"]
    assert sign["number"] == 3


def test_research_about_the_person_heals_the_second_sign(floor: Floor) -> None:
    facts = {"issue": "driver turnover", "issue_2": "rows on Sundays", "issue_kind_2": "person"}
    person = floor.person(**facts)
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    assert signs(floor, person) == []


def test_the_sheet_says_when_somebody_was_tried_and_what_goes_wrong(floor: Floor) -> None:
    person = floor.person()
    assert not any(line.startswith("tried") for line in prospect_lines(floor.desk, person))
    floor.through(person, SILENT, SILENT)
    text = "\n".join(prospect_lines(floor.desk, person))
    assert "tried           2 of 20 times of the week; never: " in text
    assert "SIGN 2          no issue on record after 2 dials → prepare" in text
    assert "SIGN 3" in text


def test_why_says_part_of_the_day_times_tried_and_signs(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.through(person, SILENT)
    deck.open()
    deck.look(person)
    lines = deck.why()
    assert any(line.endswith(": not tried yet") for line in lines)
    assert any(line.startswith("tried 1 of 20 times") for line in lines)
    assert lines[-1].startswith("sign 2: no issue on record after 1 dial")


def test_why_announces_the_end_and_afterwards_the_way_back(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.through(person, LEFT, *[SILENT] * 3, LEFT, *[SILENT] * 5)
    deck.open()
    deck.look(person)
    assert any(line.startswith("2 attempts left: then retired") and "fit not researched" in line for line in deck.why())
    floor.through(person, SILENT, LEFT)
    deck.look(person)
    assert any(line.startswith("retired (no contact): back as persistence") for line in deck.why())


def test_somebody_researched_is_not_told_otherwise_at_the_end(floor: Floor, deck: Deck) -> None:
    person = floor.person(niche="cold chain", fit="4 of 5", issue="turnover", issue_source="annual report")
    floor.through(person, LEFT, *[SILENT] * 3, LEFT, *[SILENT] * 5)
    deck.open()
    deck.look(person)
    assert not any("fit not researched" in line for line in deck.why())
