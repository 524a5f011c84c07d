"""A TOML file of the user's, a cadence or a niche: read into tables, its problems told as lines.

Costs no pydantic: files that are known to be right are read at every start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from dialdeck.model.toml_lines import line_of

LONGEST_FILE = 64_000
"""Characters; the longest packaged cadence has about a thousand."""
Keys = tuple[str | int, ...]


class Problem(NamedTuple):
    """One thing that is wrong or odd: the way to its key (lists counted from 0), and the words for it."""

    keys: Keys
    words: str


class FileError(ValueError):
    """A file is wrong; `problems` are lines with file, line, key and reason, and the first is the message."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep every line; there is one at least."""
        super().__init__(problems[0])
        self.problems = tuple(problems)


def text_hash(text: str) -> str:
    """Return the hash by which a file's text is told apart from another (the first 16 hex digits of SHA-256)."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def parsed(text: str, file: str, noun: str) -> dict[str, Any]:
    """Return the tables of the text of `file`, which holds a `noun` ("cadence"); FileError if it is not TOML."""
    import re
    import tomllib

    if len(text) > LONGEST_FILE:
        raise FileError([f"{file}: is longer than {LONGEST_FILE} characters; a {noun} is far shorter"])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FileError([f"{file}: is not TOML: its brackets are nested too deep"]) from None
    except ValueError as error:  # also a number of thousands of digits, which Python does not read
        words = str(error).replace("(at end of document)", f"(at line {len(text.splitlines())}, column 1)")
        found = re.search(r" \(at line ([0-9]+), column [0-9]+\)$", words)
        where, words = (f"{file}:{found[1]}", words[: found.start()]) if found else (file, words)
        raise FileError([f"{where}: is not TOML: {words}"]) from None


def refuse(problems: Sequence[Problem], text: str, file: str) -> None:
    """Raise FileError with a line for each problem, if there are any."""
    if problems:
        raise FileError([told(problem, text, file) for problem in problems])


def told(problem: Problem, text: str, file: str) -> str:
    """Return one problem as a line: file, line, key (lists counted from 1) and words."""
    line = line_of(text, problem.keys)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem.keys)
    return ": ".join(filter(None, (f"{file}:{line}" if line else file, key, problem.words)))
