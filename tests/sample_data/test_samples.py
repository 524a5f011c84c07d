"""The sample data is invented, whole, and a history that the method could have made."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from dialdeck.files.import_rows import ParsedRow, PeopleFile
from dialdeck.method.roles import role_of
from dialdeck.model.codes import DETAILS, Detail, Outcome, Role
from dialdeck.model.imported import ImportedPerson
from dialdeck.paths import sample_data_dir
from dialdeck.phone.holidays import public_holidays
from dialdeck.phone.importing import phones
from dialdeck.phone.numbers import dialable

NOW = datetime.fromisoformat("2026-03-10T10:05-05:00")
FICTIONAL = re.compile(r"\+1[2-9][0-9]{2}55501[0-9]{2}|\+442079460[0-9]{3}|\+493023125[0-9]{3}")
CALLBACK_TIME = "2026-03-10T10:30-05:00"


@pytest.fixture(scope="module")
def rows() -> list[ParsedRow]:
    with PeopleFile(sample_data_dir() / "prospects.csv", phones=phones()) as people:
        return list(people)


@pytest.fixture(scope="module")
def people(rows: list[ParsedRow]) -> dict[str, ImportedPerson]:
    """The people by the number that the history names."""
    return {row.person.numbers[0].e164: row.person for row in rows if row.person is not None}


@pytest.fixture(scope="module")
def history() -> list[dict[str, str]]:
    with (sample_data_dir() / "history.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_person(history: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    dials: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in history:
        dials[row["phone"]].append(row)
    return dials


def test_there_are_thirty_people_and_every_row_imports_without_a_problem(rows: list[ParsedRow]) -> None:
    assert len(rows) == 30
    assert [(row.line, row.problem, row.notes) for row in rows if row.problem or row.notes] == []


def test_every_number_is_fictional_and_still_dialable(people: dict[str, ImportedPerson]) -> None:
    numbers = [number for person in people.values() for number in person.numbers]
    assert [number.e164 for number in numbers if not FICTIONAL.fullmatch(number.e164)] == []
    assert [number.e164 for number in numbers if dialable(number.e164, number.kind)] == []


def test_everybody_has_a_number_of_their_own_and_one_zone(people: dict[str, ImportedPerson]) -> None:
    assert len(people) == 30
    assert [person.name for person in people.values() if len(person.zones) != 1] == []


def test_all_main_zones_of_the_market_are_there(people: dict[str, ImportedPerson]) -> None:
    american = {"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"}
    abroad = {"America/Toronto", "America/Vancouver", "Europe/London", "Europe/Berlin"}
    assert american | abroad <= {person.zones[0] for person in people.values()}


def test_owners_others_and_people_without_a_title_are_there(people: dict[str, ImportedPerson]) -> None:
    assert {role_of(person.title) for person in people.values()} == set(Role)


def test_research_was_read_before_the_day_of_the_demo(people: dict[str, ImportedPerson]) -> None:
    facts = [fact for person in people.values() for fact in person.facts]
    assert len(facts) >= 25
    assert all(fact.source and fact.issue and fact.dated and fact.dated < "2026-03-10" for fact in facts)


def test_mail_addresses_can_never_be_registered(people: dict[str, ImportedPerson]) -> None:
    assert all((person.email or "").endswith(".example") for person in people.values())


def test_the_history_is_about_these_people_in_order_and_before_the_clock(
    history: list[dict[str, str]], people: dict[str, ImportedPerson]
) -> None:
    instants = [datetime.fromisoformat(row["at"]) for row in history]
    assert instants == sorted(instants)
    assert instants[-1] < NOW
    assert 90 <= len(history) <= 120
    assert [row for row in history if people[row["phone"]].name != row["name"]] == []


def test_every_detail_belongs_to_its_outcome(history: list[dict[str, str]]) -> None:
    assert all(Detail(row["detail"]) in DETAILS[Outcome(row["outcome"])] for row in history)


def test_every_dial_was_placed_in_the_hours_of_the_person(
    history: list[dict[str, str]], people: dict[str, ImportedPerson]
) -> None:
    for row in history:
        person = people[row["phone"]]
        at = datetime.fromisoformat(row["at"])
        local = at.astimezone(_zone(person))
        assert local.utcoffset() == at.utcoffset(), row
        assert local.weekday() < 5, row
        assert 9 <= local.hour < 18, row
        assert person.country is not None
        assert local.date() not in public_holidays(person.country, person.region, 2026), row


def test_attempts_count_up_from_one(by_person: dict[str, list[dict[str, str]]]) -> None:
    for dials in by_person.values():
        attempts = [int(dial["attempt"]) for dial in dials]
        assert attempts[0] == 1
        steps = {later - earlier for earlier, later in pairwise(attempts)}
        assert steps <= {0, 1}, dials
        assert 0 not in steps or any(dial["detail"] == "busy" for dial in dials)


def test_days_between_attempts_are_those_of_the_method(by_person: dict[str, list[dict[str, str]]]) -> None:
    for dials in by_person.values():
        for earlier, later in pairwise(dials):
            if earlier["detail"] == "busy":
                continue
            days = (_day(later) - _day(earlier)).days
            promised = earlier["outcome"] == "voicemail_left" and int(earlier["attempt"]) in {5, 6}
            assert days == 1 if promised else 2 <= days <= 6, (earlier, later)


def test_the_stations_that_the_demo_shows_are_there(by_person: dict[str, list[dict[str, str]]]) -> None:
    last = {phone: dials[-1] for phone, dials in by_person.items()}
    promised = [row for row in last.values() if row["outcome"] == "voicemail_left" and row["at"] > "2026-03-09"]
    assert sorted(row["name"] for row in promised if row["attempt"] == "5") == ["Angela Whitfield", "Marta Kowalczyk"]
    assert [row["when"] for row in last.values() if row["detail"] == "callback"] == [CALLBACK_TIME]
    assert len([row for row in last.values() if row["attempt"] == "4" and row["outcome"] == "silent_hangup"]) >= 3
    assert {"conversation", "meeting", "not_interested", "not_a_fit"} <= {row["detail"] for row in last.values()}
    assert {int(row["attempt"]) for row in last.values()} == set(range(1, 12))
    assert len(by_person) == 23


def _day(row: dict[str, str]) -> date:
    return datetime.fromisoformat(row["at"]).date()


def _zone(person: ImportedPerson) -> ZoneInfo:

    return ZoneInfo(person.zones[0])
