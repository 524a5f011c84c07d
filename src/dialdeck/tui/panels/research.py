"""The current person: who they are, how to reach them, what is known, and what happened so far."""

from __future__ import annotations

from collections.abc import Sequence

from dialdeck.model.views import FactView, HistoryLine, NumberView, PersonView
from dialdeck.tui.cells import Line, Span, clip, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, rule

_LABEL = 9
_SHARE_OF_FACTS = 0.5


def research_panel(
    person: PersonView | None, width: int, height: int, palette: Palette, *, history: bool = True, opens: str = ""
) -> list[Line]:
    """Return the person as `height` lines of `width` cells; without `history` that is left to its own column.

    Without a person, `opens` says who can be called when.
    """
    if person is None:
        nobody: Line = (("Nobody can be called now.", palette.strong),)
        content: list[Line] = [(), nobody, *wrap(((clean(opens), palette.base),), max(1, width - 4))]
        return framed(((" Research ", palette.muted),), content, width, height, palette)
    inner, room = max(1, width - 4), max(0, height - 2)
    lines = _head(person, inner, palette)
    facts = _facts(person.facts, inner, palette)
    tail = _tail(person, inner, palette, history=history)
    left = max(0, room - len(lines))
    for_facts = max(int(left * _SHARE_OF_FACTS), left - len(tail))
    lines += clip(facts, for_facts, palette.faint)
    lines += clip(tail, room - len(lines), palette.faint)
    return framed(((f" {clean(person.name)} ", palette.name),), lines, width, height, palette)


def history_panel(person: PersonView | None, width: int, height: int, palette: Palette) -> list[Line]:
    """Return what happened so far in a column of its own, for wide screens."""
    lines = [] if person is None else _happened(person.history, max(1, width - 4), palette)
    shown = clip(lines, max(0, height - 2), palette.faint)
    return framed(((" History ", palette.muted),), shown, width, height, palette)


def number_spans(number: NumberView, palette: Palette) -> Line:
    """Return a number with its label; the one that is dialed next is marked, a blocked one says why."""
    style = palette.strong if number.current else palette.muted
    extension = f" ext {clean(number.extension)}" if number.extension else ""
    spans: list[Span] = [
        ("› " if number.current else "  ", palette.key),
        (clean(number.shown), style),
        (f"{extension}  {clean(number.label)}", palette.muted),
    ]
    if number.blocked:
        spans.append((f"  ✗ {clean(number.blocked)}", palette.bad))
    return tuple(spans)


def _head(person: PersonView, width: int, palette: Palette) -> list[Line]:
    lines: list[Line] = []
    work = " · ".join(clean(text) for text in (person.title, person.organisation) if text)
    if work:
        lines += wrap(((work, palette.base),), width)[:2]
    if person.refusal:
        lines += paragraph((("! ", palette.warn),), ((f"not now: {clean(person.refusal)}", palette.warn),), width)
    numbers = sorted(person.numbers, key=lambda number: not number.current)
    lines += [number_spans(number, palette) for number in numbers[:4]]
    if len(numbers) > 4:
        lines.append(((f"  … +{len(numbers) - 4} numbers", palette.faint),))
    lines += wrap(((clean(person.place), palette.base),), width)
    about = " · ".join(clean(text) for text in (person.niche, person.role, person.stage) if text)
    lines += wrap(((about, palette.muted),), width)
    lines.append(())
    return lines


def _facts(facts: tuple[FactView, ...], width: int, palette: Palette) -> list[Line]:
    if not facts:
        return [(("ISSUE".ljust(_LABEL), palette.label), ("nothing researched yet", palette.muted)), ()]
    lines: list[Line] = []
    for fact in facts:
        head = ((f"{clean(fact.label, _LABEL - 1):<{_LABEL}}", palette.label),)
        text: list[Span] = [(clean(fact.text), palette.base)]
        if fact.source:
            text.append((f" ({clean(fact.source)})", palette.muted))
        lines += paragraph(head, text, width)
    return [*lines, ()]


def _tail(person: PersonView, width: int, palette: Palette, *, history: bool) -> list[Line]:
    lines: list[Line] = []
    if person.notes:
        lines += [rule("notes", width, palette), *_happened(person.notes, width, palette)]
    if history and person.history:
        lines += [rule("history", width, palette), *_happened(person.history, width, palette)]
    return lines


def _happened(entries: Sequence[HistoryLine], width: int, palette: Palette) -> list[Line]:
    lines: list[Line] = []
    stamp = max((width_of(clean(entry.when)) for entry in entries), default=0)
    for entry in entries:
        when = clean(entry.when)
        head = ((when + " " * (stamp - width_of(when) + 2), palette.muted),)
        lines += paragraph(head, ((clean(entry.text), palette.base),), width)
    return lines
