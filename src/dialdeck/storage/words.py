"""The words that are searched, put right in the very transaction that changed them.

Triggers wrote down which people and notes are stale, and what the index holds of them (nothing, for new ones); here
that is taken out and what stands now is put in. Whatever wrote those rows, an import, an undo or a repair, is followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.storage.connection import Database

if TYPE_CHECKING:
    from dialdeck.storage.connection import Row
    from dialdeck.storage.driver import sqlite3

_IS_STALE = "SELECT EXISTS (SELECT 1 FROM stale_people) + 2 * EXISTS (SELECT 1 FROM stale_notes)"
_PEOPLE, _NOTES = 1, 2
_PUT_RIGHT = {
    _PEOPLE: (
        (
            "INSERT INTO people_words (people_words, rowid, name, organisation) "
            "SELECT 'delete', id, name, organisation FROM stale_people WHERE name IS NOT NULL"
        ),
        # Written out, since SQLite would go through everybody when it meets the view in a join.
        (
            "INSERT INTO people_words (rowid, name, organisation) SELECT p.id, p.name, o.name FROM stale_people w "
            "CROSS JOIN people p ON p.id = w.id CROSS JOIN states s ON s.person_id = w.id "
            "LEFT JOIN organisations o ON o.id = p.organisation_id WHERE s.bucket IS NOT 9"
        ),
        "DELETE FROM stale_people",
    ),
    _NOTES: (
        (
            "INSERT INTO note_words (note_words, rowid, text) "
            "SELECT 'delete', id, text FROM stale_notes WHERE text IS NOT NULL"
        ),
        (
            "INSERT INTO note_words (rowid, text) "
            "SELECT n.id, n.text FROM stale_notes w CROSS JOIN notes n ON n.id = w.id"
        ),
        "DELETE FROM stale_notes",
    ),
}
WORDS = ("people_words", "note_words")
"""The search indexes."""


class Words(Database):
    """The part of the store that keeps the search indexes true."""

    def before_commit(self) -> None:
        """Put right what the transaction made stale, and what a program did that knows nothing of words."""
        row: Row | None = self.conn.execute(_IS_STALE).fetchone()
        stale = 0 if row is None else row[0]
        for part, statements in _PUT_RIGHT.items():
            if stale & part:
                for statement in statements:
                    self.conn.execute(statement)


def fill_words(conn: sqlite3.Connection) -> None:
    """Fill the search indexes anew, inside a write transaction."""
    for table in WORDS:
        conn.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
    conn.execute("DELETE FROM stale_people")
    conn.execute("DELETE FROM stale_notes")
