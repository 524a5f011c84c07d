"""A cadence of one person's own: begun, gone on with, refused, taken back, and brought by a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.errors import DataError, RefusedError
from dialdeck.model.codes import Bucket, Detail, Stage
from dialdeck.session.cadences import PACKAGED, load_cadences
from dialdeck.session.editing import edit_person
from dialdeck.session.going_by import choices
from dialdeck.session.importing import Request, open_people, revert_import, run_import
from dialdeck.storage.projection import compare
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor

HEAD = "Name,Phone,State,Country,Cadence\n"


def brought(floor: Floor, folder: Path, *rows: str) -> list[str | None]:
    """Import rows and return the remark on each."""
    file = folder / "people.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    request = Request(file)
    with open_people(request) as opened:
        report = run_import(floor.desk, opened, request)
    floor.added = report["import_id"]
    return [row["reason"] for row in report["rows"]]


def test_somebody_not_dialed_yet_begins_by_it(floor: Floor) -> None:
    person = floor.person()
    assert edit_person(floor.desk, person, {"cadence": "brief"}) == ("cadence: brief",)
    state = floor.state(person)
    assert (state.cadence, state.attempt, state.stage, state.bucket) == ("brief", 1, Stage.NEW, Bucket.FRESH)
    assert compare(floor.desk.store) == []


def test_somebody_in_persistence_goes_on_at_the_attempt_they_have_come_to(floor: Floor) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT)
    due = floor.due(person)
    edit_person(floor.desk, person, {"cadence": "brief"})
    assert (floor.state(person).cadence, floor.state(person).attempt, floor.due(person)) == ("brief", 3, due)
    assert [dial.cadence for dial in floor.desk.store.dial_rows(person)] == ["persistence", "persistence"]
    floor.when_due(person, SILENT)
    assert (floor.state(person).cadence, floor.state(person).attempt) == ("brief", 4)


def test_it_is_taken_back_as_one_step(floor: Floor) -> None:
    person = floor.person()
    before = floor.state(person)
    edit_person(floor.desk, person, {"cadence": "brief"})
    floor.desk.store.undo()
    assert floor.state(person) == before
    assert compare(floor.desk.store) == []


def test_an_empty_value_is_persistence_again(floor: Floor) -> None:
    person = floor.person(cadence="brief")
    assert floor.state(person).cadence == "brief"
    assert edit_person(floor.desk, person, {"cadence": ""}) == ("cadence: persistence",)
    assert edit_person(floor.desk, person, {"cadence": "persistence"}) == ("nothing changed",)


@pytest.mark.parametrize(
    ("cadence", "words"), [("win-back", "seeks no first conversation"), ("nonsense", "is not known")]
)
def test_one_that_cannot_be_chosen_is_refused_with_those_that_can(floor: Floor, cadence: str, words: str) -> None:
    person = floor.person()
    with pytest.raises(DataError, match=f"{words}; choose from brief, persistence"):
        edit_person(floor.desk, person, {"cadence": cadence, "title": "CEO"})
    with pytest.raises(DataError, match=words):
        floor.person(cadence=cadence)
    assert floor.state(person).cadence == "persistence"
    assert choices(floor.desk) == ("brief", "persistence")


def test_one_that_has_no_step_left_is_refused(floor: Floor) -> None:
    person = floor.person()
    floor.through(person, *[LEFT, *[SILENT] * 6])
    with pytest.raises(RefusedError, match="attempt 8"):
        edit_person(floor.desk, person, {"cadence": "brief"})


def test_whose_first_conversation_was_had_is_refused(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    with pytest.raises(RefusedError, match="follow-up"):
        edit_person(floor.desk, person, {"cadence": "brief"})


def test_a_corrected_dial_before_it_leaves_it_as_it_is(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    edit_person(floor.desk, person, {"cadence": "brief"})
    floor.record(dial, SILENT)
    assert (floor.state(person).cadence, floor.state(person).attempt) == ("brief", 2)


def test_a_column_of_a_list_begins_it_and_the_log_tells_of_it(floor: Floor, home: Path) -> None:
    remarks = brought(floor, home, "Ana Ruiz,+13125550111,IL,US,brief", "Tom Okafor,+13125550112,IL,US,")
    assert remarks == [None, None]
    ana, tom = floor.desk.store.person_ids()
    assert (floor.state(ana).cadence, floor.state(ana).bucket) == ("brief", Bucket.FRESH)
    assert floor.state(tom).cadence == "persistence"
    assert compare(floor.desk.store) == []
    floor.dial(ana, LEFT)
    assert (floor.state(ana).cadence, floor.state(ana).attempt) == ("brief", 2)


def test_a_list_that_brought_it_is_taken_back_as_a_whole(floor: Floor, home: Path) -> None:
    brought(floor, home, "Ana Ruiz,+13125550111,IL,US,brief")
    assert revert_import(floor.desk, str(floor.added))["removed"] == 1


def test_a_row_says_why_its_cadence_was_not_taken(floor: Floor, home: Path) -> None:
    floor.person("Li Na", phone="+13125550113")
    remarks = brought(
        floor,
        home,
        "Ana Ruiz,+13125550111,IL,US,nonsense",
        "Li Na,+13125550113,IL,US,brief",
        "Tom Okafor,+13125550112,IL,US,brief",
        "Tom Okafor,+13125550112,IL,US,persistence",
    )
    assert remarks[0] == "cadence 'nonsense' is not known; choose from brief, persistence; persistence meanwhile"
    assert "kept: cadence persistence, not brief" in str(remarks[1])
    assert "kept: cadence brief, not persistence" in str(remarks[3])
    assert compare(floor.desk.store) == []


def test_one_of_the_users_own_can_be_chosen(floor: Floor, home: Path) -> None:
    own = home / "own"
    own.mkdir()
    text = (PACKAGED / "brief.toml").read_text("utf-8").replace('id = "brief"', 'id = "gentle"', 1)
    (own / "gentle.toml").write_text(text, "utf-8")
    floor.desk.context = floor.desk.context._replace(cadences=load_cadences(own))
    person = floor.person(cadence="gentle")
    assert (floor.state(person).cadence, choices(floor.desk)) == ("gentle", ("brief", "gentle", "persistence"))
    floor.through(person, LEFT)
    assert (floor.state(person).cadence, floor.state(person).attempt) == ("gentle", 2)
    brought(floor, home, "Ana Ruiz,+13125550191,IL,US,gentle")
    assert compare(floor.desk.store) == []


def test_a_blocked_person_keeps_no_cadence_to_begin_with(floor: Floor, home: Path) -> None:
    assert floor.state(floor.person(cadence="brief", do_not_call="yes")).bucket is None
    remarks = brought(floor, home, "Ana Ruiz,+13125550101,IL,US,brief")
    assert compare(floor.desk.store) == []
    assert len(remarks) == 1
