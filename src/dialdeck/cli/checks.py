"""Commands that look after the file and the settings: doctor and config."""

from __future__ import annotations

from pathlib import Path

import click

from dialdeck.cli.common import JSON, database, desk_of
from dialdeck.cli.running import emit, line


@click.command()
@JSON
@database
def doctor(as_json: bool, db: Path | None) -> int:
    """Check the file: integrity, the projection against the events, version, clock."""
    from dialdeck.session.checking import examine

    with desk_of(db) as desk:
        report = examine(desk)
    if as_json:
        emit(report)
    else:
        for check in report["checks"]:
            line(f"{'ok ' if check['ok'] else 'BAD'} {check['name']:12} {check['detail']}")
    return 0 if report["ok"] else 65


@click.group()
def config() -> None:
    """The settings file."""


@config.command("path")
def config_path() -> None:
    """Print where the settings file is looked for."""
    from dialdeck.paths import config_file

    click.echo(config_file())
