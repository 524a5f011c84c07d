"""CSV as it really comes: streamed, all of it text, every record accounted for with its line in the file.

The standard `csv` module in strict mode does the reading. What it cannot read becomes one refused record, and reading
goes on at the next line, so that a stray quote costs one row and not the rest of the file. Memory stays constant: a
record that passes the limits below is refused, however long it goes on.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from dialdeck.errors import DataError
from dialdeck.files.sources import LOST, find_encoding, open_source

LONGEST_RECORD = 16 << 20
"""Characters in one record; a field of 10 MB is read."""
_CAREFUL_RECORD = 64 << 10
"""The same after an unclosed quote was met: from then on records are expected to be of ordinary size."""
_CAREFUL_LINES = 50
_KEPT = 10_000
"""Characters that are kept of a record that cannot be read."""
_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?')

csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))


class Record(NamedTuple):
    """One record: its first and last line (from 1), its cells as they stand, and why it cannot be used, if so."""

    line: int
    line_end: int
    cells: list[str]
    problem: str | None


_ENDLESS_RECORD, _ENDLESS_LINE = "record", "line"


class _TooLong(Exception):
    """A record passed the limit."""


class CsvFile:
    """An open CSV file: `columns` at once, `records()` as they are read. A context manager.

    Raises MissingError, DataError or StorageError when opened (see `sources.open_source`), UsageError for an unknown
    encoding.
    """

    def __init__(self, path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Open the file, find its encoding and delimiter, and read its header."""
        self._path = path
        self._binary = open_source(path)
        try:
            self.size = self._binary.seek(0, io.SEEK_END)
            self._binary.seek(0)
            found = find_encoding(path, self._binary, encoding)
            self.encoding = found.codec
            self.notices: tuple[str, ...] = (found.notice,) if found.notice else ()
            text = io.TextIOWrapper(self._binary, encoding=found.codec, errors="dialdeck.lost", newline="")
            self._lines = _Lines(text)
            self.delimiter = self._skip_to_header(delimiter)
            self.headers, self.header_line = self._read_header()
            self.columns = unique_names(self.headers)
        except BaseException:
            self._binary.close()
            raise

    @property
    def position(self) -> int:
        """Bytes read so far, of `size`."""
        return self.size if self._binary.closed else self._binary.tell()

    def records(self) -> Iterator[Record]:
        """Yield every record after the header once; lines with nothing on them are not records."""
        reader = self._reader()
        while True:
            first = self._lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _TooLong) as error:
                yield self._refuse(first, str(error))
                reader = self._reader()
                continue
            if cells:
                yield Record(first, self._lines.number, cells, _damage(cells))

    def close(self) -> None:
        """Close the file; reading it further ends."""
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self.delimiter, strict=True)

    def _refuse(self, first: int, error: str) -> Record:
        """Give up the record's first line and have the lines after it read again."""
        held = self._lines.hold_back()
        if error == _ENDLESS_LINE:
            problem = "the line is longer than 16 million characters; check where its lines end"
        elif "expected after" in error:
            problem = "a quote stands inside a quoted field; double it or remove it"
        else:
            problem = f"the quote that opens on line {first} is not closed; close or remove it"
        return Record(first, first, [held[:_KEPT].rstrip("\r\n")], problem)

    def _skip_to_header(self, wanted: str | None) -> str:
        line = self._first_line()
        match = _SEPARATOR_LINE.fullmatch(line.strip("\r\n"))
        if match:
            return match.group(1)
        self._lines.put_back()
        return wanted or find_delimiter(line)

    def _first_line(self) -> str:
        """The first line with something on it."""
        while True:
            first = self._lines.begin()
            try:
                line = next(self._lines)
            except StopIteration:
                raise DataError(f"{self._path} holds nothing but blank lines; export the list again") from None
            except _TooLong:
                raise DataError(f"{self._path}, line {first} is longer than 16 million characters") from None
            if line.strip():
                return line

    def _read_header(self) -> tuple[list[str], int]:
        first = self._lines.begin()
        try:
            cells = next(self._reader())
        except StopIteration:
            raise DataError(f"{self._path} has no header line; put the column names on the first line") from None
        except (csv.Error, _TooLong):
            raise DataError(f"{self._path}, line {first}: the column names cannot be read; check its quotes") from None
        return [cell.strip().removeprefix("\ufeff").strip() for cell in cells], first


class _Lines:
    """Physical lines with their numbers, the last few of which can be held back to be read again."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._length = 0
        self._most = LONGEST_RECORD
        self._most_lines = LONGEST_RECORD
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._length >= self._most or len(self._taken) > self._most_lines:
            raise _TooLong(_ENDLESS_RECORD)
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        self._length += len(line)
        if len(line) > LONGEST_RECORD:
            raise _TooLong(_ENDLESS_LINE)
        return line

    def begin(self) -> int:
        """Start a record; return the number of the line on which it will begin."""
        self._taken.clear()
        self._length = 0
        return self.number + 1

    def hold_back(self) -> str:
        """Have all lines of this record but the first read again; return the first.

        If that was much, records are expected to be of ordinary size from here on: many unclosed quotes must not cost
        a pass over the rest of the file each.
        """
        first, *back = self._taken or [""]
        self._again.extendleft(reversed(back))
        self.number -= len(back)
        if len(back) > _CAREFUL_LINES:
            self._most, self._most_lines = _CAREFUL_RECORD, _CAREFUL_LINES
        return first

    def put_back(self) -> None:
        """Have the one line of this record read again."""
        self._again.appendleft(self._taken.pop())
        self.number -= 1

    def close(self) -> None:
        self._text.close()

    def _read(self) -> str:
        """The next line; of one beyond the limit a piece that is just too long, the rest of it passed over."""
        if self._text.closed:
            return ""
        line = self._text.readline(LONGEST_RECORD + 1)
        if len(line) > LONGEST_RECORD:
            rest = line
            while rest and not rest.endswith(("\n", "\r")):
                rest = self._text.readline(LONGEST_RECORD)
        return line


def find_delimiter(header: str) -> str:
    """Return the one of `, ; tab |` that stands most often outside quotes on the header line; a comma if none does."""
    bare = re.sub(r'"[^"]*"?', "", header)
    return max(_DELIMITERS, key=bare.count)


def unique_names(headers: list[str]) -> list[str]:
    """Return the headers as unique column names: `Phone`, `Phone (2)`, and `column 3` for one without a name."""
    taken: set[str] = set()
    names: list[str] = []
    counts: dict[str, int] = {}
    for index, header in enumerate(headers, start=1):
        base = header or f"column {index}"
        name = base
        while name in taken:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base} ({counts[base]})"
        taken.add(name)
        names.append(name)
    return names


def _damage(cells: list[str]) -> str | None:
    for cell in cells:
        if "\0" in cell:
            return "the row has NUL characters in it: the file is damaged; export it again"
        if LOST in cell:
            return "the row has bytes that the file's encoding cannot read; save the file as UTF-8 and import it again"
    return None
