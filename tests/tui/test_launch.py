"""The start is fast because nothing is imported that the first frame does not need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {
    "click", "dateparser", "frontmatter", "holidays", "humanize", "jinja2", "phonenumbers", "pydantic", "sqlite3",
    "sqlite_utils", "tomlkit",
}  # fmt: skip


def imported_by(module: str) -> set[str]:
    """Return the top-level modules that importing one brings in a fresh process."""
    code = f"import sys, {module}; print(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
    return set(done.stdout.split())


def test_the_launcher_does_not_import_textual() -> None:
    assert not {"textual", "rich"} & imported_by("dialdeck.tui.launch")


@pytest.mark.parametrize("module", ["dialdeck.tui.launch", "dialdeck.tui.app"])
def test_nothing_heavy_is_imported_before_the_first_frame(module: str) -> None:
    assert not HEAVY & imported_by(module)
