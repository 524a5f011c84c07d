"""What goes out is safe in a spreadsheet, comes back unchanged, and appears whole or not at all."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialdeck.errors import DataError, MissingError
from dialdeck.files.cells import escape_cell, unescape_cell
from dialdeck.files.csv_reader import CsvFile
from dialdeck.files.export import export_file, write_rows

FORMULAS = ["=1+1", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|' /C calc'!A0", '="a"', "+131", "--"]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TRICKY = st.lists(st.sampled_from(list("'=+-@\t\r\n\"a,1")), max_size=8).map("".join)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_escaped(text: str) -> None:
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+13125550142", "+442079460012", "Ana", "O'Hara", "'tis", "", "1-2", "a=b"])
def test_anything_else_and_strict_numbers_stay_as_they_are(text: str) -> None:
    assert escape_cell(text) == text
    assert unescape_cell(text) == text


@given(TEXT | TRICKY)
@example("'=1")
@example("''=1")
@example("'+13125550142")
@example("'")
def test_undoing_is_exact(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text


@given(TEXT | TRICKY)
def test_no_escaped_cell_begins_like_a_formula_but_a_strict_number(text: str) -> None:
    escaped = escape_cell(text)
    assert escaped[:1] not in set("=+-@\t\r\n") or escaped == text == escape_cell("+" + text[1:])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXT | TRICKY, TEXT | TRICKY), max_size=5))
def test_an_exported_file_is_read_back_exactly(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "out.csv"
    export_file(({"name": name, "note": note} for name, note in rows), ["name", "note"], "csv", path)
    with CsvFile(path) as file:
        assert file.columns == ["name", "note"]
        cells = [tuple(unescape_cell(cell) for cell in row.cells) for row in file.records()]
    assert cells == rows


def test_values_become_text_that_people_and_programs_can_read() -> None:
    stream = io.StringIO()
    write_rows([{"a": None, "b": True, "c": 3, "d": ["x"], "e": "ü"}], ["a", "b", "c", "d", "e", "f"], "csv", stream)
    assert stream.getvalue() == 'a,b,c,d,e,f\r\n,true,3,"[""x""]",ü,\r\n'


def test_json_is_one_array_with_every_key_in_order() -> None:
    stream = io.StringIO()
    assert write_rows(iter([{"b": 1, "a": "ü"}, {}]), ["a", "b"], "json", stream) == 2
    assert json.loads(stream.getvalue()) == [{"a": "ü", "b": 1}, {"a": None, "b": None}]
    assert "ü" in stream.getvalue()


def test_json_of_nothing_is_an_empty_array() -> None:
    stream = io.StringIO()
    assert write_rows([], ["a"], "json", stream) == 0
    assert json.loads(stream.getvalue()) == []


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export_file([{"a": 1}], ["a"], "csv", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")

    def rows() -> Iterator[dict[str, object]]:
        yield {"a": 1}
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export_file(rows(), ["a"], "json", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    assert export_file([{"a": 1}], ["a"], "json", path) == 1
    assert json.loads(path.read_text()) == [{"a": 1}]


def test_a_database_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(b"SQLite format 3\0data")
    with pytest.raises(DataError, match="is a database"):
        export_file([], ["a"], "csv", path)
    assert path.read_bytes() == b"SQLite format 3\0data"


def test_a_directory_and_a_missing_one_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not a file"):
        export_file([], ["a"], "csv", tmp_path)
    with pytest.raises(MissingError, match="no such directory"):
        export_file([], ["a"], "csv", tmp_path / "no" / "out.csv")
