"""What somebody can do with a list that has nobody on it yet: say who they are, bring a file in, add one person.

Everything goes through the same use cases as the command line. Nothing here is half done: a cancelled import leaves
nothing, a setting that is wrong is not written, and a list that is left empty stays as good as it was.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from dialdeck.errors import DataError, DialdeckError
from dialdeck.model.settings import CallerSettings, Settings
from dialdeck.session.compose import open_desk
from dialdeck.session.importing import Request, open_people, run_import
from dialdeck.settings.meaning import check_meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from dialdeck.clock import Clock
    from dialdeck.files.import_rows import ParsedRow, PeopleFile
    from dialdeck.session.desk import Desk

CALLER = ("name", "company", "phone", "email", "hours")
"""What is asked about the caller: keys of the settings table of that name."""
LOOKED_AT = 5_000
"""Rows of a file that are judged for its preview; the import judges all of them."""
REMARKS = 50
"""Sentences about rows that are handed over with a verdict."""
_NEEDS_COUNTRY = "has no country code"
_ELSEWHERE = (
    (re.compile(r"^--(?:map|country) [^:]*: "), ""),
    (re.compile(r"name it with --map COLUMN=phone"), "choose it among the columns"),
    (re.compile(r"; choose from .*"), ""),
    (re.compile(r" \(dialdeck edit [^)]*\)"), ""),
)
"""Words for the command line that mean nothing on a screen, and what stands there instead."""


class Cancelled(DialdeckError):
    """Somebody called an import off: nothing of it is there."""


class Wanted(NamedTuple):
    """Which file, and what was said about it: the country of numbers without +, a list, {column: field}."""

    file: Path
    country: str = ""
    list_name: str = ""
    maps: tuple[tuple[str, str], ...] = ()


class Verdict(NamedTuple):
    """What became, or would become, of the rows of a file."""

    read: int
    added: int
    updated: int
    duplicate: int
    rejected: int
    do_not_call: int
    rejections: tuple[str, ...]
    """`line 4: no phone number`, the first of them."""
    remarks: tuple[str, ...]
    """The same for rows that are used all the same."""
    columns: tuple[tuple[str, str], ...]
    """(column, field) in the order of the file; `custom.<column>` is kept as it is."""
    notices: tuple[str, ...]
    """Sentences about the whole file."""
    wants_country: bool
    """Rows were rejected because their numbers have neither + nor a country."""
    wants_phone: bool
    """No column is known to hold numbers."""
    whole: bool
    """All rows were judged; False for the preview of a long file."""

    @property
    def usable(self) -> int:
        """Rows that hold somebody who can be on the list."""
        return self.added + self.updated + self.duplicate


class Starting:
    """A list without people, open. Confined to one thread; `close` it in every case."""

    def __init__(self, desk: Desk, settings_file: Path) -> None:
        """Work on `desk`, and write what is said about the caller to `settings_file`."""
        self._desk = desk
        self._file = settings_file

    def caller(self) -> dict[str, str]:
        """Return what the settings say of the caller now, by key of `CALLER`."""
        from dialdeck.settings.loading import load_settings

        caller = load_settings(self._file).caller
        return {key: getattr(caller, key) for key in CALLER}

    def save_caller(self, values: Mapping[str, str]) -> None:
        """Write what changed of `CALLER` to the settings file.

        Raises SettingsError when the file is wrong, StorageError when it cannot be written; nothing is changed then.
        """
        from dialdeck.settings.writing import change_settings

        before = self.caller()
        changed = {key: text for key in CALLER if (text := plain(values.get(key, ""))) != before[key]}
        if changed:
            change_settings(self._file, {"caller": changed})

    def home_country(self) -> str:
        """Return the country that the settings point to (ISO alpha-2), or an empty text: the first guess to offer."""
        from dialdeck.phone.importing import phones
        from dialdeck.settings.loading import load_settings

        caller = load_settings(self._file).caller
        if caller.region:
            return caller.region[:2]
        numbers, _ = phones().read_numbers(caller.phone, None)
        place = phones().locate(zone="", country="", region="", numbers=numbers, default_country=None)
        return place.country or ""

    def fields(self) -> tuple[str, ...]:
        """Return the fields that a column can be said to be."""
        from dialdeck.files.headers import known_fields

        return known_fields()

    def preview(self, wanted: Wanted, progress: Callable[[int, int], None] | None = None) -> Verdict:
        """Judge the first `LOOKED_AT` rows of a file and keep none.

        Raises MissingError, DataError or StorageError for a file that cannot be read, DataError for a country or a
        column that does not exist, and what `progress` raises.
        """
        return self._run(wanted, progress, dry=True)

    def run(self, wanted: Wanted, progress: Callable[[int, int], None] | None = None) -> Verdict:
        """Import all rows; what `progress` raises cancels the import and leaves nothing of it."""
        return self._run(wanted, progress, dry=False)

    def add(self, name: str, phone: str) -> tuple[str, ...]:
        """Add one person by hand and return what should be known of them, a sentence each.

        Raises DataError for a person without a name, or a number that cannot be dialed anywhere.
        """
        from dialdeck.session.people import OF_A_FILE, add_person

        if not plain(name):
            message = "a name is needed: the person's, or the company's"
            raise DataError(message)
        fields = {"name": plain(name), "phone": phone.strip()}
        try:
            _, notes = add_person(self._desk, fields)
        except DataError as error:
            raise DataError(str(error).replace(OF_A_FILE, "")) from None
        return tuple(map(_here, notes))

    def close(self) -> None:
        """Close the list."""
        self._desk.store.close()

    def _run(self, wanted: Wanted, progress: Callable[[int, int], None] | None, *, dry: bool) -> Verdict:
        request = Request(
            wanted.file,
            maps=tuple(f"{column}={field}" for column, field in wanted.maps),
            country=plain(wanted.country) or None,
            list_name=plain(wanted.list_name) or None,
            dry_run=dry,
        )
        try:
            with open_people(request) as people:
                rows = _Beginning(people)
                source = cast("PeopleFile", rows) if dry else people
                report = run_import(self._desk, source, request, progress)
                return _verdict(report, people.notices, whole=not rows.cut)
        except DialdeckError as error:
            raise _told_here(error) from None


class _Beginning:
    """The first rows of an open file of people, for a judgement that does not take as long as the file is long."""

    def __init__(self, people: PeopleFile) -> None:
        self._people = people
        self.cut = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._people, name)

    def __iter__(self) -> Iterator[ParsedRow]:
        rows = iter(self._people)
        yield from islice(rows, LOOKED_AT)
        self.cut = next(rows, None) is not None


def open_starting(path: Path, clock: Clock) -> Starting:
    """Open the list at `path` with the user's settings, to bring the first people in. Raises as `open_desk`."""
    from dialdeck.paths import config_file

    return Starting(open_desk(path, clock), config_file())


def wrong_caller(key: str, text: str) -> str:
    """Return why `text` cannot be the caller's `key` (one of `CALLER`) and what is expected; empty when it can."""
    text = plain(text)
    if not text:
        return ""
    values: dict[str, Any] = {key: text}
    wrong = check_meaning(Settings(caller=CallerSettings(**values)))
    if key == "hours" and wrong is not None:
        return wrong[1] if "write it like" in wrong[1] else f"{wrong[1]}; write it like mon-fri 08:00-17:00"
    if wrong is not None:
        return wrong[1]
    if key == "phone":
        from dialdeck.session.people import wrong_number

        return wrong_number(text)
    return ""


def plain(text: str) -> str:
    """Return a typed line without outer and doubled blanks."""
    return " ".join(text.split())


def _verdict(report: dict[str, Any], notices: tuple[str, ...], *, whole: bool) -> Verdict:
    from dialdeck.files.headers import PHONE_FIELDS

    told = [row for row in report["rows"] if row["reason"]]
    rejected = [_line(row) for row in told if row["verdict"] == "rejected"]
    counts = {name: report[name] for name in ("read", "added", "updated", "duplicate", "rejected", "do_not_call")}
    return Verdict(
        **counts,
        rejections=tuple(rejected[:REMARKS]),
        remarks=tuple([_line(row) for row in told if row["verdict"] != "rejected"][:REMARKS]),
        columns=tuple(report["mapping"].items()),
        notices=tuple(map(_here, notices)),
        wants_country=any(_NEEDS_COUNTRY in line for line in rejected),
        wants_phone=not set(PHONE_FIELDS).intersection(report["mapping"].values()),
        whole=whole,
    )


def _line(row: dict[str, Any]) -> str:
    return f"line {row['line']}: {_here(row['reason'])}"


def _told_here(error: DialdeckError) -> DialdeckError:
    words = _here(str(error))
    return error if words == str(error) else DataError(words)


def _here(text: str) -> str:
    for found, instead in _ELSEWHERE:
        text = found.sub(instead, text)
    return text
