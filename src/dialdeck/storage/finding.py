"""Finding people by what somebody remembers of them: a name, where they work, what was noted, the end of a number.

What is typed is never taken for a query: it is cut into words as the search index cuts them, and each is the beginning
of a word. Only the first hits are read, in the order in which people came, so that two letters cost the same in any
file.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from dialdeck.storage.driver import sqlite3
from dialdeck.storage.play_reads import PlayReads
from dialdeck.storage.rows import FoundRow

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_DIGITS = 3
"""Fewer are too many people to be a number that somebody remembers."""
_MOST_WORDS = 20
_LONGEST_WORD = 60
_GATHERED = 4
"""Letters of a beginning up to which the index has everybody gathered (`prefix` in the schema)."""
_AROUND_DIGITS = frozenset("+-()./ \t\u00a0\u202f\u2009\u2010\u2011")
_DIACRITICS = range(0x300, 0x340)
"""Combining marks that the index leaves out inside a word; it ends a word at any other."""
_LOOKED_AT = 2_000
"""Notes and numbers gone through at most: those of an import on its way in are passed over."""
_SHOWN = """
    p.id, p.uid, p.name, p.title, o.name, s.stage, coalesce({number}, (
        SELECT e164 FROM numbers n WHERE n.person_id = p.id AND n.dead = 0 ORDER BY n.rank, n.id LIMIT 1
    ))"""
_BESIDE = """
    CROSS JOIN people p ON p.id = {id} CROSS JOIN states s ON s.person_id = p.id
    LEFT JOIN organisations o ON o.id = p.organisation_id WHERE s.bucket IS NOT 9"""
_BY_WORDS = f"""
    SELECT {_SHOWN.format(number="NULL")} FROM people_words w {_BESIDE.format(id="w.rowid")}
    AND people_words MATCH ? ORDER BY w.rowid LIMIT ?"""  # noqa: S608
_BY_NOTE = f"""
    SELECT {_SHOWN.format(number="NULL")} FROM (
        SELECT rowid AS id FROM note_words WHERE note_words MATCH ? ORDER BY rowid DESC LIMIT {_LOOKED_AT}
    ) w CROSS JOIN notes m ON m.id = w.id {_BESIDE.format(id="m.person_id")}
    GROUP BY p.id ORDER BY max(m.id) DESC LIMIT ?"""  # noqa: S608
_BY_END = f"""
    SELECT {_SHOWN.format(number="w.e164")} FROM (
        SELECT person_id, e164 FROM numbers WHERE backwards >= ? AND backwards < ? LIMIT {_LOOKED_AT}
    ) w {_BESIDE.format(id="w.person_id")} GROUP BY p.id LIMIT ?"""  # noqa: S608

_SOMEBODY = "SELECT 1 FROM states INDEXED BY states_stage WHERE stage > '' AND bucket IS NOT 9 LIMIT 1"


class Finding(PlayReads):
    """The part of the store that finds people by a few letters or digits."""

    def find_people(self, text: str, limit: int = 50) -> list[FoundRow]:
        """Return the people whom a text fits, `limit` at most, each once.

        Every word must be the beginning of a word of their name, or of their name and organisation, or of one note;
        accents and case do not count. Three digits or more are the end of a number, however it is grouped. Any text is
        safe; one without a letter or digit fits nobody.
        """
        found: dict[int, FoundRow] = {}
        for digits in _ends(text):
            if not found:
                self._add(found, "number", _BY_END, (digits, digits + ":"), limit)
        queries = _queries(_words(text))
        for matched, sql, where in (
            ("name", _BY_WORDS, "{name} : "),
            ("organisation", _BY_WORDS, ""),
            ("note", _BY_NOTE, ""),
        ):
            for query in queries:
                self._add(found, matched, sql, (f"{where}({query})",), limit)
        return list(found.values())

    def has_people(self) -> bool:
        """Say whether anybody is there; who arrives with an import is not yet."""
        return self.row(_SOMEBODY) is not None

    def _add(self, found: dict[int, FoundRow], matched: str, sql: str, values: tuple[str, ...], limit: int) -> None:
        if len(found) >= limit:
            return
        try:
            # Those who were found already may come again: as many more are asked for.
            rows = self.rows(sql, (*values, limit + len(found)))
        except sqlite3.OperationalError:
            # A letter that this SQLite does not know: it cuts the word where we do not, and cannot search pieces.
            return
        for row in rows:
            if len(found) < limit:
                found.setdefault(row[0], FoundRow(*(*row, matched)))


def _words(text: str) -> list[str]:
    """Return the words of a text as the index cuts them: letters, digits and private use, whatever is between."""
    kept = "".join(letter if _counts(letter) else " " for letter in text if ord(letter) not in _DIACRITICS)
    return list(_distinct(word[:_LONGEST_WORD] for word in kept.split()))[:_MOST_WORDS]


def _queries(words: list[str]) -> list[str]:
    """Return what the index is asked, one after the other: long words as they are, then all as beginnings.

    Whole words come first, and cost nothing; the beginnings of long ones have to be gathered from all words that begin
    so, which the index does beforehand for short ones.
    """
    whole = " AND ".join(f'"{word}"' + " *" * (len(word) <= _GATHERED) for word in words)
    begun = " AND ".join(f'"{word}" *' for word in words)
    return list(_distinct(query for query in (whole, begun) if query))


def _counts(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "Co"


def _distinct(words: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(words)


def _ends(text: str) -> list[str]:
    """Return what a text of digits would be at the beginning of a number that is written backwards; none for words.

    The second try leaves out the noughts that a number is dialed with at home.
    """
    digits = "".join(letter for letter in text if letter in "0123456789")
    if len(digits) < FEWEST_DIGITS or not set(text) <= _AROUND_DIGITS | set(digits):
        return []
    bare = digits.lstrip("0")
    return [digits[::-1]] if bare == digits or len(bare) < FEWEST_DIGITS else [digits[::-1], bare[::-1]]
