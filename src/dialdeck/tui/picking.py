"""A long list that somebody picks from by typing: people, scopes, tasks, commands. What it holds, not how it looks.

Letters narrow the list at once; where the session finds the lines, it is asked beside the keys and the newest text
counts. No key is lost and none is a shortcut, so that every word can be typed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from dialdeck.model.views import PickRow
from dialdeck.tui.prompt import Editor

Rows = tuple[PickRow, ...]


@dataclass(slots=True)
class Picker:
    """An open list; `pick` is called with the line that was taken, and is None when there is nothing to take."""

    title: str
    rows: Rows
    pick: Callable[[PickRow], Awaitable[None] | None] | None
    verb: str
    """What `enter` does, in words: `brings them up`."""
    empty: str
    """What is said when there is no line."""
    search: Callable[[str], Awaitable[Rows | None]] | None = None
    """Finds the lines for a text; without it the lines are narrowed here. None when it failed, which was said."""
    tick: Callable[[PickRow], Awaitable[None] | None] | None = None
    """What the key for `done` does."""
    editor: Editor = field(default_factory=Editor)
    asked: str = ""
    """The text for which `rows` were found."""
    under: str = ""
    """The id of the line under the cursor; empty for the first."""
    leap: int = 10
    """Lines of a page, as it was painted last."""

    @property
    def shown(self) -> Rows:
        """The lines that fit what was typed; those that begin with it come first."""
        if self.search is not None:
            return self.rows
        text = self.editor.text.casefold().strip()
        fitting = [
            row for row in self.rows if all(word in f"{row.label} {row.note}".casefold() for word in text.split())
        ]
        return tuple(sorted(fitting, key=lambda row: not row.label.casefold().startswith(text)))

    @property
    def index(self) -> int:
        """The place of the cursor among the lines that are shown."""
        return next((at for at, row in enumerate(self.shown) if row.id == self.under), 0)

    @property
    def row(self) -> PickRow | None:
        """The line under the cursor."""
        shown = self.shown
        return shown[self.index] if shown else None

    def move(self, by: int) -> bool:
        """Move the cursor; say whether it moved."""
        shown, before = self.shown, self.index
        after = max(0, min(before + by, len(shown) - 1))
        if not shown or after == before:
            return False
        self.under = shown[after].id
        return True

    def renew(self, rows: Rows) -> None:
        """Show other lines; the cursor stays at its place when its line is gone."""
        at = self.index
        self.rows = rows
        shown = self.shown
        if shown and all(row.id != self.under for row in shown):
            self.under = shown[min(at, len(shown) - 1)].id

    @property
    def hint(self) -> str:
        """What the keys do."""
        parts = ["letters search" if self.search is not None else "letters narrow", "↑ ↓ move"]
        if self.pick is not None:
            parts.append(f"enter {self.verb}")
        if self.tick is not None:
            parts.append("^d done")
        return " · ".join((*parts, "esc leaves"))


def opened(picker: Picker) -> Picker:
    """Return the list with the cursor on the line that holds now."""
    picker.under = next((row.id for row in picker.rows if row.current), "")
    return picker
