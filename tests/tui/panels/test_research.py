"""The person: everything is on one of the pages, numbers say why they are blocked, and history has its column."""

from __future__ import annotations

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.views import FactView, HistoryLine, NumberView, PersonView
from dialdeck.tui.panels.research import ResearchSight, history_pages, research_pages
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import MORNING, plain_palette, text_of


def person() -> PersonView:
    shown = FakeDeck(SteppingClock(MORNING)).screen().person
    assert shown is not None
    numbers = tuple(
        NumberView(
            at, f"+1312555010{at}", f"+1 312 555 010{at}", f"label{at}", None, at == 1, "premium" if at else None
        )
        for at in range(6)
    )
    facts = tuple(FactView("ISSUE", f"fact{at} with some more words", f"source{at}") for at in range(7))
    history = tuple(HistoryLine("Fri 6 Mar 16:10", f"dial{at}") for at in range(20))
    notes = tuple(HistoryLine("Fri 6 Mar", f"note{at}") for at in range(3))
    return shown._replace(numbers=numbers, facts=facts, history=history, notes=notes)


@pytest.mark.parametrize("size", [(34, 14), (38, 28), (60, 50), (24, 8)])
def test_every_fact_note_and_dial_is_on_one_of_the_pages(size: tuple[int, int]) -> None:
    pages = research_pages(ResearchSight(person(), "", past=True), *size, plain_palette())
    text = " ".join(text_of(page.lines) for page in pages)
    words = [
        f"{kind}{at}" for kind, count in (("fact", 7), ("source", 7), ("dial", 20), ("note", 3)) for at in range(count)
    ]
    assert [word for word in words if word not in text] == []
    assert all("more" in text_of(page.lines) for page in pages[:-1])
    assert "more lines" not in text_of(pages[-1].lines)


def test_on_a_high_screen_all_numbers_are_listed_the_current_one_first() -> None:
    (page,) = research_pages(ResearchSight(person(), "", past=False), 60, 60, plain_palette())
    lines = [line for line in text_of(page.lines).splitlines() if "+1 312" in line]
    assert len(lines) == 6
    assert "› +1 312 555 0101" in lines[0]


def test_on_a_low_screen_the_number_and_the_issue_come_before_the_rest() -> None:
    text = text_of(research_pages(ResearchSight(person(), "", past=True), 34, 14, plain_palette())[0].lines)
    assert text.index("0101") < text.index("fact0")
    assert "0105" not in text


def test_why_a_number_is_blocked_is_never_cut() -> None:
    blocked = NumberView(9, "+19005550100", "+1 900 555 0100", "switchboard", "204", False, "premium rate numbers")
    shown = person()._replace(numbers=(blocked,), facts=(), notes=(), history=())
    text = text_of(research_pages(ResearchSight(shown, "", past=True), 40, 20, plain_palette())[0].lines)
    assert "× premium rate numbers" in " ".join(text.replace("│", " ").split())


def test_history_in_its_own_column_has_the_notes_below_it() -> None:
    (page,) = history_pages(person(), 44, 60, plain_palette())
    text = text_of(page.lines)
    assert text.index("dial19") < text.index("── notes") < text.index("note0")


def test_somebody_never_dialed_has_a_history_that_says_so() -> None:
    (page,) = history_pages(person()._replace(history=(), notes=()), 44, 20, plain_palette())
    assert "not dialed yet" in text_of(page.lines)
