"""The styles of the call screen by what they are for: painting a line costs no look-up of a token.

Every state that has a colour has a word or a sign as well, so that the screen can be read without colours.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

CAMERA = Style(color="#000000", bgcolor="#ffffff")
"""The one style that no theme changes: a camera has to read it."""


class Palette(NamedTuple):
    """The styles of the call screen, on the page's background unless said otherwise."""

    base: Style
    muted: Style
    faint: Style
    strong: Style
    name: Style
    """The name of the current person: with `verdict`, the loudest thing on the screen."""
    verdict: Style
    key: Style
    label: Style
    warn: Style
    bad: Style
    good: Style
    gap: Style
    border: Style
    bar: Style
    bar_muted: Style
    bar_strong: Style
    bar_warn: Style
    bar_gauge: Style
    chosen: Style
    """The row under the cursor of the queue."""
    cursor: Style
    code: Style
    """Dark on light, for cameras."""


def monochrome() -> Palette:
    """Return the styles of the first frame, which is painted before any theme is known."""
    loud = Style(bold=True)
    named = dict.fromkeys(("strong", "name", "key", "bar_strong", "warn", "bar_warn"), loud)
    turned = {name: Style(reverse=True) for name in ("verdict", "chosen", "cursor")} | {"code": CAMERA}
    return Palette(**{name: Style() for name in Palette._fields} | named | turned)
