"""Opening the call screen: the first person is on it before Textual is imported, in plain text.

A list that has nobody on it is begun first, by an application of its own; nothing of that is imported otherwise.

Garbage is not collected while somebody works, only when nobody does: it is what makes the slowest keys slow.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.errors import DialdeckError
from dialdeck.tui.terminal import drop_unwritten, require_terminal, tolerate_encoding
from dialdeck.tui.worker import DeckThread

if TYPE_CHECKING:
    from dialdeck.clock import Clock
    from dialdeck.model.views import CallScreen
    from dialdeck.session.starting import Starting
    from dialdeck.tui.app import CallApp
    from dialdeck.tui.first_start import FirstStartApp
    from dialdeck.tui.ports import Deck

CRASHED = 1
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What asks the program to end; its exit code is then 128 and the number."""


class FirstStart(NamedTuple):
    """What is done with a list that has nobody on it."""

    open: Callable[[], Starting]
    """Opens the list to bring people in; called on the deck's thread, after the deck was closed."""
    look_around: Callable[[], int]
    """Shows the sample data instead, once everything here is closed; returns the exit code of the program."""


def run_screen(deck_factory: Callable[[], Deck], clock: Clock, first_start: FirstStart | None = None) -> int:
    """Show the call screen until the session ends; return the exit code of the program.

    `deck_factory` is called on the thread on which the deck lives; with `first_start`, a deck that has nobody on file
    is closed for it, and made anew when somebody is. Raises UsageError without a terminal, and what the factory or
    `open` raise as DialdeckError; any other failure ends in a redacted trace in the state directory.
    """
    require_terminal()
    tolerate_encoding()
    code = _run(deck_factory, clock, first_start)
    if code is None and first_start is not None:
        return first_start.look_around()
    return code or 0


def _run(deck_factory: Callable[[], Deck], clock: Clock, first_start: FirstStart | None) -> int | None:
    """Show the screen to its end and return the exit code; None when somebody wants to look around instead."""
    gc.disable()
    thread = DeckThread()
    opening = thread.submit(_open, deck_factory)
    faults: list[BaseException] = []
    try:
        with _on_guard(faults) as early:
            deck, view = opening.result()
            if first_start is not None and view.nobody_on_file:
                thread.submit(deck.close).result()
                first = _begin(first_start, thread, early)
                if faults or first.fault is not None or not first.goes_on:
                    return None if first.looks_around and not faults else _ended(first, faults, clock)
                _listen(early)
                deck, view = thread.submit(_open, deck_factory).result()
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


def _begin(first_start: FirstStart, thread: DeckThread, early: list[int]) -> FirstStartApp:
    """Let somebody bring the first people in, and close the list in every case. Garbage is collected meanwhile."""
    from dialdeck.tui.first_start import FirstStartApp

    start = thread.submit(first_start.open).result()
    gc.enable()
    app: FirstStartApp | None = None
    try:
        app = FirstStartApp(start, thread, early=early)
        app.run(mouse=False)
    finally:
        gc.disable()
        if app is None or not app.closed:
            with suppress(Exception):
                thread.submit(start.close).result()
    return app


@contextmanager
def _on_guard(faults: list[BaseException]) -> Iterator[list[int]]:
    """Collect what fails on threads, and the signals that come before the screen takes them itself.

    They are carried out as soon as there is a screen that can end in order: an exception in the middle of a start
    would leave the terminal and the file half set up.
    """
    early: list[int] = []
    hook = threading.excepthook
    threading.excepthook = lambda raised: faults.append(raised.exc_value or RuntimeError())
    before = _listen(early)
    try:
        yield early
    finally:
        threading.excepthook = hook
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(early: list[int]) -> dict[signal.Signals, Any]:
    """Collect signals in `early`; return what was done with them before. A loop that ends gives them up."""
    return {number: signal.signal(number, lambda came, _: early.append(came)) for number in SIGNALS}


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


def _ended(app: CallApp | FirstStartApp, faults: list[BaseException], clock: Clock) -> int:
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
