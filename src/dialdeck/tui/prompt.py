"""A line of text being typed: an editor of our own, so that no key is lost between opening a field and typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len

from dialdeck.tui.clean import clean

LIMIT = 2_000
"""Characters of one text."""

_AHEAD = 8
"""Cells after the cursor that stay in sight where there is text."""

MENU = "menu"
"""What was recorded while the way through a phone menu is asked for."""


@dataclass(slots=True)
class Editor:
    """Text and a cursor; combining marks stay with their letter."""

    text: str = ""
    at: int = 0

    def insert(self, text: str) -> bool:
        """Put text at the cursor, as one clean line; say whether all of it had room.

        It is cleaned together with the letter before it, to which it may begin with a mark.
        """
        letter = clean(self.text[self._before(self.at) : self.at])
        whole = clean(letter + text, len(letter) + len(text))[len(letter) :]
        piece = whole[: max(0, LIMIT - len(self.text))]
        self.text = self.text[: self.at] + piece + self.text[self.at :]
        self.at += len(piece)
        return piece == whole

    def press(self, key: str) -> bool:
        """Carry out an editing key; say whether it was one."""
        match key:
            case "left":
                self.at = self._before(self.at)
            case "right":
                self.at = self._after(self.at)
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(self.text)
            case "backspace" | "ctrl+h":
                self._cut(self._before(self.at), self.at)
            case "delete" | "ctrl+d":
                self._cut(self.at, self._after(self.at))
            case _:
                return self._press_more(key)
        return True

    def _press_more(self, key: str) -> bool:
        match key:
            case "ctrl+w":
                self._cut(self._word_before(), self.at)
            case "ctrl+u":
                self._cut(0, self.at)
            case "ctrl+k":
                self._cut(self.at, len(self.text))
            case "ctrl+left" | "alt+left":
                self.at = self._word_before()
            case "ctrl+right" | "alt+right":
                self.at = self._word_after()
            case _:
                return False
        return True

    def window(self, width: int) -> tuple[str, str, str]:
        """Return what fits into `width` cells: text before the cursor, the letter under it, text after it."""
        end = self._after(self.at)
        under = self.text[self.at : end] or " "
        before, after = self.text[: self.at], self.text[end:]
        room = max(0, width - cell_len(under))
        _, ahead = _fitting(after, _AHEAD)
        count, cells = _fitting(reversed(before), max(0, room - ahead))
        shown, _ = _fitting(after, room - cells)
        return before[len(before) - count :], under, after[:shown]

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.at = start

    def _before(self, at: int) -> int:
        at = max(0, at - 1)
        while at > 0 and cell_len(self.text[at]) == 0:
            at -= 1
        return at

    def _after(self, at: int) -> int:
        at = min(len(self.text), at + 1)
        while at < len(self.text) and cell_len(self.text[at]) == 0:
            at += 1
        return at

    def _word_before(self) -> int:
        head = self.text[: self.at].rstrip()
        return head.rfind(" ") + 1

    def _word_after(self) -> int:
        rest = self.text[self.at :]
        skipped = len(rest) - len(rest.lstrip())
        end = rest.find(" ", skipped)
        return len(self.text) if end < 0 else self.at + end


def _fitting(letters: Iterable[str], room: int) -> tuple[int, int]:
    """Return how many of the letters fit into `room` cells, and the cells they take; no further ones are looked at."""
    count = cells = 0
    for letter in letters:
        wide = cell_len(letter)
        if cells + wide > room:
            break
        count, cells = count + 1, cells + wide
    return count, cells


class Kind(Enum):
    """What a field is for: it decides what `esc` does and whether dates are echoed."""

    NOTE = "note"
    DATE = "date"
    REASON = "reason"
    ENTRY = "entry"
    """A piece of a person: a name, a number, the way through a menu."""


@dataclass(slots=True)
class Field:
    """An open text field; `save` is called with its text and returns whether the field can be closed."""

    kind: Kind
    title: str
    save: Callable[[str], Awaitable[bool]]
    empty: str
    """What is said when nothing was typed and something is needed; empty when nothing may be typed."""
    default: str = ""
    """The date that `enter` takes when nothing was typed."""
    echo: str = ""
    says: Callable[[str], str] | None = None
    """What the session says that a typed date would do; None: what it means."""
    editor: Editor = field(default_factory=Editor)
    keys: str = ""
    """What `enter` and `esc` do, where it is something else than the kind says."""
    leave: Callable[[], Awaitable[bool]] | None = None
    """What `esc` does before the field closes; it stays open when that fails."""
    back: Callable[[], None] | None = None
    """Opens the field before this one again, where there is one."""
    alone: bool = False
    """Keys that would drop what was typed, such as F5, do nothing here."""

    @property
    def hint(self) -> str:
        """What `enter` and `esc` do."""
        if self.keys:
            return self.keys
        if self.kind is Kind.NOTE:
            return "enter or esc saves"
        return "enter takes it · esc goes back"


class Option(NamedTuple):
    """One line of a short list."""

    key: str
    label: str
    text: str
    act: Callable[[], Awaitable[None] | None]


class Choice(NamedTuple):
    """A short list that waits for one key; `esc` goes back when it can be left."""

    title: str
    options: tuple[Option, ...]
    can_leave: bool = True


class Overlay(NamedTuple):
    """Lines laid over the panels: help, why, the summary."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """Pairs of a key or heading and a sentence; either may be empty."""
    quits: bool = False
    """Whether `enter` ends the session."""
