"""Opening the call screen: find the file, hand the screen a way to make its deck, return the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.clock import clock_from_environment
from dialdeck.errors import DialdeckError

if TYPE_CHECKING:
    from pathlib import Path

    from dialdeck.session.deck import Deck
    from dialdeck.session.starting import Starting


def open_screen(db: Path | None) -> int:
    """Open the call screen on `db`, or on the default file; return the exit code of the program.

    A list that has nobody on it is begun first: a file, one person by hand, or the sample data instead.
    """
    from dialdeck.tui.launch import FirstStart, run_screen
    from dialdeck.tui.terminal import require_terminal

    try:
        require_terminal()
        clock = clock_from_environment()

        def make_deck() -> Deck:
            from dialdeck.paths import default_db
            from dialdeck.session.compose import open_deck

            return open_deck(db or default_db(), clock)

        def begin() -> Starting:
            from dialdeck.paths import default_db
            from dialdeck.session.starting import open_starting

            return open_starting(db or default_db(), clock)

        return run_screen(make_deck, clock, FirstStart(begin, open_demo))
    except DialdeckError as error:
        return _refused(error)


def open_demo() -> int:
    """Open the call screen on a fresh copy of the sample data that is thrown away afterwards."""
    import tempfile
    from pathlib import Path

    from dialdeck.tui.launch import run_screen
    from dialdeck.tui.terminal import require_terminal

    try:
        require_terminal()
        with tempfile.TemporaryDirectory(prefix="dialdeck-demo-") as folder:

            def make_deck() -> Deck:
                from dialdeck.session.demo import demo_deck

                return demo_deck(Path(folder) / "demo.db")

            from dialdeck.clock import SystemClock
            from dialdeck.session.demo import NOW

            return run_screen(make_deck, SystemClock(NOW))
    except DialdeckError as error:
        return _refused(error)


def _refused(error: DialdeckError) -> int:
    from dialdeck.cli.running import say

    say(str(error))
    return error.exit_code
