"""The niches of the user: files beside the settings, each with the questions that tell whether somebody fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.niche_file import load_niche, trusted_niche
from dialdeck.model.toml_file import FileError, text_hash
from dialdeck.session.own_files import Checked, Kind, check_each, once, read_own, toml_files

if TYPE_CHECKING:
    from dialdeck.model.niche import Niche

NOUN = "niche"


class Niches(NamedTuple):
    """Niches by id, from which file each came, and a line for each wrong file."""

    known: Mapping[str, Niche]
    sources: Mapping[str, Path]
    problems: tuple[str, ...] = ()

    def named(self, text: str | None) -> Niche | None:
        """Return the niche that a list calls by its id or, whatever the case, its name; None when there is none."""
        if not text or not self.known:
            return None
        return self.known.get(text) or next(
            (niche for niche in self.known.values() if niche.name.casefold() == text.casefold()), None
        )


def load_niches(directory: Path | None = None) -> Niches:
    """Return the niches of `directory` (default: beside the settings file); a wrong file is left out and told."""
    own = read_own(own_files(directory), Kind(NOUN, _trusted, _checked, _fits))
    return Niches(own.found, own.sources, tuple(f"{line}; the niche is left out meanwhile" for line in own.problems))


def own_files(directory: Path | None = None) -> list[Path]:
    """Return the user's niche files in order of their names."""
    return toml_files(directory or paths.niches_dir())


def check_files(files: Iterable[Path]) -> list[Checked[Niche]]:
    """Check niche files in full, as if they lay together in the user's directory."""
    return check_each(files, NOUN, _read)


def _read(text: str, file: Path, own: Mapping[str, Path]) -> tuple[Niche, tuple[str, ...]]:
    niche = load_niche(text, str(file))
    once(niche, file, own)
    return niche, ()


def _fits(_niche: Niche, _file: Path) -> None:
    """No niche comes with the program, so there is nothing that an own one could be in the way of."""


def _checked(text: str, file: Path) -> Niche:
    try:
        return load_niche(text, str(file))
    except FileError as error:
        raise SettingsError(str(error)) from None


def _trusted(text: str) -> Niche:
    import tomllib

    return trusted_niche(tomllib.loads(text), text_hash(text))
