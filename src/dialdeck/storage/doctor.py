"""Looking the file over: is it whole, is it ours, and does the present follow from the log? Nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.errors import DialdeckError
from dialdeck.storage import schema_3, schema_4
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.migrations import current_version
from dialdeck.storage.projection import compare
from dialdeck.storage.words import WORDS

if TYPE_CHECKING:
    from dialdeck.storage.store import Store

_SHOWN = 5


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def examine(store: Store) -> list[Check]:
    """Return what was looked at, search last; the whole takes seconds for a very large file."""
    checks = [_version(store), _integrity(store)]
    if checks[-1].ok:
        checks += [_keys(store), _projection(store), _reach(store), _fit(store), _words(store)]
    return checks


def _version(store: Store) -> Check:
    version = store.value("PRAGMA user_version")
    wanted = current_version()
    return Check("version", version == wanted, f"schema {version} of {wanted}")


def _integrity(store: Store) -> Check:
    try:
        found = [str(row[0]) for row in store.rows(f"PRAGMA integrity_check({_SHOWN})")]
    except DialdeckError as error:
        return Check("integrity", False, str(error))
    if found == ["ok"]:
        return Check("integrity", True, "every page and index is sound")
    lines = "; ".join(line.replace("\n", " ") for line in found)
    return Check("integrity", False, f"the file is damaged ({lines}); put a copy of it in its place")


def _keys(store: Store) -> Check:
    found = store.rows("PRAGMA foreign_key_check")
    if not found:
        return Check("keys", True, "every row belongs to something that is there")
    tables = ", ".join(sorted({row[0] for row in found}))
    return Check("keys", False, f"{len(found)} rows belong to nothing, in {tables}")


def _projection(store: Store) -> Check:
    found = compare(store, most=_SHOWN + 1)
    events = store.value("SELECT coalesce(max(seq), 0) FROM events")
    if not found:
        return Check("projection", True, f"people and dials are what {events} events say")
    more = " and more" if len(found) > _SHOWN else ""
    return Check("projection", False, f"differs from the events: {'; '.join(found[:_SHOWN])}{more}")


def _reach(store: Store) -> Check:
    wrong = store.value(schema_3.WRONG)
    if not wrong:
        return Check("reach", True, "who can be dialed is as numbers and the do-not-call list say")
    return Check("reach", False, f"{wrong} people can be dialed, or not, otherwise than their numbers say")


def _fit(store: Store) -> Check:
    wrong = store.value(schema_4.WRONG)
    if not wrong:
        return Check("fit", True, "how well people fit is as their answers and research say")
    return Check("fit", False, f"{wrong} people stand in the queue by another fit than is on record")


def _words(store: Store) -> Check:
    wrong = []
    try:
        with store.write() as conn:
            store.before_commit()  # what a foreign program wrote and nobody has indexed yet is no damage
            for table in WORDS:
                try:
                    conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
                except sqlite3.DatabaseError:
                    wrong.append(table)
    except DialdeckError as error:
        return Check("words", False, str(error))
    if not wrong:
        return Check("words", True, "search finds what is written")
    return Check("words", False, f"search does not hold what is written ({', '.join(wrong)})")
