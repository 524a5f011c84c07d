"""Rows on their way out: CSV that a spreadsheet can open without running anything, and JSON for programs.

What lies in these files is customer data, so a file is readable by its owner alone and appears whole or not at all.
"""

from __future__ import annotations

import csv
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Literal, TextIO, assert_never

from dialdeck.errors import DataError, MissingError, StorageError
from dialdeck.files.cells import escape_cell
from dialdeck.paths import sync_directory

Form = Literal["csv", "json"]
Row = Mapping[str, object]


def write_rows(rows: Iterable[Row], columns: Sequence[str], form: Form, stream: TextIO) -> int:
    """Write rows to an open text stream and return how many; columns that a row lacks are empty (CSV) or null (JSON).

    CSV: RFC 4180 with CRLF, formula cells escaped by `cells.escape_cell` (an import undoes it); None is empty, booleans
    are `true` and `false`, lists and mappings are JSON. JSON: one array, keys in the order of `columns`.
    """
    match form:
        case "csv":
            return _write_csv(rows, columns, stream)
        case "json":
            return _write_json(rows, columns, stream)
        case _:
            assert_never(form)


def export_file(rows: Iterable[Row], columns: Sequence[str], form: Form, path: Path) -> int:
    """Write rows to a file of mode 0600 that appears whole or not at all, and return how many.

    A file of that name is replaced, but never a database, a directory or a device. CSV begins with a byte-order mark,
    without which spreadsheets misread names. Raises MissingError, DataError or StorageError.
    """
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with replacing(path, encoding=encoding) as stream:
        return write_rows(rows, columns, form, stream)


@contextmanager
def replacing(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Give a stream to a temporary file beside `path`, mode 0600; put it in place when the block ends without error."""
    _refuse_target(path)
    temporary = path.with_name(f".{path.name[:100]}.{token_hex(4)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="", errors="replace") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise StorageError(f"{path} was not written: {error.strerror}; nothing was changed") from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def _write_csv(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([escape_cell(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([escape_cell(_cell(row.get(column))) for column in columns])
        count += 1
    return count


def _write_json(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    count = 0
    for row in rows:
        stream.write("[\n" if count == 0 else ",\n")
        stream.write(json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False))
        count += 1
    stream.write("\n]\n" if count else "[]\n")
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _refuse_target(path: Path) -> None:
    try:
        status = path.stat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise MissingError(f"{path.parent}: there is no such directory; make it or name another") from None
        return
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise DataError(f"{path} is not a file; name a file, or leave the name away to write to standard output")
    with suppress(OSError), path.open("rb") as existing:
        if existing.read(16) == b"SQLite format 3\0":
            raise DataError(f"{path} is a database and is not overwritten; name another file")
