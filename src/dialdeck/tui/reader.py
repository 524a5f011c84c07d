"""From the bytes of a terminal to keys, pastes and reports, whatever the bytes are and wherever a read ends."""

from __future__ import annotations

import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser

from dialdeck.tui.brackets import Brackets, Piece

if TYPE_CHECKING:
    from textual.message import Message

PATIENCE = 1.0
"""Seconds without a byte after which the end of a paste is not awaited any more: the keyboard must work again."""


class Reader:
    """Reads keys with Textual's parser, and pastes by their marks; bytes that are no UTF-8 become �."""

    def __init__(self, *, debug: bool = False, now: Callable[[], float] = time.monotonic) -> None:
        """Begin outside everything; `now` returns seconds."""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(debug)
        self._brackets = Brackets()
        self._now = now
        self._read_at = 0.0

    def read(self, data: bytes) -> list[Message]:
        """Return what these bytes complete, in order."""
        self._read_at = self._now()
        return [message for piece in self._brackets.split(self._decode(data)) for message in self._of(piece)]

    def tick(self) -> list[Message]:
        """Return what the silence since the last bytes completes; to be called often.

        A lone escape character turns out to be the key, and a paste whose end does not come ends.
        """
        messages = list(self._parser.tick())
        if messages:
            self._brackets.forget()
        if self._brackets.inside and self._now() - self._read_at >= PATIENCE:
            messages += self._of(self._brackets.give_up())
        return messages

    def close(self) -> None:
        """Let the parser end."""
        with suppress(EOFError, ParseError):
            list(self._parser.feed(""))

    def _of(self, piece: Piece) -> list[Message]:
        if piece.pasted:
            return [events.Paste(piece.text.replace("\x00", ""))]
        # the parser sees the marks of a paste without its text
        return [message for message in self._parser.feed(piece.text) if not isinstance(message, events.Paste)]
