"""What every test stands on: no settings of the machine, a home of its own, and counts by the run asked for."""

import os
from collections.abc import Callable
from pathlib import Path

# Read by Textual when it is imported, so it must stand before any test module imports it.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for _name in [name for name in os.environ if name.startswith(("TEXTUAL_", "DIALDECK_"))]:
    if _name not in {"TEXTUAL_ANIMATIONS", "DIALDECK_TRUST_FULL"}:
        del os.environ[_name]
for _name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TEXTUAL"):
    os.environ.pop(_name, None)

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

FULL = os.environ.get("DIALDECK_TRUST_FULL") == "1"

# The same examples in every ordinary run, so that a red test is about the change at hand; new ones when trust is asked.
settings.register_profile("sample", deadline=None, derandomize=True, database=None, max_examples=100)
settings.register_profile("full", deadline=None, database=None, max_examples=2_000)
settings.load_profile("full" if FULL else "sample")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data, state and settings directory of this test alone (`DIALDECK_HOME`); it does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("DIALDECK_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def counts() -> Callable[[int, int], int]:
    """How much of a trust row to run: `counts(sample, full)` gives the second figure in `make trust` only."""
    return lambda sample, full: full if FULL else sample
