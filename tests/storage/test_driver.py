"""Two drivers in one process would lose each other's file locks."""

import subprocess
import sys

from dialdeck.storage.driver import sqlite3

FAKE = "import sys, types; fake = types.ModuleType('pysqlite3'); fake.__dict__.update(__import__('sqlite3').__dict__); "


def test_the_driver_is_the_one_that_sqlite_utils_uses() -> None:
    from sqlite_utils import utils

    assert vars(utils)["sqlite3"] is sqlite3


def test_both_follow_pysqlite3_when_it_is_installed() -> None:
    check = (
        f"{FAKE} sys.modules['pysqlite3'] = fake; "
        "from dialdeck.storage.driver import sqlite3 as ours; from sqlite_utils.utils import sqlite3 as theirs; "
        "sys.exit(0 if ours is fake and theirs is fake else 1)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
