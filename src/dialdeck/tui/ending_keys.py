"""The key line while a dial wants its outcome: beside each key what it would do, in as few lines as that takes.

Keys that do what hanging up does stand together and say so once. What a key would do is never shortened; the words
for the key are, and other keys lose theirs, before another line is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialdeck.model.codes import Detail
from dialdeck.model.views import Ending
from dialdeck.tui.cells import Line, Span, fill, line_width, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.columns import STACKED
from dialdeck.tui.keymap import OUTCOMES, Act
from dialdeck.tui.palette import Palette


class Key(NamedTuple):
    """One key of the line: its action, the key as it is read, its words and shorter ones."""

    name: str
    key: str
    words: str
    short: str


class Forms(NamedTuple):
    """The same said in more and in fewer cells."""

    full: Line
    short: Line
    least: Line
    bare: Line
    """Without what it would do: only where the window has no line left for that."""


def ending_key_lines(
    keys: Sequence[Key], endings: Sequence[Ending], hang_up: str, width: int, palette: Palette, most: int
) -> list[Line]:
    """Return lines of `width` cells with all keys; `hang_up` is the key that the others are compared with.

    Above `most` lines, what the last keys would do is left out, and then what those before them would.
    """
    said: dict[Detail | None, Ending] = {one.detail: one for one in endings}
    same = [one for one in keys if (ending := said.get(_detail(one))) is not None and not ending.short]
    pieces = [_together(same, hang_up, width, palette)] if same else []
    for one in keys:
        ending = said.get(_detail(one))
        if ending is None:
            pieces.append(_plain(one, palette))
        elif ending.short:
            pieces.append(_told(one, ending.short, palette))
    return [fill(line, width, palette.base) for line in _fitted(pieces, width, palette, most)]


def _detail(key: Key) -> Detail | None:
    act = Act(key.name)
    return OUTCOMES[act][1] if act in OUTCOMES else None


def _together(keys: Sequence[Key], hang_up: str, width: int, palette: Palette) -> Forms:
    """Return the keys that do what hanging up does: `1 rang out · 3 mailbox full: as h`."""
    end: Line = ((": as ", palette.base), (hang_up, palette.key))
    full = (*_joined([(one.key, one.words) for one in keys], palette), *end)
    short = (*_joined([(one.key, one.short) for one in keys], palette), *end)
    bare = ((" ".join(one.key for one in keys), palette.key), *end)
    return Forms(full, short, short if width >= STACKED else bare, bare)


def _joined(pairs: Sequence[tuple[str, str]], palette: Palette) -> Line:
    spans: list[Span] = []
    for key, words in pairs:
        spans += [(" · ", palette.faint)] if spans else []
        spans += [(key, palette.key), (f" {words}", palette.muted)]
    return tuple(spans)


def _told(key: Key, text: str, palette: Palette) -> Forms:
    full, short = (
        ((key.key, palette.key), (f" {words}: ", palette.muted), (clean(text), palette.base))
        for words in (key.words, key.short)
    )
    return Forms(full, short, short, ((key.key, palette.key), (f" {key.short}", palette.muted)))


def _plain(key: Key, palette: Palette) -> Forms:
    head: Span = (key.key, palette.key)
    return Forms((head, (f" {key.words}", palette.muted)), (head, (f" {key.short}", palette.muted)), (head,), (head,))


def _fitted(pieces: Sequence[Forms], width: int, palette: Palette, most: int) -> list[Line]:
    """Return the fewest lines that hold every piece, each then as full as those lines have room for.

    Keys get back their words from the first on, and fuller ones from the last on, where undo names what it takes back.
    """
    chosen = [piece.least for piece in pieces]
    for at in reversed(range(len(pieces))):
        if len(_flowed(chosen, width, palette)) <= most:
            break
        chosen[at] = pieces[at].bare
    room = len(_flowed(chosen, width, palette))
    fuller = [(at, piece.short) for at, piece in enumerate(pieces)]
    fuller += [(at, pieces[at].full) for at in reversed(range(len(pieces)))]
    for at, form in fuller:
        tried = [*chosen[:at], form, *chosen[at + 1 :]]
        if len(_flowed(tried, width, palette)) <= room:
            chosen = tried
    return _flowed(chosen, width, palette)


def _flowed(pieces: Sequence[Line], width: int, palette: Palette) -> list[Line]:
    """Return the pieces two cells apart, in lines that break between them; one wider than a line breaks at words."""
    lines: list[list[Span]] = [[]]
    for piece in pieces:
        if lines[-1] and line_width(lines[-1]) + 2 + line_width(piece) >= width:
            lines.append([])
        lines[-1] += [("  ", palette.base), *piece] if lines[-1] else piece
    whole = [part for line in lines for part in ([line] if line_width(line) < width else wrap(line, width - 1))]
    return [((" ", palette.base), *line) for line in whole]
