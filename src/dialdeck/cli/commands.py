"""The group of all commands. A command lives in the file that is named after what it works on."""

from __future__ import annotations

import click

from dialdeck import __version__
from dialdeck.cli.cadences import cadences
from dialdeck.cli.checks import config, doctor
from dialdeck.cli.common import database, given_db
from dialdeck.cli.dials import amend, record, redo, undo
from dialdeck.cli.lists import export, import_file, imports
from dialdeck.cli.niches import niches
from dialdeck.cli.people import add, callback, dnc, edit, meeting, retire, revive, show, snooze
from dialdeck.cli.plan import plan
from dialdeck.cli.queue import find, queue, sessions, tasks

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
EPILOG = """\b
PROSPECT  a uid, its end (6 characters or more, as `queue` prints it), or a phone number
DIAL      a dial's id or its end, as `record` and `show` print it
WHEN      in the prospect's time: "tomorrow 3pm", "tue 10:30", "in two weeks", 2026-03-12 15:00
TEXT      - reads standard input; text that begins with - goes after --
"""


class Commands(click.Group):
    """A group that names what was probably meant when a command does not exist."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command; raise UsageError with the nearest names when there is none."""
        found = super().get_command(context, name)
        if found is None and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(context), n=2)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            message = f"there is no command {name!r}{meant}"
            raise click.UsageError(message, context)
        return found


@click.group(cls=Commands, invoke_without_command=True, context_settings=SETTINGS, epilog=EPILOG)
@click.version_option(__version__, prog_name="dialdeck")
@database
@click.pass_context
def program(context: click.Context) -> int:
    """Call sessions from the terminal. Without a command: the call screen."""
    if context.invoked_subcommand is not None:
        return 0
    from dialdeck.cli.screen import open_screen

    return open_screen(given_db())


@program.command()
def demo() -> int:
    """Open the call screen on a copy of the sample data.

    The copy is thrown away afterwards; all of it is invented.
    """
    from dialdeck.cli.screen import open_demo

    return open_demo()


for command in (
    import_file,
    imports,
    queue,
    find,
    tasks,
    sessions,
    plan,
    show,
    record,
    amend,
    undo,
    redo,
    add,
    edit,
    snooze,
    callback,
    meeting,
    retire,
    revive,
    dnc,
    doctor,
    export,
    config,
    cadences,
    niches,
):
    program.add_command(command)
