"""A running time and a number in figures three lines high: read from the corner of an eye while the phone rings."""

from __future__ import annotations

from dialdeck.tui.cells import width_of

_FIGURES = {
    "0": ("╭─╮", "│ │", "╰─╯"),
    "1": ("╶╮ ", " │ ", "╶┴╴"),
    "2": ("╶─╮", "╭─╯", "╰─╴"),
    "3": ("╶─╮", " ─┤", "╶─╯"),
    "4": ("╷ ╷", "╰─┤", "  ╵"),
    "5": ("╭─╴", "╰─╮", "╶─╯"),
    "6": ("╭─╴", "├─╮", "╰─╯"),
    "7": ("╶─╮", "  │", "  ╵"),
    "8": ("╭─╮", "├─┤", "╰─╯"),
    "9": ("╭─╮", "╰─┤", "╶─╯"),
    ":": (" ", "·", "·"),
    "+": ("   ", "╶┼╴", "   "),
}
_ROWS = tuple(str.maketrans({figure: rows[at] for figure, rows in _FIGURES.items()}) for at in range(3))
_LARGE = frozenset(_FIGURES) | {" "}
_GAPS = ("  ", " ")
"""What stands between two groups of a large number, and where that is too wide."""


def large(text: str) -> tuple[str, str, str]:
    """Return figures as three lines of equal width; what has no figure stands in all three."""
    top, middle, bottom = _ROWS
    return (text.translate(top), text.translate(middle), text.translate(bottom))


def large_number(number: str, room: int) -> tuple[str, str, str]:
    """Return a number in three lines of equal width; one too long for `room` cells stands small in the middle one."""
    for gap in _GAPS if _LARGE.issuperset(number) else ():
        rows = large(number.replace(" ", gap))
        if len(rows[0]) <= room:
            return rows
    small = stretched(number, room)
    blank = " " * width_of(small)
    return (blank, small, blank)


def stretched(number: str, room: int) -> str:
    """Return a number in one line, its figures apart and its groups farther, so that the place in it is not lost.

    One that does not fit into `room` cells stays as it is.
    """
    country, *groups = number.split() or [""]
    wide = "   ".join((country, *(" ".join(group) for group in groups)))
    return wide if width_of(wide) <= room else number


def span_of(seconds: int) -> str:
    """Return whole seconds as `0:14`, `12:05` or `1:02:33`."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
