"""Which SQLite driver this process uses, chosen by the rule of sqlite-utils without importing sqlite-utils.

Two drivers in one process would each keep their own file locks and lose the other's; importing sqlite-utils only to
learn its choice would cost a third of the start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        sqlite3 = import_module("pysqlite3")
    except ImportError:
        sqlite3 = import_module("sqlite3")

__all__ = ["sqlite3"]
