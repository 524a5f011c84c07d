"""Changes the user's settings file without taking anything from it: comments, order and what it does not know stay.

The file is written beside itself and put in its place, whole or not at all, readable by its owner alone. A file that is
wrong is never overwritten: what somebody typed is theirs, and they are told where it is wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from dialdeck.errors import SettingsError, StorageError
from dialdeck.paths import make_private, sync_directory
from dialdeck.settings.loading import check, parse, read_settings_file
from dialdeck.settings.prose import described, template, toml_text

if TYPE_CHECKING:
    from dialdeck.model.settings import Settings

Changes = Mapping[str, Mapping[str, Any]]
"""{table: {key: value}}; the value None takes a key out, so that its default holds."""


def change_settings(path: Path, changes: Changes) -> Settings:
    """Set some keys of the settings file at `path` and return the settings that hold then.

    A file that is not there is made from the template; a link stays a link. Raises SettingsError, and changes nothing,
    when the file is wrong as it is or would be with the changes; StorageError when it cannot be written.
    """
    raw = read_settings_file(path)
    before = template() if raw is None else raw.decode("utf-8-sig", errors="replace")
    data = parse(before.encode() if raw is None else raw, path)
    check(data, path, before)
    wanted = _with(data, changes)
    text = _edited(before, wanted, changes, path)
    settings = check(wanted, path, text)
    put_in_place(path, text)
    return settings


def create_settings(path: Path) -> bool:
    """Make the settings file from the template when there is none; say whether it was made."""
    if path.exists() or path.is_symlink():
        return False
    put_in_place(path, template())
    return True


def put_in_place(path: Path, text: str) -> None:
    """Write `text` to `path`, mode 0600, whole or not at all. Raises StorageError."""
    try:
        target = path.resolve()
        make_private(target.parent)
        temporary = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (OSError, RuntimeError) as error:
        raise _not_written(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink()
    with suppress(OSError):  # it is in place; only whether it outlives a power cut is open
        sync_directory(target.parent)


def _with(data: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The tables of the file as they are to be."""
    wanted = {table: dict(values) for table, values in data.items()}
    for table, values in changes.items():
        kept = wanted.get(table, {}) | dict(values)
        wanted[table] = {key: value for key, value in kept.items() if value is not None}
    return wanted


def _edited(text: str, wanted: Mapping[str, Any], changes: Changes, path: Path) -> str:
    """The text with the changes in it: first a commented default is filled in, else the key is set where it belongs."""
    for before in (_filled_in(text, changes), text):
        after = _set(before, changes)
        with suppress(SettingsError):
            if _without_empty(parse(after.encode(), path)) == _without_empty(wanted):
                return after
    keys = ", ".join(f"{table}.{key}" for table, values in changes.items() for key in values)
    message = f"{path}: is written in a way that cannot be changed from here ({keys}); change it with an editor"
    raise SettingsError(message)


def _filled_in(text: str, changes: Changes) -> str:
    """The text with `# key = default`, as the template has it, made `key = value`; other comments stay as they are."""
    table, lines = "", text.split("\n")
    usual = {(one.table, one.key): toml_text(one.default) for one in described()}
    waiting = {name: dict(values) for name, values in changes.items()}
    for at, line in enumerate(lines):
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        table = header[1] if header else table
        found = re.fullmatch(r"\s*#\s?([\w-]+)\s*=\s*(.*?)\s*?(\r?)", line)
        if found is None or found[2] != usual.get((table, found[1])):
            continue
        if waiting.get(table, {}).get(found[1]) is not None and not _is_set(lines, table, found[1]):
            lines[at] = f"{found[1]} = {toml_text(waiting[table].pop(found[1]))}{found[3]}"
    return "\n".join(lines)


def _is_set(lines: list[str], wanted: str, key: str) -> bool:
    table = ""
    for line in lines:
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        table = header[1] if header else table
        if table == wanted and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return True
    return False


def _set(text: str, changes: Changes) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    for name, values in changes.items():
        if name not in document:
            document[name] = tomlkit.table()
        table: Any = document[name]
        for key, value in values.items():
            if value is None:
                table.pop(key, None)
            elif key in table:
                table[key] = _plain(value)
            else:
                _append(table, key, value)
    return tomlkit.dumps(document)


def _append(table: Any, key: str, value: object) -> None:
    """Put a new key behind the last one: the comments at the end of a table are about the table that follows."""
    body = getattr(getattr(table, "value", None), "body", None)
    tail: list[Any] = []
    while isinstance(body, list) and body and body[-1][0] is None:
        tail.insert(0, body.pop())
    table[key] = _plain(value)
    if isinstance(body, list):
        body.extend(tail)


def _plain(value: object) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    return {table: {key: _listed(value) for key, value in values.items()} for table, values in data.items() if values}


def _listed(value: object) -> object:
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value


def _not_written(path: Path, error: Exception) -> StorageError:
    reason = getattr(error, "strerror", None) or str(error)
    return StorageError(f"{path} was not written: {reason}; nothing was changed")
