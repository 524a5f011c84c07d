"""From failures to exit codes: one clear line on stderr, and never a traceback for what a person can cause."""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import click

from dialdeck.cli.text import clean, json_text
from dialdeck.errors import DialdeckError, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

READER_LEFT = 141
"""What a shell reports for a program whose reader went away (`dialdeck queue | head`)."""
STOPPED = 130
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


def run_program(program: click.Command, arguments: Sequence[str]) -> int:
    """Run `program` and return the exit code that the documentation of the command line gives."""
    _tolerate_encoding()
    try:
        code = _attempt(program, arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except DialdeckError as error:
        say(str(error))
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # click makes the second of the first
        _let_go_of_output()
        return READER_LEFT
    except (click.Abort, KeyboardInterrupt):
        say("stopped; nothing more was changed")
        return STOPPED
    except OSError as error:
        return _failed(error)
    except Exception as error:  # noqa: BLE001 - the last wall: a fault of ours leaves a redacted trace
        return fault(error)
    return code


def fault(error: BaseException) -> int:
    """Leave a trace without any data of the user, print its path, and return exit code 1."""
    from dialdeck.clock import SystemClock
    from dialdeck.paths import state_dir
    from dialdeck.tui.crash import crash_line

    print(crash_line(error, SystemClock(), state_dir()), file=sys.stderr)
    return 1


def say(text: str) -> None:
    """Print one line for the person on stderr, without control characters that data could have brought in."""
    print("dialdeck:", clean(text), file=sys.stderr)


def progress_to(stream: TextIO) -> Callable[[int, int], None] | None:
    """Return what shows the progress of an import on one line of a terminal; None when `stream` is not one."""
    if not stream.isatty():
        return None

    def show(done: int, size: int) -> None:
        share = 100 * done // size if size else 100
        stream.write(f"\r{share:3d} % " + ("\n" if done >= size else ""))
        stream.flush()

    return show


def emit(value: Any) -> None:
    """Print one JSON value on stdout."""
    unicode = "utf" in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    print(json_text(json.dumps(value, ensure_ascii=not unicode, indent=2)))


def line(text: str) -> None:
    """Print one line of text for people on stdout."""
    print(clean(text))


def _attempt(program: click.Command, arguments: Sequence[str]) -> int:
    try:
        result = program.main(args=[_readable(one) for one in arguments], prog_name="dialdeck", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return error.exit_code
    except click.ClickException as error:
        say(error.format_message() + _help_of(error))
        return UsageError.exit_code
    return result if isinstance(result, int) else 0


def _readable(argument: str) -> str:
    """Return the argument; raise UsageError when its bytes are no text, which nothing could store or show."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        message = f"an argument is not text in UTF-8: {argument!a}"
        raise UsageError(message) from None
    return argument


def _help_of(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see: {context.command_path} --help)" if context is not None else ""


def _failed(error: OSError) -> int:
    if error.errno not in _DISK:
        return fault(error)
    say(f"{error.filename or 'what was to be written'}: {error.strerror}; make room or write elsewhere")
    _let_go_of_output()
    return StorageError.exit_code


def _let_go_of_output() -> None:
    """Point standard output nowhere, since Python would complain of what is still unwritten when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]


def _tolerate_encoding() -> None:
    """Print `?` for what the terminal's encoding does not have, instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
