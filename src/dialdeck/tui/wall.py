"""The last wall against text from data: whatever a widget paints passes here on its way to the terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from dialdeck.tui.clean import FORBIDDEN


class Wall(LineFilter):
    """Removes what `clean` would have removed, from any widget; every forbidden character counts as no cell wide."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without forbidden characters; untouched segments are passed on as they are."""
        search = FORBIDDEN.search
        if not any(search(segment.text) for segment in segments):
            return segments
        return [Segment(FORBIDDEN.sub("", text), style) for text, style, _ in segments]
