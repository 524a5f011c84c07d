"""What strangers say on the way to the screen, and the words about a number that did not get there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.phone.telling import code_words, doubtful, failed, first_line, harmless, why


@given(st.text() | st.text("\x1b\x9b\x9d[]0;m\x07\\ab\u202e\u200b", max_size=60))
def test_whatever_is_said_becomes_one_printable_line_of_eighty_characters(text: str) -> None:
    said = harmless(text)
    assert said.isprintable()
    assert len(said) <= 80


@given(st.binary(max_size=300))
def test_any_bytes_have_a_first_line(output: bytes) -> None:
    said = first_line(output)
    assert said.isprintable()
    assert len(said) <= 80


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (b"", ""),
        (b"\n \r\n first\nsecond", "first"),
        (b"progress\rdone", "progress"),
        (b"\x1b[1;31mred\x1b[0m", "red"),
        (b"\x1b]0;title\x07text", "text"),
        (b"\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        (b"\x1bPq#0\x1b\\sixel", "sixel"),
        (b"\x1b", ""),
        (b"a\x00b\tc", "a b c"),
        (b"x" * 4096, "x" * 79 + "…"),
        ("Gerät fehlt".encode(), "Gerät fehlt"),
        ("Gerät".encode("latin-1"), "Ger\ufffdt"),
    ],
)
def test_the_first_line_that_says_something_is_shown_without_its_codes(output: bytes, said: str) -> None:
    assert first_line(output) == said


@pytest.mark.parametrize(
    ("code", "words"),
    [(3, "ended with code 3"), (-9, "was ended by SIGKILL"), (-63, "was ended by signal 63")],
)
def test_an_end_is_told_by_code_or_signal(code: int, words: str) -> None:
    assert code_words(code) == words


def test_a_failure_says_how_to_go_on() -> None:
    for handed in (failed("no phone"), doubtful("no answer")):
        assert handed.failed
        assert "dial the number shown by hand" in handed.words
        assert handed.words.endswith("dialdeck config check")


def test_an_error_is_told_without_its_path() -> None:
    assert why(FileNotFoundError(2, "No such file or directory", "/home/somebody/x")) == "No such file or directory"
    assert why(ValueError("embedded null byte")) == "embedded null byte"
