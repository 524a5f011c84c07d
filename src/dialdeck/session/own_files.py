"""The user's own TOML files beside the settings, cadences and niches alike: found, read, checked once, told when wrong.

A file that was found good is remembered by its fingerprint in the state directory and not checked again, since the
checker takes longer to import than a start may last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

import dialdeck
from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.toml_file import LONGEST_FILE, FileError, text_hash

_MOST_BYTES = 4 * LONGEST_FILE


class Named(Protocol):
    """What a file describes; no two files describe one of the same id."""

    @property
    def id(self) -> str:
        """What it is called by."""


T = TypeVar("T", bound=Named)


class Kind(NamedTuple, Generic[T]):
    """One kind of own file."""

    noun: str
    """What one is called: `cadence`."""
    trusted: Callable[[str], T]
    """Reads a text that is known to be right."""
    checked: Callable[[str, Path], T]
    """Checks a text in full; raises SettingsError."""
    fits: Callable[[T, Path], None]
    """Raises SettingsError for one that cannot be used beside what came with the program."""

    @property
    def stamp(self) -> Path:
        """Where the fingerprints of good files are kept."""
        return paths.state_dir() / f"{self.noun}s.ok"


class Own(NamedTuple, Generic[T]):
    """What the user's files hold, by id; a wrong file is left out, with a line in `problems`."""

    found: dict[str, T]
    sources: dict[str, Path]
    problems: tuple[str, ...]


class Checked(NamedTuple, Generic[T]):
    """What came of checking one file; the value is None when there are problems."""

    file: Path
    value: T | None
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def toml_files(directory: Path) -> list[Path]:
    """Return the files of a directory in order of their names; hidden ones are an editor's."""
    return sorted(file for file in directory.glob("*.toml") if not file.name.startswith("."))


def read_own(files: Iterable[Path], kind: Kind[T]) -> Own[T]:
    """Return what is written in the user's files."""
    good = _read_marks(kind.stamp)
    own = Own[T]({}, {}, ())
    problems: list[str] = []
    marks: list[str] = []
    for file in files:
        try:
            text = read_text(file, kind.noun)
            mark = f"{dialdeck.__version__} {text_hash(text)}"
            value = kind.trusted(text) if mark in good else kind.checked(text, file)
            marks.append(mark)
            once(value, file, own.sources)
            kind.fits(value, file)
        except SettingsError as error:
            problems.append(str(error))
        else:
            own.found[value.id], own.sources[value.id] = value, file
    if set(marks) != good:
        _write_marks(kind.stamp, marks)
    return own._replace(problems=tuple(problems))


def check_each(
    files: Iterable[Path], noun: str, read: Callable[[str, Path, Mapping[str, Path]], tuple[T, tuple[str, ...]]]
) -> list[Checked[T]]:
    """Check files in full, as if they lay together in the user's directory.

    `read` returns what a text holds and warnings about it, or raises FileError or SettingsError; it is handed the
    files of those that were found good before, by id.
    """
    own: dict[str, Path] = {}
    found: list[Checked[T]] = []
    for file in files:
        try:
            value, warnings = read(read_text(file, noun), file, own)
        except FileError as error:
            found.append(Checked(file, None, error.problems))
        except SettingsError as error:
            found.append(Checked(file, None, (str(error),)))
        else:
            own[value.id] = file
            found.append(Checked(file, value, (), warnings))
    return found


def once(value: Named, file: Path, own: Mapping[str, Path]) -> None:
    """Raise SettingsError for one whose id another own file has."""
    if value.id in own:
        message = f"{file}: id: {value.id!r} is the id of {own[value.id].name} too; give each its own"
        raise SettingsError(message)


def read_text(file: Path, noun: str) -> str:
    """Return the text of a file that holds a `noun`; SettingsError for what is no file, too large, or not UTF-8."""
    if file.is_dir() or (file.exists() and not file.is_file()):  # a pipe of that name would be waited for
        message = f"{file}: is not a file; move it elsewhere"
        raise SettingsError(message)
    try:
        if file.stat().st_size > _MOST_BYTES:
            message = f"{file}: is larger than {_MOST_BYTES // 1000} kB; a {noun} is far shorter"
            raise SettingsError(message)
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise SettingsError(message) from None
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); make it a readable file or remove it"
        raise SettingsError(message) from error


def one_line(problems: Iterable[str]) -> str:
    """Return the first problem and how many more there are, as one line for a screen; empty when all is good."""
    first, *more = tuple(problems) or ("",)
    return f"{first} (and {len(more)} more)" if more else first


def _read_marks(stamp: Path) -> set[str]:
    try:
        return set(stamp.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _write_marks(stamp: Path, marks: list[str]) -> None:
    """Remember the good files; a state directory that cannot be written only costs the check next time."""
    try:
        paths.make_private(stamp.parent)
        stamp.write_text("".join(f"{mark}\n" for mark in sorted(set(marks))), encoding="utf-8")
    except OSError:
        return
