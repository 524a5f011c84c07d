"""Checking a cadence file in full: its keys, and whether there are words for every step.

Imported only when a file is checked: pydantic and the reader of scripts are slow to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dialdeck.errors import SettingsError
from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.cadence_checks import oddities_in
from dialdeck.model.cadence_file import load_cadence
from dialdeck.model.codes import Plan, Role
from dialdeck.model.schema_problems import meant
from dialdeck.model.toml_file import FileError, Problem, refuse, told
from dialdeck.paths import scripts_dir
from dialdeck.session.cadences import NOUN, in_place, packaged_cadences
from dialdeck.session.own_files import Checked, check_each, once
from dialdeck.words.scripts import ScriptLibrary

_ROLES = (Role.OWNER, Role.OTHER)
"""An unknown role counts as owner, in scripts as in steps."""


def checked(text: str, file: Path) -> Cadence:
    """Return the cadence in the text of `file`; SettingsError names file, line, key and what was expected."""
    try:
        cadence = load_cadence(text, str(file))
        refuse(list(_wordless(cadence, ScriptLibrary())), text, str(file))
    except FileError as error:
        raise SettingsError(str(error)) from None
    return cadence


def check_files(files: Iterable[Path]) -> list[Checked[Cadence]]:
    """Check cadence files in full, as if they lay together in the user's directory."""
    return check_each(files, NOUN, _read)


def _read(text: str, file: Path, own: Mapping[str, Path]) -> tuple[Cadence, tuple[str, ...]]:
    cadence = load_cadence(text, str(file))
    refuse(list(_wordless(cadence, ScriptLibrary())), text, str(file))
    once(cadence, file, own)
    in_place(cadence, file, packaged_cadences())
    odd = [*oddities_in(cadence), *_ill_fitting(cadence, ScriptLibrary([scripts_dir()]))]
    return cadence, tuple(told(problem, text, str(file)) for problem in odd)


def _wordless(cadence: Cadence, library: ScriptLibrary) -> Iterator[Problem]:
    """Find steps without words. The packaged scripts must have them: one of the user's may be gone tomorrow."""
    families = sorted({script.family for script in library.scripts})
    for keys, steps in _sequences(cadence):
        for at, step in enumerate(steps):
            for key, family in _families(step):
                where = _at(keys, at, step, key)
                if family not in families:
                    words = f"there is no script family {family!r}{meant(family, families)}"
                    yield Problem(where, f"{words}; the families are {', '.join(families)}")
                elif not _has(library, family, Role.OTHER):
                    yield Problem(where, f"the scripts of {family!r} have words for owners only")
                elif not step.not_for_owner and not _has(library, family, Role.OWNER):
                    yield Problem(where, f"the scripts of {family!r} have none for owners: set not_for_owner = true")


def _ill_fitting(cadence: Cadence, library: ScriptLibrary) -> Iterator[Problem]:
    """Find steps whose words were written for another attempt, or for a step that leaves what this one does not."""
    for keys, steps in _sequences(cadence):
        for role in _ROLES:
            for at, step, attempt in _attempts(steps, role):
                for key, family in _families(step):
                    script = library.find(family, role, attempt)
                    where, whom = _at(keys, at, step, key), f"attempt {attempt} ({role})"
                    if script.silent != (step.plan is Plan.SILENT):
                        leaves = "leave nothing on voicemail" if script.silent else "leave a message"
                        yield Problem(where, f"the words of {family!r} for {whom} {leaves}, the step is {step.plan}")
                    elif not script.first_attempt <= attempt <= (script.last_attempt or attempt):
                        yield Problem(where, f"no words of {family!r} were written for {whom}; the nearest are said")


def _sequences(cadence: Cadence) -> list[tuple[tuple[str | int, ...], Sequence[Step]]]:
    """The steps as they stand, and as each variant has them where it changes them."""
    changed = [(("variants", place, "steps"), one) for place, one in enumerate(cadence.variants)]
    return [
        ((), cadence.steps),
        *((keys, one.steps) for keys, one in changed if one.steps != cadence.steps),
    ]


def _attempts(steps: Sequence[Step], role: Role) -> Iterator[tuple[int, Step, int]]:
    attempt = 0
    for at, step in enumerate(steps):
        for _ in range(0 if step.not_for_owner and role is Role.OWNER else step.repeat):
            attempt += 1
            yield at, step, attempt


def _families(step: Step) -> list[tuple[str, str]]:
    after = [("script_after_promise", step.script_after_promise)] if step.script_after_promise else []
    return [("script", step.script), *after]


def _at(keys: tuple[str | int, ...], at: int, step: Step, key: str) -> tuple[str | int, ...]:
    return (*keys, step.id, key) if keys else ("steps", at, key)


def _has(library: ScriptLibrary, family: str, role: Role) -> bool:
    try:
        library.find(family, role, 1)
    except SettingsError:
        return False
    return True
