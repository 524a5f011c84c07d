"""Paths as people give them: typed with `~`, dropped on the window in quotes or with escaped blanks, half typed.

What is there under exactly these characters always wins: only what is not is read as a shell or a file manager would
have written it.
"""

from __future__ import annotations

import os
import shlex
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from dialdeck.errors import DataError

_MOST = 20_000
"""Names of a directory that are looked at; completing must not wait for more."""


class Completed(NamedTuple):
    """A path typed further, and the names that it could go on with."""

    text: str
    names: tuple[str, ...]


def path_of(text: str) -> Path:
    """Return the path that was typed or dropped, absolute. Raises DataError for none, or one that is no text."""
    if not text.strip():
        message = "name a file: type its path (tab completes it), or drop the file on this window"
        raise DataError(message)
    try:
        path = Path(os.path.abspath(_expanded(_as_meant(text))))  # noqa: PTH100 - keeps links as they are
        str(path).encode()
    except UnicodeEncodeError:
        message = "the name of this file is not text in UTF-8; rename it first"
        raise DataError(message) from None
    except RuntimeError:
        message = f"{text.strip()}: there is no such user's directory; write the path out in full"
        raise DataError(message) from None
    return path


def complete(text: str) -> Completed:
    """Return the text completed as far as it is certain, and the names that fit; unreadable directories have none."""
    meant = _as_meant(text.lstrip())
    head, tail = os.path.split(meant)
    try:
        directory = _expanded(head) if head else "."
        names = _names(directory, tail)
    except (OSError, RuntimeError, ValueError):
        return Completed(text, ())
    if not names:
        return Completed(text, ())
    common = os.path.commonprefix(names)  # noqa: RUF071 - of names, not of paths
    if len(common) < len(tail):  # they differ in the case of what is typed already
        return Completed(text, tuple(names))
    return Completed(os.path.join(head, common) if head else common, tuple(names))  # noqa: PTH118 - a text, kept as typed


def _names(directory: str, beginning: str) -> list[str]:
    """The names in a directory that begin so, whatever their case if none does exactly; directories end in a slash."""
    with os.scandir(directory) as entries:
        seen = [
            (entry.name, entry.is_dir())
            for entry in islice(entries, _MOST)
            if beginning.startswith(".") or not entry.name.startswith(".")
        ]
    fitting = [one for one in seen if one[0].startswith(beginning)]
    if not fitting:
        fitting = [one for one in seen if one[0].casefold().startswith(beginning.casefold())]
    return sorted(f"{name}/" if is_directory else name for name, is_directory in fitting)


def _as_meant(text: str) -> str:
    """The path without the quotes, escapes or `file://` that something put around it."""
    if text == "~":
        return "~/"
    plain = text.strip()
    if _is_there(text):
        return text
    if plain.startswith("file://"):
        return unquote(plain.removeprefix("file://").removeprefix("localhost"))
    if _is_there(plain) or (_is_there(os.path.dirname(plain)) and not _is_marked(plain)):  # noqa: PTH120
        return plain
    try:
        words = shlex.split(plain)
    except ValueError:
        words = []
    return words[0] if len(words) == 1 else plain


def _is_marked(text: str) -> bool:
    return text[:1] in {"'", '"'} or "\\" in text


def _is_there(text: str) -> bool:
    try:
        return bool(text) and os.path.lexists(_expanded(text))
    except (OSError, RuntimeError, ValueError):
        return False


def _expanded(text: str) -> str:
    """The path with `~` for a home directory. Raises RuntimeError when there is none."""
    return str(Path(text).expanduser()) + ("/" if text.endswith("/") else "") if text.startswith("~") else text
