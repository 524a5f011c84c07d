"""Commands that look after the file and the settings: doctor and config."""

from __future__ import annotations

import click

from dialdeck.cli.common import database, desk_of, json_option, wants_json
from dialdeck.cli.running import emit, line


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
