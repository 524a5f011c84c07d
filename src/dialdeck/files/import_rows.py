"""From the records of a file to people, or to the reason why not: every row that is read comes out again.

Numbers and places are judged by the `Phones` that the session hands in. What one cell gets wrong costs that cell and
makes a note; a row is refused only when nobody could be called by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dialdeck.files.csv_reader import CsvFile, Record
from dialdeck.files.headers import PHONE_FIELDS, map_columns
from dialdeck.files.people import PersonReader, RowProblem
from dialdeck.files.ports import Phones
from dialdeck.files.sources import LOST
from dialdeck.model.imported import ImportedPerson


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row of the file: the person in it, or the problem that keeps it from being used, never both."""

    line: int
    """The first line in the file, from 1, and the last one: a cell may hold line breaks."""
    line_end: int
    raw: dict[str, str]
    """The cells as they stand in the file, by column."""
    person: ImportedPerson | None
    problem: str | None
    notes: tuple[str, ...]
    """What could not be read in a row that is used all the same."""


class PeopleFile:
    """An open list of people. Iterate once; a context manager that closes the file.

    `mapping` is {column: field}, `notices` are sentences about the whole file, `position` of `size` is bytes.
    """

    source = "generic"

    def __init__(
        self,
        path: Path,
        *,
        phones: Phones,
        overrides: Mapping[str, str] | None = None,
        encoding: str | None = None,
        default_country: str | None = None,
    ) -> None:
        """Open the file and map its columns.

        `overrides` is {column: field}, `default_country` an ISO alpha-2 code for numbers without +. Raises
        MissingError, DataError, StorageError, or UsageError for an encoding, a column, or a field that is not known.
        """
        self._csv = CsvFile(path, encoding=encoding)
        try:
            self.columns = self._csv.columns
            self.mapping = map_columns(self.columns, self._csv.headers, overrides)
        except BaseException:
            self._csv.close()
            raise
        self.size = self._csv.size
        self.notices = self._csv.notices
        if not any(field in PHONE_FIELDS for field in self.mapping.values()):
            self.notices += ("no column is known to hold phone numbers; name it with --map COLUMN=phone",)
        self._reader = PersonReader(self.mapping, phones, default_country)

    @property
    def position(self) -> int:
        """Bytes read so far, of `size`."""
        return self._csv.position

    def __iter__(self) -> Iterator[ParsedRow]:
        """Yield every row below the header."""
        for record in self._csv.records():
            yield self._row(record)

    def __enter__(self) -> PeopleFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._csv.close()

    def _row(self, record: Record) -> ParsedRow:
        raw = self._raw(record)
        try:
            cells = _fitting_cells(record, len(self.columns))
            person, notes = self._reader.read(cells)
        except RowProblem as problem:
            return ParsedRow(record.line, record.line_end, raw, None, str(problem), ())
        if len(record.cells) < len(self.columns):
            short = f"the row has {len(record.cells)} of {len(self.columns)} columns; the rest is taken as empty"
            notes = (*notes, short)
        return ParsedRow(record.line, record.line_end, raw, person, None, notes)

    def _raw(self, record: Record) -> dict[str, str]:
        extra = [f"column {index}" for index in range(len(self.columns) + 1, len(record.cells) + 1)]
        names = [*self.columns, *extra]
        return {name: cell.replace(LOST, "\ufffd") for name, cell in zip(names, record.cells, strict=False)}


def _fitting_cells(record: Record, wanted: int) -> list[str]:
    """The cells, one for each column; raises RowProblem for a row that is damaged, empty, or too long."""
    if record.problem is not None:
        raise RowProblem(record.problem)
    cells = record.cells
    if not any(cell.strip() for cell in cells):
        raise RowProblem("the row is empty")
    if any(cell.strip() for cell in cells[wanted:]):
        raise RowProblem(
            f"the row has {len(cells)} columns, the header {wanted}; put quotes around a field with a separator in it"
        )
    return cells[:wanted] + [""] * (wanted - len(cells))
