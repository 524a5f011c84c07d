"""What `config show` and `config check` say: every setting with where it comes from, and what is right but idle."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.model.settings import Settings
from dialdeck.settings.loading import check, parse, read_settings_file
from dialdeck.settings.prose import described

if TYPE_CHECKING:
    from pathlib import Path

_SPOKEN = {"name": "your name", "company": "your company", "phone": "the number to call you back on"}
_HANDLERS = ("xdg-open", "open")


class Held(NamedTuple):
    """One setting as it holds now; `source` is `file` or `default`."""

    key: str
    value: object
    source: str
    default: object


class Checked(NamedTuple):
    """A settings file that was found good: its settings, the tables it has, and what should be known about it."""

    there: bool
    settings: Settings
    data: dict[str, Any]
    warnings: tuple[str, ...]


def check_file(path: Path) -> Checked:
    """Read and check the settings file at `path` in full; without one, the defaults.

    Raises SettingsError naming file, line, key and what was expected.
    """
    raw = read_settings_file(path)
    data = {} if raw is None else parse(raw, path)
    settings = Settings() if raw is None else check(data, path, raw.decode("utf-8-sig"))
    return Checked(raw is not None, settings, data, warnings_about(settings))


def held(checked: Checked) -> tuple[Held, ...]:
    """Return every setting with its value in force and whether that comes from the file or is the default."""
    return tuple(
        Held(
            f"{one.table}.{one.key}",
            getattr(getattr(checked.settings, one.table), one.key),
            "file" if one.key in checked.data.get(one.table, {}) else "default",
            one.default,
        )
        for one in described()
    )


def warnings_about(settings: Settings) -> tuple[str, ...]:
    """Return sentences about settings that are right as they are written, but will not do what is meant here."""
    lines = [*_dialer(settings)]
    missing = [words for key, words in _SPOKEN.items() if not getattr(settings.caller, key)]
    if missing:
        lines.append(f"[caller] does not say {' or '.join(missing)}: scripts show a gap there")
    return tuple(lines)


def _dialer(settings: Settings) -> list[str]:
    dialer = settings.dialer
    match dialer.kind:
        case "command":
            try:
                program = next(iter(shlex.split(dialer.command)), "")
            except ValueError:
                return ["dialer.command: its quotes do not match, so nothing would be run"]
            if program and shutil.which(program) is None:
                return [f"dialer.command: there is no program {program!r} on this computer's PATH"]
        case "handler":
            if not any(map(shutil.which, _HANDLERS)):
                return [f"dialer.kind: `handler` needs {' or '.join(_HANDLERS)}; neither is on this computer's PATH"]
        case _:
            return [] if not dialer.command else ["dialer.command: is not used unless dialer.kind is `command`"]
    return []
