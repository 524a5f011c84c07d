"""What every command shares: the --db and --json options, opening the file, text from standard input."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dialdeck.session.desk import Desk

DATABASE = click.option("--db", type=click.Path(path_type=Path), help="The list to work on.")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON value on stdout, for programs.")


def database[F: Callable[..., Any]](function: F) -> F:
    """Give a command the --db option."""
    return DATABASE(function)


@contextlib.contextmanager
def desk_of(db: Path | None, *, create: bool = False) -> Iterator[Desk]:
    """Open the list, hand out the desk, and close it whatever happens.

    `db` is the command's own option; without it the group's, then DIALDECK_DB, then the data directory. Only a
    command that brings people in may create the file; the others raise MissingError when it is not there.
    """
    from dialdeck.clock import clock_from_environment
    from dialdeck.paths import default_db
    from dialdeck.session.compose import open_desk

    context = click.get_current_context()
    path = db or context.find_root().obj or default_db()
    desk = open_desk(path, clock_from_environment(), create=create)
    try:
        yield desk
    finally:
        desk.store.close()


def text_or_stdin(text: str) -> str:
    """Return the text of an argument, or all of standard input for `-`."""
    return sys.stdin.read() if text == "-" else text


def fields_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return FIELD=VALUE arguments as a mapping; raise a usage error for one without `=`."""
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            message = f"{pair!r} is not FIELD=VALUE"
            raise click.UsageError(message)
        fields[name.strip()] = text_or_stdin(value)
    return fields
