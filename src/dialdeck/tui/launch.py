"""Opening the call screen: the first person is on it before Textual is imported, in plain text.

Garbage is not collected while somebody works, only when nobody does: it is what makes the slowest keys slow.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.tui.terminal import drop_unwritten, require_terminal, tolerate_encoding
from dialdeck.tui.worker import DeckThread

if TYPE_CHECKING:
    from dialdeck.clock import Clock
    from dialdeck.model.views import CallScreen
    from dialdeck.tui.app import CallApp
    from dialdeck.tui.ports import Deck

CRASHED = 1
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What asks the program to end; its exit code is then 128 and the number."""


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
    faults: list[BaseException] = []
    try:
        with _on_guard(faults) as early:
            deck, view = opening.result()
            app = _show(deck, view, thread, clock, early)
            return _ended(app, faults, clock)
    except DialdeckError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing may end in a trace that shows data
        return _crashed(error, clock)
    finally:
        thread.stop()
        drop_unwritten()
        gc.enable()


@contextmanager
def _on_guard(faults: list[BaseException]) -> Iterator[list[int]]:
    """Collect what fails on threads, and the signals that come before the screen takes them itself.

    They are carried out as soon as there is a screen that can end in order: an exception in the middle of a start
    would leave the terminal and the file half set up.
    """
    early: list[int] = []
    hook = threading.excepthook
    threading.excepthook = lambda raised: faults.append(raised.exc_value or RuntimeError())
    before = {number: signal.signal(number, lambda came, _: early.append(came)) for number in SIGNALS}
    try:
        yield early
    finally:
        threading.excepthook = hook
        for number, handler in before.items():
            signal.signal(number, handler)


def _open(deck_factory: Callable[[], Deck]) -> tuple[Deck, CallScreen]:
    deck = deck_factory()
    return deck, deck.open()


def _show(deck: Deck, view: CallScreen, thread: DeckThread, clock: Clock, early: list[int]) -> CallApp:
    """Show the screen to its end, and close the deck in every case."""
    from dialdeck.tui.first_frame import FirstFrame

    app: CallApp | None = None
    try:
        with FirstFrame(view, clock.now()) as frame:
            from dialdeck.tui.app import CallApp

            app = CallApp(deck, view, thread, clock, early=early)
            app.run(mouse=False)
            frame.taken_over = True
    except BaseException:
        # Why it ended goes before what closing then has to say.
        with suppress(Exception):
            _close(deck, thread, app)
        raise
    try:
        _close(deck, thread, app)
    except Exception:
        if app.fault is None:
            raise
    return app


def _close(deck: Deck, thread: DeckThread, app: CallApp | None) -> None:
    if app is None or not app.closed:
        thread.submit(deck.close).result()


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
