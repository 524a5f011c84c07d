"""On which line of a TOML file a key stands: the reader of TOML does not tell, and people look for lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_Path = tuple[str | int, ...]


def line_of(text: str, keys: Sequence[str | int]) -> int | None:
    """Return the line (from 1) of a key, else of the nearest table or key around it; None when none of them is found.

    `keys` are names, and places from 0 in lists: ("steps", 1, "gap").
    """
    lines = _lines(text)
    wanted = tuple(keys)
    return next((lines[wanted[:end]] for end in range(len(wanted), 0, -1) if wanted[:end] in lines), None)


def _lines(text: str) -> dict[_Path, int]:
    lines: dict[_Path, int] = {}
    counts: dict[_Path, int] = {}
    table: _Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            table = _table(_names(header[2]), counts, is_list=header[1] == "[[")
            lines.setdefault(table, number)
            if header[1] == "[[":
                lines.setdefault(table[:-1], number)
        elif key:
            lines.setdefault((*table, *_names(key[1])), number)
    return lines


def _table(names: Sequence[str], counts: dict[_Path, int], *, is_list: bool) -> _Path:
    """Return the path of a table; a name that stands for a list of tables is followed by the place of its last one."""
    path: _Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, names[-1])
    if is_list:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in dotted.split(".")]
