"""The first people on an empty list: who is calling, what a file would bring, and nothing half done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import DataError, DialdeckError, MissingError, SettingsError
from dialdeck.session import importing, starting
from dialdeck.session.starting import CALLER, Cancelled, Starting, Wanted, open_starting, wrong_caller
from dialdeck.settings.loading import load_settings

HEAD = "Name,Title,Company,Phone,State\n"
ANA = "Ana Ruiz,COO,Kestrel,+1 312 555 0111,IL\n"
TOM = "Tom Okafor,CEO,Dairy,312 555 0112,IL\n"
NOBODY = "Nobody,,,,\n"


@pytest.fixture
def settings(own_home: Path) -> Path:
    """The settings file; it does not exist yet."""
    return own_home / "config" / "config.toml"


@pytest.fixture
def start(own_home: Path, clock: SteppingClock) -> Iterator[Starting]:
    """An empty list, open."""
    start = open_starting(own_home / "list.db", clock)
    yield start
    start.close()


def listed(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(text, "utf-8")
    return file


def people(start: Starting) -> list[str]:
    store = start._desk.store
    return [row.name for person in store.person_ids() if (row := store.person(person)) is not None]


# ------------------------------------------------------------------------------------------------ who is calling


def test_nobody_has_said_who_is_calling_at_first(start: Starting, settings: Path) -> None:
    assert start.caller() == dict.fromkeys(CALLER, "")
    assert not settings.exists()


def test_what_was_said_stands_in_the_settings_file(start: Starting, settings: Path) -> None:
    start.save_caller({"name": " Sam  Hale ", "company": "", "phone": "+1 312 555 0100", "hours": "mon-fri 8-17"})
    caller = load_settings(settings).caller
    assert (caller.name, caller.company, caller.phone, caller.hours) == (
        "Sam Hale",
        "",
        "+1 312 555 0100",
        "mon-fri 8-17",
    )
    assert start.caller()["name"] == "Sam Hale"


def test_nothing_said_writes_nothing(start: Starting, settings: Path) -> None:
    start.save_caller(dict.fromkeys(CALLER, " "))
    assert not settings.exists()


def test_a_line_that_was_emptied_is_emptied_in_the_file(start: Starting, settings: Path) -> None:
    start.save_caller({"name": "Sam Hale"})
    start.save_caller({"name": ""})
    assert load_settings(settings).caller.name == ""


def test_a_settings_file_that_went_wrong_meanwhile_is_not_overwritten(start: Starting, settings: Path) -> None:
    settings.parent.mkdir(parents=True)
    settings.write_text("[caller\n")
    with pytest.raises(SettingsError):
        start.save_caller({"name": "Sam Hale"})
    assert settings.read_text() == "[caller\n"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("name", "", ""),
        ("name", "Zoë O'Neil [x]", ""),
        ("phone", "+1 312 555 0100", ""),
        ("phone", "12345", "write it like +1 312 555 0100"),
        ("phone", "312 555 0100", "begin it with + and the country's code"),
        ("phone", "+1 312 555", "too few digits"),
        ("email", "sam@northbeam.example", ""),
        ("email", "sam", "is not an e-mail address"),
        ("hours", "mon-fri 08:00-17:00", ""),
        ("hours", "all day", "write it like mon-fri 08:00-17:00"),
        ("hours", "mon-fri 17-8", "write it like mon-fri 08:00-17:00"),
    ],
)
def test_a_wrong_line_says_what_is_expected(key: str, text: str, said: str) -> None:
    wrong = wrong_caller(key, text)
    assert said in wrong
    assert bool(wrong) == bool(said)
    assert "country of the file" not in wrong


# ------------------------------------------------------------------------------------------------ a file


def test_a_preview_says_what_would_become_of_the_rows_and_keeps_none(start: Starting, tmp_path: Path) -> None:
    verdict = start.preview(Wanted(listed(tmp_path, HEAD + ANA + ANA + NOBODY)))
    assert (verdict.read, verdict.added, verdict.duplicate, verdict.rejected) == (3, 1, 1, 1)
    assert verdict.rejections == ("line 4: no phone number",)
    assert ("Phone", "phone") in verdict.columns
    assert (verdict.whole, verdict.wants_country, verdict.wants_phone) == (True, False, False)
    assert people(start) == []
    assert start._desk.store.import_list() == []


def test_numbers_without_plus_want_a_country_and_take_the_one_that_is_named(start: Starting, tmp_path: Path) -> None:
    wanted = Wanted(listed(tmp_path, HEAD + ANA + TOM))
    assert start.preview(wanted).wants_country
    verdict = start.preview(wanted._replace(country="us"))
    assert (verdict.added, verdict.wants_country) == (2, False)


def test_a_country_that_does_not_exist_is_said_without_the_command_line(start: Starting, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^no country of that code or name; give a code such as US$"):
        start.preview(Wanted(listed(tmp_path, HEAD + ANA), country="Atlantis"))


def test_a_column_can_be_said_to_be_the_number(start: Starting, tmp_path: Path) -> None:
    file = listed(tmp_path, "Name,Reach them at\nAna Ruiz,+1 312 555 0111\n")
    verdict = start.preview(Wanted(file))
    assert verdict.wants_phone
    assert not verdict.usable
    assert "--map" not in " ".join((*verdict.notices, *verdict.rejections))
    assert start.preview(Wanted(file, maps=(("Reach them at", "phone"),))).added == 1
    assert "phone" in start.fields()


def test_of_a_long_file_only_the_beginning_is_judged_beforehand(
    start: Starting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "LOOKED_AT", 2)
    file = listed(tmp_path, HEAD + ANA + TOM + NOBODY)
    verdict = start.preview(Wanted(file, country="US"))
    assert (verdict.read, verdict.added, verdict.whole) == (2, 2, False)
    assert start.run(Wanted(file, country="US"))[:2] == (3, 2)


def test_an_import_brings_everybody_in_on_the_named_list(start: Starting, tmp_path: Path) -> None:
    verdict = start.run(Wanted(listed(tmp_path, HEAD + ANA + TOM + NOBODY), country="US", list_name=" Q4 "))
    assert (verdict.added, verdict.rejected, verdict.usable) == (2, 1, 2)
    assert people(start) == ["Ana Ruiz", "Tom Okafor"]
    assert start._desk.store.lists() == {1: "Q4"}


def test_a_cancelled_import_leaves_nothing_and_can_be_done_again(
    start: Starting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    wanted = Wanted(listed(tmp_path, HEAD + ANA + TOM), country="US")
    told: list[int] = []

    def cancel(done: int, size: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        start.run(wanted, cancel)
    assert people(start) == []
    assert start._desk.store.import_list() == []
    assert start.run(wanted).added == 2


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (None, MissingError, "there is no such file"),
        (b"", DataError, "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", DataError, r"a picture \(PNG\)"),
        (bytes(range(256)), DataError, "is not text"),
        (b"\n\n", DataError, "nothing but blank lines"),
        ("directory", DataError, "is a directory"),
    ],
)
def test_what_is_no_list_is_said_in_one_line(
    start: Starting, tmp_path: Path, content: bytes | str | None, kind: type[DialdeckError], said: str
) -> None:
    file = tmp_path / "people.csv"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        file.mkdir()
    with pytest.raises(kind, match=said) as caught:
        start.preview(Wanted(file))
    assert "\n" not in str(caught.value)
    assert start._desk.store.import_list() == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ('region = "DE-BY"', "DE"),
        ('phone = "+49 30 23125 001"', "DE"),
        ('name = "S"', ""),
    ],
)
def test_the_country_that_is_offered_follows_from_the_settings(
    start: Starting, settings: Path, text: str, country: str
) -> None:
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[caller]\n{text}\n")
    assert start.home_country() == country


# ------------------------------------------------------------------------------------------------ one person


def test_one_person_can_be_added_by_hand(start: Starting) -> None:
    assert start.add(" Ana  Ruiz ", "+1 312 555 0111") == ()
    assert people(start) == ["Ana Ruiz"]


def test_a_person_without_a_known_time_zone_is_added_and_that_is_told(start: Starting) -> None:
    notes = start.add("Ana Ruiz", "+1 800 555 0111")
    assert any("no time zone" in note for note in notes)
    assert not any("dialdeck edit" in note for note in notes)


@pytest.mark.parametrize(
    ("name", "phone", "said"),
    [
        ("", "+1 312 555 0111", "a name is needed"),
        ("Ana", "", "no phone number"),
        ("Ana", "312 555 0111", "country's code$"),
    ],
)
def test_nobody_is_added_who_could_not_be_called(start: Starting, name: str, phone: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        start.add(name, phone)
    assert people(start) == []
