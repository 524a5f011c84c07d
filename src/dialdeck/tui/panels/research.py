"""The current person: who they are, how to reach them, what is known, and what happened so far.

What does not fit is on further pages, which are turned together with those of the script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialdeck.model.views import FactView, HistoryLine, NumberView, PersonView
from dialdeck.tui.cells import Line, Span, line_width, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import Leaf, inner_width, leaves, rule

_LABEL = 9
_TIGHT = 16
"""Lines below which there are no blank ones, and what is least needed in a talk comes last."""
_AIRY = 34
"""Lines from which the parts stand apart."""
_NUMBERS = 4
"""Numbers that are listed on a screen that is not airy."""


class ResearchSight(NamedTuple):
    """What the panel shows: the person, when somebody can be called if there is nobody, and whether history too."""

    person: PersonView | None
    opens: str
    past: bool
    """Notes and history stand here as well; else they have a column of their own."""


def research_pages(
    sight: ResearchSight, width: int, height: int, palette: Palette, *, joined: bool = True
) -> list[Leaf]:
    """Return the person in pages of `height` lines of `width` cells, one when everything fits."""
    person, inner, room = sight.person, inner_width(width, joined=joined), max(1, height - 2)
    if person is None:
        nobody: Line = (("Nobody can be called now.", palette.strong),)
        content: list[Line] = [(), nobody, *wrap(((clean(sight.opens), palette.base),), inner)]
        return leaves(((" Research ", palette.muted),), [content], width, height, palette, joined=joined)
    title: Line = ((f" {clean(person.name)} ", palette.name),)
    lines = _everything(person, inner, room, palette, past=sight.past)
    return leaves(title, paged(lines, room, palette), width, height, palette, joined=joined)


def history_pages(person: PersonView | None, width: int, height: int, palette: Palette) -> list[Leaf]:
    """Return what happened so far in a column of its own, for wide screens, in pages: dials, then notes."""
    inner, room = inner_width(width, joined=True), max(1, height - 2)
    lines: list[Line] = []
    if person is not None:
        nothing: list[Line] = [(("not dialed yet", palette.muted),)]
        lines += _happened(person.history, inner, palette) or nothing
        if person.notes:
            lines += [(), (), rule("notes", inner, palette), (), *_happened(person.notes, inner, palette, air=True)]
    title: Line = ((" History ", palette.muted),)
    return leaves(title, paged(lines, room, palette), width, height, palette, joined=True)


def person_lines(person: PersonView, palette: Palette) -> list[Line]:
    """Return who it is in two lines, for screens with room for nothing else: work, then number and place."""
    work = " · ".join(clean(text) for text in (person.title, person.organisation) if text)
    number = next((number for number in person.numbers if number.current), None)
    reach: list[Span] = [*number_spans(number, palette)] if number is not None else []
    if person.refusal:
        reach.append((f"  ! not now: {clean(person.refusal)}", palette.warn))
    elif person.place:
        reach.append((f"  {clean(person.place)}", palette.muted))
    return [((f" {work}", palette.base),), ((" ", palette.base), *reach)]


def number_spans(number: NumberView, palette: Palette) -> Line:
    """Return a number with its label; the one that is dialed next is marked, a blocked one says why."""
    style = palette.strong if number.current else palette.muted
    beside = f" ext {clean(number.extension)}" if number.extension else ""
    beside += f"  {clean(number.label)}" if number.label else ""
    spans: list[Span] = [("› " if number.current else "  ", palette.key), (clean(number.shown), style)]
    if beside:
        spans.append((beside, palette.muted))
    if number.blocked:
        spans.append((f"  × {clean(number.blocked)}", palette.bad))
    return tuple(spans)


def paged(lines: list[Line], room: int, palette: Palette) -> list[list[Line]]:
    """Return `lines` in pages of `room` lines; a page that is not the last says how much more there is."""
    if len(lines) <= room:
        return [lines]
    space = max(1, room - 1)
    pages: list[list[Line]] = []
    for start in range(0, len(lines), space):
        shown = lines[start : start + space]
        left = len(lines) - start - len(shown)
        if left and room > 1:
            shown = [*shown, ((f"▼ {left} more {'line' if left == 1 else 'lines'} · pgdn", palette.faint),)]
        pages.append(shown)
    return pages


def _everything(person: PersonView, width: int, room: int, palette: Palette, *, past: bool) -> list[Line]:
    """Return all that the panel says, in the order in which it is needed on a screen of `room` lines."""
    tight, airy = room < _TIGHT, room >= _AIRY
    gap: list[Line] = [] if tight else [()]
    head = _who(person, width, palette)
    facts = _facts(person.facts, width, palette, air=airy)
    about = " · ".join(clean(text) for text in (person.niche, person.role, person.stage) if text)
    about_lines = wrap(((about, palette.muted),), width)
    place = wrap(((clean(person.place), palette.base),), width)
    numbers = _numbers(person.numbers, width, palette, most=len(person.numbers) if airy else _NUMBERS)
    if tight:
        lines = [*head, *numbers[:1], *place, *facts, *about_lines, *numbers[1:]]
    elif airy:
        lines = [*head, (), *numbers, (), *place, *about_lines, (), rule("research", width, palette), (), *facts]
    else:
        lines = [*head, *numbers, *place, *about_lines, (), *facts]
    if past and person.notes:
        lines += [*gap, rule("notes", width, palette), *_happened(person.notes, width, palette)]
    if past and person.history:
        lines += [*gap, rule("history", width, palette), *_happened(person.history, width, palette)]
    return lines


def _who(person: PersonView, width: int, palette: Palette) -> list[Line]:
    lines: list[Line] = []
    work = " · ".join(clean(text) for text in (person.title, person.organisation) if text)
    if work:
        lines += wrap(((work, palette.base),), width)[:2]
    if person.refusal:
        lines += paragraph((("! ", palette.warn),), ((f"not now: {clean(person.refusal)}", palette.warn),), width)
    return lines


def _numbers(numbers: Sequence[NumberView], width: int, palette: Palette, *, most: int) -> list[Line]:
    """Return the numbers, the current one first; those beyond `most` are counted."""
    shown = sorted(numbers, key=lambda number: not number.current)
    lines: list[Line] = []
    for number in shown[:most]:
        spans = number_spans(number, palette)
        if line_width(spans) <= width:
            lines.append(spans)
        else:  # what it is and why it is blocked goes below it, in full
            lines += [spans[:2], *paragraph((("   ", palette.base),), spans[2:], width)]
    if len(shown) > most:
        lines.append(((f"  … +{len(shown) - most} numbers", palette.faint),))
    return lines


def _facts(facts: tuple[FactView, ...], width: int, palette: Palette, *, air: bool) -> list[Line]:
    if not facts:
        return [(("ISSUE".ljust(_LABEL), palette.label), ("nothing researched yet", palette.muted))]
    lines: list[Line] = []
    for fact in facts:
        lines += [()] if air and lines else []
        head = ((f"{clean(fact.label, _LABEL - 1):<{_LABEL}}", palette.label),)
        text: list[Span] = [(clean(fact.text), palette.base)]
        if fact.source:
            text.append((f" ({clean(fact.source)})", palette.muted))
        lines += paragraph(head, text, width)
    return lines


def _happened(entries: Sequence[HistoryLine], width: int, palette: Palette, *, air: bool = False) -> list[Line]:
    """Return entries beside their dates, or below them in a narrow panel; with `air`, a blank line between them."""
    lines: list[Line] = []
    stamp = max((width_of(clean(entry.when)) for entry in entries), default=0)
    for entry in entries:
        when = clean(entry.when)
        if air and lines:
            lines.append(())
        text = ((clean(entry.text), palette.base),)
        if stamp + 2 > width // 2:
            lines += [((when, palette.muted),), *paragraph((("  ", palette.base),), text, width)]
            continue
        head = ((when + " " * (stamp - width_of(when) + 2), palette.muted),)
        lines += paragraph(head, text, width)
    return lines
