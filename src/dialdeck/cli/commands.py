"""The group of all commands. A command lives in the file that is named after what it works on."""

from __future__ import annotations

from pathlib import Path

import click

from dialdeck import __version__
from dialdeck.cli.checks import config, doctor
from dialdeck.cli.dials import amend, record, redo, undo
from dialdeck.cli.lists import export, import_file, imports
from dialdeck.cli.people import add, callback, dnc, edit, retire, revive, show, snooze
from dialdeck.cli.queue import queue, tasks


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dialdeck")
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    help="The list to work on (default: DIALDECK_DB, else your data directory).",
)
@click.pass_context
def program(context: click.Context, db: Path | None) -> int:
    """Call sessions from the terminal. Without a command: the call screen."""
    context.obj = db
    if context.invoked_subcommand is not None:
        return 0
    from dialdeck.cli.screen import open_screen

    return open_screen(db)


@program.command()
def demo() -> int:
    """Open the call screen on a fresh, throw-away copy of the sample data (all of it invented)."""
    from dialdeck.cli.screen import open_demo

    return open_demo()


for command in (
    import_file,
    imports,
    queue,
    tasks,
    show,
    record,
    amend,
    undo,
    redo,
    add,
    edit,
    snooze,
    callback,
    retire,
    revive,
    dnc,
    doctor,
    export,
    config,
):
    program.add_command(command)
