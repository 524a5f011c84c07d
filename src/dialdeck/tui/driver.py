"""The terminal under the screen, hardened where Textual's own driver gives up.

- Bytes that are no UTF-8, and escape characters in a paste, do not come out as keys and do not end the input thread.
- Coming back from a stop paints everything again.
- A terminal that is gone (end of input, or writing fails) ends the session in order instead of a busy loop or a trace.
- Keys that came in one read together are marked: nobody types so, it is a paste or a stuck key.
- Keys that come faster than they are carried out are handed over together.
- The screen is painted on standard output, so that standard error can be sent elsewhere.
"""

from __future__ import annotations

import os
import selectors
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from dialdeck.tui.reader import Reader
from dialdeck.tui.typed import BurstKey, Typed

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from dialdeck.tui.app import CallApp

_READ = 4096
_POLL = 0.1
_GAP = 0.01
"""Seconds within which what follows a burst still belongs to it: the system hands a long one over in parts."""
_LONGEST = 0.05
"""Seconds after which the part of a burst that has come is handed on, so that the screen follows."""


class SteadyDriver(LinuxDriver):
    """Textual's driver, with its input loop and its output made safe."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Paint on standard output."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast("IO[str]", _Output(cast("IO[str]", sys.__stdout__), self._gone))  # type: ignore[assignment]
        self._screen = cast("CallApp", app)
        self._is_gone = False
        self._typed: Typed | None = None
        """The keys handed over last, as long as nothing else came behind them."""
        self._burst = False
        """Whether what was read last was a burst."""
        self._burst_goes_on = False

    def _sigcont_application(self, *_: object) -> None:
        """Come back from the shell, or from a stop that nobody announced, and paint everything again.

        After an unannounced stop the threads still run: starting them again would read every key twice.
        """
        if self._must_signal_resume and self._auto_restart:
            self.resume_application_mode()
        self._tell(self._screen.came_back)

    def _run_input_thread(self) -> None:
        """Report what goes wrong while reading as a fault of ours; Textual would draw a trace with its values."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - a thread that dies in silence leaves a deaf screen
            self._tell(partial(self._screen.failed, error))

    def run_input_thread(self) -> None:
        """Read keys until the screen closes or the terminal is gone."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        reader = Reader(debug=self._debug)
        try:
            while not self.exit_event.is_set() and not self._is_gone:
                if selector.select(_GAP if self._burst_goes_on else _POLL):
                    self._pass_on(self._take(selector, reader))
                else:
                    self._burst_goes_on = False
                self._pass_on(reader.tick())
        finally:
            selector.close()
            reader.close()

    def _take(self, selector: selectors.BaseSelector, reader: Reader) -> list[Message]:
        """Return what has come; of a burst what follows without a gap as well, so that no last key looks typed."""
        came = self._read(reader)
        self._burst = self._burst_goes_on or _is_burst(came)
        self._burst_goes_on = False
        until = time.monotonic() + _LONGEST
        while self._burst and not self._burst_goes_on and not self._is_gone and selector.select(_GAP):
            came += self._read(reader)
            self._burst_goes_on = time.monotonic() > until
        return came

    def _read(self, reader: Reader) -> list[Message]:
        try:
            data = os.read(self.fileno, _READ)
        except OSError:
            data = b""
        if not data:
            self._gone()
        return reader.read(data)

    def _pass_on(self, messages: Sequence[Message]) -> None:
        for typed, group in groupby(messages, key=lambda message: isinstance(message, events.Key)):
            if typed:
                self._type([cast("events.Key", message) for message in group])
                continue
            self._typed = None
            for message in group:
                self.process_message(message)

    def _type(self, keys: list[events.Key]) -> None:
        if self._burst:
            keys = [BurstKey(key.key, key.character) for key in keys]
        if self._typed is None or not self._typed.add(keys):
            self._typed = Typed(keys)
            self.process_message(self._typed)

    def _gone(self) -> None:
        if not self._is_gone:
            self._is_gone = True
            self._tell(self._screen.terminal_gone)

    def _tell(self, call: Callable[[], None]) -> None:
        """Call on the loop of the screen, unless that has ended."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)


def _is_burst(messages: Sequence[Message]) -> bool:
    """Say whether more came together than one key: several that stand for characters, or a paste."""
    typed = sum(isinstance(message, events.Key) and message.character is not None for message in messages)
    return typed > 1 or any(isinstance(message, events.Paste) for message in messages)


class _Output:
    """A stream whose failing is reported once and then ignored: the writer thread must not die with a full queue."""

    def __init__(self, stream: IO[str], gone: Callable[[], None]) -> None:
        self._stream = stream
        self._report = gone

    def write(self, text: str) -> None:
        """Write, or report that the terminal is gone."""
        try:
            self._stream.write(text)
        except (OSError, ValueError):
            self._report()

    def flush(self) -> None:
        """Flush, or report that the terminal is gone."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            self._report()

    def fileno(self) -> int:
        """Return the number of the stream's file."""
        return self._stream.fileno()
