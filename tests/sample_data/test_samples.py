"""The people of the sample data are invented, whole, and varied enough to show what the method does."""

from __future__ import annotations

import re
from collections import defaultdict

import phonenumbers

from dialdeck.files.import_rows import ParsedRow
from dialdeck.method.roles import role_of
from dialdeck.model.codes import Role
from dialdeck.model.imported import ImportedPerson
from dialdeck.phone.numbers import dialable

FICTIONAL = re.compile(r"\+1[2-9][0-9]{2}55501[0-9]{2}|\+442079460[0-9]{3}|\+493023125[0-9]{3}")
"""Ranges that are kept free: by the North American and British regulators for fiction, by the German one for films."""
AREA_OF_TOWN = {
    "Albany": "1518", "Atlanta": "1404", "Aurora": "1720", "Berlin": "4930", "Boston": "1617", "Charlotte": "1704",
    "Chicago": "1312", "Dallas": "1214", "Denver": "1303", "Des Moines": "1515", "Grand Rapids": "1616",
    "Halifax": "1902", "Kansas City": "1816", "London": "4420", "Los Angeles": "1213", "Milwaukee": "1414",
    "Mississauga": "1905", "Montréal": "1514", "Newark": "1973", "Oakland": "1510", "Omaha": "1402",
    "Phoenix": "1602", "Portland": "1503", "Salt Lake City": "1801", "Seattle": "1206", "Tampa": "1813",
    "Toronto": "1416", "Tucson": "1520", "Vancouver": "1604", "Winnipeg": "1204", "": "1208",
}  # fmt: skip


def test_there_are_enough_people_for_a_morning_and_every_row_imports_without_a_problem(rows: list[ParsedRow]) -> None:
    assert 64 <= len(rows) <= 72
    assert [(row.line, row.problem, row.notes) for row in rows if row.problem or row.notes] == []


def test_every_column_is_a_field_that_the_program_knows(rows: list[ParsedRow]) -> None:
    assert [row.person.name for row in rows if row.person is not None and row.person.custom] == []


def test_every_number_is_fictional_valid_and_dialable(people: dict[str, ImportedPerson]) -> None:
    numbers = [number for person in people.values() for number in person.numbers]
    assert [number.e164 for number in numbers if not FICTIONAL.fullmatch(number.e164)] == []
    parsed = [phonenumbers.parse(number.e164) for number in numbers]
    assert [one for one in parsed if not phonenumbers.is_valid_number(one)] == []
    assert [number.e164 for number in numbers if dialable(number.e164, number.kind)] == []


def test_every_number_is_of_the_town_that_stands_beside_it(people: dict[str, ImportedPerson]) -> None:
    wrong = [
        number.e164
        for person in people.values()
        for number in person.numbers
        if not number.e164.startswith(f"+{AREA_OF_TOWN[person.city or '']}")
    ]
    assert wrong == []


def test_only_the_switchboard_of_an_organisation_is_shared(people: dict[str, ImportedPerson]) -> None:
    sharing: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for person in people.values():
        for number in person.numbers:
            sharing[number.e164].append((number.label, person.organisation))
    shared = {e164: uses for e164, uses in sharing.items() if len(uses) > 1}
    assert len(shared) >= 5
    assert [e164 for e164, uses in shared.items() if len(set(uses)) > 1 or uses[0][0] != "switchboard"] == []


def test_everybody_has_a_number_of_their_own_and_some_have_two(rows: list[ParsedRow]) -> None:
    people = [row.person for row in rows if row.person is not None]
    assert len({person.numbers[0].e164 for person in people}) == len(people)
    assert [person.name for person in people if person.numbers[0].label == "switchboard"] == []
    assert sum("mobile" in {number.label for number in person.numbers} for person in people) >= 10


def test_nobody_is_there_twice(rows: list[ParsedRow]) -> None:
    names = [row.person.name for row in rows if row.person is not None]
    mails = [row.person.email for row in rows if row.person is not None and row.person.email]
    assert len(set(names)) == len(names)
    assert len(set(mails)) == len(mails)


def test_everybody_has_one_zone_but_one_whose_state_has_two(people: dict[str, ImportedPerson]) -> None:
    unclear = [person for person in people.values() if len(person.zones) != 1]
    assert [(person.name, len(person.zones)) for person in unclear] == [("Orville Stang", 2)]


def test_the_main_zones_and_countries_of_the_market_are_there(people: dict[str, ImportedPerson]) -> None:
    american = {"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"}
    abroad = {"America/Toronto", "America/Halifax", "America/Vancouver", "Europe/London", "Europe/Berlin"}
    assert american | abroad <= {person.zones[0] for person in people.values()}
    assert {person.country for person in people.values()} == {"US", "CA", "GB", "DE"}


def test_owners_others_and_people_without_a_title_are_there(people: dict[str, ImportedPerson]) -> None:
    assert {role_of(person.title) for person in people.values()} == set(Role)
    owners = {person.title for person in people.values() if role_of(person.title) is Role.OWNER}
    assert {"Inhaber", "Geschäftsführer", "Geschäftsführerin", "Owner", "CEO", "President"} <= owners
    others = {person.title for person in people.values() if role_of(person.title) is Role.OTHER}
    assert {"Vice President, Maintenance", "VP Operations", "Office of the CEO", "Assistant to the President"} <= others


def test_organisations_have_several_people(people: dict[str, ImportedPerson]) -> None:
    size: dict[str | None, int] = defaultdict(int)
    for person in people.values():
        size[person.organisation] += 1
    assert sum(count >= 3 for count in size.values()) >= 5


def test_research_has_source_and_date_and_was_read_before_the_day_of_the_demo(
    people: dict[str, ImportedPerson],
) -> None:
    facts = [fact for person in people.values() for fact in person.facts]
    assert len(facts) >= 60
    assert all(fact.source and fact.dated and fact.dated < "2026-03-10" for fact in facts)
    issues = [fact.issue for fact in facts if fact.kind == "issue"]
    assert None not in issues
    assert len(set(issues)) == 8
    assert {"trigger", "plan", "person"} <= {fact.kind for fact in facts}


def test_gaps_are_there_too(people: dict[str, ImportedPerson]) -> None:
    everybody = people.values()
    for gap in ("niche", "offer", "project", "email", "title"):
        assert any(getattr(person, gap) is None for person in everybody), gap
    assert any(not person.facts for person in everybody)
    assert sum(bool(person.facts and person.offer and person.niche) for person in everybody) >= 60


def test_mail_addresses_can_never_be_registered(people: dict[str, ImportedPerson]) -> None:
    assert [person.email for person in people.values() if person.email and not person.email.endswith(".example")] == []
