"""The cadences in force: those that came with the program, and the user's own, which win by id or are added.

At a start without own files nothing is read beyond the packaged ones. An own file that was found good is remembered
by its fingerprint in the state directory and not checked again, since the checker takes longer to import than a start
may last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import dialdeck
from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.cadence_file import LONGEST_FILE, text_hash, trusted_cadence

if TYPE_CHECKING:
    from dialdeck.model.cadence import Cadence

PACKAGED = Path(dialdeck.__file__).parent / "library" / "cadences"
BUILT_IN = "built in"
FALLBACK = "persistence"
"""By which somebody goes on whose own cadence is gone: nobody may be lost because a file was."""
STAMP = "cadences.ok"
_MOST_BYTES = 4 * LONGEST_FILE


class Cadences(Mapping[str, "Cadence"]):
    """Cadences by id. One that is not there is looked up as `persistence`, so that a lost file stops nobody."""

    def __init__(
        self, known: Mapping[str, Cadence], sources: Mapping[str, Path] | None = None, problems: tuple[str, ...] = ()
    ) -> None:
        """Hold the cadences that are known, from which file each of the user's came, and a line per wrong file."""
        self._known = known
        self.sources = sources or {}
        self.problems = problems

    @property
    def notice(self) -> str:
        """The first problem and how many more there are, as one line for a screen; empty when every file is good."""
        first, *more = self.problems or ("",)
        return f"{first} (and {len(more)} more)" if more else first

    def __getitem__(self, cadence_id: str) -> Cadence:
        """Return the cadence, or `persistence` when there is none of that id."""
        found = self._known.get(cadence_id)
        return self._known[FALLBACK] if found is None else found

    def __contains__(self, cadence_id: object) -> bool:
        """Return whether there is a cadence of that id."""
        return cadence_id in self._known

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)


def load_cadences(directory: Path | None = None) -> Cadences:
    """Return the packaged cadences with those of the user's `directory` (default: beside the settings file) in them.

    A wrong file of the user is left out and told in `problems`; what it would have replaced stays in force.
    """
    packaged = packaged_cadences()
    files = own_files(directory)
    return _with_own(packaged, files) if files else Cadences(packaged)


def notice_of(cadences: Mapping[str, Cadence]) -> str:
    """Return the line about wrong cadence files for the screen; empty when there is nothing to say."""
    return cadences.notice if isinstance(cadences, Cadences) else ""


def packaged_cadences() -> dict[str, Cadence]:
    """Return the cadences that came with the program, by id."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(PACKAGED.glob("*.toml")))
    return {cadence.id: cadence for cadence in map(_trusted, texts)}


def own_files(directory: Path | None = None) -> list[Path]:
    """Return the user's cadence files in order of their names; hidden ones are an editor's."""
    found = (directory or paths.cadences_dir()).glob("*.toml")
    return sorted(file for file in found if not file.name.startswith("."))


def read_text(file: Path) -> str:
    """Return the text of a cadence file; raise SettingsError for what is no file, too large, or not UTF-8 text."""
    if file.is_dir() or (file.exists() and not file.is_file()):  # a pipe of that name would be waited for
        message = f"{file}: is not a file; move it elsewhere"
        raise SettingsError(message)
    try:
        if file.stat().st_size > _MOST_BYTES:
            message = f"{file}: is larger than {_MOST_BYTES // 1000} kB; a cadence is far shorter"
            raise SettingsError(message)
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise SettingsError(message) from None
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); make it a readable file or remove it"
        raise SettingsError(message) from error


def in_place(cadence: Cadence, file: Path, packaged: Mapping[str, Cadence], own: Mapping[str, Path]) -> None:
    """Raise SettingsError for a cadence whose id another own file has, or that does not fit what it would replace."""
    if cadence.id in own:
        message = f"{file}: id: {cadence.id!r} is the id of {own[cadence.id].name} too; give each its own"
        raise SettingsError(message)
    replaced = packaged.get(cadence.id)
    if replaced is None:
        return
    if cadence.stage != replaced.stage:
        message = f"{file}: stage: expected {str(replaced.stage)!r}, as in the cadence {cadence.id!r} that is built in"
        raise SettingsError(message)
    if cadence.id == FALLBACK:
        _begins_alike(cadence, file, replaced)


def _begins_alike(cadence: Cadence, file: Path, replaced: Cadence) -> None:
    """People come in with the first attempt of `persistence` planned already, before any file is looked at."""
    first = replaced.steps[0]
    for steps in (cadence.steps, *(variant.steps for variant in cadence.variants)):
        step = steps[0]
        if (step.id, step.plan, step.script, step.not_for_owner) != (first.id, first.plan, first.script, False):
            words = f"id = {first.id!r}, plan = {str(first.plan)!r} and script = {first.script!r}, for everybody"
            message = f"{file}: steps.1: {cadence.id!r} begins with {words}: people are imported with that planned"
            raise SettingsError(message)


def _with_own(packaged: Mapping[str, Cadence], files: list[Path]) -> Cadences:
    stamp = paths.state_dir() / STAMP
    good = _read_marks(stamp)
    known, own = dict(packaged), dict[str, Path]()
    problems: list[str] = []
    marks: list[str] = []
    for file in files:
        try:
            text = read_text(file)
            mark = f"{dialdeck.__version__} {text_hash(text)}"
            cadence = _trusted(text) if mark in good else _checked(text, file)
            marks.append(mark)
            in_place(cadence, file, packaged, own)
        except SettingsError as error:
            problems.append(str(error))
        else:
            known[cadence.id], own[cadence.id] = cadence, file
    if set(marks) != good:
        _write_marks(stamp, marks)
    meanwhile = "; the built-in cadences are used meanwhile"
    return Cadences(known, own, tuple(line + meanwhile for line in problems))


def _checked(text: str, file: Path) -> Cadence:
    from dialdeck.session.cadence_checking import checked

    return checked(text, file)


def _trusted(text: str) -> Cadence:
    import tomllib

    return trusted_cadence(tomllib.loads(text), text_hash(text))


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
