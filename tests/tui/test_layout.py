"""The page at every size and in every state: exactly as large as the window, with what matters most on it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock
from dialdeck.model.views import Mode, NumberView
from dialdeck.tui.cells import Line, line_width
from dialdeck.tui.panels.script import _starts
from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck, hostile
from tests.tui.seat import MORNING, page_of, seated, text_of


async def saved(_text: str) -> bool:
    return True


@given(st.integers(1, 300), st.integers(1, 100), st.sampled_from(Mode), st.booleans(), st.booleans())
def test_every_line_is_exactly_as_wide_as_the_window(
    width: int, height: int, mode: Mode, words: bool, typing: bool
) -> None:
    deck = FakeDeck(SteppingClock(MORNING))
    deck.mode, deck.with_words = mode, words
    state = State(deck.screen())
    state.take(state.view)
    if mode is Mode.DISPOSITION:
        state.dispositions = deck.dispositions()
    if typing:
        state.field = Field(Kind.DATE, "Call back at…", saved, "")
    lines = page_of(deck, width, height, state)
    assert len(lines) == height
    assert {line_width(line) for line in lines} == {width}


@given(st.text(max_size=80), st.integers(20, 130), st.integers(5, 40))
def test_no_text_can_change_the_size_of_a_line(text: str, width: int, height: int) -> None:
    deck = FakeDeck(SteppingClock(MORNING), hostile(text))
    deck.with_words = True
    lines = page_of(deck, width, height)
    assert {line_width(line) for line in lines} == {width}


def test_at_80_by_24_the_queue_is_one_line_and_all_three_consequences_stand_in_full(deck: FakeDeck) -> None:
    text = text_of(page_of(deck, 80, 24))
    assert "▶ Dana Whitfield" in text.splitlines()[1]
    assert "then Tom Okafor, Li Na" in text.splitlines()[1]
    whole = " ".join(line[14:].strip() for line in text.splitlines()[-7:])
    assert "promise: call Wed 11 Mar, late afternoon (not tried yet) · attempt 6, silent" in whole
    assert "Thu 12 Mar, midday · attempt 6, the commitment message then" in whole
    assert "LEAVE THE COMMITMENT MESSAGE" in text


def test_below_60_by_20_only_name_number_verdict_and_outcome_keys_are_left(deck: FakeDeck) -> None:
    deck.mode = Mode.DIALING
    text = text_of(page_of(deck, 58, 14))
    for words in ("Dana Whitfield", "+1   3 1 2   5 5 5", "LEAVE THE COMMITMENT MESSAGE", "v Voicemail", "h Hang up"):
        assert words in text
    assert "ISSUE" not in text


@pytest.mark.parametrize("size", [(19, 36), (120, 4), (1, 1)])
def test_below_20_by_5_the_window_is_asked_for(deck: FakeDeck, size: tuple[int, int]) -> None:
    text = text_of(page_of(deck, *size))
    assert "Dana" not in text
    assert text.startswith("make the window" if size[0] > 15 else "…")


def test_on_a_wide_screen_history_has_its_own_column(deck: FakeDeck) -> None:
    top = text_of(page_of(deck, 200, 60)).splitlines()[1]
    assert "History" in top


def test_the_planned_outcome_is_marked_with_a_sign(deck: FakeDeck) -> None:
    assert "◀\u00a0planned" in text_of(page_of(deck, 200, 60))


def test_a_refusal_is_said_before_the_number(deck: FakeDeck) -> None:
    deck.refusal = "outside hours until 09:00"
    text = text_of(page_of(deck, 120, 36))
    assert "! not now: outside hours" in text
    assert "Dial: not now" in text


def test_a_blocked_number_says_why(deck: FakeDeck) -> None:
    state = State(deck.screen())
    person = state.view.person
    assert person is not None
    number = NumberView(9, "+19005550100", "+1 900 555 0100", "", None, False, "premium rate")
    state.view = state.view._replace(person=person._replace(numbers=(*person.numbers, number)))
    assert "× premium rate" in text_of(page_of(deck, 200, 40, state))


def test_missing_facts_are_marked_gaps(deck: FakeDeck) -> None:
    assert "[my_phone]" in text_of(page_of(deck, 120, 36))


def words_of(page: list[Line]) -> list[str]:
    """Return the words in the right half of a page, or of all of it where panels do not stand side by side."""
    right = [line.rpartition("│")[2] for line in text_of(page).splitlines()]
    return " ".join(right).split()


@pytest.mark.parametrize("size", [(80, 24), (80, 21), (60, 20), (72, 22), (110, 22)])
@pytest.mark.parametrize("mode", [Mode.DIALING, Mode.TALKING])
def test_every_word_of_the_script_is_on_one_of_its_pages(deck: FakeDeck, size: tuple[int, int], mode: Mode) -> None:
    deck.mode = mode
    state = State(deck.screen())
    state.take(state.view)
    shown = words_of(page_of(deck, *size, state))
    assert state.deepest > 0 or mode is Mode.TALKING
    for page in range(1, state.deepest + 1):
        state.scroll = page
        shown += words_of(page_of(deck, *size, state))
    script = state.view.script
    assert script is not None
    voicemail = script.if_voicemail if mode is Mode.DIALING else ()
    spoken = [*script.if_answered, *(words for ask in script.asks for words in ask), *voicemail]
    assert {word for words in spoken if not words.gap for word in words.text.split() if len(word) > 1} <= set(shown)


def test_at_80_by_24_the_planned_message_stands_in_full_on_the_first_page(deck: FakeDeck) -> None:
    text = " ".join(words_of(page_of(deck, 80, 24)))
    assert "I call you again tomorrow. My number: [my_phone]." in text
    assert "if they answer" in text


@given(st.integers(1, 200), st.integers(1, 40))
def test_pages_skip_no_line_and_begin_with_the_last_line_of_the_page_before(count: int, space: int) -> None:
    starts = _starts(count, space)
    assert {at for start in starts for at in range(start, start + space)} >= set(range(count))
    if space > 1:
        assert all(after - before == space - 1 for before, after in pairwise(starts))


async def test_pages_can_be_turned_to_the_end_and_back() -> None:
    async with seated(size=(80, 24)) as seat:
        first = seat.text
        await seat.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert seat.app.desk.state.scroll == seat.app.desk.state.deepest
        assert seat.flash
        await seat.press(*["pageup"] * seat.app.desk.state.deepest)
        assert seat.text == first


@pytest.mark.parametrize("width", [60, 80, 99])
def test_on_a_narrow_screen_words_go_before_keys(deck: FakeDeck, width: int) -> None:
    deck.mode = Mode.DIALING
    keys = [word.strip(":") for line in text_of(page_of(deck, width, 24)).splitlines()[-3:] for word in line.split()]
    assert {"1", "2", "3", "4", "5", "6", "space", "⌫", "n", "?"} <= set(keys)


def test_at_80_undo_keeps_its_key(deck: FakeDeck) -> None:
    deck.past.append((1, 1, "message left"))
    assert " u undo" in text_of(page_of(deck, 80, 24)).splitlines()[-1]


def test_at_80_dials_answers_and_messages_are_counted_in_short_words(deck: FakeDeck) -> None:
    deck.promise = ("Bartholomew Featherstonehaugh", MORNING + 5 * 60_000)
    top = text_of(page_of(deck, 80, 24)).splitlines()[0]
    for words in ("37/60 ▓▓▓░░", "4 ans", "12 msg", "in 5:00"):
        assert words in top


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_with_nobody_to_call_it_is_said_who_can_be_called_when(deck: FakeDeck, size: tuple[int, int]) -> None:
    state = State(deck.screen()._replace(person=None, script=None, consequences=(), queue=()))
    text = text_of(page_of(deck, *size, state))
    assert "Nobody can be called now." in text
    assert "opens 11:00 34 in Denver" in text
    assert not {"n", "c", "z", "x"} & set(text.splitlines()[-1].split())


def test_at_120_by_36_a_promised_time_is_shown_beside_a_shortened_name(deck: FakeDeck) -> None:
    assert "Ana Ru… promised 10:30" in text_of(page_of(deck, 120, 36))


def test_at_80_by_24_what_came_of_a_talk_is_told_in_full(deck: FakeDeck) -> None:
    deck.mode = Mode.DISPOSITION
    state = State(deck.screen(), dispositions=deck.dispositions())
    text = text_of(page_of(deck, 80, 24, state))
    for item in state.dispositions:
        assert f" {item.key}  {item.label:<23}{item.text}" in text
    assert "v h a machine after all · u undo · q later" in text


def test_a_list_too_long_for_the_window_has_pages_and_every_key_is_named_on_each(deck: FakeDeck) -> None:
    deck.mode = Mode.DISPOSITION
    long = " ".join(["word"] * 60)
    items = tuple(item._replace(text=long) for item in deck.dispositions())
    state = State(deck.screen(), dispositions=items)
    told = ""
    page_of(deck, 80, 24, state)
    assert state.deepest > 0
    for at in range(state.deepest + 1):
        state.scroll = at
        page = text_of(page_of(deck, 80, 24, state)).replace("\u00a0", " ")
        assert all(f"{item.key}  {item.label}" in page or f"{item.key} {item.label}" in page for item in items)
        assert "…" not in "".join(page.splitlines()[2:-1])
        told += page
    assert told.count("word") == 60 * len(items)


def test_fourteen_answers_to_what_came_of_it_stand_in_full_at_80_by_24(deck: FakeDeck) -> None:
    deck.mode = Mode.DISPOSITION
    items = deck.dispositions()[:14]
    assert len(items) == 14
    text = text_of(page_of(deck, 80, 24, State(deck.screen(), dispositions=items)))
    assert all(f" {item.key}  {item.label}" in text and item.text in text for item in items)
    assert "…" not in text.partition("What came of it?")[2]
