"""Text from data is only text: no command lets it reach the terminal as anything else, and exports keep it exactly."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

NAMES = [
    "Smith [/foo]", "[@click=app.quit]x[/]", "\x1b]52;c;ZXZpbA==\x07Clip", "\x1b[2J\x1b[31mRed", "Two\nLines",
    "Tab\tTab", "Rtl \u202egnirts", "Zero\u200bWidth", "C1 \x9b31m", "Bell\x07", "Del\x7f", '=HYPERLINK("http://x")',
    "+1+1", "-2+3", "@SUM(A1)", "'=quoted", "'apostrophe", "株式会社 太郎", "O'Hara; DROP TABLE people",
    "Line\u2028Sep", "Emoji 👩\u200d💻 Pro",
]  # fmt: skip
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
COMMANDS = [["queue"], ["queue", "--json"], ["imports"], ["imports", "--json"], ["tasks"], ["doctor"]]


def harmless(text: str) -> bool:
    return not {unicodedata.category(character) for character in text.replace("\n", "")} & STEERING


def number(at: int) -> str:
    return f"+1312555{100 + at:04}"


@pytest.fixture
def hostile(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list whose names, notes, organisations, custom fields, list and file name are all hostile."""
    path = tmp_path / "hostile.db"
    monkeypatch.setenv("DIALDECK_DB", str(path))
    file = tmp_path / "people \x1b[31m\u202e.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["name", "phone", "company", "title", "issue", "issue source", "notes", "offer", "\x1b[5mOdd"])
        for at, name in enumerate(NAMES):
            # Quoted by an apostrophe where a spreadsheet would have done so.
            shown = f"'{name}" if name[:1] in "=+-@" or name[:2] in {"'=", "''"} else name
            writer.writerow([shown, number(at), shown, shown, shown, shown, shown, shown, shown])
    assert cli("import", file, "--country", "US", "--list", "list \x1b[31m\u202e").code == 0
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_list_of_a_command_steers_the_terminal(command: list[str], cli: Cli, hostile: Path) -> None:
    ran = cli(*command)
    assert ran.code == 0
    assert harmless(ran.out)
    assert harmless(ran.err)


def test_no_sheet_steers_the_terminal(cli: Cli, hostile: Path) -> None:
    for at in range(len(NAMES)):
        for form in ([], ["--json"]):
            ran = cli("show", number(at), *form)
            assert ran.code == 0, ran.err
            assert harmless(ran.out)


def test_no_answer_of_a_step_steers_the_terminal(cli: Cli, hostile: Path) -> None:
    for at in range(0, len(NAMES), 4):
        for command in (
            ["record", number(at), "silent_hangup"], ["snooze", number(at), "tomorrow"], ["undo"], ["redo"],
            ["edit", number(at), "offer=\x1b[31m\u202e"], ["retire", number(at), "--reason", "\x1b[31m"],
        ):  # fmt: skip
            ran = cli(*command)
            assert ran.code == 0, (command, ran.err)
            assert harmless(ran.out)


def test_an_import_tells_of_hostile_rows_harmlessly(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "name,phone,\x1b[31mhue\nAnn\x1b[31m,\x1b]0;x\x07\u202e12,x\n\x07,+13125550101,y\n", encoding="utf-8"
    )
    ran = cli("import", file)
    assert harmless(ran.out)
    assert "rejected" in ran.out


def test_names_are_kept_exactly_and_json_says_them_exactly(cli: Cli, hostile: Path) -> None:
    said = {entry["phone"]: entry["name"] for entry in cli("queue", "--json").json()}
    for at, name in enumerate(NAMES):
        shown = said[number(at)]
        assert " ".join(shown.split()) == " ".join(name.split()), name


def test_an_unknown_name_of_a_hostile_kind_is_said_harmlessly(cli: Cli, hostile: Path) -> None:
    for text in NAMES:
        for command in (["show", text], ["queue", "--list", text], [text], ["imports", "show", text], ["amend", text]):
            ran = cli(*command)
            assert ran.code in {2, 65, 66}
            assert ran.err.count("\n") == 1
            assert harmless(ran.err)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("what", ["prospects", "dials"])
def test_an_export_to_a_terminal_does_not_steer_it(
    what: str, form: str, cli: Cli, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("record", number(2), "silent_hangup", "--note", "\x1b[31m\u202e")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = cli("export", what, "--format", form)
    assert ran.code == 0
    assert "␛" in ran.out or "\\u001b" in ran.out
    assert harmless(ran.out)


def test_no_cell_of_an_export_is_a_formula(cli: Cli, hostile: Path) -> None:
    rows = list(csv.reader(io.StringIO(cli("export", "prospects").out)))
    phones = {number(at) for at in range(len(NAMES))}
    for cell in (cell for row in rows for cell in row):
        assert cell[:1] not in set("=+-@\t\r") or cell in phones


def test_an_export_comes_back_as_the_same_people(cli: Cli, hostile: Path, tmp_path: Path) -> None:
    before = cli("export", "prospects", "--format", "json").json()
    cli("export", "prospects", "-o", tmp_path / "out.csv")
    again = tmp_path / "again.db"
    assert cli("--db", again, "import", tmp_path / "out.csv").code == 0
    after = {row["phone"]: row for row in cli("--db", again, "export", "prospects", "--format", "json").json()}
    same = (
        "name",
        "title",
        "organisation",
        "phone",
        "offer",
        "issue",
        "issue_source",
        "note",
        "region",
        "zone",
        "list",
    )
    for row in before:
        assert {key: after[row["phone"]][key] for key in same} == {key: row[key] for key in same}


def test_the_same_list_imported_again_is_all_duplicates(cli: Cli, hostile: Path, tmp_path: Path) -> None:
    cli("export", "prospects", "-o", tmp_path / "out.csv")
    again = tmp_path / "again.db"
    cli("--db", again, "import", tmp_path / "out.csv")
    report = cli("--db", again, "import", tmp_path / "out.csv", "--json").json()
    assert (report["added"], report["rejected"]) == (0, 0)


def test_json_is_one_value_whatever_the_data_say(cli: Cli, hostile: Path) -> None:
    for command in (["queue"], ["show", number(1)], ["imports"], ["tasks"], ["doctor"]):
        decoder = json.JSONDecoder()
        out = cli(*command, "--json").out
        _, end = decoder.raw_decode(out)
        assert out[end:] == "\n"
