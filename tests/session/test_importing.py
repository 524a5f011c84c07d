"""A file of people into the list: every row with its verdict, whole or not at all, and taken back as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialdeck.errors import DataError, MissingError, RefusedError, UsageError
from dialdeck.model.codes import Stage
from dialdeck.session import importing
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.importing import (
    Request,
    import_list,
    import_report,
    open_people,
    revert_import,
    run_import,
)
from dialdeck.session.people import block
from tests.session.floor import LEFT, Floor

HEAD = "Name,Title,Company,Phone,State,Country\n"
ANA = "Ana Ruiz,COO,Kestrel,+1 312 555 0111,IL,US\n"
TOM = "Tom Okafor,CEO,Dairy,+1 312 555 0112,IL,US\n"


def people(floor: Floor, folder: Path, text: str, **options: Any) -> dict[str, Any]:
    file = folder / "people.csv"
    file.write_text(text, "utf-8")
    request = Request(file, **options)
    with open_people(request) as opened:
        return run_import(floor.desk, opened, request)


def ids(floor: Floor) -> list[int]:
    return list(floor.desk.store.person_ids())


def test_every_row_has_a_verdict_and_the_counts_add_up(floor: Floor, home: Path) -> None:
    report = people(floor, home, HEAD + ANA + ANA + "Nobody,,,,,\n" + "Li Na,CTO,Orchard,+1 800 555 0113,,\n")
    assert [row["verdict"] for row in report["rows"]] == ["added", "duplicate", "rejected", "added"]
    assert report["read"] == 4 == report["added"] + report["updated"] + report["duplicate"] + report["rejected"]
    assert "no time zone" in report["rows"][3]["reason"]
    assert report["rows"][2]["prospect_id"] is None
    assert len(ids(floor)) == 2


def test_who_was_imported_can_be_dialed_and_their_holidays_are_known(floor: Floor, home: Path) -> None:
    people(floor, home, HEAD + ANA, list_name="Q1")
    assert floor.desk.store.holiday_years("US-IL") == {2026, 2027}
    floor.dial(ids(floor)[0], LEFT)
    assert floor.state(ids(floor)[0]).attempt == 2
    assert floor.desk.store.lists() == {1: "Q1"}


def test_a_dry_run_judges_every_row_and_keeps_none(floor: Floor, home: Path) -> None:
    report = people(floor, home, HEAD + ANA + TOM, dry_run=True)
    assert (report["added"], report["import_id"]) == (2, None)
    assert {row["prospect_id"] for row in report["rows"]} == {None}
    assert ids(floor) == []


def test_an_interrupt_leaves_nothing_visible(floor: Floor, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    file = home / "people.csv"
    file.write_text(HEAD + ANA + TOM, "utf-8")
    request = Request(file)

    def interrupt(done: int, whole: int) -> None:
        assert 0 < done <= whole
        raise KeyboardInterrupt

    with open_people(request) as opened, pytest.raises(KeyboardInterrupt):
        run_import(floor.desk, opened, request, interrupt)
    assert ids(floor) == []


def test_who_asked_not_to_be_called_stays_so_through_an_import(floor: Floor, home: Path) -> None:
    block(floor.desk, ("+13125550111",), "wrote to us")
    report = people(floor, home, HEAD + ANA)
    assert report["do_not_call"] == 1
    assert floor.state(ids(floor)[0]).stage is Stage.DO_NOT_CALL


def test_a_row_that_says_do_not_call_blocks_its_number_for_everybody(floor: Floor, home: Path) -> None:
    before = floor.person(phone="+13125550111")
    people(floor, home, "Name,Phone,Country,Do not call\nAna Ruiz,+13125550111,US,yes\n")
    assert floor.state(before).stage is Stage.DO_NOT_CALL


def test_long_reports_list_only_what_was_not_plainly_added(
    floor: Floor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ALL_ROWS", 1)
    report = people(floor, home, HEAD + ANA + TOM + TOM)
    assert [row["verdict"] for row in report["rows"]] == ["duplicate"]
    assert import_report(floor.desk, report["import_id"])["rows"] == report["rows"]


def test_an_import_is_listed_and_reported_again_by_its_id(floor: Floor, home: Path) -> None:
    report = people(floor, home, HEAD + ANA, list_name="Q1")
    (listed,) = import_list(floor.desk)
    assert (listed["import_id"], listed["added"], listed["list"]) == (report["import_id"], 1, "Q1")
    assert import_report(floor.desk, report["import_id"][-6:]) == report


def test_an_import_is_taken_back_whole_and_once(floor: Floor, home: Path) -> None:
    report = people(floor, home, HEAD + ANA + TOM)
    floor.dial(ids(floor)[0], LEFT)
    done = revert_import(floor.desk, report["import_id"])
    assert (done["removed"], done["kept"]) == (1, 1)
    assert len(ids(floor)) == 1
    with pytest.raises(DataError, match="taken back already"):
        revert_import(floor.desk, report["import_id"])


def test_no_single_key_takes_a_whole_import_back(floor: Floor, home: Path, deck: Deck) -> None:
    people(floor, home, HEAD + ANA + TOM)
    assert deck.open().person is not None
    with pytest.raises(RefusedError, match="dialdeck imports revert"):
        deck.undo()
    assert deck.screen().person is not None


def test_an_import_taken_back_by_a_command_is_nothing_to_put_back(floor: Floor, home: Path, deck: Deck) -> None:
    report = people(floor, home, HEAD + ANA + TOM)
    deck.open()
    desk = open_desk(floor.desk.store.path, floor.clock)
    with desk.store:
        revert_import(desk, report["import_id"])
    screen = deck.tick()
    assert screen is not None
    assert screen.redo == ""


@pytest.mark.parametrize("text", ["", "ffffff"])
def test_an_import_nobody_knows_is_missing(floor: Floor, text: str) -> None:
    with pytest.raises(MissingError, match="no import"):
        import_report(floor.desk, text)


def test_an_end_that_fits_two_imports_is_refused(floor: Floor, home: Path) -> None:
    for row in (ANA, TOM):
        people(floor, home, HEAD + row)
    with floor.desk.store.write() as conn:
        conn.execute("UPDATE imports SET uid = substr(uid, 1, 30) || id || 'abcdef'")
    with pytest.raises(DataError, match="fits 2 imports"):
        import_report(floor.desk, "abcdef")


def test_a_country_or_mapping_that_means_nothing_is_refused(home: Path) -> None:
    file = home / "people.csv"
    file.write_text(HEAD + ANA, "utf-8")
    with pytest.raises(DataError, match="no country"):
        open_people(Request(file, country="Atlantis"))
    with pytest.raises(UsageError):
        open_people(Request(file, maps=("Title",)))


def test_local_numbers_are_read_in_the_country_that_was_given(floor: Floor, home: Path) -> None:
    people(floor, home, "Name,Phone\nJan Weber,030 23125001\n", country="Germany")
    assert floor.desk.store.find_by_number("+493023125001") == ids(floor)
