"""Bytes of a terminal come out as the keys and pastes they were, in order, whatever the bytes are."""

from __future__ import annotations

import pytest
from textual import events
from textual.message import Message

from dialdeck.tui.brackets import END, START
from dialdeck.tui.reader import PATIENCE, Reader


class Quiet:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def told(messages: list[Message]) -> list[str]:
    """Return keys by their name and pastes by their text."""
    return [
        message.key if isinstance(message, events.Key) else f"paste {message.text}"
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


def bracketed(text: bytes) -> bytes:
    return START.encode() + text + END.encode()


def test_a_paste_with_escape_characters_is_one_text_between_the_keys_around_it() -> None:
    text = b"one\x1b two \x1b[A\x1bOR\x1b[I three, and more than any key is long\x1b"
    assert told(Reader().read(b"a" + bracketed(text) + b"b")) == ["a", f"paste {text.decode()}", "b"]


def test_every_byte_may_be_a_read_of_its_own() -> None:
    reader = Reader()
    data = b"a" + bracketed("é\x1b[31m李".encode()) + b"\x1bOR"
    came = [message for byte in data for message in reader.read(bytes([byte]))]
    assert told(came) == ["a", "paste é\x1b[31m李", "f3"]


@pytest.mark.parametrize(("data", "text"), [(b"a\xff\xfeb", "a��b"), (b"a\xc3", "a�"), (b"\xf0\x9f\x80", "�")])
def test_bytes_in_a_paste_that_are_no_utf_8_are_shown_as_such(data: bytes, text: str) -> None:
    assert told(Reader().read(bracketed(data))) == [f"paste {text}"]


def test_an_escape_key_before_a_paste_comes_before_it() -> None:
    assert told(Reader().read(b"\x1b" + bracketed(b"x"))) == ["escape", "paste x"]


def test_two_pastes_are_two() -> None:
    assert told(Reader().read(bracketed(b"x") + bracketed(b""))) == ["paste x", "paste "]


def test_a_paste_whose_end_does_not_come_ends_after_a_while_and_keys_are_keys_again() -> None:
    quiet = Quiet()
    reader = Reader(now=quiet)
    assert told(reader.read(START.encode() + b"one")) == []
    quiet.seconds += PATIENCE - 0.01
    assert told(reader.tick()) == []
    quiet.seconds += 0.01
    assert told(reader.tick()) == ["paste one"]
    assert told(reader.read(b"v\x1bOR")) == ["v", "f3"]
    assert told(reader.tick()) == []


def test_a_paste_that_goes_on_is_waited_for() -> None:
    quiet = Quiet()
    reader = Reader(now=quiet)
    reader.read(START.encode())
    for _ in range(10):
        quiet.seconds += PATIENCE - 0.01
        assert told(reader.read(b"x")) == []
        assert told(reader.tick()) == []
    assert told(reader.read(END.encode())) == ["paste xxxxxxxxxx"]


def test_an_end_that_comes_too_late_does_nothing() -> None:
    quiet = Quiet()
    reader = Reader(now=quiet)
    reader.read(START.encode() + b"one")
    quiet.seconds += PATIENCE
    reader.tick()
    assert told(reader.read(b"two" + END.encode() + b"j")) == ["t", "w", "o", "j"]


def test_what_follows_an_escape_key_much_later_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = Quiet()
    monkeypatch.setattr("textual._parser.get_time", quiet)
    reader = Reader(now=quiet)
    reader.read(b"\x1b")
    quiet.seconds += 10
    assert told(reader.tick()) == ["escape"]
    assert told(reader.read(b"[200~v"))[-1] == "v"
