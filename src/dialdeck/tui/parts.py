"""Parts of the page, remembered with what they were made from: what has not changed is not made again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from dialdeck.tui.cells import Line
from dialdeck.tui.panels.frame import Leaf

Pages: TypeAlias = list[Leaf]


class Parts:
    """The parts of one page, by name."""

    def __init__(self, ahead: Parts | None = None) -> None:
        """Remember nothing yet; take from `ahead` what was made there from the same."""
        self._ahead = ahead
        self._made: dict[str, tuple[Hashable, Pages]] = {}
        self._rows: tuple[list[list[Line]], list[Line]] = ([], [])

    def one(self, name: str, made_from: Hashable, make: Callable[[], list[Line]]) -> list[Line]:
        """Return the lines that `make` made, or makes now, from `made_from`."""
        return self.pages(name, made_from, lambda: [Leaf(make)])[0].lines

    def pages(self, name: str, made_from: Hashable, make: Callable[[], Pages]) -> Pages:
        """Return the pages that `make` made, or makes now, from `made_from`."""
        made = self._known(name, made_from)
        if made is None:
            made = self._ahead._known(name, made_from) if self._ahead is not None else None  # noqa: SLF001 - its own kind
            made = make() if made is None else made
            self._made[name] = (made_from, made)
        return made

    def _known(self, name: str, made_from: Hashable) -> Pages | None:
        known = self._made.get(name)
        return known[1] if known is not None and known[0] == made_from else None

    def beside(self, columns: list[list[Line]]) -> list[Line]:
        """Return columns of equal height side by side; the same columns give the same lines."""
        before, rows = self._rows
        if len(before) == len(columns) and all(old is new for old, new in zip(before, columns, strict=True)):
            return rows
        rows = [tuple(span for line in row for span in line) for row in zip(*columns, strict=True)]
        self._rows = (columns, rows)
        return rows
