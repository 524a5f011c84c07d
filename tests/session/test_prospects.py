"""A prospect or dial that somebody names is found, or the reason why not is said; never guessed."""

from __future__ import annotations

import pytest

from dialdeck.errors import DataError, MissingError
from dialdeck.session import dialing
from dialdeck.session.prospects import find_dial, resolve
from tests.session.floor import Floor


def uid(floor: Floor, person: int) -> str:
    found = floor.desk.store.uid_of(person)
    assert found is not None
    return found


def test_a_uid_or_its_end_names_a_prospect(floor: Floor) -> None:
    person = floor.person()
    assert resolve(floor.desk, uid(floor, person)) == person
    assert resolve(floor.desk, f" {uid(floor, person)[-6:].upper()} ") == person


@pytest.mark.parametrize("text", ["+1 312 555-0111", "+13125550111", "(312) 555-0111", "312.555.0111", "5550111"])
def test_a_number_names_a_prospect_however_it_is_written(floor: Floor, text: str) -> None:
    person = floor.person(phone="+13125550111")
    assert resolve(floor.desk, text) == person


@pytest.mark.parametrize("text", ["abcdef", "+", "(", "+4999999999", "0111222333", "12345"])
def test_what_names_nobody_says_so(floor: Floor, text: str) -> None:
    floor.person(phone="+13125550111")
    with pytest.raises((MissingError, DataError), match=r"no prospect|too short"):
        resolve(floor.desk, text)


def test_a_number_shared_by_several_names_none_of_them(floor: Floor) -> None:
    people = [floor.person(phone="+13125550111") for _ in range(2)]
    with pytest.raises(DataError, match="fits 2 prospects") as raised:
        resolve(floor.desk, "+13125550111")
    assert all(uid(floor, person)[-8:] in str(raised.value) for person in people)


@pytest.mark.parametrize("text", ["+44 (0)20 7946 0123", "(020) 7946 0123", "020 7946 0123"])
def test_a_number_abroad_names_a_prospect_as_people_there_write_it(floor: Floor, text: str) -> None:
    person = floor.person(phone="+442079460123", country="GB", state="", zone="Europe/London")
    assert resolve(floor.desk, text) == person


def test_a_dial_is_named_by_its_id_or_the_end_of_it(floor: Floor) -> None:
    row = floor.dial_row(dialing.start_dial(floor.desk, floor.person()))
    assert find_dial(floor.desk, row.uid) == find_dial(floor.desk, row.uid[-6:]) == row
    assert find_dial(floor.desk, "zzzzzz") is None


def test_an_end_that_fits_two_dials_is_refused(floor: Floor) -> None:
    for person in (floor.person(), floor.person()):
        dialing.start_dial(floor.desk, person)
    with floor.desk.store.write() as conn:
        conn.execute("UPDATE dials SET uid = substr(uid, 1, 30) || 'abcdef'")
    with pytest.raises(DataError, match="fits 2 dials"):
        find_dial(floor.desk, "abcdef")
