"""What every command shares: the --db and --json options, opening the file, text from standard input."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dialdeck.session.desk import Desk

DATABASE = click.option("--db", type=click.Path(path_type=Path), help="The list to work on.")
Function = TypeVar("Function", bound="Callable[..., Any]")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON value on stdout, for programs.")


def database(function: Function) -> Function:
    """Give a command the --db option."""
    return DATABASE(function)


@contextlib.contextmanager
def desk_of(db: Path | None, *, create: bool = False, dry: bool = False) -> Iterator[Desk]:
    """Open the list, hand out the desk, and close it whatever happens.

    `db` is the command's own option; without it the group's, then DIALDECK_DB, then the data directory. Only a
    command that brings people in may create the file; the others raise MissingError when it is not there. A `dry`
    run on a file that is not there works on one that is thrown away.
    """
    from dialdeck.clock import clock_from_environment
    from dialdeck.paths import default_db
    from dialdeck.session.compose import open_desk

    context = click.get_current_context()
    path = db or context.find_root().obj or default_db()
    with contextlib.ExitStack() as stack:
        if dry and not path.exists():
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dialdeck-dry-"))) / "dry.db"
        desk = open_desk(path, clock_from_environment(), create=create)
        stack.callback(desk.store.close)
        yield desk


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
