"""Reads the settings file: defaults without one, a full check of a changed one, and no check twice.

Pydantic takes longer to import than the whole start may last. So the fingerprint of a file that was found good is kept
in a small stamp in the state directory, and such a file is built into the same types by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dialdeck
from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

STAMP = "settings.ok"


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings in `path` (by default the user's own file), or the defaults if there is no such file.

    Raises SettingsError naming file, line, key and what was expected.
    """
    file = path or paths.config_file()
    raw = read_settings_file(file)
    if raw is None:
        return Settings()
    data = parse(raw, file)
    stamp, mark = paths.state_dir() / STAMP, _mark(raw)
    if _read(stamp) == mark:
        return build(data)
    settings = check(data, file, raw.decode("utf-8-sig"))
    _write(stamp, mark)
    return settings


def read_settings_file(file: Path) -> bytes | None:
    """Return what a settings file holds, None if there is none; raise SettingsError if it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); make it a readable file or remove it"
        raise SettingsError(message) from error


def build(data: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Return the settings from the tables of a file that `check` has found good before."""
    settings = Settings()
    return replace(settings, **{table: replace(getattr(settings, table), **values) for table, values in data.items()})


def check(data: Mapping[str, Any], file: Path, text: str) -> Settings:
    """Return the settings in the tables of `file`, whose `text` tells the lines; SettingsError for a wrong one."""
    import json

    import pydantic

    from dialdeck.settings.meaning import check_meaning

    try:
        # JSON, because strict checking takes lists and tables for tuples and dataclasses only there.
        settings = pydantic.TypeAdapter(Settings).validate_json(json.dumps(data))
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _wrong(file, text, _keys(first), _expected(first)) from error
    wrong = check_meaning(settings)
    if wrong is not None:
        raise _wrong(file, text, *wrong)
    return settings


def parse(raw: bytes, file: Path) -> dict[str, Any]:
    """Return the tables in the bytes of `file`, unchecked; raise SettingsError, with the line, if it is not TOML."""
    import tomllib

    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise SettingsError(message) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r" \(at line ([0-9]+), column [0-9]+\)$", str(error))
        where, words = (f"{file}:{line[1]}", str(error)[: line.start()]) if line else (str(file), str(error))
        message = f"{where}: is not TOML: {words}"
        raise SettingsError(message) from error
    plain: dict[str, Any] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    """The value with tuples for lists and ISO text for dates, as the settings have them."""
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return tuple(_plain(item) for item in value)
        case date():
            return value.isoformat()
        case _:
            return value


def _keys(error: ErrorDetails) -> tuple[str, ...]:
    return tuple(str(key) for key in error["loc"] if isinstance(key, str))


def _expected(error: ErrorDetails) -> str:
    kind, text = error["type"], error["msg"]
    if kind == "unexpected_keyword_argument":
        return f"there is no such setting{_meant(_keys(error))}; `dialdeck config show` lists all of them"
    if kind in {"dataclass_type", "dataclass_exact_type"}:
        return "expected a table of settings, such as [caller]"
    given = "" if isinstance(error["input"], dict | list) else f", not {error['input']!r}"
    return f"expected {text.removeprefix('Input should be ').removeprefix('a valid ')}{given}"


def _meant(keys: tuple[str, ...]) -> str:
    """The setting or table that was probably meant, as the end of a sentence."""
    from difflib import get_close_matches

    known: Any = Settings()
    for key in keys[:-1]:
        known = getattr(known, key, None)
    names = [field.name for field in fields(known)] if is_dataclass(known) else []
    near = get_close_matches(keys[-1], names, n=1) if keys else []
    return f" (did you mean {near[0]}?)" if near else ""


def _wrong(file: Path, text: str, keys: tuple[str, ...], expected: str) -> SettingsError:
    line = _line(text, keys)
    where = f"{file}:{line}" if line else str(file)
    return SettingsError(f"{where}: {'.'.join(keys)}: {expected}")


def _line(text: str, keys: tuple[str, ...]) -> int | None:
    """The line on which a key (or else its table) stands; None when it is written in a way not looked for."""
    table, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line)
        table = header[1] if header else table
        if header and keys[:1] == (table,):
            found = number
        key = re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line)
        if key and tuple(filter(None, (*table.split("."), *key[1].split(".")))) == keys[: len(keys)]:
            return number
    return found


def _mark(raw: bytes) -> str:
    """The fingerprint of a file under this version of the program: another version may expect something else."""
    import hashlib

    return f"{dialdeck.__version__} {hashlib.sha256(raw).hexdigest()}\n"


def _read(stamp: Path) -> str | None:
    try:
        return stamp.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write(stamp: Path, mark: str) -> None:
    """Remember a good file; a state directory that cannot be written only costs the check next time."""
    try:
        paths.make_private(stamp.parent)
        stamp.write_text(mark, encoding="utf-8")
    except OSError:
        return
