"""Doctor says what is well and what is not; config says where the settings are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.conftest import Cli


def test_doctor_says_well_a_line_a_check(cli: Cli, samples: Path) -> None:
    ran = cli("doctor")
    assert ran.code == 0
    assert all(one.startswith("ok  ") for one in ran.out.splitlines())


def test_doctor_says_what_is_wrong_and_fails(cli: Cli, samples: Path) -> None:
    conn = sqlite3.connect(samples)
    conn.execute("UPDATE states SET attempt = attempt + 1 WHERE person_id = 3")
    conn.commit()
    conn.close()
    ran = cli("doctor")
    assert ran.code == 65
    assert any(one.startswith("BAD projection") for one in ran.out.splitlines())
    assert cli("doctor", "--json").json()["ok"] is False


def test_config_path_names_the_file_that_is_read(cli: Cli, own_home: Path) -> None:
    assert cli("config", "path").out == f"{own_home}/config/config.toml\n"
