"""The settings file from the command line: where it is, what holds, whether it is right, and editing it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Cli

Program = Callable[..., subprocess.CompletedProcess[str]]
COMPLETE = '[caller]\nname = "S"\ncompany = "N"\nphone = "+13125550100"\n'


@pytest.fixture
def file(own_home: Path) -> Path:
    """Where the settings file is looked for; it does not exist yet."""
    return own_home / "config" / "config.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_show_lists_every_setting_and_where_it_is_from(cli: Cli, file: Path) -> None:
    written(file, "[session]\ngoal = 80\n")
    lines = [line.split() for line in cli("config", "show").out.splitlines()]
    assert ["session.goal", "80", "file"] in lines
    assert ["caps.per_day", "1", "default"] in lines


def test_show_as_json_is_one_object_with_stable_keys(cli: Cli, file: Path) -> None:
    written(file, "[session]\ngoal = 80\n[calling]\nalso_rules = ['DE']\n")
    shown = cli("config", "show", "--json").json()
    assert set(shown) == {"file", "exists", "settings"}
    assert (shown["file"], shown["exists"]) == (str(file), True)
    assert shown["settings"]["session.goal"] == {"value": 80, "source": "file", "default": 60}
    assert shown["settings"]["calling.also_rules"] == {"value": ["DE"], "source": "file", "default": []}


def test_show_without_a_file_makes_none(cli: Cli, own_home: Path) -> None:
    assert cli("config", "show", "--json").json()["exists"] is False
    assert not own_home.exists()


def test_a_right_file_is_ok(cli: Cli, file: Path) -> None:
    written(file, COMPLETE)
    code, out, err = cli("config", "check")
    assert (code, out.splitlines()[0], err) == (0, f"ok: {file}", "")


def test_calling_rules_that_are_off_are_named_with_their_certainty(cli: Cli, file: Path) -> None:
    written(file, f"{COMPLETE}[calling]\nalso_rules = ['IE']\n")
    assert cli("config", "check").out.splitlines()[1:] == [
        "calling rules GB (certainty medium), DE (certainty n/a) exist and are off; [calling] also_rules turns them on"
    ]
    written(file, f"{COMPLETE}[calling]\nalso_rules = ['IE', 'GB', 'DE']\n")
    assert cli("config", "check").out == f"ok: {file}\n"


def test_a_wrong_file_is_named_with_line_and_key(cli: Cli, file: Path) -> None:
    written(file, "[session]\ngaol = 3\n")
    ran = cli("config", "check")
    assert (ran.code, ran.out) == (78, "")
    assert ran.err.startswith(f"dialdeck: {file}:2: session.gaol: there is no such setting (did you mean goal?)")


def test_another_file_can_be_checked_before_it_is_used(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[session]\ngoal = 0\n")
    assert cli("config", "check", other).code == 78
    assert cli("config", "check", tmp_path / "none.toml").code == 66


def test_a_warning_is_said_and_is_no_failure(cli: Cli, file: Path) -> None:
    written(file, COMPLETE + '[dialer]\nkind = "command"\ncommand = "no-such-program {number}"\n')
    ran = cli("config", "check")
    assert ran.code == 0
    assert "warning: dialer.command: there is no program 'no-such-program'" in ran.err


def test_no_file_is_ok(cli: Cli, own_home: Path) -> None:
    ran = cli("config", "check")
    assert (ran.code, ran.out.startswith("ok: there is no file")) == (0, True)
    assert not own_home.exists()


def test_editing_without_a_terminal_is_wrong_use_and_makes_nothing(cli: Cli, own_home: Path) -> None:
    ran = cli("config", "edit")
    assert ran.code == 2
    assert "not a terminal" in ran.err
    assert not own_home.exists()


# -------------------------------------------------------------------------------- in a terminal, with a real editor


def edit(
    tmp_path: Path, script: str, answers: bytes = b"", environment: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run `config edit` in a terminal with a shell script for an editor; return the exit code and what was shown."""
    editor = tmp_path / "an editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    primary, secondary = os.openpty()
    environ = {**os.environ, "VISUAL": f'"{editor}" --wait'} | (environment or {})
    try:
        done = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "config", "edit"],
            stdin=secondary, stdout=secondary, stderr=secondary, env=environ, start_new_session=True,
        )  # fmt: skip
        os.write(primary, answers)
        code = done.wait(60)
    finally:
        os.close(secondary)
    shown = b""
    while True:
        try:
            shown += os.read(primary, 65536)
        except OSError:
            break
    os.close(primary)
    return code, shown.decode()


def test_a_new_file_is_opened_with_every_setting_in_it(tmp_path: Path, file: Path) -> None:
    code, shown = edit(tmp_path, 'grep -q \'^# goal = 60$\' "$2" && echo "[session]" > "$2" && echo "goal = 9" >> "$2"')
    assert code == 0
    assert f"ok: {file}" in shown
    assert file.read_text() == "[session]\ngoal = 9\n"


def test_the_files_are_for_their_owner_alone(tmp_path: Path, file: Path) -> None:
    edit(tmp_path, f'stat -c %a "$2" "$2.good" > "{tmp_path}/modes"')
    assert (tmp_path / "modes").read_text().split() == ["600", "600"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_wrong_file_is_told_and_kept_with_the_last_good_one_beside_it(tmp_path: Path, file: Path) -> None:
    written(file, COMPLETE)
    code, shown = edit(tmp_path, 'echo "[session" >> "$2"', b"n\r")
    assert code == 78
    assert f"{file}:5: is not TOML" in shown
    assert "kept as you typed it" in shown
    assert file.read_text() == COMPLETE + "[session\n"
    assert (file.parent / "config.toml.good").read_text() == COMPLETE


def test_a_wrong_file_is_edited_again_when_that_is_wanted(tmp_path: Path, file: Path) -> None:
    once = f'[ -e "{tmp_path}/once" ] && echo "[session]" > "$2" || echo "[session" > "$2"; touch "{tmp_path}/once"'
    code, shown = edit(tmp_path, once, b"\r")
    assert code == 0
    assert "Edit it again?" in shown
    assert file.read_text() == "[session]\n"
    assert list(file.parent.iterdir()) == [file]


def test_the_last_good_file_outlives_further_wrong_edits(tmp_path: Path, file: Path) -> None:
    written(file, COMPLETE)
    edit(tmp_path, 'echo "[session" >> "$2"', b"n\r")
    edit(tmp_path, 'echo "[hours" >> "$2"', b"n\r")
    assert (file.parent / "config.toml.good").read_text() == COMPLETE


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"VISUAL": "no-such-editor"}, "$VISUAL names 'no-such-editor'"),
        ({"VISUAL": "'x"}, "quotes do not match"),
        ({"VISUAL": "", "EDITOR": "", "PATH": "/nowhere"}, "no editor was found"),
    ],
)
def test_without_an_editor_nothing_is_made(
    tmp_path: Path, own_home: Path, environment: dict[str, str], said: str
) -> None:
    code, shown = edit(tmp_path, "exit 0", environment=environment)
    assert code == 69
    assert said in shown
    assert not own_home.exists()


def test_only_what_checks_the_settings_loads_what_checks_them(program: Program, file: Path) -> None:
    written(file, COMPLETE)
    source = PROGRAM.replace("sys.exit(main())", "main(); print([n for n in ('tomlkit', 'rich') if n in sys.modules])")
    assert program("config", "show", "--json", source=source).stdout.splitlines()[-1] == "[]"
    assert json.loads(program("config", "show", "--json").stdout)["exists"] is True
