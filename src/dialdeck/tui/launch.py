"""Opening the call screen: the first person is on it before Textual is imported, in plain text.

Garbage is not collected while somebody works, only when nobody does:
it is what makes the slowest keys slow.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.tui.terminal import require_terminal, tolerate_encoding
from dialdeck.tui.worker import DeckThread

if TYPE_CHECKING:
    from dialdeck.clock import Clock
    from dialdeck.model.views import CallScreen
    from dialdeck.tui.app import CallApp
    from dialdeck.tui.ports import Deck

CRASHED, INTERRUPTED = 1, 130


def run_screen(deck_factory: Callable[[], Deck], clock: Clock) -> int:
    """Show the call screen until the session ends; return the exit code of the program.

    `deck_factory` is called on the thread on which the deck lives. Raises UsageError without a terminal, and what the
    factory or `open` raise as DialdeckError; any other failure ends in a redacted trace in the state directory.
    """
    require_terminal()
    tolerate_encoding()
    gc.disable()
    thread = DeckThread()
    opening = thread.submit(_open, deck_factory)
    before = threading.excepthook
    faults: list[BaseException] = []
    threading.excepthook = lambda raised: faults.append(raised.exc_value or RuntimeError())
    try:
        deck, view = opening.result()
        from dialdeck.tui.first_frame import FirstFrame

        with FirstFrame(view, clock.now()) as frame:
            from dialdeck.tui.app import CallApp

            app = CallApp(deck, view, thread, clock)
            frame.taken_over = True
            _run(app)
        return _ended(app, faults, clock)
    except DialdeckError:
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - nothing may end in a trace that shows data
        return _crashed(error, clock)
    finally:
        threading.excepthook = before
        thread.stop()
        gc.enable()


def _open(deck_factory: Callable[[], Deck]) -> tuple[Deck, CallScreen]:
    deck = deck_factory()
    return deck, deck.open()


def _run(app: CallApp) -> None:
    """Run the app, and close what it left open."""
    try:
        app.run(mouse=False)
    finally:
        asyncio.run(app.close_deck())


def _ended(app: CallApp, faults: list[BaseException], clock: Clock) -> int:
    """Return the exit code of the app, and say in one line what has to be said."""
    fault = app.fault or next(iter(faults), None)
    if fault is not None:
        return _crashed(fault, clock)
    if app.last_words:
        print("dialdeck:", app.last_words, file=sys.stderr)  # noqa: T201 - the screen is gone
    return app.return_code or 0


def _crashed(error: BaseException, clock: Clock) -> int:
    from dialdeck.paths import state_dir
    from dialdeck.tui.crash import crash_line

    print(crash_line(error, clock, state_dir()), file=sys.stderr)  # noqa: T201 - the screen is gone
    return CRASHED
