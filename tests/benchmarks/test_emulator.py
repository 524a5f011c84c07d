"""The emulator counts changed cells, and swallows what pyte cannot read."""

import pytest

from benchmarks.emulator import Emulator, Questions


@pytest.fixture
def emulator() -> Emulator:
    return Emulator(20, 3)


def test_text_changes_the_screen(emulator: Emulator) -> None:
    assert emulator.feed(b"Dana")
    assert emulator.lines[0] == "Dana".ljust(20)


def test_painting_the_same_again_changes_nothing(emulator: Emulator) -> None:
    emulator.feed(b"Dana")

    assert not emulator.feed(b"\x1b[1;1HDana")


def test_another_colour_is_a_change(emulator: Emulator) -> None:
    emulator.feed(b"Dana")

    assert emulator.feed(b"\x1b[1;1H\x1b[31mDana")


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[>1u",
        b"\x1b[?2026$p",
        b"\x1b[?2026h",
        b"\x1b]0;title\x07",
        b"\x1b[5;5H",
        b"\x1bP+q544e\x1b\\",
        b"\x1b[>4;1m",
    ],
)
def test_what_says_nothing_to_a_person_is_no_change(emulator: Emulator, sequence: bytes) -> None:
    assert not emulator.feed(sequence)
    assert emulator.text.strip() == ""


def test_a_sequence_cut_by_a_read_is_put_together(emulator: Emulator) -> None:
    emulator.feed(b"\x1b]0;a ti")
    emulator.feed(b"tle\x07Da\x1b[")
    emulator.feed(b"1mna")

    assert emulator.lines[0].rstrip() == "Dana"


def test_the_alternate_screen_opens_empty(emulator: Emulator) -> None:
    emulator.feed(b"shell prompt")

    assert emulator.feed(b"\x1b[?1049h")
    assert emulator.text.strip() == ""


def test_a_question_cut_by_a_read_is_answered_once() -> None:
    questions = Questions()

    assert list(questions.answers_to(b"text\x1b[?20")) == []
    assert list(questions.answers_to(b"26$p")) == [b"\x1b[?2026;2$y"]
    assert list(questions.answers_to(b"more")) == []
