"""From failures to exit codes: one clear line on stderr, and never a traceback for what a person can cause."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, TextIO

import click

from dialdeck.errors import DialdeckError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BROKEN_PIPE = 74


def run_program(program: click.Command, arguments: Sequence[str]) -> int:
    """Run `program` and return the exit code that the documentation of the command line gives."""
    try:
        result = program.main(args=list(arguments), prog_name="dialdeck", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        say(error.format_message())
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("stopped; nothing more was changed")
        return 130
    except DialdeckError as error:
        say(str(error))
        return error.exit_code
    except BrokenPipeError:
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last wall: a fault of ours leaves a redacted trace
        return fault(error)
    return result if isinstance(result, int) else 0


def fault(error: BaseException) -> int:
    """Leave a trace without any data of the user, print its path, and return exit code 1."""
    from dialdeck.clock import SystemClock
    from dialdeck.paths import state_dir
    from dialdeck.tui.crash import crash_line

    print(crash_line(error, SystemClock(), state_dir()), file=sys.stderr)
    return 1


def say(line: str) -> None:
    """Print one line for the person on stderr, without control characters that data could have brought in."""
    print("dialdeck:", printable(line), file=sys.stderr)


def progress_to(stream: TextIO) -> Callable[[int, int], None] | None:
    """Return what shows the progress of an import on one line of a terminal; None when `stream` is not one."""
    if not stream.isatty():
        return None

    def show(done: int, size: int) -> None:
        share = 100 * done // size if size else 100
        stream.write(f"\r{share:3d} % " + ("\n" if done >= size else ""))
        stream.flush()

    return show


def printable(text: str) -> str:
    """Return text on one line in which nothing can steer a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def emit(value: Any) -> None:
    """Print one JSON value on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def line(text: str) -> None:
    """Print one line of text for people on stdout."""
    print(printable(text))
