"""What every command shares: the --db and --json options, opening the file, text from standard input."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dialdeck.errors import DataError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dialdeck.session.desk import Desk

Function = TypeVar("Function", bound="Callable[..., Any]")
_DB, _JSON = "dialdeck.db", "dialdeck.json"


def database(function: Function) -> Function:
    """Give a command or a group the --db option; the last one on the line counts."""
    words = "The list to work on (default: DIALDECK_DB, else the one in your data directory)."
    path = click.Path(path_type=Path)
    return click.option("--db", type=path, metavar="FILE", help=words, expose_value=False, callback=_keep(_DB))(
        function
    )


def json_option(function: Function) -> Function:
    """Give a command or a group the --json option; it counts wherever on the line it stands."""
    words = "One JSON value on standard output, for programs."
    return click.option("--json", is_flag=True, help=words, expose_value=False, callback=_keep(_JSON))(function)


def wants_json() -> bool:
    """Say whether --json was given."""
    return bool(click.get_current_context().meta.get(_JSON))


def given_db() -> Path | None:
    """Return the file that --db names, or None."""
    path: Path | None = click.get_current_context().meta.get(_DB)
    return path


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            context.meta[name] = value

    return callback


@contextlib.contextmanager
def desk_of(*, create: bool = False, dry: bool = False) -> Iterator[Desk]:
    """Open the list, hand out the desk, and close it whatever happens.

    The list is the one of --db, then DIALDECK_DB, then the data directory. Only a command that brings people in may
    create the file; the others raise MissingError when it is not there. A `dry` run on a file that is not there works
    on one that is thrown away. At the end one line on standard error tells of own files that are wrong and were used.
    """
    from dialdeck.clock import clock_from_environment
    from dialdeck.paths import default_db
    from dialdeck.session.compose import open_desk

    path = given_db() or default_db()
    with contextlib.ExitStack() as stack:
        if dry and _is_missing(path):
            path = stack.enter_context(_thrown_away()) / "dry.db"
        desk = open_desk(path, clock_from_environment(), create=create)
        stack.callback(desk.store.close)
        stack.callback(_tell_wrong_files, desk)
        yield desk


def _tell_wrong_files(desk: Desk) -> None:
    from dialdeck.cli.running import say
    from dialdeck.session.wrong_files import wrong_files_line

    words = wrong_files_line(desk)
    if words:
        say(words)


def _is_missing(path: Path) -> bool:
    """Say whether nothing is there; whatever else is wrong with the path is found, and said, by opening it."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


@contextlib.contextmanager
def _thrown_away() -> Iterator[Path]:
    """Make a directory and throw it away: rows of a real list are judged in it, so others must not look into it."""
    from dialdeck.paths import make_private, state_dir

    place = state_dir()
    with contextlib.ExitStack() as stack:
        try:
            make_private(place)
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dry-", dir=place))
        except OSError as error:
            message = f"{place} cannot be used for a dry run ({error.strerror}); set DIALDECK_HOME to a directory"
            raise StorageError(message) from error
        yield Path(folder)


def text_or_stdin(text: str) -> str:
    """Return the text of an argument, or all of standard input for `-`. Raises DataError when that is not UTF-8."""
    if text != "-":
        return text
    if sys.stdin is None:
        message = "there is no standard input to read `-` from"
        raise DataError(message)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"standard input is not text in UTF-8 (byte {error.start}); nothing changed"
        raise DataError(message) from None


def fields_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return FIELD=VALUE arguments as a mapping; raise a usage error for one without `=`."""
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            message = f"{pair!r} is not FIELD=VALUE"
            raise click.UsageError(message, click.get_current_context())
        fields[name.strip()] = text_or_stdin(value)
    return fields
