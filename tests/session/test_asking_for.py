"""From attempt 9 on what is missing is asked for: the role, and the project that words to come name."""

from __future__ import annotations

from dialdeck.model.codes import Detail, Role
from dialdeck.session.asking_for import asks
from dialdeck.session.editing import edit_person
from dialdeck.session.judging import judged
from dialdeck.session.sheet import prospect_lines
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def asked(floor: Floor, person: int) -> list[str]:
    """The beginnings of what is asked for."""
    row = floor.desk.store.person(person)
    assert row is not None
    return [words.split(":")[0] for words in asks(floor.desk, row, floor.desk.facts(person))]


def test_the_role_is_asked_for_from_attempt_9_on(floor: Floor) -> None:
    person = floor.person(title="", project="night runs")
    floor.through(person, LEFT, *[SILENT] * 6)
    assert (floor.state(person).attempt, asked(floor, person)) == (8, [])
    floor.through(person, SILENT)
    assert asked(floor, person) == ["role unknown, counts as owner until confirmed"]
    assert any(line.startswith("ask: role unknown") for line in judged(floor.desk, floor.desk.facts(person)))
    assert any(line.startswith("ASK ") for line in prospect_lines(floor.desk, person))


def test_a_confirmed_role_is_asked_for_no_more_and_the_next_end_is_theirs(floor: Floor) -> None:
    person = floor.person(title="", project="night runs")
    floor.through(person, LEFT, *[SILENT] * 7)
    assert edit_person(floor.desk, person, {"role": "Owner"}) == ("role: owner",)
    assert (asked(floor, person), floor.desk.facts(person).role) == ([], Role.OWNER)
    assert edit_person(floor.desk, person, {"role": "other"}) == ("role: other",)
    assert edit_person(floor.desk, person, {"role": "other"}) == ("nothing changed",)
    floor.desk.store.undo()
    assert floor.desk.facts(person).role is Role.OWNER


def test_a_role_stays_when_other_fields_are_edited_and_follows_an_edited_title(floor: Floor) -> None:
    person = floor.person(title="")
    edit_person(floor.desk, person, {"role": "owner"})
    edit_person(floor.desk, person, {"city": "Chicago"})
    assert floor.desk.facts(person).role is Role.OWNER
    edit_person(floor.desk, person, {"role": "owner", "title": "COO"})
    assert floor.desk.facts(person).role is Role.OWNER
    edit_person(floor.desk, person, {"role": "Head of Purchasing"})
    assert floor.desk.facts(person).role is Role.OTHER


def test_the_project_is_asked_for_when_words_to_come_name_it(floor: Floor) -> None:
    person = floor.person(title="COO")
    owner = floor.person(title="CEO")
    for one in (person, owner):
        floor.through(one, LEFT, *[SILENT] * 7)
    assert asked(floor, person) == ["which project they have in hand"]
    assert asked(floor, owner) == []
    edit_person(floor.desk, person, {"project": "night runs"})
    assert asked(floor, person) == []


def test_after_the_first_conversation_nothing_is_asked_for(floor: Floor) -> None:
    person = floor.person(title="")
    floor.through(person, LEFT, *[SILENT] * 7)
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    assert asked(floor, person) == []
