"""Parts of the page, remembered with what they were made from: what has not changed is not made again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from dialdeck.tui.cells import Line
from dialdeck.tui.panels.frame import Leaf

Pages: TypeAlias = list[Leaf]


class Parts:
    """The parts of one page, by name."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._made: dict[str, tuple[Hashable, Pages]] = {}
        self._rows: tuple[list[list[Line]], list[Line]] = ([], [])

    def one(self, name: str, made_from: Hashable, make: Callable[[], list[Line]]) -> list[Line]:
        """Return the lines that `make` made, or makes now, from `made_from`."""
        return self.pages(name, made_from, lambda: [Leaf(make)])[0].lines

    def pages(self, name: str, made_from: Hashable, make: Callable[[], Pages]) -> Pages:
        """Return the pages that `make` made, or makes now, from `made_from`."""
        known = self._made.get(name)
        if known is not None and known[0] == made_from:
            return known[1]
        made = make()
        self._made[name] = (made_from, made)
        return made

    def beside(self, columns: list[list[Line]]) -> list[Line]:
        """Return columns of equal height side by side; the same columns give the same lines."""
        before, rows = self._rows
        if len(before) == len(columns) and all(old is new for old, new in zip(before, columns, strict=True)):
            return rows
        rows = [tuple(span for line in row for span in line) for row in zip(*columns, strict=True)]
        self._rows = (columns, rows)
        return rows
