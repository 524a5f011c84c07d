"""A running time and a number in figures three lines high: read from the corner of an eye while the phone rings."""

from __future__ import annotations

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
    "-": ("  ", "╶╴", "  "),
    "(": ("╭", "│", "╰"),
    ")": ("╮", "│", "╯"),
    " ": ("  ", "  ", "  "),
}


def large(text: str) -> tuple[str, str, str]:
    """Return figures and the signs of numbers as three lines of equal width; other characters are left out."""
    rows = [_FIGURES[character] for character in text if character in _FIGURES]
    return ("".join(row[0] for row in rows), "".join(row[1] for row in rows), "".join(row[2] for row in rows))


def span_of(seconds: int) -> str:
    """Return whole seconds as `0:14`, `12:05` or `1:02:33`."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
