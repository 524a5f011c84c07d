"""What the middle panel says of a person beyond their own dials."""

from __future__ import annotations

from dialdeck.model.codes import Detail
from dialdeck.session.dossier import COLLEAGUES, read_dossier
from dialdeck.session.panels import person_view
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def history(floor: Floor, person: int) -> list[tuple[str, str]]:
    view = person_view(floor.desk, read_dossier(floor.desk, person), None)
    return [(line.when, line.text) for line in view.history]


def test_a_new_contact_is_seen_with_what_became_of_the_others_in_the_organisation(floor: Floor) -> None:
    left = floor.person("Dana Whitfield", company="Kestrel Logistics")
    floor.through(left, LEFT, SILENT)
    floor.dial(left, ANSWERED, Detail.LEFT_COMPANY)
    new = floor.person("Ana Ruiz", company="Kestrel Logistics")
    (line,) = history(floor, new)
    assert line[1] == "colleague Dana Whitfield, COO: retired, left the company · 3 attempts, last left the company"
    assert floor.state(new).attempt == 1


def test_their_own_dials_stand_above_those_of_colleagues(floor: Floor) -> None:
    person = floor.person(company="Kestrel Logistics")
    floor.dial(floor.person("Tom Okafor", company="Kestrel Logistics"), SILENT)
    floor.dial(person, SILENT)
    assert [text.partition(" ")[0] for _, text in history(floor, person)] == ["#1", "colleague"]


def test_who_was_never_dialed_or_works_elsewhere_is_no_history(floor: Floor) -> None:
    person = floor.person(company="Kestrel Logistics")
    floor.person(company="Kestrel Logistics")
    floor.dial(floor.person(company="Osprey Freight"), SILENT)
    floor.dial(floor.person(), SILENT)
    assert history(floor, person) == []


def test_only_the_colleagues_dialed_last_are_named(floor: Floor) -> None:
    for number in range(COLLEAGUES + 2):
        floor.dial(floor.person(f"Colleague {number}", company="Kestrel Logistics"), SILENT)
    person = floor.person(company="Kestrel Logistics")
    shown = history(floor, person)
    assert len(shown) == COLLEAGUES
    assert "Colleague 5" in shown[0][1]
