"""Every field of an import can be edited by hand: it changes something that is seen, or is refused with a reason."""

from __future__ import annotations

import json

import pytest

from dialdeck.errors import DataError, UsageError
from dialdeck.files.headers import PHONE_FIELDS, known_fields
from dialdeck.model.codes import Bucket, Stage
from dialdeck.session.editing import edit_person
from dialdeck.session.serving import Serving
from tests.session.floor import Floor

SAMPLES = {
    "name": "Tom Okafor",
    "first_name": "Ana",
    "last_name": "Okafor",
    "title": "CEO",
    "email": "dana@example.com",
    "organisation": "Kestrel",
    "country": "CA",
    "region": "WI",
    "postal": "60601",
    "city": "Chicago",
    "zone": "America/Denver",
    "wish": "14:00-15:00",
    "project": "night runs",
    "offer": "route audit",
    "niche": "cold chain",
    "fit": "3 of 5",
    "cadence": "brief",
    **dict.fromkeys(("issue", "issue_2", "issue_3"), "driver turnover"),
    "note": "met at the fair",
    "do_not_call": "yes",
    "list": "Dairy",
    **dict.fromkeys(PHONE_FIELDS, "+13125550199"),
}
"""A new value for every field that means something alone."""


def seen(floor: Floor, person: int) -> list[object]:
    """All that a screen can show of somebody."""
    store = floor.desk.store
    rows = [store.person(person), floor.state(person), store.numbers(person), store.research(person)]
    return [*rows, [note.text for note in store.notes(person)]]


@pytest.mark.parametrize("field", known_fields())
def test_every_field_changes_what_is_seen_and_is_said_or_is_refused(floor: Floor, field: str) -> None:
    person = floor.person()
    before = seen(floor, person)
    if field in SAMPLES:
        rest = {"region": ""} if field == "country" else {}  # a region of another country is refused
        assert edit_person(floor.desk, person, {field: SAMPLES[field]} | rest) != ("nothing changed",)
        assert seen(floor, person) != before
    else:
        with pytest.raises(UsageError, match="adds no issue; give its text too"):
            edit_person(floor.desk, person, {field: "cost"})
        assert seen(floor, person) == before


def test_do_not_call_blocks_every_number_and_ends_it(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    floor.callback(person, "tomorrow 3pm")
    assert "do not call: final" in edit_person(floor.desk, person, {"do_not_call": "yes"})
    assert floor.state(person).stage is Stage.DO_NOT_CALL
    assert all(number.blocked for number in floor.desk.store.numbers(person))
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]
    assert Serving(floor.desk).next_person() is None
    floor.desk.store.undo()
    assert floor.state(person).bucket is Bucket.CALLBACK


def test_do_not_call_that_cannot_be_read_changes_nothing(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(DataError):
        edit_person(floor.desk, person, {"do_not_call": "perhaps"})
    assert floor.state(person).stage is Stage.NEW


def test_an_issue_comes_with_its_source_and_stands_beside_the_others(floor: Floor) -> None:
    person = floor.person(issue="night shifts")
    told = {"issue": "driver turnover", "issue_source": "annual report", "issue_kind": "cost"}
    assert edit_person(floor.desk, person, told) == ("issue: driver turnover",)
    facts = [(fact.text, fact.source, fact.issue) for fact in floor.desk.store.research(person)]
    assert set(facts) == {("night shifts", None, None), ("driver turnover", "annual report", "cost")}
    assert edit_person(floor.desk, person, told) == ("nothing changed",)


def test_a_note_is_added_and_those_there_are_stay(floor: Floor) -> None:
    person = floor.person(note="met at the fair")
    assert edit_person(floor.desk, person, {"note": "prefers mornings"}) == ("note added",)
    assert [note.text for note in floor.desk.store.notes(person)] == ["met at the fair", "prefers mornings"]


def test_somebody_moves_to_another_list_and_out_of_it(floor: Floor) -> None:
    person = floor.person(list="Cold chain")
    assert edit_person(floor.desk, person, {"list": "Dairy"}) == ("list: Dairy",)
    row = floor.desk.store.person(person)
    assert row is not None
    assert floor.desk.store.lists()[row.list_id or 0] == "Dairy"
    assert edit_person(floor.desk, person, {"list": "Dairy"}) == ("nothing changed",)
    assert edit_person(floor.desk, person, {"list": ""}) == ("list: cleared",)


def test_a_field_of_ones_own_joins_the_others_and_is_cleared_alone(floor: Floor) -> None:
    person = floor.person(**{"custom.shoe": "44", "custom.hat": "7"})
    edit_person(floor.desk, person, {"custom.shoe": "45", "custom.glove": "9"})
    edit_person(floor.desk, person, {"custom.hat": ""})
    row = floor.desk.store.person(person)
    assert row is not None
    assert json.loads(row.custom or "") == {"shoe": "45", "glove": "9"}


@pytest.mark.parametrize("label", ["mobile", "direct"])
def test_a_number_is_added_with_the_label_it_was_given(floor: Floor, label: str) -> None:
    person = floor.person(phone="+13125550111")
    edit_person(floor.desk, person, {label: "+13125550112"})
    numbers = floor.desk.store.numbers(person)
    assert {(number.e164, number.label) for number in numbers} == {("+13125550111", None), ("+13125550112", label)}


@pytest.mark.parametrize(
    ("fields", "name", "given"),
    [
        ({"first_name": "Ana"}, "Ana Whitfield", "Ana"),
        ({"last_name": "Ruiz"}, "Dana Ruiz", "Dana"),
        ({"Full Name": "Tom Okafor"}, "Tom Okafor", "Tom"),
    ],
)
def test_half_a_name_changes_that_half(floor: Floor, fields: dict[str, str], name: str, given: str) -> None:
    person = floor.person("Dana Whitfield")
    edit_person(floor.desk, person, fields)
    row = floor.desk.store.person(person)
    assert row is not None
    assert (row.name, row.given_name) == (name, given)


def test_a_field_is_cleared_also_under_the_name_of_a_column(floor: Floor) -> None:
    person = floor.person(organisation="Kestrel")
    assert edit_person(floor.desk, person, {"Company": ""}) == ("organisation: cleared",)
