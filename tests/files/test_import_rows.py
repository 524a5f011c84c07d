"""Every row is a person or has a reason; what cannot be read makes a note."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.files.import_rows import ParsedRow, PeopleFile
from dialdeck.model.imported import ImportedPerson
from dialdeck.phone.importing import phones

NAUGHTY = [
    "undefined", "null", "None", "NaN", "1/0", "\\", "'; DROP TABLE people;--", "<script>alert(1)</script>", "[/foo]",
    "[@click=app.quit]x[/]", "%s%n", "../../etc/passwd", "\x1b[31mred", "\u202eevil", "Ω≈ç√∫", "田中さん", "مرحبا",
    "👩‍👩‍👧", "Z͑ͫ̓", "\ufeff", "＇", "$(id)", "{{ 7*7 }}", "-" * 900, "=1+1", "\t", "0", "-0", "1e400", "true",
]  # fmt: skip


class Rows(Protocol):
    """Read rows from the text of a file."""

    def __call__(self, text: str, country: str | None = "US", **overrides: str) -> list[ParsedRow]: ...


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    def read(text: str, country: str | None = "US", **overrides: str) -> list[ParsedRow]:
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8", newline="")
        with PeopleFile(path, phones=phones(), default_country=country, overrides=overrides) as people:
            return list(people)

    return read


def person(row: ParsedRow) -> ImportedPerson:
    assert row.person is not None, row.problem
    return row.person


def test_a_full_row_becomes_a_person(rows: Rows) -> None:
    (row,) = rows(
        "Name,Title,Company,Phone,Mobile,Email,City,State,Zip,Country,Best time,Project,Offer,Niche,Fit,Issue,"
        "Issue kind,Issue source,Issue url,Issue date,Notes,Do Not Call,List,Fleet size\n"
        "Ana Ruiz,CEO,Acme,(312) 555-0142,'+1 312 555 0143,ana@acme.example,Chicago,Illinois,60601,USA,9:00-12:00,dock,"
        "guide,cold,4 of 5,fuel,cost,the Review,https://x.example,2026-02-27,nice,no,Spring,40\n"
    )
    found = person(row)
    assert row.notes == ()
    assert (found.name, found.given_name, found.title, found.organisation) == ("Ana Ruiz", "Ana", "CEO", "Acme")
    assert [(number.e164, number.label, number.source) for number in found.numbers] == [
        ("+13125550142", None, "Phone"),
        ("+13125550143", "mobile", "Mobile"),
    ]
    assert (found.country, found.region, found.postal, found.city) == ("US", "IL", "60601", "Chicago")
    assert (found.zones, found.zone_source, found.wish) == (("America/Chicago",), "region", "09:00-12:00")
    assert (found.fit_met, found.fit_known, found.niche, found.project, found.offer) == (4, 5, "cold", "dock", "guide")
    (fact,) = found.facts
    assert (fact.kind, fact.issue, fact.text, fact.source, fact.url, fact.dated) == (
        "issue",
        "cost",
        "fuel",
        "the Review",
        "https://x.example",
        "2026-02-27",
    )
    assert (found.note, found.do_not_call, found.list, found.custom) == ("nice", False, "Spring", {"Fleet size": "40"})


def test_the_raw_cells_are_kept_as_they_stand(rows: Rows) -> None:
    (row,) = rows("Name,Phone\n Ana , '+1 312 555 0142\n")
    assert row.raw == {"Name": " Ana ", "Phone": " '+1 312 555 0142"}


def test_numbers_stand_in_dialing_order(rows: Rows) -> None:
    (row,) = rows(
        "Name,Company phone,Home phone,Mobile,Phone,Direct\nAna," + ",".join(f"312555014{n}" for n in range(5))
    )
    assert [number.label for number in person(row).numbers] == ["direct", None, "mobile", "home", "switchboard"]


def test_the_same_number_in_two_columns_is_one(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Mobile\nAna,312 555 0142,+13125550142\n")
    assert len(person(row).numbers) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",,312 555 0142", "no name: the row names neither a person nor an organisation"),
        ("Ana,Acme,", "no phone number"),
        (
            "Ana,Acme,2.0256E+10",
            (
                "phone '2.0256E+10' was turned into a rounded number by a spreadsheet;"
                " format the column as text and export again"
            ),
        ),
        (",,", "the row is empty"),
        (
            "Ana,Acme,312 555 0142,x",
            "the row has 4 columns, the header 3; put quotes around a field with a separator in it",
        ),
        ('Ana,"Acme,312 555 0142', "the quote that opens on line 2 is not closed; close or remove it"),
        (f"{'x' * 1001},Acme,312 555 0142", "Name has 1,001 characters; is a quote missing near this line?"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(rows: Rows, line: str, problem: str) -> None:
    (row,) = rows(f"Name,Company,Phone\n{line}\n")
    assert (row.person, row.problem) == (None, problem)


def test_one_usable_number_is_enough_and_the_other_makes_a_note(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Mobile\nAna,2.0256E+10,312 555 0142\n")
    assert [number.e164 for number in person(row).numbers] == ["+13125550142"]
    assert "rounded number" in row.notes[0]


def test_a_row_with_a_company_alone_is_called_by_the_company(rows: Rows) -> None:
    (row,) = rows("Name,Company,Phone\n,Acme,312 555 0142\n")
    assert (person(row).name, person(row).given_name) == ("Acme", None)
    assert row.notes == ("no name; the person is listed under the organisation's name",)


def test_a_first_and_a_last_name_are_one_name(rows: Rows) -> None:
    (row,) = rows("First Name,Last Name,Phone\nMary Ann,Lee,312 555 0142\n")
    assert (person(row).name, person(row).given_name) == ("Mary Ann Lee", "Mary Ann")


def test_a_short_row_is_used_with_a_note(rows: Rows) -> None:
    (row,) = rows("Name,Phone,City\nAna,312 555 0142\n")
    assert person(row).city is None
    assert row.notes == ("the row has 2 of 3 columns; the rest is taken as empty",)


@pytest.mark.parametrize("cell", ["TRUE", "yes", "x", "1", "Ja", "DNC"])
def test_do_not_call_is_read(rows: Rows, cell: str) -> None:
    (row,) = rows(f"Name,Phone,Do Not Call\nAna,312 555 0142,{cell}\n")
    assert person(row).do_not_call
    assert row.notes == ()


def test_a_refusal_that_cannot_be_read_counts_as_one(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Do Not Call\nAna,312 555 0142,since May\n")
    assert person(row).do_not_call
    assert "it is taken as yes" in row.notes[0]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("Fit", "5-Apr", "is not like '4 of 5'"),
        ("Fit", "6 of 5", "is not like '4 of 5'"),
        ("Best time", "mornings", "is not like '09:00-12:00'"),
        ("Best time", "12:00-09:00", "is not like '09:00-12:00'"),
        ("State", "Illinoise", "is not known in US"),
        ("Time zone", "EST", "is not an IANA zone"),
        ("Country", "Freedonia", "is not known"),
    ],
)
def test_a_cell_that_cannot_be_read_makes_a_note_and_is_kept(rows: Rows, column: str, cell: str, words: str) -> None:
    (row,) = rows(f"Name,Phone,{column}\nAna,312 555 0142,{cell}\n")
    assert words in row.notes[0]
    assert person(row).custom == {column: cell}


@pytest.mark.parametrize("date", ["03/04/2026", "20260227", "2026-02-30", "2026-W09-1"])
def test_a_date_that_is_not_plain_is_not_guessed(rows: Rows, date: str) -> None:
    (row,) = rows(f"Name,Phone,Issue,Issue date\nAna,312 555 0142,fuel,{date}\n")
    assert person(row).facts[0].dated is None
    assert "is not like 2026-02-27" in row.notes[0]


def test_a_kind_that_is_no_issue_is_kept_as_a_kind(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Issue,Issue kind,Issue 2,Issue kind 2\nAna,312 555 0142,moved,trigger,fuel,weather\n")
    assert [(fact.kind, fact.issue) for fact in person(row).facts] == [("trigger", None), ("issue", None)]
    assert "issue kind 'weather' is not known" in row.notes[0]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Ana Ruiz", "Ana"),
        ("Dr. Ana Ruiz", "Ana"),
        ("Mr. Ruiz", None),
        ("Ruiz, Ana", None),
        ("A. Ruiz", None),
        ("Ana", None),
        ("Jean-Luc Petit", "Jean-Luc"),
    ],
)
def test_a_given_name_is_taken_only_where_it_is_certain(rows: Rows, name: str, given: str | None) -> None:
    (row,) = rows(f'Name,Phone\n"{name}",312 555 0142\n')
    assert person(row).given_name == given


def test_the_country_of_the_row_reads_the_number(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Country\nAna,020 7946 0012,UK\n")
    assert person(row).numbers[0].e164 == "+442079460012"


def test_without_any_country_a_number_needs_its_plus(rows: Rows) -> None:
    (row,) = rows("Name,Phone\nAna,312 555 0142\n", None)
    assert "has no country code" in (row.problem or "")


def test_an_exported_cell_comes_back_as_it_was(rows: Rows) -> None:
    (row,) = rows("Name,Phone,Website\nAna,312 555 0142,'=1+1\n")
    assert person(row).custom == {"Website": "=1+1"}


def test_a_file_without_a_phone_column_says_how_to_name_one(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Rufnummer\nAna,312 555 0142\n")
    with PeopleFile(path, phones=phones()) as people:
        assert "--map COLUMN=phone" in people.notices[0]
        assert ["--map COLUMN=phone" in (row.problem or "") for row in people] == [True]


def test_a_column_can_be_named_by_hand(rows: Rows) -> None:
    (row,) = rows("Wer,Rufnummer\nAna Ruiz,312 555 0142\n", Wer="name", Rufnummer="phone")
    assert person(row).name == "Ana Ruiz"


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_in_every_field_is_a_person_or_a_reason(rows: Rows, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    header = "Name,Title,Company,Email,City,State,Country,Zone,Best time,Fit,Issue,Issue kind,Issue date,Notes,X,Phone"
    found = rows(f"{header}\n{','.join([quoted] * 15)},+13125550142\n")
    assert len(found) == 1
    assert (found[0].person is None) != (found[0].problem is None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=6, max_size=6))
def test_any_cells_are_a_person_or_a_reason(rows: Rows, data: list[str]) -> None:
    cells = ",".join('"' + cell.replace('"', '""') + '"' for cell in data)
    found = rows(f"Name,Company,Phone,State,Fit,Do Not Call\n{cells}\nAna,Acme,312 555 0142,IL,4/5,\n")
    assert len(found) == 2
    assert all((row.person is None) != (row.problem is None) for row in found)
    assert found[1].person is not None
