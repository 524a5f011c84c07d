"""Columns are mapped by exact names and by what was said, never by likeness."""

from __future__ import annotations

import pytest

from dialdeck.errors import UsageError
from dialdeck.files.headers import field_of, known_fields, map_columns, parse_overrides


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Full Name", "name"),
        ("\ufeffName", "name"),
        (" FIRST_NAME ", "first_name"),
        ("Company / Account", "organisation"),
        ("Mailing State/Province", "region"),
        ("Work Direct Phone", "direct"),
        ("Mobile Phone Number", "mobile"),
        ("Company Phone", "switchboard"),
        ("Do Not Call", "do_not_call"),
        ("Timezone", "zone"),
        ("Issue source", "issue_source"),
        ("Issue 2", "issue_2"),
        ("issue_dated_3", "issue_dated_3"),
        (" Fit.own-fleet", "fit.own-fleet"),
        ("fit.own fleet", None),
        ("fit.", None),
        ("Phonee", None),
        ("Company Name for Emails", None),
        ("Name 2", None),
        ("", None),
    ],
)
def test_a_header_is_known_by_its_exact_name_alone(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_every_field_is_a_name_of_itself() -> None:
    assert [name for name in known_fields() if field_of(name) != name] == []


def test_unknown_columns_become_custom_fields() -> None:
    assert map_columns(["Name", "Website"], ["Name", "Website"]) == {"Name": "name", "Website": "custom.Website"}


def test_of_two_columns_for_one_field_the_first_keeps_it() -> None:
    columns = ["Company", "Account Name"]
    assert map_columns(columns, columns) == {"Company": "organisation", "Account Name": "custom.Account Name"}


def test_phone_columns_are_all_kept() -> None:
    assert map_columns(["Phone", "Phone (2)"], ["Phone", "Phone"]) == {"Phone": "phone", "Phone (2)": "phone"}


def test_what_is_said_wins_over_the_table() -> None:
    columns = ["Name", "Contact", "Tel"]
    mapping = map_columns(columns, columns, parse_overrides(["contact=name", "Tel=mobile", "Name=custom.Code"]))
    assert mapping == {"Name": "custom.Code", "Contact": "name", "Tel": "mobile"}


def test_a_column_may_be_said_to_answer_a_criterion() -> None:
    assert map_columns(["Trucks"], ["Trucks"], {"Trucks": "fit.fleet"}) == {"Trucks": "fit.fleet"}
    with pytest.raises(UsageError, match=r"no field 'fit\.'; choose from .*, fit\.<criterion>, custom\.<name>"):
        map_columns(["Trucks"], ["Trucks"], {"Trucks": "fit."})


def test_a_column_displaced_by_what_is_said_is_kept_as_custom() -> None:
    columns = ["Name", "Contact"]
    assert map_columns(columns, columns, {"Contact": "name"})["Name"] == "custom.Name"


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"Nope": "phone"}, "there is no column 'Nope'; the file has Name, Tel"),
        ({"Tel": "telly"}, "there is no field 'telly'; choose from name"),
        ({"Tel": "custom."}, "there is no field 'custom.'"),
        ({"Tel": "name", "Name": "name"}, "another column is mapped to 'name'"),
    ],
)
def test_a_wrong_override_names_the_choices(overrides: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        map_columns(["Name", "Tel"], ["Name", "Tel"], overrides)


@pytest.mark.parametrize("text", ["phone", "=phone", "Tel=", ""])
def test_an_override_without_both_sides_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="COLUMN=FIELD"):
        parse_overrides([text])


def test_a_column_name_may_hold_an_equals_sign() -> None:
    assert parse_overrides(["a=b=phone"]) == {"a=b": "phone"}
