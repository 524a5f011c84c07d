"""Bursts and pastes in a real terminal: shown at once, whole and in order, and nothing in them is a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialdeck.tui.prompt import LIMIT
from tests.tui.pty_seat import Terminal, terminal

START, END = b"\x1b[200~", b"\x1b[201~"
FULL = "the text is full at 2000 characters"
WORDS = b"lorem ipsum dolor sit amet "
FIELD_ROW = b"\x1b[31;"
"""What is written before each change of the text in the field, at 120 × 36."""
MOST = 200
"""Paints of three thousand keys: how many depends on how the system hands them over; one each were 2,000 and more."""


@pytest.fixture
def note(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with a note open, while a dial is."""
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        seat.send(b"n")
        seat.shows("Note on Dana Whitfield")
        yield seat


def saved(seat: Terminal) -> str:
    """Save the note and return it, when nothing else was asked meanwhile."""
    seat.send(b"\r")
    seat.wait(lambda: any(call.startswith("note ") for call in seat.calls))
    assert not [call for call in seat.calls if call.startswith("outcome")]
    (text,) = (call.removeprefix("note ") for call in seat.calls if call.startswith("note "))
    return text


@pytest.mark.parametrize("step", [3_000, 1])
def test_three_thousand_keys_are_shown_in_few_paints_and_saved_once(note: Terminal, step: int) -> None:
    data = (WORDS * 200)[:3_000]
    before = len(note.raw)
    for at in range(0, len(data), step):
        note.send(data[at : at + step])
    note.shows(FULL)
    note.wait(lambda: note.raw.count(FIELD_ROW, before) > 0)
    assert note.raw.count(FIELD_ROW, before) < MOST
    assert saved(note) == data.decode()[:LIMIT].strip()


def test_a_long_burst_records_nothing_however_it_is_handed_over(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        for size in (4_095, 4_096, 4_097, 8_193):
            seat.send(b"x" * (size - 1) + b"v")
            seat.shows("nothing was done")
            seat.send(b"\x1b[24~")
            seat.shows("does nothing")
        assert not [call for call in seat.calls if call.startswith("outcome")]


def test_escape_characters_in_a_paste_are_shown_in_their_place(note: Terminal) -> None:
    note.send(START + b"one\x1b two \x1b[A\x1bOR three, and more than any key is long\x1b" + END)
    note.shows("› one␛ two ␛[A␛OR three, and more than any key is long␛")
    assert saved(note) == "one␛ two ␛[A␛OR three, and more than any key is long␛"


def test_escape_characters_in_a_paste_are_no_keys(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        seat.send(START + b"\x1b" + b"v" * 40 + b"\x1bh" + END)
        seat.shows("pasted text goes into text fields only")
        assert not [call for call in seat.calls if call.startswith("outcome")]


def test_a_key_hidden_behind_an_end_within_a_paste_is_no_key(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        seat.send(START + b"x" + END + b"v")
        seat.shows("nothing was done")
        assert not [call for call in seat.calls if call.startswith("outcome")]


def test_what_a_burst_ends_with_says_yes_to_nothing_once_it_turns_out_to_be_a_key(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("ringing")
        seat.send(b"\x7f")
        seat.shows("No call happened?")
        seat.send(b"xx\x1by")
        seat.shows("✗")
        seat.wait(lambda: "✗" not in seat.text)
        assert "No call happened?" in seat.text
        assert "not_placed" not in seat.calls


def test_a_paste_may_come_in_parts(note: Terminal) -> None:
    for part in (b"\x1b[20", b"0~one", b" tw\xc3", b"\xa9", b"o\x1b[2", b"01", b"~", b" three"):
        note.send(part)
    note.shows("› one twéo three")
    assert saved(note) == "one twéo three"


def test_a_paste_whose_end_never_comes_leaves_the_keyboard_free(note: Terminal) -> None:
    note.send(START + b"one")
    note.shows("› one")
    note.send(b" two")
    note.shows("› one two")
    assert saved(note) == "one two"


def test_a_hundred_thousand_characters_are_cut_and_that_is_said(note: Terminal) -> None:
    data = (WORDS * 4_000)[:100_000]
    note.send(START + data + END)
    note.shows(FULL)
    assert saved(note) == data.decode()[:LIMIT].strip()


def test_bytes_in_a_paste_that_are_no_utf_8_are_shown_as_such(note: Terminal) -> None:
    note.send(START + b"a\xff\xc3b\xf0\x9f" + END)
    note.shows("› a��b�")
    assert saved(note) == "a��b�"


def test_a_window_that_changes_during_a_burst_takes_nothing_away(note: Terminal) -> None:
    data = (WORDS * 60)[:1_500] + b"the end"
    sizes = [(60, 20), (300, 100), (19, 4), (80, 24), (120, 36)]
    for at in range(0, len(data), 100):
        note.send(data[at : at + 100])
        note.resize(*sizes[at // 100 % len(sizes)])
    note.resize(120, 36)
    note.shows("the end")
    assert saved(note) == data.decode()
