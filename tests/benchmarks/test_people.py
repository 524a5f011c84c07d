"""Generated files are what the figures are about: everybody distinct, everybody open, nothing recorded unseen."""

from pathlib import Path

import pytest

from benchmarks.head import Unexpected
from benchmarks.head import measure as measure_head
from benchmarks.keys import Unrecorded, expect_outcomes
from benchmarks.people import build, name_of
from benchmarks.report import Report

PLACES = 60


@pytest.fixture
def db(tmp_path: Path) -> Path:
    file = tmp_path / "people.db"
    build(file, 2 * PLACES, PLACES)
    return file


def test_every_place_is_open_and_somebody_is_next(db: Path) -> None:
    report = Report()

    measure_head(report, db, PLACES, 3)

    assert [figure.n for figure in report.figures.values()] == [3]


def test_a_file_with_fewer_places_than_asked_for_is_not_measured(db: Path) -> None:
    with pytest.raises(Unexpected, match="61 places were built, 60 are open"):
        measure_head(Report(), db, PLACES + 1, 3)


def test_painted_keys_without_recorded_outcomes_are_no_result(db: Path) -> None:
    with pytest.raises(Unrecorded, match="2 outcome keys were painted, 0 outcomes are in the file"):
        expect_outcomes(db, 2)


def test_more_places_than_there_are_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most"):
        build(tmp_path / "people.db", 10, 1_000)


def test_names_are_unique_and_end_in_their_number() -> None:
    assert len({name_of(number) for number in range(1_000)}) == 1_000
    assert name_of(123) == "Ana Raman 000123"
