"""The cadences in force: those that came with the program, and the user's own, which win by id or are added.

At a start without own files nothing is read beyond the packaged ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import dialdeck
from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.cadence_file import trusted_cadence
from dialdeck.model.toml_file import text_hash
from dialdeck.session.own_files import Kind, one_line, read_own, toml_files

if TYPE_CHECKING:
    from dialdeck.model.cadence import Cadence

PACKAGED = Path(dialdeck.__file__).parent / "library" / "cadences"
BUILT_IN = "built in"
FALLBACK = "persistence"
"""By which somebody goes on whose own cadence is gone: nobody may be lost because a file was."""
NOUN = "cadence"


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
        return one_line(self.problems)

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
    """Return the user's cadence files in order of their names."""
    return toml_files(directory or paths.cadences_dir())


def in_place(cadence: Cadence, file: Path, packaged: Mapping[str, Cadence]) -> None:
    """Raise SettingsError for a cadence that does not fit the packaged one that it would replace."""
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
    own = read_own(files, Kind(NOUN, _trusted, _checked, lambda cadence, file: in_place(cadence, file, packaged)))
    meanwhile = "; the built-in cadences are used meanwhile"
    return Cadences({**packaged, **own.found}, own.sources, tuple(line + meanwhile for line in own.problems))


def _checked(text: str, file: Path) -> Cadence:
    from dialdeck.session.cadence_checking import checked

    return checked(text, file)


def _trusted(text: str) -> Cadence:
    import tomllib

    return trusted_cadence(tomllib.loads(text), text_hash(text))
