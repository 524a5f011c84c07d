"""A file of people into the list: every row gets its verdict, nobody sees any of it until the last row is in."""

from __future__ import annotations

import json
import time
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.clock import to_datetime
from dialdeck.errors import DataError, MissingError
from dialdeck.session.applying import block_number
from dialdeck.session.drafts import draft_of
from dialdeck.session.going_by import beginning, problem_with
from dialdeck.session.holidays import area_of
from dialdeck.session.prospects import LEAST_END
from dialdeck.session.times import iso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from dialdeck.files.import_rows import ParsedRow, PeopleFile
    from dialdeck.session.desk import Desk
    from dialdeck.storage.imports import ImportRow, Verdict
    from dialdeck.storage.rows import ImportRecord

BATCH = 500
PAUSE = 0.003
"""Seconds between batches: a dial beside the import gets its turn."""
COUNTS = ("read", "added", "updated", "duplicate", "rejected", "do_not_call")
ALL_ROWS = 10_000
"""Up to this many rows read, a report lists every row; above, only those not plainly added."""


class Request(NamedTuple):
    """What to import and how; `maps` are COLUMN=FIELD texts."""

    file: Path
    maps: tuple[str, ...] = ()
    encoding: str | None = None
    country: str | None = None
    list_name: str | None = None
    dry_run: bool = False


def open_people(request: Request) -> PeopleFile:
    """Open the file to import. Raises MissingError, DataError, or UsageError for a mapping that names nothing."""
    from dialdeck.files.headers import parse_overrides
    from dialdeck.files.import_rows import PeopleFile
    from dialdeck.phone.importing import phones

    country = None
    if request.country:
        country = phones().country_code(request.country)
        if country is None:
            message = f"--country {request.country!r}: no country of that code or name; give a code such as US"
            raise DataError(message)
    return PeopleFile(
        request.file,
        phones=phones(),
        overrides=parse_overrides(request.maps),
        encoding=request.encoding,
        default_country=country,
    )


def run_import(
    desk: Desk, people: PeopleFile, request: Request, progress: Callable[[int, int], None] | None = None
) -> dict[str, Any]:
    """Import all rows and return the report of the command `import`; a failure or an interrupt leaves nothing visible.

    `progress` is told bytes read and bytes in all after each batch. A dry run judges every row and keeps none.
    """
    from dialdeck.storage.imports import ImportBatcher

    batcher = ImportBatcher(
        desk.store, file=str(request.file), source=people.source, mapping=people.mapping, list_name=request.list_name,
        begin=beginning(desk),
    )  # fmt: skip
    judged = Judged()
    try:
        for rows in _batches(people):
            judged.take(rows, batcher.add([_import_row(desk, row) for row in rows]))
            if progress is not None:
                progress(people.position, people.size)
            time.sleep(PAUSE)
        report = _report(desk, batcher.import_id or 0, people, judged)
        if request.dry_run:
            batcher.cancel()
            return report | {"import_id": None, "rows": [row | {"prospect_id": None} for row in report["rows"]]}
        desk.holidays.ensure(judged.areas, to_datetime(desk.clock.now()).date())
        block_refused(desk, judged.refused)
    except BaseException:
        batcher.cancel()
        raise
    batcher.land()
    desk.holidays_changed()
    desk.load.forget()
    return report


class Judged:
    """What became of the rows so far: counts, the rows worth listing, and the areas whose holidays are needed."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.counts: Counter[str] = Counter()
        self.read = 0
        self.areas: set[str] = set()
        self.refused: set[str] = set()
        """Numbers of rows that say do not call."""
        self.rows: list[tuple[int, Verdict]] = []

    def take(self, rows: list[ParsedRow], verdicts: list[Verdict]) -> None:
        """Count a batch and keep what a report lists of it."""
        for row, verdict in zip(rows, verdicts, strict=True):
            self.read += 1
            self.counts[verdict.verdict] += 1
            self.counts["do_not_call"] += verdict.do_not_call
            if row.person is not None:
                area = area_of(row.person.country, row.person.region)
                self.areas.update([area] if area else [])
                self.refused.update(one.e164 for one in row.person.numbers if row.person.do_not_call)
            if self.read <= ALL_ROWS or not plainly_added(verdict.verdict, verdict.reason):
                self.rows.append((row.line_end, verdict))

    def listed(self) -> list[tuple[int, Verdict]]:
        """Return (last line, verdict) of the rows that a report lists."""
        if self.read <= ALL_ROWS:
            return self.rows
        return [(end, one) for end, one in self.rows if not plainly_added(one.verdict, one.reason)]


def block_refused(desk: Desk, numbers: Iterable[str]) -> None:
    """Put numbers that an import calls refusals on the do-not-call list, before anybody of it is let in."""
    for e164 in sorted(numbers):
        with desk.store.operation("dnc") as tx:
            block_number(desk, tx, e164, "do not call in an import", None)


def plainly_added(verdict: str, reason: str | None) -> bool:
    """Say whether there is nothing to tell of a row beyond that it was added."""
    return verdict == "added" and reason is None


def import_report(desk: Desk, text: str) -> dict[str, Any]:
    """Return the report of an earlier import, named by its uid or an end of it; raise MissingError if unknown."""
    record = find_import(desk, text)
    lines = desk.store.import_lines(record.id, not_plainly_added=record.read > ALL_ROWS)
    return _object(
        record.uid,
        record.file,
        record.source,
        {name: getattr(record, name) for name in COUNTS},
        json.loads(record.mapping),
        [_row(desk, line.line, line.line_end, line.verdict, line.reason, line.person_id) for line in lines],
    )


def import_list(desk: Desk) -> list[dict[str, Any]]:
    """Return all imports, newest first, as the command line's documentation gives them."""
    names = desk.store.lists()
    zone = desk.policy.caller.zone
    return [
        {
            "import_id": record.uid,
            "at": iso(record.at, zone),
            "file": record.file,
            "status": record.status,
            **{name: getattr(record, name) for name in COUNTS},
            "list": names.get(record.list_id or 0),
        }
        for record in desk.store.import_list()
    ]


def revert_import(desk: Desk, text: str) -> dict[str, Any]:
    """Take a whole import back; people to whom something happened since are kept, and counted."""
    from dialdeck.storage.reverting import revert

    record = find_import(desk, text)
    if record.status == "reverted":
        message = f"import {record.uid} was taken back already"
        raise DataError(message)
    done = revert(desk.store, record.id)
    desk.load.forget()
    return {"import_id": record.uid, "removed": done.removed, "restored": done.restored, "kept": len(done.kept)}


def find_import(desk: Desk, text: str) -> ImportRecord:
    """Return the import whose uid is `text` or ends with it. Raises MissingError, or DataError when several do."""
    found = [record for record in desk.store.import_list() if record.uid.endswith(text.lower())]
    if not found or len(text) < LEAST_END:
        message = f"no import {text!r}; `dialdeck imports` lists them"
        raise MissingError(message)
    if len(found) > 1:
        message = f"{text!r} fits {len(found)} imports; give more of the id"
        raise DataError(message)
    return found[0]


def _batches(people: PeopleFile) -> Iterator[list[ParsedRow]]:
    rows = iter(people)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _import_row(desk: Desk, row: ParsedRow) -> ImportRow:
    from dialdeck.storage.imports import ImportRow

    draft = draft_of(row.person) if row.person is not None else None
    notes = list(row.notes)
    if row.person is not None and not row.person.zones:
        notes.append("no time zone: not callable until one is set")
    wrong = problem_with(desk, draft.cadence) if draft is not None and draft.cadence is not None else None
    if draft is not None and wrong is not None:
        draft.cadence = None
        notes.append(f"{wrong}; persistence meanwhile")
    reason = row.problem or "; ".join(notes) or None
    return ImportRow(row.line, row.line_end, json.dumps(row.raw, ensure_ascii=False), draft, reason)


def _report(desk: Desk, import_id: int, people: PeopleFile, judged: Judged) -> dict[str, Any]:
    record = desk.store.import_row(import_id)
    counts = {name: judged.counts[name] for name in COUNTS} | {"read": judged.read}
    rows = [_row(desk, one.line, end, one.verdict, one.reason, one.person_id) for end, one in judged.listed()]
    return _object(record.uid if record else "", str(record.file if record else ""), people.source, counts,
                   dict(people.mapping), rows)  # fmt: skip


def _object(
    uid: str, file: str, source: str, counts: dict[str, int], mapping: dict[str, str], rows: list[dict[str, Any]]
) -> dict[str, Any]:
    return {"import_id": uid, "file": file, "source": source, **counts, "mapping": mapping, "rows": rows}


def _row(
    desk: Desk, line: int, line_end: int, verdict: str, reason: str | None, person_id: int | None
) -> dict[str, Any]:
    uid = desk.store.uid_of(person_id) if person_id is not None else None
    return {"line": line, "line_end": line_end, "verdict": verdict, "reason": reason, "prospect_id": uid}
