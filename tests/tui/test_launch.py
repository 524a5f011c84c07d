"""The start is fast because nothing is imported that the first frame does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import DialdeckError
from dialdeck.model.views import CallScreen
from dialdeck.tui import launch
from tests.tui.fake_deck import FakeDeck, disk_full

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


class Frame(AbstractContextManager["Frame"]):
    """A first frame that paints nothing, or fails instead."""

    fails: Exception | None = None

    def __init__(self, *_: object) -> None:
        """Stand in for the real one, on no terminal."""
        self.taken_over = False
        if self.fails is not None:
            raise self.fails

    def __exit__(self, *_: object) -> None:
        """Nothing was painted."""


class App:
    """A screen that is over as soon as it runs."""

    fault: Exception | None = None
    closed = False
    last_words = ""
    return_code = 0

    def __init__(self, *_: object, **__: object) -> None:
        """Stand in for the real one, on no terminal."""

    def run(self, **_: object) -> None:
        """Nothing is shown."""


class UnclosableDeck(FakeDeck):
    """A deck whose file fails at the end."""

    def open(self) -> CallScreen:
        """Return the first view."""
        return self._view()

    def close(self) -> None:
        """Fail as the store does."""
        raise disk_full(writing=True)


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A launcher that paints nothing."""
    for name in ("require_terminal", "tolerate_encoding", "drop_unwritten"):
        monkeypatch.setattr(launch, name, nullcontext)
    monkeypatch.setattr("dialdeck.tui.first_frame.FirstFrame", Frame)
    monkeypatch.setattr("dialdeck.tui.app.CallApp", App)
    monkeypatch.setattr(Frame, "fails", None)
    monkeypatch.setattr(App, "fault", None)


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize("where", ["frame", "screen"])
def test_a_deck_that_cannot_be_closed_does_not_hide_why_the_screen_ended(
    where: str, monkeypatch: pytest.MonkeyPatch, clock: SteppingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, name = (Frame, "fails") if where == "frame" else (App, "fault")
    monkeypatch.setattr(broken, name, LookupError("first"))

    assert launch.run_screen(lambda: UnclosableDeck(clock), clock) == launch.CRASHED
    assert "a fault of ours (LookupError)" in capsys.readouterr().err


@pytest.mark.usefixtures("no_terminal")
def test_a_deck_that_cannot_be_closed_is_said_when_nothing_else_failed(clock: SteppingClock) -> None:
    with pytest.raises(DialdeckError, match=r"NOT SAVED: list\.db: the disk is full"):
        launch.run_screen(lambda: UnclosableDeck(clock), clock)
