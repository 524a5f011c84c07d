"""Commands that look after the file and the settings: doctor and config."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dialdeck.cli.common import database, desk_of, json_option, wants_json
from dialdeck.cli.running import emit, line, say

if TYPE_CHECKING:
    from dialdeck.settings.checking import Checked

GOOD = ".good"
"""What the name of the last good settings file ends with while the one in force is wrong."""


@click.command()
@json_option
@database
def doctor() -> int:
    """Check the file: integrity, projection, version, clock."""
    from dialdeck.errors import DataError
    from dialdeck.session.checking import examine

    with desk_of() as desk:
        report = examine(desk)
    if wants_json():
        emit(report)
    else:
        for check in report["checks"]:
            line(f"{'ok ' if check['ok'] else 'BAD'} {check['name']:12} {check['detail']}")
    return 0 if report["ok"] else DataError.exit_code


@click.group()
def config() -> None:
    """The settings file."""


@config.command("path")
def config_path() -> None:
    """Print where the settings file is looked for."""
    from dialdeck.paths import config_file

    click.echo(config_file())


@config.command("show")
@json_option
def config_show() -> None:
    """Show every setting, and whether it is your file's or the default."""
    from dialdeck.cli.text import table
    from dialdeck.paths import config_file
    from dialdeck.settings.checking import check_file, held
    from dialdeck.settings.prose import toml_text

    file = config_file()
    checked = check_file(file)
    settings = held(checked)
    if wants_json():
        emit(
            {
                "file": str(file),
                "exists": checked.there,
                "settings": {
                    one.key: {"value": one.value, "source": one.source, "default": one.default} for one in settings
                },
            }
        )
        return
    rows = [(one.key, toml_text(one.value), one.source) for one in settings]
    for text in table(("SETTING", "VALUE", "FROM"), rows, (0, 60, 0)):
        line(text)
    say(f"the file is {file}" if checked.there else f"there is no file {file}: all defaults (dialdeck config edit)")


@config.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
def config_check(file: Path | None) -> None:
    """Check the settings file, or FILE, without using it.

    What is wrong is named with file, line, key and what was expected (exit 78); warnings leave exit 0.
    """
    from dialdeck.errors import MissingError
    from dialdeck.paths import config_file
    from dialdeck.settings.checking import check_file

    path = file or config_file()
    checked = check_file(path)
    if file is not None and not checked.there:
        message = f"{file}: there is no such file; check the name and the directory"
        raise MissingError(message)
    _tell(path, checked)


@config.command("edit")
def config_edit() -> None:
    """Open the settings file in your editor, and check it afterwards.

    A new file has every setting in it as a comment. The editor is $VISUAL, $EDITOR, vi or nano. A file that is wrong
    afterwards is kept as you typed it, with the last good one beside it.
    """
    from dialdeck.cli.editor import find_editor, require_terminal_for_editor, run_editor
    from dialdeck.paths import config_file
    from dialdeck.settings.writing import create_settings

    require_terminal_for_editor()
    editor, path = find_editor(), config_file()
    if create_settings(path):
        say(f"made {path}")
    good = _last_good(path)
    while True:
        code = run_editor(editor, path)
        if code:
            say(f"{editor[0]} ended with exit code {code}")
        if _is_right(path, good):
            return


def _last_good(path: Path) -> Path | None:
    """Keep a copy of the settings as long as they are right; return it, or the one kept before, or None."""
    from dialdeck.errors import SettingsError
    from dialdeck.settings.checking import check_file
    from dialdeck.settings.writing import put_in_place

    beside = path.with_name(path.name + GOOD)
    try:
        check_file(path)
    except SettingsError:
        return beside if beside.exists() else None
    put_in_place(beside, path.read_text(encoding="utf-8-sig"))
    return beside


def _is_right(path: Path, good: Path | None) -> bool:
    """Say how the edited file is; for a wrong one ask whether to edit on, and raise SettingsError when not."""
    from dialdeck.errors import SettingsError
    from dialdeck.settings.checking import check_file

    try:
        checked = check_file(path)
    except SettingsError as error:
        say(str(error))
        if click.confirm("Edit it again?", default=True):
            return False
        kept = f"; the last good one is {good}" if good is not None else ""
        message = f"{path} is kept as you typed it, and dialdeck does not start with it until it is right{kept}"
        raise SettingsError(message) from None
    _tell(path, checked)
    if good is not None:
        good.unlink(missing_ok=True)
    return True


def _tell(path: Path, checked: Checked) -> None:
    line(f"ok: {path}" if checked.there else f"ok: there is no file {path}, so the defaults hold")
    from dialdeck.session.rules_off import off_under

    off = off_under(checked.settings)
    if off:
        line(off)
    for warning in checked.warnings:
        say(f"warning: {warning}")
