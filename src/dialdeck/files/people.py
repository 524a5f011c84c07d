"""One row of cells to one person: the fields put together, and a note for each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dialdeck.files.cells import unescape_cell
from dialdeck.files.headers import ANSWER, CUSTOM, PHONE_FIELDS
from dialdeck.files.ports import Phones
from dialdeck.files.research import read_facts
from dialdeck.files.values import Unreadable, given_name, read_answer, read_fit, read_refusal, read_wish
from dialdeck.model.imported import ImportedNumber, ImportedPerson

LONGEST_LINE = 1000
"""Characters in a name, a title or the like; longer ones come of a quote gone astray."""
_KEPT_WHOLE = frozenset({"note", "issue", "issue_2", "issue_3"})

_T = TypeVar("_T")


class RowProblem(Exception):
    """Why a row cannot be used, as a sentence that says what to do."""


class PersonReader:
    """Reads rows of one file: its mapping and the default country stay the same from row to row."""

    def __init__(self, mapping: Mapping[str, str], phones: Phones, default_country: str | None) -> None:
        """Take {column: field} in the order of the columns."""
        self._phones = phones
        self._default_country = default_country
        self._plain: list[tuple[int, str, str]] = []
        self._custom: list[tuple[int, str]] = []
        self._answers: list[tuple[int, str, str]] = []
        self._phone_columns: list[tuple[int, str, str]] = []
        for index, (column, field) in enumerate(mapping.items()):
            if field.startswith(CUSTOM):
                self._custom.append((index, field.removeprefix(CUSTOM)))
            elif field.startswith(ANSWER):
                self._answers.append((index, field, column))
            elif field in PHONE_FIELDS:
                self._phone_columns.append((index, field, column))
            else:
                self._plain.append((index, field, column))
        self._phone_columns.sort(key=lambda entry: PHONE_FIELDS.index(entry[1]))

    def read(self, cells: Sequence[str]) -> tuple[ImportedPerson, tuple[str, ...]]:
        """Return the person and notes on what could not be read. Raises RowProblem."""
        notes: list[str] = []
        texts = self._texts(cells)
        custom = {name: text for index, name in self._custom if (text := unescape_cell(cells[index]).strip())}
        custom |= self._answered(cells, notes)
        name, given = _names(texts, notes)
        numbers = self._numbers(cells, texts.get("country", ""), notes)
        place = self._phones.locate(
            zone=texts.get("zone", ""),
            country=texts.get("country", ""),
            region=texts.get("region", ""),
            numbers=numbers,
            default_country=self._default_country,
        )
        notes.extend(place.notes)
        wish = _try(read_wish, texts.get("wish"), notes)
        fit = _try(read_fit, texts.get("fit"), notes)
        country = self._phones.country_code(texts.get("country", ""))
        read = {"country": country, "region": place.region, "zone": place.zone, "wish": wish, "fit": fit}
        self._keep_unread(texts, custom, read)
        met, known = fit or (None, None)
        refused, doubt = read_refusal(texts.get("do_not_call", ""))
        notes.extend([doubt] if doubt else [])
        person = ImportedPerson(
            name=name,
            given_name=given,
            title=texts.get("title"),
            email=texts.get("email"),
            organisation=texts.get("organisation"),
            country=place.country,
            region=place.region,
            postal=texts.get("postal"),
            city=texts.get("city"),
            zone=place.zone,
            zones=place.zones,
            zone_source=place.zone_source,
            wish=wish,
            project=texts.get("project"),
            offer=texts.get("offer"),
            niche=texts.get("niche"),
            cadence=texts.get("cadence"),
            fit_met=met,
            fit_known=known,
            numbers=numbers,
            facts=read_facts(texts, notes),
            note=texts.get("note"),
            do_not_call=refused,
            list=texts.get("list"),
            custom=custom,
        )
        return person, tuple(notes)

    def _answered(self, cells: Sequence[str], notes: list[str]) -> dict[str, str]:
        """The answers to the criteria of a niche; what cannot be read is kept under the column's name, with a note."""
        answers: dict[str, str] = {}
        for index, field, column in self._answers:
            text = unescape_cell(cells[index]).strip()
            try:
                answer = read_answer(text)
            except Unreadable as error:
                notes.append(f"{column}: {error}")
                answers[column] = text
            else:
                answers |= {field: answer} if answer else {}
        return answers

    def _texts(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of known fields that hold something, cleaned of outer spaces; one line unless it is prose."""
        texts: dict[str, str] = {}
        for index, field, column in self._plain:
            text = unescape_cell(cells[index]).strip()
            if not text:
                continue
            if field not in _KEPT_WHOLE:
                text = " ".join(text.split())
                if len(text) > LONGEST_LINE:
                    raise RowProblem(f"{column} has {len(text):,} characters; is a quote missing near this line?")
            texts[field] = text
        return texts

    def _numbers(self, cells: Sequence[str], country: str, notes: list[str]) -> tuple[ImportedNumber, ...]:
        """All numbers of the row in dialing order, each once. Raises RowProblem if there is none."""
        code = (self._phones.country_code(country) if country else None) or self._default_country
        found: dict[tuple[str, str | None], ImportedNumber] = {}
        problems: list[str] = []
        for index, field, column in self._phone_columns:
            text = cells[index]
            if not text or text.isspace():
                continue
            label = None if field == "phone" else field
            numbers, refused = self._phones.read_numbers(text, code, label=label, source=column)
            problems.extend(refused)
            for number in numbers:
                found.setdefault((number.e164, number.extension), number)
        if not found:
            raise RowProblem("; ".join(problems) or self._no_number())
        notes.extend(problems)
        return tuple(found.values())

    def _no_number(self) -> str:
        if not self._phone_columns:
            return "no phone number: no column is known to hold one; name it with --map COLUMN=phone"
        return "no phone number"

    def _keep_unread(self, texts: Mapping[str, str], custom: dict[str, str], read: Mapping[str, object]) -> None:
        """Keep what a column says but no field can hold as a custom field under the column's name."""
        for _, field, column in self._plain:
            if field in read and read[field] is None and field in texts:
                custom.setdefault(column, texts[field])


def _names(texts: Mapping[str, str], notes: list[str]) -> tuple[str, str | None]:
    """The person's name and given name; a row with a company alone is called by the company."""
    first, last = texts.get("first_name"), texts.get("last_name")
    joined = " ".join(part for part in (first, last) if part)
    name = texts.get("name") or joined
    if name:
        return name, first or given_name(name)
    organisation = texts.get("organisation")
    if organisation is None:
        raise RowProblem("no name: the row names neither a person nor an organisation")
    notes.append("no name; the person is listed under the organisation's name")
    return organisation, None


def _try(read: Callable[[str], _T], text: str | None, notes: list[str]) -> _T | None:
    """The value of a cell; None, with a note, if it cannot be read."""
    if text is None:
        return None
    try:
        return read(text)
    except Unreadable as error:
        notes.append(str(error))
        return None
