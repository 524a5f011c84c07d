"""The sample files as their readers see them."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from dialdeck.files.import_rows import ParsedRow, PeopleFile
from dialdeck.model.imported import ImportedPerson
from dialdeck.paths import sample_data_dir
from dialdeck.phone.importing import phones


@pytest.fixture(scope="session")
def rows() -> list[ParsedRow]:
    """The rows of `prospects.csv`."""
    with PeopleFile(sample_data_dir() / "prospects.csv", phones=phones()) as people:
        return list(people)


@pytest.fixture(scope="session")
def people(rows: list[ParsedRow]) -> dict[str, ImportedPerson]:
    """The people by the number that the history names: their first."""
    return {row.person.numbers[0].e164: row.person for row in rows if row.person is not None}


@pytest.fixture(scope="session")
def history() -> list[dict[str, str]]:
    """The rows of `history.csv`."""
    with (sample_data_dir() / "history.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def by_person(history: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """The rows of `history.csv` by the person's first number."""
    dials: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in history:
        dials[row["phone"]].append(row)
    return dials
