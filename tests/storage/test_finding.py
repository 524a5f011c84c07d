"""People are found by a few letters or digits, whatever is typed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, batcher, crowd, draft, number, opened, rows, start
from tests.storage.test_queue import large, scanned

__all__ = ["large"]


@pytest.fixture
def people(store: Store) -> Store:
    """Four people, two at one organisation, one with a note."""
    add(store, "Jörg Weiß", number(1001), organisation="Kestrel Logistics", title="COO")
    add(store, "Dana Whitfield", number(1002), organisation="Kestrel Logistics")
    tom = add(store, "Tom O'Brien", number(1003), organisation="Weller & Söhne")
    add(store, "Anaïs Kestrel", number(1004))
    with store.operation("note", person_id=tom) as tx:
        tx.insert("notes", {"person_id": tom, "at": NOW, "text": "Whitfield's brother; call in August"})
    return store


def found(store: Store, text: str) -> list[tuple[int, str]]:
    """Who is found, and by what."""
    return [(row.person_id, row.matched) for row in store.find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jörg", [(1, "name")]),
        ("JORG", [(1, "name")]),
        ("jo\u0308rg", [(1, "name")]),
        ("anais", [(4, "name")]),
        ("da whi", [(2, "name")]),
        ("whi  da", [(2, "name")]),
        ("d", [(2, "name")]),
        ("o'brien", [(3, "name")]),
        ("obrien", []),
        ("we", [(1, "name"), (3, "organisation")]),
        ("kestrel", [(4, "name"), (1, "organisation"), (2, "organisation")]),
        ("dana kest", [(2, "organisation")]),
        ("whitf", [(2, "name"), (3, "note")]),
        ("august whitfield", [(3, "note")]),
        ("august dana", []),
        ("hitfield", []),
        ("sohne", [(3, "organisation")]),
    ],
)
def test_every_word_begins_a_word_and_names_come_before_organisations_and_notes(
    people: Store, text: str, expected: list[tuple[int, str]]
) -> None:
    assert found(people, text) == expected


@pytest.mark.parametrize("text", ["1003", "003", "+1 312 550-1003", "(312) 550 1003", "0312 550.1003", "+13125501003"])
def test_digits_are_the_end_of_a_number_however_they_are_grouped(people: Store, text: str) -> None:
    assert found(people, text) == [(3, "number")]


def test_two_digits_are_no_number(people: Store) -> None:
    assert found(people, "03") == []


def test_a_row_tells_who_it_is_with_the_number_that_was_typed(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1), number(77), organisation="Kestrel", title="COO")
    row = store.find_people("dana")[0]
    assert (row.person_id, row.uid) == (person, store.uid_of(person))
    assert (row.name, row.title, row.organisation, row.stage) == ("Dana Whitfield", "COO", "Kestrel", "new")
    assert row.e164 == number(1)
    assert store.find_people("00077")[0].e164 == number(77)
    start(store, person)
    add(store, "Tom Okafor")
    assert store.find_people("tom")[0].e164 is None


def test_no_more_than_asked_for_are_found_and_nobody_twice(store: Store) -> None:
    crowd(store, 30)
    for text in ("dana", "org", "dana org"):
        ids = [row.person_id for row in store.find_people(text, 7)]
        assert len(ids) == len(set(ids)) == 7
    assert len(store.find_people("dana org")) == 30


def test_people_who_are_arriving_are_not_found(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Tom Okafor", number(2), organisation="Merlin", note="met in May")))
    assert [store.find_people(text) for text in ("tom", "merlin", "may", number(2))] == [[], [], [], []]
    assert not store.has_people()
    begun.land()
    assert [len(store.find_people(text)) for text in ("tom", "merlin", "may", number(2))] == [1, 1, 1, 1]
    assert store.has_people()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        "'",
        "!?.,",
        '" OR "" NEAR',
        "\x00",
        "a\x00b" * 700,
        "*",
        "%",
        "-",
        "(",
        "+-()./",
        "\ud800",
        "^a:b",
    ],
)
def test_any_text_is_safe(people: Store, text: str) -> None:
    people.find_people(text)


@pytest.mark.parametrize("text", ["", "...", '"*"', "\x00\x01", "( )", "\u202e"])
def test_a_text_without_letters_or_digits_fits_nobody(people: Store, text: str) -> None:
    assert people.find_people(text) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=st.text(max_size=60), name=st.text(min_size=1, max_size=30))
def test_texts_of_all_scripts_are_safe_as_name_and_as_what_is_typed(text: str, name: str, tmp_path: Path) -> None:
    with opened(tmp_path / "names.db") as store:
        if name.isprintable():
            add(store, name, number(1))
        store.find_people(text)
        store.find_people(name * 50)


def test_operators_are_words(people: Store) -> None:
    assert found(people, "dana OR jorg") == []
    assert found(people, "dana NOT jorg") == []
    assert found(people, "name : dana") == []


def test_finding_reads_no_large_table_through(large: Path) -> None:
    with opened(large) as store:

        def searches() -> None:
            for text in ("da", "dana", "dana whit", "zz", "2200076", "kestrel", "0007"):
                store.find_people(text)
            store.has_people()

        assert scanned(store, searches) == {}
