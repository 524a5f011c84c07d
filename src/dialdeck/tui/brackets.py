"""What a terminal marks as pasted, told from keys before anything looks for keys in it.

Textual's parser goes on looking for them inside a paste: an escape character there comes out as keys, ahead of the text
that it stood in. Here everything between the two marks is text.
"""

from __future__ import annotations

from typing import NamedTuple

START = "\x1b[200~"
END = "\x1b[201~"
KEPT = 65_536
"""Characters of one paste that are kept: far more than any text here takes, so that what is too long is said to be."""


class Piece(NamedTuple):
    """What came in a row: one whole paste, or keys, which are never empty."""

    text: str
    pasted: bool


class Brackets:
    """Divides what is read into keys and pastes, wherever a read ends."""

    def __init__(self) -> None:
        """Begin outside a paste."""
        self.inside = False
        """Whether a paste has begun whose end has not come."""
        self._begun = ""
        """The beginning of a mark at the end of what was read: of keys it was handed on, of a paste it was not kept."""
        self._kept = ""

    def split(self, text: str) -> list[Piece]:
        """Return the pieces of what was read next, in order; a paste comes once its end has come.

        The keys before a paste include both of its marks: a parser that is in the middle of a key ends it there.
        """
        pieces: list[Piece] = []
        while text:
            piece, text = self._pasted(text) if self.inside else self._keys(text)
            if piece is not None:
                pieces.append(piece)
        return pieces

    def give_up(self) -> Piece:
        """Leave a paste whose end does not come, and return what there is of it."""
        return self._leave(self._begun)

    def forget(self) -> None:
        """What was read last was taken for keys already, however it goes on."""
        if not self.inside:
            self._begun = ""

    def _keys(self, text: str) -> tuple[Piece | None, str]:
        whole = self._begun + text
        start = whole.find(START)
        if start < 0:
            self._begun = _beginning_of(START, whole)
            return Piece(text, pasted=False), ""
        behind = start + len(START)
        keys = whole[len(self._begun) : behind] + END
        self.inside, self._begun = True, ""
        return Piece(keys, pasted=False), whole[behind:]

    def _pasted(self, text: str) -> tuple[Piece | None, str]:
        """Take text of a paste; of several ends in a row the last one counts, the others were part of the text."""
        whole = self._begun + text
        end = whole.find(END)
        if end < 0:
            self._begun = _beginning_of(END, whole)
            self._kept = (self._kept + whole.removesuffix(self._begun))[:KEPT]
            return None, ""
        next_start = whole.find(START, end)
        end = whole.rfind(END, end, next_start if next_start >= 0 else len(whole))
        return self._leave(whole[:end]), whole[end + len(END) :]

    def _leave(self, rest: str) -> Piece:
        text = (self._kept + rest)[:KEPT]
        self.inside, self._begun, self._kept = False, "", ""
        return Piece(text, pasted=True)


def _beginning_of(mark: str, text: str) -> str:
    """Return the beginning of a mark with which the text ends, the longest."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
