"""The terminal under the screen, hardened where Textual's own driver gives up.

- Bytes that are no UTF-8 become � instead of ending the input thread.
- Coming back from a stop paints everything again.
- A terminal that is gone (end of input, or writing fails) ends the session in order instead of a busy loop or a trace.
- Keys that came in one read together are marked: nobody types so, it is a paste or a stuck key.
- The screen is painted on standard output, so that standard error can be sent elsewhere.
"""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial
from typing import IO, TYPE_CHECKING, Any, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from dialdeck.tui.app import CallApp

_READ = 4096
_POLL = 0.1


class BurstKey(events.Key):
    """A key that arrived in one read together with others."""


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
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set() and not self._is_gone:
                if selector.select(_POLL):
                    self._take(parser, decode)
                self._pass_on(parser.tick())
        finally:
            selector.close()
            try:
                for _ in parser.feed(""):
                    pass
            except (EOFError, ParseError):
                pass

    def _take(self, parser: XTermParser, decode: Callable[[bytes], str]) -> None:
        try:
            data = os.read(self.fileno, _READ)
        except OSError:
            data = b""
        if not data:
            self._gone()
            return
        text = decode(data)
        if text:
            self._pass_on(parser.feed(text))

    def _pass_on(self, messages: Iterable[Message]) -> None:
        arrived = list(messages)
        typed = sum(isinstance(message, events.Key) and message.character is not None for message in arrived)
        for message in arrived:
            if typed > 1 and isinstance(message, events.Key):
                self.process_message(BurstKey(message.key, message.character))
            else:
                self.process_message(message)

    def _gone(self) -> None:
        if not self._is_gone:
            self._is_gone = True
            self._tell(self._screen.terminal_gone)

    def _tell(self, call: Callable[[], None]) -> None:
        """Call on the loop of the screen, unless that has ended."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)


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
