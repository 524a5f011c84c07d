"""The sample settings are good ones, and show every table there is."""

from __future__ import annotations

import tomllib
from dataclasses import fields

import pytest

from dialdeck.model.settings import Settings
from dialdeck.paths import sample_data_dir
from dialdeck.settings.loading import load_settings
from dialdeck.settings.meaning import check_meaning

FILE = sample_data_dir() / "config.toml"
TABLES = [field.name for field in fields(Settings)]


def test_the_file_is_good() -> None:
    assert check_meaning(load_settings(FILE)) is None


def test_every_table_is_there_once_and_no_other() -> None:
    assert list(tomllib.loads(FILE.read_text("utf-8"))) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_comment_above_each_table_says_what_it_is_for(table: str) -> None:
    lines = FILE.read_text("utf-8").splitlines()
    comment = lines[lines.index(f"[{table}]") - 1]
    assert comment.startswith("# ")
    assert len(comment) > 40
    assert comment.endswith(".")


def test_the_caller_is_known_to_every_script() -> None:
    caller = load_settings(FILE).caller
    assert all([caller.name, caller.company, caller.phone, caller.email, caller.zone, caller.hours, caller.region])
    assert caller.phone.startswith("+1 312 555 01")
    assert caller.email.endswith(".example")
