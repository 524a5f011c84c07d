"""The key line of a dial: beside each key what it would do, never cut, said once for keys that do the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Detail
from dialdeck.model.views import Ending, Mode
from dialdeck.tui.cells import line_width
from dialdeck.tui.ending_keys import Key, ending_key_lines
from dialdeck.tui.state import State
from tests.tui.fake_deck import FakeDeck
from tests.tui.fake_views import ENDINGS
from tests.tui.seat import MORNING, page_of, plain_palette, text_of

KEYS = (
    Key("rang_out", "1", "rang out", "rang out"),
    Key("busy", "2", "busy", "busy"),
    Key("mailbox_full", "3", "mailbox full", "full"),
    Key("menu", "4", "menu", "menu"),
    Key("number_dead", "5", "number dead", "dead"),
    Key("greeting", "6", "greeting said…", "greeting"),
    Key("line_over", "space", "line is down", "over"),
    Key("help", "?", "help", "help"),
)
LONG = {
    Detail.BUSY: "Wed 11 Mar, late afternoon, same attempt",
    Detail.NUMBER_DEAD: "out of the queue: find a number",
}


def lines(
    width: int, *, keys: tuple[Key, ...] = KEYS, endings: tuple[Ending, ...] = ENDINGS, most: int = 99
) -> list[str]:
    return text_of(ending_key_lines(keys, endings, "h", width, plain_palette(), most)).splitlines()


def changed(**shorts: str) -> tuple[Ending, ...]:
    return tuple(one._replace(short=shorts.get(one.detail, one.short)) for one in ENDINGS)


def test_with_room_for_all_of_it_one_line_says_it() -> None:
    assert len(lines(200)) == 1
    assert lines(200)[0].rstrip() == (
        " 1 rang out · 3 mailbox full · 4 menu: as h  2 busy: again 10:35, same attempt"
        "  5 number dead: next +1 312 555 0199, same attempt  6 greeting said…  space line is down  ? help"
    )


def test_at_80_the_usual_consequences_stand_on_two_lines() -> None:
    assert [line.rstrip() for line in lines(80)] == [
        " 1 rang out · 3 mailbox full · 4 menu: as h  2 busy: again 10:35, same attempt",
        " 5 dead: next +1 312 555 0199, same attempt  6 greeting  space over  ? help",
    ]


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_longest_consequences_cost_one_line_more_at_most(width: int) -> None:
    assert len(lines(width, endings=changed(**LONG))) <= len(lines(width)) + 1


@given(
    width=st.integers(60, 210),
    shorts=st.lists(st.sampled_from(["", *LONG.values(), "again 9:05 here, same attempt"]), min_size=5, max_size=5),
)
def test_what_a_key_would_do_is_never_cut_and_no_key_is_lost(width: int, shorts: list[str]) -> None:
    details = (Detail.RANG_OUT, Detail.BUSY, Detail.MAILBOX_FULL, Detail.MENU, Detail.NUMBER_DEAD)
    endings = tuple(Ending(detail, "in full", short) for detail, short in zip(details, shorts, strict=True))
    told = lines(width, endings=endings)
    assert {line_width(((line, plain_palette().base),)) for line in told} == {width}
    words = " ".join(" ".join(told).split())
    for short in filter(None, shorts):
        assert words.count(f": {short}") == shorts.count(short)
    assert words.count(": as h") == ("" in shorts)
    assert {"1", "2", "3", "4", "5", "6", "space", "?"} <= set(words.replace(":", " ").split())


def test_a_consequence_wider_than_the_window_goes_on_below() -> None:
    told = lines(30, endings=changed(busy=LONG[Detail.BUSY]))
    assert f"2 busy: {LONG[Detail.BUSY]}" in " ".join(" ".join(told).split())


def test_a_key_that_was_taken_away_says_nothing() -> None:
    told = " ".join(lines(200, keys=KEYS[:1]))
    assert told.split() == ["1", "rang", "out:", "as", "h"]


@pytest.mark.parametrize("size", [(100, 30), (120, 36), (140, 40), (200, 60)])
def test_the_panels_stand_still_when_a_dial_begins(size: tuple[int, int]) -> None:
    deck = FakeDeck(SteppingClock(MORNING))
    deck.with_words = True
    idle = text_of(page_of(deck, *size)).splitlines()
    deck.mode = Mode.DIALING
    ringing = text_of(page_of(deck, *size)).splitlines()
    panels = next(number for number, line in enumerate(idle) if line.startswith("──"))
    assert ringing[: panels + 1] == idle[: panels + 1]


def test_undo_still_names_what_it_takes_back_while_an_outcome_is_wanted(deck: FakeDeck) -> None:
    deck.mode = Mode.OVER
    state = State(deck.screen())
    state.take(state.view._replace(undo="message · Li Na"))
    assert "u undo “message · Li Na”" in text_of(page_of(deck, 120, 36, state))


def test_where_no_line_is_left_the_last_keys_stop_saying_what_they_would_do() -> None:
    endings = changed(busy=LONG[Detail.BUSY], number_dead=LONG[Detail.NUMBER_DEAD])
    assert len(lines(110, endings=endings)) == 2
    told = lines(110, endings=endings, most=1)
    assert len(told) == 1
    assert LONG[Detail.BUSY] in told[0]
    assert LONG[Detail.NUMBER_DEAD] not in " ".join(told)
    assert {"1", "2", "3", "4", "5", "6", "space", "?"} <= set(" ".join(told).replace(":", " ").split())


@pytest.mark.parametrize("size", [(60, 20), (62, 20), (76, 20), (80, 20)])
def test_no_key_falls_off_the_page_however_long_the_consequences_are(deck: FakeDeck, size: tuple[int, int]) -> None:
    deck.mode = Mode.DIALING
    state = State(deck.screen())
    long = "out of the queue: find a number; later: at most 5 attempts in 7 days (the settings)"
    consequences = tuple(one._replace(text=f"{one.text} · {long}") for one in state.view.consequences)
    endings = tuple(one._replace(short=f"{long} {number}") for number, one in enumerate(state.view.endings))
    state.take(state.view._replace(consequences=consequences, endings=endings))
    shown = text_of(page_of(deck, *size, state)).splitlines()
    assert len(shown) == size[1]
    assert {"1", "2", "3", "4", "5", "6", "⌫", "n", "?"} <= set(" ".join(shown[-4:]).replace(":", " ").split())
