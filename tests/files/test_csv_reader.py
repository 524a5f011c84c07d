"""Every record of a CSV file comes out, with its lines, whatever the file looks like."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.errors import DataError, MissingError, UsageError
from dialdeck.files.csv_reader import CsvFile, Record, find_delimiter, unique_names


def records(path: Path, data: bytes, encoding: str | None = None) -> list[Record]:
    path.write_bytes(data)
    with CsvFile(path, encoding=encoding) as file:
        return list(file.records())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def test_lines_are_those_of_the_file(path: Path) -> None:
    found = records(path, b'name,note\r\nAna,"one\r\ntwo"\r\n\r\nBo,x\r\n')
    assert [(row.line, row.line_end, row.cells) for row in found] == [
        (2, 3, ["Ana", "one\r\ntwo"]),
        (5, 5, ["Bo", "x"]),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_found_by_its_mark_or_by_being_valid(path: Path, codec: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    path.write_bytes(mark + "name\nJürgen Ødegård\n".encode(codec))
    with CsvFile(path) as file:
        assert file.columns == ["name"]
        assert [row.cells for row in file.records()] == [["Jürgen Ødegård"]]
        assert file.notices == ()


def test_anything_else_is_windows_1252_and_said(path: Path) -> None:
    path.write_bytes("name\nJosé “Pepe” Núñez\n".encode("cp1252"))
    with CsvFile(path) as file:
        assert [row.cells for row in file.records()] == [["José “Pepe” Núñez"]]
        assert "it is read as Windows-1252" in file.notices[0]


def test_one_bad_byte_at_the_end_of_megabytes_decides_the_encoding(path: Path) -> None:
    path.write_bytes(b"name\n" + "Jürgen\n".encode() * 300_000 + b"Jos\xe9\n")
    with CsvFile(path) as file:
        assert file.encoding == "cp1252"


def test_a_character_across_the_border_of_two_pieces_is_whole(path: Path) -> None:
    path.write_bytes(b"n\n" + b"x" * ((1 << 20) - 3) + "é\n".encode())
    with CsvFile(path) as file:
        assert file.encoding == "utf-8"


def test_bytes_that_the_encoding_cannot_read_cost_one_row(path: Path) -> None:
    found = records(path, b"name\nJos\xe9 \x81\nAna\n")
    assert found[0].problem is not None
    assert "cannot read" in found[0].problem
    assert found[1].problem is None


def test_an_encoding_that_is_asked_for_is_used(path: Path) -> None:
    assert records(path, "name\nŁukasz\n".encode("cp1250"), "cp1250")[0].cells == ["Łukasz"]


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13"])
def test_an_encoding_that_is_none_is_a_usage_error(path: Path, encoding: str) -> None:
    with pytest.raises(UsageError, match="is not a text encoding"):
        records(path, b"name\nAna\n", encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_on_the_header_line(delimiter: str) -> None:
    assert find_delimiter(delimiter.join(["name", '"a,b;c|d"', "phone"])) == delimiter


def test_a_separator_line_is_obeyed_and_counted(path: Path) -> None:
    assert records(path, b"sep=;\na;b\n1,5;2\n") == [Record(3, 3, ["1,5", "2"], None)]


def test_duplicate_and_empty_headers_get_names_of_their_own() -> None:
    assert unique_names(["Phone", "", "Phone", "Phone", "Phone (2)"]) == [
        "Phone",
        "column 2",
        "Phone (2)",
        "Phone (3)",
        "Phone (2) (2)",
    ]


def test_a_quote_that_is_not_closed_costs_one_row_and_not_the_rest(path: Path) -> None:
    found = records(path, b'a,b\n1,2\n"oops,2\n3,4\n5,6\n')
    assert [row.line for row in found] == [2, 3, 4, 5]
    assert found[1].problem == "the quote that opens on line 3 is not closed; close or remove it"
    assert found[3].cells == ["5", "6"]


def test_a_quote_inside_a_quoted_field_is_refused_rather_than_guessed(path: Path) -> None:
    found = records(path, b'a,b\n"J "o" S",2\n3,4\n')
    assert "double it or remove it" in (found[0].problem or "")
    assert found[1].cells == ["3", "4"]


def test_many_unclosed_quotes_are_read_in_linear_time(path: Path) -> None:
    found = records(path, b"a,b\n" + b'"x,1\n' + b"plain,2\n" * 60 + b'x,"open\n' + b"plain,2\n" * 5000)
    assert len(found) == 5062
    assert [row.line for row in found if row.problem] == [2, 63]


def test_nul_characters_cost_one_row(path: Path) -> None:
    found = records(path, b"a,b\n1\x00,2\n3,4\n")
    assert "NUL" in (found[0].problem or "")
    assert found[1].cells == ["3", "4"]


def test_a_field_of_ten_megabytes_is_read(path: Path) -> None:
    found = records(path, b'a,b\n"' + b"x" * 10_000_000 + b'",2\n3,4\n')
    assert [len(row.cells[0]) for row in found] == [10_000_000, 1]


def test_a_line_beyond_all_limits_costs_one_row(path: Path) -> None:
    found = records(path, b"a,b\n" + b"x" * 20_000_000 + b"\n3,4\n")
    assert "longer than 16 million characters" in (found[0].problem or "")
    assert found[1].cells == ["3", "4"]
    assert len(found) == 2


def test_ten_thousand_columns_are_read(path: Path) -> None:
    header = b",".join(b"c%d" % number for number in range(10_000))
    assert len(records(path, header + b"\n" + b"1," * 9_999 + b"1\n")[0].cells) == 10_000


def test_old_line_ends_are_line_ends(path: Path) -> None:
    assert [row.cells for row in records(path, b"a,b\r1,2\r3,4")] == [["1", "2"], ["3", "4"]]


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such file"):
        CsvFile(tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n\r\n", "nothing but blank lines"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"SQLite format 3\0rest", "SQLite database"),
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16 without its mark"),
        (bytes(range(32)) * 20, "is not text"),
        (b'a,"b\n1,2\n', "line 1: the column names cannot be read"),
    ],
)
def test_what_is_not_a_list_is_said_in_one_line(path: Path, data: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words) as caught:
        records(path, data)
    assert "\n" not in str(caught.value)


def test_a_directory_is_not_a_list(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is a directory"):
        CsvFile(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError, match="a pipe, a socket or a device"):
        CsvFile(tmp_path / "pipe")


def test_a_device_is_not_a_list() -> None:
    with pytest.raises(DataError, match="a pipe, a socket or a device"):
        CsvFile(Path("/dev/zero"))


def test_position_runs_to_the_size(path: Path) -> None:
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100_000)
    with CsvFile(path) as file:
        positions = [file.position for _ in file.records()]
        assert positions == sorted(positions)
        assert positions[-1] == file.size


def test_memory_does_not_grow_with_the_file(path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from dialdeck.files.csv_reader import CsvFile\n"
        "with CsvFile(Path(sys.argv[1])) as file:\n"
        "    rows = file.records(); next(rows)\n"
        "    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    count = 1 + sum(1 for _ in rows)\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    path.write_bytes(b"name,phone\n" + b"Ana Ruiz and somebody else,+13125550142\n" * 1_000_000)
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 1_000_000
    assert grown < 10_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(['"', ",", "\n", "\r", "a", '""', "\x00", "é", " "]), max_size=60))
def test_any_bytes_end_and_lines_only_run_forward(path: Path, pieces: list[str]) -> None:
    found = records(path, b"h" * 999 + b",i\n" + "".join(pieces).encode())
    ends = 1
    for row in found:
        assert row.line > ends
        assert row.line_end >= row.line
        ends = row.line_end


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=4)
    )
)
def test_whatever_the_csv_module_writes_is_read_back(path: Path, rows: list[list[str]]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["a", "b"])
        writer.writerows(rows)
    with CsvFile(path) as found:
        assert [row.cells for row in found.records()] == rows
