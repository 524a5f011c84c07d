"""Adding and changing one prospect by hand: read as an import reads, refused in one line, planned anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.errors import BusyError, DataError, UsageError
from dialdeck.model.codes import Bucket, Detail, EventKind, Plan, Stage
from dialdeck.session import dialing
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from dialdeck.session.people import add_person, block, numbers_in
from dialdeck.session.serving import Serving
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def test_a_person_comes_with_number_zone_role_research_and_note(floor: Floor) -> None:
    person = floor.person(
        title="Managing Director", issue="driver turnover", issue_source="annual report", note="met at the fair"
    )
    row = floor.desk.store.person(person)
    assert row is not None
    assert (row.zones, row.role) == ("America/Chicago", "owner")
    assert [fact.text for fact in floor.desk.store.research(person)] == ["driver turnover"]
    assert [note.text for note in floor.desk.store.notes(person)] == ["met at the fair"]
    assert floor.state(person).stage is Stage.NEW


def test_a_person_without_a_zone_is_kept_and_said_not_to_be_callable(floor: Floor) -> None:
    _, notes = add_person(floor.desk, {"name": "Ana Ruiz", "phone": "+18005550101"})
    assert any("no time zone" in note for note in notes)


def test_a_person_marked_do_not_call_never_enters_the_queue(floor: Floor) -> None:
    person = floor.person(do_not_call="yes")
    assert floor.state(person).stage is Stage.DO_NOT_CALL


def test_a_person_whose_number_is_on_the_list_already_never_enters_the_queue(floor: Floor) -> None:
    block(floor.desk, ("+13125550111",), "wrote to us")
    assert floor.state(floor.person(phone="+13125550111")).stage is Stage.DO_NOT_CALL


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"name": "Ana Ruiz"}, DataError, "phone"),
        ({"name": "Ana Ruiz", "phone": "12"}, DataError, "12"),
        ({"name": "Ana Ruiz", "phone": "+13125550111", "shoe_size": "44"}, UsageError, "no field 'shoe_size'"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    floor: Floor, fields: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        add_person(floor.desk, fields)
    assert list(floor.desk.store.person_ids()) == []


def test_columns_may_be_called_as_in_an_import(floor: Floor) -> None:
    uid, _ = add_person(floor.desk, {"Full Name": "Ana Ruiz", "Mobile": "+13125550111", "custom.shoe": "44"})
    (person,) = floor.desk.store.find_by_uid(uid)
    row = floor.desk.store.person(person)
    assert row is not None
    assert row.custom == '{"shoe": "44"}'


def test_an_edit_says_each_change_and_clears_by_an_empty_value(floor: Floor) -> None:
    person = floor.person(email="dana@example.com")
    lines = edit_person(floor.desk, person, {"title": "Managing Director", "email": ""})
    assert set(lines) == {"title: Managing Director", "email: cleared", "role: owner"}
    assert edit_person(floor.desk, person, {"title": "Managing Director"}) == ("nothing changed",)


def test_an_edit_that_cannot_be_read_changes_nothing(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(DataError):
        edit_person(floor.desk, person, {"zone": "Mars/Olympus"})
    row = floor.desk.store.person(person)
    assert row is not None
    assert row.zones == "America/Chicago"


def test_a_number_is_added_behind_the_others_and_said(floor: Floor) -> None:
    person = floor.person(phone="+13125550111")
    assert edit_person(floor.desk, person, {"phone": "+13125550112"}) == ("phone: +13125550112",)
    assert [number.e164 for number in floor.desk.store.numbers(person)] == ["+13125550111", "+13125550112"]
    assert edit_person(floor.desk, person, {"phone": "+13125550112"}) == ("nothing changed",)


def test_a_name_brings_its_given_name_along(floor: Floor) -> None:
    person = floor.person("Dana Whitfield")
    edit_person(floor.desk, person, {"name": "Tom Okafor"})
    row = floor.desk.store.person(person)
    assert row is not None
    assert (row.name, row.given_name) == ("Tom Okafor", "Tom")


def test_fit_and_organisation_are_kept_by_an_edit_of_something_else(floor: Floor) -> None:
    person = floor.person(niche="cold chain", fit="3 of 5", organisation="Kestrel")
    edit_person(floor.desk, person, {"project": "night runs"})
    row = floor.desk.store.person(person)
    assert row is not None
    assert (row.niche, row.fit_met, row.fit_known, row.organisation) == ("cold chain", 3, 5, "Kestrel")


def test_new_hours_of_theirs_move_the_next_attempt_into_them(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, LEFT)
    edit_person(floor.desk, person, {"wish": "16:00-17:00"})
    assert floor.due(person)[11:] == "16:00"
    assert floor.desk.store.events(person)[-1].kind == EventKind.PLANNED


def test_another_role_skips_what_is_not_for_it(floor: Floor) -> None:
    person = floor.person()
    with floor.desk.store.operation("edit", person_id=person) as tx:
        state = floor.state(person)._replace(position=11, attempt=12, step="role_change", plan=Plan.VOICEMAIL,
                                             script="role_change", stage=Stage.PERSISTENCE, bucket=Bucket.DUE,
                                             due_day="2026-03-10")  # fmt: skip
        tx.event(EventKind.PLANNED, at=tx.at, person_id=person, state=state)
    edit_person(floor.desk, person, {"title": "CEO"})
    assert floor.state(person).stage is Stage.RESTING


def test_an_edit_of_somebody_out_of_play_leaves_them_there(floor: Floor) -> None:
    person = floor.person()
    floor.retire(person)
    edit_person(floor.desk, person, {"wish": "09:00-12:00"})
    assert floor.state(person).stage is Stage.RETIRED


def test_a_number_found_brings_back_whom_the_lack_of_one_had_retired(floor: Floor) -> None:
    person = floor.person(phone="+13125550111")
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    edit_person(floor.desk, person, {"phone": "+13125550112"})
    assert floor.state(person).stage is Stage.PERSISTENCE
    assert dialing.start_dial(floor.desk, person)


def test_a_blocked_number_brings_nobody_back(floor: Floor) -> None:
    person = floor.person(phone="+13125550111")
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    block(floor.desk, ("+13125550112",), "wrote to us")
    edit_person(floor.desk, person, {"phone": "+13125550112"})
    assert floor.state(person).stage is Stage.RETIRED


def test_somebody_whose_dial_is_open_elsewhere_is_not_edited(floor: Floor, open_window: Callable[[], Desk]) -> None:
    person, other = floor.person(), open_window()
    other.store.claim(person, other.store.state(person).rev)
    dialing.start_dial(other, person)
    with pytest.raises(BusyError, match="another window"):
        edit_person(floor.desk, person, {"title": "CEO"})


def test_the_way_through_a_menu_is_kept_with_the_number_that_is_dialed_next(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    assert edit_person(floor.desk, person, {"menu": "4, then 2"}) == ("menu: 4, then 2",)
    assert [number.menu_path for number in floor.desk.store.numbers(person)] == [None, "4, then 2"]
    assert edit_person(floor.desk, person, {"menu": ""}) == ("menu: cleared",)
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    with pytest.raises(DataError, match="no number left"):
        edit_person(floor.desk, person, {"menu": "4"})


def test_numbers_of_a_premium_kind_are_never_dialed(floor: Floor) -> None:
    person = floor.person(phone="+19002345678")
    assert Serving(floor.desk).next_person() is None
    with pytest.raises(Exception, match="no number left"):
        dialing.start_dial(floor.desk, person, on_screen=False)


def test_a_block_says_how_many_left_the_queue(floor: Floor) -> None:
    floor.person(phone="+13125550111"), floor.person(phone="+13125550111")
    line = block(floor.desk, numbers_in("(312) 555-0111", "us"), "asked by mail")
    assert line == "+13125550111 will not be called; 2 left the queue"
    again = block(floor.desk, ("+13125550111",), "asked again")
    assert again.endswith("0 left the queue")


def test_a_block_withdraws_what_was_promised(floor: Floor) -> None:
    person = floor.person(phone="+13125550111")
    floor.dial(person, ANSWERED, Detail.CALLBACK, "thu 3pm")
    block(floor.desk, ("+13125550111",), "asked by mail")
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]


@pytest.mark.parametrize(("text", "country"), [("hello", None), ("+13125550111", "Atlantis"), ("911", "US")])
def test_what_is_no_number_blocks_nothing(floor: Floor, text: str, country: str | None) -> None:
    with pytest.raises(DataError):
        numbers_in(text, country)


def test_a_block_needs_a_reason(floor: Floor) -> None:
    with pytest.raises(DataError, match="a reason is needed"):
        block(floor.desk, ("+13125550111",), "  ")
