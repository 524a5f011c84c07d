"""Fit as met of known: answers to the criteria of the niche, kept with the person, edited and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialdeck.errors import DataError
from dialdeck.session import exporting
from dialdeck.session.deck import Deck
from dialdeck.session.dossier import known_person
from dialdeck.session.editing import edit_person
from dialdeck.session.fitting import fit_of, niche_words, not_known
from dialdeck.session.importing import Request, open_people, run_import
from dialdeck.session.recording import redo_last, undo_last
from dialdeck.session.sheet import prospect_lines
from dialdeck.session.showing import prospect_json
from tests.session.floor import LEFT, SILENT, Floor

HEAD = 'id = "cold"\nname = "Cold-chain carriers"\n'
CRITERIA = "".join(f'[[criteria]]\nid = "{one}"\nask = "Is there {one}?"\n' for one in ("fleet", "size", "age"))
RESEARCHED = {"issue": "turnover", "issue_source": "annual report"}


@pytest.fixture(autouse=True)
def _niche(home: Path) -> None:
    (home / "niches").mkdir()
    (home / "niches" / "cold.toml").write_text(HEAD + CRITERIA, "utf-8")


def words(floor: Floor, person: int) -> str:
    return niche_words(floor.desk.niches, known_person(floor.desk, person))


def test_fit_is_met_of_known_and_the_panel_names_what_is_not_known(floor: Floor, deck: Deck) -> None:
    person = floor.person(niche="cold")
    edit_person(floor.desk, person, {"fit.fleet": "yes", "fit.age": "no"})
    deck.open()
    view = deck.look(person).person
    assert view is not None
    assert view.niche == "cold · fit 1 of 2 · not known: size"


def test_with_every_answer_nothing_is_left_to_find_out(floor: Floor) -> None:
    person = floor.person(niche="cold", **{"fit.fleet": "yes", "fit.age": "yes", "fit.size": "no"})
    assert words(floor, person) == "cold · fit 2 of 3"


def test_without_any_answer_the_sign_names_what_is_to_be_found_out(floor: Floor) -> None:
    assert words(floor, floor.person(niche="cold")) == "fit not researched · not known: fleet, size, age"


def test_a_fit_that_the_list_told_as_a_whole_holds_until_a_criterion_is_answered(floor: Floor) -> None:
    person = floor.person(niche="cold", fit="2 of 3")
    assert words(floor, person) == "cold · fit 2 of 3"
    edit_person(floor.desk, person, {"fit.fleet": "no"})
    assert words(floor, person) == "cold · fit 0 of 1 · not known: size, age"


def test_without_a_file_of_the_niche_all_answers_count(floor: Floor, home: Path) -> None:
    person = floor.person(niche="cold", **{"fit.fleet": "yes", "fit.age": "no"})
    (home / "niches" / "cold.toml").unlink()
    del floor.desk.niches
    assert words(floor, person) == "cold · fit 1 of 2"
    assert not_known(floor.desk.niches, known_person(floor.desk, person)) == ()


def test_an_answer_to_what_the_niche_no_longer_asks_does_not_count(floor: Floor, home: Path) -> None:
    person = floor.person(niche="cold", **{"fit.fleet": "yes", "fit.age": "no"})
    (home / "niches" / "cold.toml").write_text((HEAD + CRITERIA).replace('"age"', '"years"'), "utf-8")
    del floor.desk.niches
    assert words(floor, person) == "cold · fit 1 of 1 · not known: size, years"
    assert prospect_json(floor.desk, person)["custom"] == {"fit.age": "no"}


def test_an_edit_says_what_it_changed_and_unknown_takes_an_answer_out(floor: Floor) -> None:
    person = floor.person(niche="cold")
    said = edit_person(floor.desk, person, {"fit.fleet": "Yes", "custom.shoe": "44"})
    assert set(said) == {"fit.fleet: yes", "custom.shoe: 44"}
    assert edit_person(floor.desk, person, {"fit.fleet": "yes"}) == ("nothing changed",)
    assert edit_person(floor.desk, person, {"fit.fleet": "unknown"}) == ("fit.fleet: cleared",)
    assert fit_of(floor.desk.niches, known_person(floor.desk, person)) is None


@pytest.mark.parametrize(
    ("niche", "fields", "said"),
    [
        ("cold", {"fit.fleat": "yes"}, "fit.fleat: the niche 'cold' does not ask that; it asks fit.fleet, fit.size"),
        ("cold", {"fit.fleet": "perhaps"}, "fit.fleet: 'perhaps' is neither yes nor no nor unknown"),
        ("dairy", {"fit.fleet": "yes"}, "fit.fleet: there is no file of the niche 'dairy'"),
        ("", {"fit.fleet": "yes"}, "fit.fleet: the prospect has no niche"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_changes_nothing(
    floor: Floor, niche: str, fields: dict[str, str], said: str
) -> None:
    person = floor.person(niche=niche)
    with pytest.raises(DataError) as refused:
        edit_person(floor.desk, person, fields)
    assert str(refused.value).startswith(said)
    assert known_person(floor.desk, person).custom is None


def test_the_niche_may_be_set_in_the_same_edit_and_by_its_name(floor: Floor) -> None:
    person = floor.person()
    edit_person(floor.desk, person, {"niche": "Cold-Chain Carriers", "fit.fleet": "yes"})
    assert words(floor, person) == "Cold-Chain Carriers · fit 1 of 1 · not known: size, age"


def test_an_answer_is_taken_back_and_given_again(floor: Floor) -> None:
    person = floor.person(niche="cold", **{"fit.age": "no"})
    edit_person(floor.desk, person, {"fit.age": "yes", "fit.fleet": "yes"})
    undo_last(floor.desk)
    assert words(floor, person) == "cold · fit 0 of 1 · not known: fleet, size"
    redo_last(floor.desk)
    assert words(floor, person) == "cold · fit 2 of 2 · not known: size"


def test_another_edit_keeps_the_answers(floor: Floor) -> None:
    person = floor.person(niche="cold", **{"fit.age": "no"})
    edit_person(floor.desk, person, {"title": "CEO"})
    assert words(floor, person) == "cold · fit 0 of 1 · not known: fleet, size"


def test_show_has_every_criterion_with_its_answer(floor: Floor) -> None:
    person = floor.person(niche="cold", **{"fit.fleet": "yes", "fit.age": "no", "custom.shoe": "44"})
    value = prospect_json(floor.desk, person)
    assert (value["fit"], value["custom"]) == ({"met": 1, "known": 2}, {"shoe": "44"})
    assert value["criteria"] == [
        {"id": "fleet", "ask": "Is there fleet?", "answer": True},
        {"id": "size", "ask": "Is there size?", "answer": None},
        {"id": "age", "ask": "Is there age?", "answer": False},
    ]
    lines = prospect_lines(floor.desk, person)
    assert "fit.fleet       yes: Is there fleet?" in lines
    assert "fit.size        not known: Is there size?" in lines


def test_show_calls_nothing_unknown_that_the_list_told_as_a_whole(floor: Floor) -> None:
    lines = prospect_lines(floor.desk, floor.person(niche="cold", fit="3 of 3"))
    assert "fit.fleet       not told apart: Is there fleet?" in lines


def test_why_asks_what_is_not_known_yet(floor: Floor, deck: Deck) -> None:
    person = floor.person(niche="cold", **{"fit.fleet": "yes", "fit.age": "no"})
    deck.open()
    deck.look(person)
    assert "fit, not known: Is there size? (size)" in deck.why()


def test_answers_make_somebody_researched(floor: Floor, deck: Deck) -> None:
    person = floor.person(niche="cold", **RESEARCHED, **{"fit.fleet": "yes"})
    floor.through(person, LEFT, *[SILENT] * 3, LEFT, *[SILENT] * 5)
    deck.open()
    deck.look(person)
    assert any("attempts left" in line for line in deck.why())
    assert not any("fit not researched" in line for line in deck.why())


def test_an_import_takes_answers_from_columns(floor: Floor, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Name,Phone,State,Niche,Trucks,fit.age\n"
        "Ann Lee,+13125550111,IL,cold,x,nein\n"
        "Ben Roe,+13125550112,IL,cold,maybe,\n",
        "utf-8",
    )
    request = Request(file, ("Trucks=fit.fleet",))
    with open_people(request) as people:
        report = run_import(floor.desk, people, request)
    assert report["mapping"]["Trucks"] == "fit.fleet"
    ann, ben = (floor.desk.store.find_by_uid(row["prospect_id"])[0] for row in report["rows"])
    assert words(floor, ann) == "cold · fit 1 of 2 · not known: size"
    assert words(floor, ben) == "fit not researched · not known: fleet, size, age"
    assert report["rows"][1]["reason"] == "Trucks: 'maybe' is neither yes nor no nor unknown"
    assert json.loads(known_person(floor.desk, ben).custom or "") == {"Trucks": "maybe"}


def test_an_export_has_the_fit_that_the_answers_give(floor: Floor) -> None:
    floor.person(niche="cold", fit="3 of 3", **{"fit.fleet": "yes", "fit.age": "no"})
    [row] = exporting.prospects(floor.desk)
    assert row["fit"] == "1 of 2"
