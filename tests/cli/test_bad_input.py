"""What cannot be used is refused with one clear line and the documented exit code, and nothing is written."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Cli, Ran

HANK = "+14025550121"
READING = [["queue"], ["tasks"], ["imports"], ["show", HANK], ["doctor"], ["export", "prospects"], ["undo"]]
WRITING = [
    ["record", HANK, "silent_hangup"], ["amend", "abcdef", "--detail", "busy"], ["redo"], ["edit", HANK, "title=CEO"],
    ["snooze", HANK, "tomorrow"], ["callback", HANK, "tomorrow 3pm"], ["retire", HANK, "--reason", "x"],
    ["revive", HANK, "--reason", "x"], ["tasks", "done", "1"], ["imports", "revert", "abcdef"],
]  # fmt: skip
CREATING = [["add", "name=Ann Lee", "phone=+1 312 555 0101"], ["dnc", "add", "+1 312 555 0101"]]


def files_below(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, links and directories by name alone."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


def is_one_line(ran: Ran) -> None:
    assert ran.out == ""
    assert ran.err.startswith("dialdeck: ")
    assert ran.err.count("\n") == 1
    assert ran.err.isprintable() or ran.err[:-1].isprintable()


def foreign(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE events (id)")
    conn.execute("PRAGMA application_id = 4711")
    conn.commit()
    conn.close()


def newer(path: Path) -> None:
    from dialdeck.clock import SystemClock
    from dialdeck.storage.opening import open_store

    open_store(path, SystemClock()).close()
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA user_version = 9999")
    conn.commit()
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    for name in (".lock", ".open", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)


def binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16)


def garbage_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4080)


DATABASES: dict[str, Callable[[Path], object]] = {
    "directory": Path.mkdir, "empty": Path.touch, "binary": binary, "garbage": garbage_header, "foreign": foreign,
    "newer": newer, "list": lambda path: path.write_text("name,phone\nAnn,+13125550101\n"),
    "fifo": os.mkfifo,
}  # fmt: skip


@pytest.mark.parametrize("command", [*READING, *WRITING, *CREATING], ids=" ".join)
@pytest.mark.parametrize("kind", DATABASES)
def test_a_file_that_is_not_ours_is_refused_and_stays_as_it_is(
    kind: str, command: list[str], cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    DATABASES[kind](folder / "other.db")
    before = files_below(folder)
    ran = cli("--db", folder / "other.db", *command)
    assert ran.code == 65
    is_one_line(ran)
    assert "other.db" in ran.err
    assert files_below(folder) == before


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=" ".join)
def test_a_list_that_is_not_there_is_said_and_not_made(
    command: list[str], cli: Cli, tmp_path: Path, own_home: Path
) -> None:
    ran = cli("--db", tmp_path / "none" / "list.db", *command)
    assert ran.code == 66
    is_one_line(ran)
    assert files_below(tmp_path) == {}


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=" ".join)
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_list_that_may_not_be_read_is_a_failure_of_reading(command: list[str], cli: Cli, samples: Path) -> None:
    samples.chmod(0)
    ran = cli(*command)
    assert ran.code == 74
    is_one_line(ran)


@pytest.mark.parametrize("command", [["queue"], ["add", "name=Ann Lee", "phone=+1 312 555 0101"]], ids=" ".join)
def test_links_in_a_circle_are_a_failure_of_reading(command: list[str], cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("there")
    (tmp_path / "there").symlink_to("here")
    ran = cli("--db", tmp_path / "here", *command)
    assert ran.code == 74
    is_one_line(ran)


def test_a_list_in_the_home_of_nobody_is_a_wrong_variable(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIALDECK_DB", "~nobody-has-this-name/x")
    ran = cli("queue")
    assert ran.code == 2
    is_one_line(ran)


@pytest.mark.parametrize("name", ["n" * 300, "here", "file/list.db"], ids=["long", "circle", "below a file"])
def test_a_dry_run_on_an_impossible_list_fails_as_the_import_would(name: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    (tmp_path / "file").touch()
    (tmp_path / "here").symlink_to("here")
    ran = cli("import", tmp_path / "people.csv", "--dry-run", "--db", tmp_path / name)
    assert ran.code == 74
    is_one_line(ran)


def test_a_dry_run_on_a_link_to_nothing_makes_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    (tmp_path / "link").symlink_to("list.db")
    assert cli("import", tmp_path / "people.csv", "--dry-run", "--db", tmp_path / "link").code == 0
    assert not (tmp_path / "list.db").exists()


def test_a_dry_run_with_a_file_for_a_home_is_said(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    (tmp_path / "file").touch()
    monkeypatch.setenv("DIALDECK_HOME", str(tmp_path / "file"))
    ran = cli("import", tmp_path / "people.csv", "--dry-run", "--db", tmp_path / "list.db")
    assert ran.code in {74, 78}
    is_one_line(ran)


def test_a_place_where_nothing_can_be_made_is_a_failure_of_writing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = cli("--db", tmp_path / "file" / "list.db", "add", "name=Ann Lee", "phone=+1 312 555 0101")
    assert ran.code == 74
    is_one_line(ran)


LISTS: dict[str, tuple[Callable[[Path], object], int]] = {
    "missing": (lambda path: None, 66), "directory": (Path.mkdir, 65), "binary": (binary, 65), "fifo": (os.mkfifo, 65),
    "empty": (Path.touch, 65), "database": (foreign, 65),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("extra", [[], ["--dry-run"], ["--json"]], ids=["plain", "dry", "json"])
def test_a_list_that_cannot_be_imported_leaves_no_file(
    kind: str, extra: list[str], cli: Cli, tmp_path: Path, own_home: Path
) -> None:
    make, code = LISTS[kind]
    make(tmp_path / "people.csv")
    before = files_below(tmp_path)
    ran = cli("import", tmp_path / "people.csv", *extra)
    assert ran.code == code
    is_one_line(ran)
    assert files_below(tmp_path) == before


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (["--map", "nothing"], 2), (["--map", "Nowhere=phone"], 2), (["--map", "name=nofield"], 2),
        (["--encoding", "klingon"], 2), (["--country", "Narnia"], 65),
    ],
)  # fmt: skip
def test_an_option_of_import_that_names_nothing_leaves_no_file(
    extra: list[str], code: int, cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,+13125550101\n")
    before = files_below(tmp_path)
    ran = cli("import", tmp_path / "people.csv", *extra)
    assert ran.code == code
    is_one_line(ran)
    assert files_below(tmp_path) == before


def test_an_import_without_a_usable_row_prints_its_report_all_the_same(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,phone\nAnn Lee,\n,12\n")
    ran = cli("import", tmp_path / "people.csv", "--json")
    assert ran.code == 65
    assert (ran.json()["read"], ran.json()["rejected"]) == (2, 2)


@pytest.mark.parametrize("command", ["show", "edit", "snooze", "callback", "meeting", "retire", "revive", "record"])
@pytest.mark.parametrize(
    ("prospect", "code"), [("ffffff", 66), ("+19995550199", 66), ("(999) 555-0199", 66), ("ab", 65), ("", 65)]
)
def test_an_unknown_prospect_is_said_and_nothing_changes(
    command: str, prospect: str, code: int, cli: Cli, samples: Path
) -> None:
    rest = {
        "edit": ["title=CEO"], "snooze": ["tomorrow"], "callback": ["tomorrow"], "record": ["answered"],
        "retire": ["--reason", "x"], "revive": ["--reason", "x"], "meeting": ["held"],
    }.get(command, [])  # fmt: skip
    before = cli("export", "prospects").out, cli("export", "dials").out
    ran = cli(command, prospect, *rest)
    assert ran.code == code
    is_one_line(ran)
    assert (cli("export", "prospects").out, cli("export", "dials").out) == before


def test_an_end_that_fits_several_names_them(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conn = sqlite3.connect(samples)
    ids = [row[0] for row in conn.execute("SELECT id FROM people LIMIT 2")]
    for number, person in enumerate(ids):
        conn.execute("UPDATE people SET uid = ? WHERE id = ?", (f"0000000{number}-0000-7000-8000-00000abcdef0", person))
    conn.commit()
    conn.close()
    ran = cli("show", "abcdef0")
    assert ran.code == 65
    is_one_line(ran)
    assert "fits 2 prospects" in ran.err
    assert cli("show", "00000001-0000-7000-8000-00000abcdef0").code == 0


@pytest.mark.parametrize("command", ["snooze", "callback"])
@pytest.mark.parametrize("when", ["gibberish", "", "yesterday", "2020-01-01", "in 90 years", "25:99", "\x1b[31m"])
def test_a_time_that_cannot_be_used_is_said_and_nothing_changes(
    command: str, when: str, cli: Cli, samples: Path
) -> None:
    before = cli("export", "prospects").out
    ran = cli(command, HANK, when)
    assert ran.code == 65
    is_one_line(ran)
    assert cli("export", "prospects").out == before


def test_a_time_that_cannot_be_used_leaves_no_dial_behind(cli: Cli, samples: Path) -> None:
    before = cli("export", "dials").out
    ran = cli("record", HANK, "answered", "--detail", "callback", "--next", "yesterday")
    assert ran.code == 65
    is_one_line(ran)
    assert cli("export", "dials").out == before


def test_a_detail_that_is_not_the_outcomes_leaves_no_dial_behind(cli: Cli, samples: Path) -> None:
    before = cli("export", "dials").out
    ran = cli("record", HANK, "voicemail_left", "--detail", "busy")
    assert ran.code == 65
    is_one_line(ran)
    assert cli("export", "dials").out == before


@pytest.mark.parametrize("command", [["add", "name=A", "phone=+13125550101", "shoe=43"], ["edit", HANK, "shoe=43"]])
def test_an_unknown_field_is_wrong_use_and_names_the_known_ones(command: list[str], cli: Cli, samples: Path) -> None:
    ran = cli(*command)
    assert ran.code == 2
    is_one_line(ran)
    assert "shoe" in ran.err
    assert "organisation" in ran.err


@pytest.mark.parametrize(
    ("fields", "code"),
    [(["name=Ann"], 65), (["phone=12"], 65), (["name=Ann", "phone=12"], 65), (["title"], 2), (["=x"], 2), ([], 2)],
)
def test_fields_that_make_nobody_leave_no_file(
    fields: list[str], code: int, cli: Cli, tmp_path: Path, own_home: Path
) -> None:
    ran = cli("add", *fields)
    assert ran.code == code
    is_one_line(ran)
    assert not own_home.exists()


@pytest.mark.parametrize("rest", [["garbage"], ["12"], ["312 555 0101", "--country", "Narnia"], ["312 555 0101"]])
def test_a_number_that_cannot_be_read_is_not_blocked_and_leaves_no_file(
    rest: list[str], cli: Cli, own_home: Path
) -> None:
    ran = cli("dnc", "add", *rest)
    assert ran.code == 65
    is_one_line(ran)
    assert not own_home.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"], ["--nosuch"], ["show"], ["queue", "extra"], ["queue", "--limit", "0"], ["queue", "--limit", "x"],
        ["record", HANK, "laughed"], ["record", HANK, "answered", "--detail", "x"], ["export", "moods"],
        ["export", "prospects", "--format", "pdf"], ["tasks", "done", "x"], ["imports", "nosuch"], ["retire", HANK],
        ["show", "\udcff\udcfe12345"],
    ],
    ids=ascii,
)  # fmt: skip
def test_wrong_arguments_are_said_in_one_line(arguments: list[str], cli: Cli, samples: Path) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    is_one_line(ran)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["queue", "--list", "nowhere"], 66), (["amend", "ffffff", "--detail", "busy"], 66), (["amend", "ab"], 66),
        (["tasks", "done", "99"], 66), (["imports", "show", "ffffff"], 66), (["imports", "revert", "ffffff"], 66),
        (["retire", HANK, "--reason", " "], 65), (["revive", HANK, "--reason", "x"], 65), (["redo"], 65),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)  # fmt: skip
def test_what_is_not_there_or_not_allowed_is_said_in_one_line(
    arguments: list[str], code: int, cli: Cli, samples: Path
) -> None:
    ran = cli(*arguments)
    assert ran.code == code
    is_one_line(ran)


@pytest.mark.parametrize(
    "text", ["no table", "[caller]\nhours = 5\n", "[nosuch]\nx = 1\n", '[caller]\nzone = "Mars/X"\n']
)
@pytest.mark.parametrize("command", [*READING, *WRITING, *CREATING], ids=" ".join)
def test_wrong_settings_stop_every_command_with_their_place(
    command: list[str], text: str, cli: Cli, samples: Path, own_home: Path
) -> None:
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "config.toml").write_text(text)
    ran = cli(*command)
    assert ran.code == 78
    is_one_line(ran)
    assert "config.toml" in ran.err


@pytest.mark.parametrize("clock", ["noon", "2026-03-10T10:05", "2026-13-01T00:00+00:00"])
def test_a_clock_that_cannot_be_read_is_wrong_use(
    clock: str, cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALDECK_CLOCK", clock)
    ran = cli("queue")
    assert ran.code == 2
    is_one_line(ran)
    assert "DIALDECK_CLOCK" in ran.err


WINDOW = f"""
import sys
from pathlib import Path
from dialdeck.clock import SystemClock, parse_instant
from dialdeck.session.compose import open_desk
from dialdeck.session.dialing import start_dial
from dialdeck.session.prospects import resolve
desk = open_desk(Path(sys.argv[1]), SystemClock(parse_instant("{NOW}", "")), create=False)
person = resolve(desk, "{HANK}")
desk.store.claim(person, desk.store.state(person).rev)
start_dial(desk, person, on_screen=False)
print("open", flush=True)
sys.stdin.read()
desk.store.close()
"""


def test_a_person_with_a_dial_open_in_another_window_is_left_alone(cli: Cli, samples: Path) -> None:
    dial = cli("record", HANK, "silent_hangup", "--json").json()["dial"]
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(samples)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "open\n"
        before = cli("show", HANK, "--json").json()
        for command in (
            ["record", HANK, "silent_hangup"], ["amend", dial, "--detail", "busy"], ["edit", HANK, "title=CEO"],
            ["snooze", HANK, "tomorrow"], ["callback", HANK, "tomorrow 3pm"], ["retire", HANK, "--reason", "x"],
            ["revive", HANK, "--reason", "x"], ["undo"],
        ):  # fmt: skip
            ran = cli(*command)
            assert ran.code == 75, command
            is_one_line(ran)
        after = cli("show", HANK, "--json").json()
        first = cli("queue", "--json").json()[0]
        window.communicate("")
    assert after == before
    assert after["open_dial"] is not None
    assert (first["prospect_id"], first["held_by"]) == (before["prospect_id"], window.pid)


def test_a_lock_that_is_not_had_is_busy(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr("dialdeck.session.compose.open_store", _impatient)
    lock = samples.with_name(samples.name + ".lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = cli("record", HANK, "silent_hangup")
    assert ran.code == 75
    is_one_line(ran)


def _impatient(path: Path, clock: object, *, create: bool) -> object:
    from dialdeck.storage.opening import open_store

    return open_store(path, clock, create=create, wait=0.01)  # type: ignore[arg-type]
