"""What is marked as pasted is one text, whole, wherever the reads ended; everything else is left to be read as keys."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from dialdeck.tui.brackets import END, KEPT, START, Brackets, Piece

TEXT = st.text(alphabet="ab\x1b[2017~", max_size=30)
"""What marks are made of, so that halves of marks stand in it."""
PASTED = TEXT.filter(lambda text: not any(mark in f"{text}{END[:-1]}" for mark in (START, END)))
TYPED = TEXT.filter(lambda text: START not in f"{text}{START[:-1]}" and END not in text)


def split(text: str, *cuts: int) -> list[Piece]:
    """Return the pieces of a text that was read up to each of these places, one after the other."""
    brackets = Brackets()
    places = sorted({0, *(min(cut, len(text)) for cut in cuts), len(text)})
    return [piece for start, end in pairwise(places) for piece in brackets.split(text[start:end])]


def keys(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if not piece.pasted)


def pasted(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.pasted]


@given(TYPED, PASTED, TYPED, st.lists(st.integers(0, 100)))
@example("a", "\x1b", "b", [])
@example("\x1b", "a\x1b[20", "b", list(range(40)))
def test_a_paste_is_whole_and_in_its_place(before: str, text: str, behind: str, cuts: list[int]) -> None:
    pieces = split(f"{before}{START}{text}{END}{behind}", *cuts)
    at = pieces.index(Piece(text, pasted=True))
    assert keys(pieces[:at]) == f"{before}{START}{END}"
    assert pasted(pieces) == [text]
    assert keys(pieces[at:]) == behind


@given(TYPED, st.lists(st.integers(0, 100)))
def test_what_is_not_pasted_is_handed_on_at_once(text: str, cuts: list[int]) -> None:
    assert keys(split(text, *cuts)) == text


def test_an_end_within_what_is_pasted_is_text() -> None:
    assert pasted(split(f"{START}one{END}two{END}{START}three{END}")) == [f"one{END}two", "three"]


def test_a_beginning_within_what_is_pasted_is_text() -> None:
    assert pasted(split(f"{START}one{START}two{END}")) == [f"one{START}two"]


def test_a_paste_whose_end_does_not_come_is_given_up_with_its_text() -> None:
    brackets = Brackets()
    brackets.split(f"{START}one\x1b[20")
    assert brackets.inside
    assert brackets.give_up() == Piece("one\x1b[20", pasted=True)
    assert brackets.split("two") == [Piece("two", pasted=False)]


def test_the_end_that_comes_after_all_is_left_to_the_keys() -> None:
    brackets = Brackets()
    brackets.split(f"{START}one")
    brackets.give_up()
    assert brackets.split(END) == [Piece(END, pasted=False)]


def test_what_was_taken_for_an_escape_key_does_not_begin_a_paste() -> None:
    brackets = Brackets()
    brackets.split("\x1b")
    brackets.forget()
    assert brackets.split("[200~") == [Piece("[200~", pasted=False)]
    assert not brackets.inside


def test_however_much_is_pasted_little_is_kept_and_the_keys_behind_it_are_found() -> None:
    brackets = Brackets()
    brackets.split(START)
    for _ in range(100):
        assert brackets.split("x" * 4_096) == []
    assert brackets.split(f"{END}j") == [Piece("x" * KEPT, pasted=True), Piece("j", pasted=False)]
