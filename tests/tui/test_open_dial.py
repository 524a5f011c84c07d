"""While a dial is open its number and its time are read at a glance, at every size and whatever else is said."""

from __future__ import annotations

import pytest
from rich.style import Style

from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line
from dialdeck.tui.layout import Layout, Look
from dialdeck.tui.palette import monochrome
from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import State, Tone
from dialdeck.tui.theming import palette_from
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import page_of, plain_palette, text_of

LARGE = (
    "   ╶╮   ╶─╮╶╮ ╶─╮  ╭─╴╭─╴╭─╴  ╭─╮╶╮ ╷ ╷╶─╮",
    "╶┼╴ │    ─┤ │ ╭─╯  ╰─╮╰─╮╰─╮  │ │ │ ╰─┤╭─╯",
    "   ╶┴╴  ╶─╯╶┴╴╰─╴  ╶─╯╶─╯╶─╯  ╰─╯╶┴╴  ╵╰─╴",
)
IN_ONE_LINE = "+1   3 1 2   5 5 5   0 1 4 2"
WIDE = [(112, 24), (112, 30), (120, 36), (169, 50), (170, 40), (200, 60)]
TALL = [(60, 30), (80, 36), (104, 40)]
LOW = [(60, 20), (75, 22), (80, 24), (111, 29)]
COLOURED = palette_from({"text-primary": "#57a5e2", "text-warning": "#ffc473"})
LONGEST = "+999 1234 5678 9012"
"""Fifteen figures, the most that a number can have (ITU-T E.164)."""


async def saved(_text: str) -> bool:
    return True


def dialing(deck: FakeDeck, seconds: int = 14, number: str = "") -> State:
    """Return the state of a dial that has been open for `seconds`."""
    deck.mode, deck.with_words = Mode.DIALING, True
    deck.started = deck.clock.now() - seconds * 1000
    state = State(deck.screen())
    dial = state.view.dial
    assert dial is not None
    state.take(state.view._replace(dial=dial._replace(number=number or dial.number)))
    return state


def lines_of(deck: FakeDeck, size: tuple[int, int], state: State) -> list[str]:
    return text_of(page_of(deck, *size, state)).splitlines()


def styles_of(page: list[Line], words: str) -> list[Style]:
    return [style for line in page for text, style in line if words in text]


@pytest.mark.parametrize("size", [*WIDE, *TALL], ids=str)
def test_with_room_the_number_is_large(deck: FakeDeck, size: tuple[int, int]) -> None:
    text = lines_of(deck, size, dialing(deck))
    at = next(number for number, line in enumerate(text) if LARGE[0] in line)
    assert [row in line for row, line in zip(LARGE, text[at : at + 3], strict=True)] == [True] * 3


@pytest.mark.parametrize("size", WIDE[:4], ids=str)
def test_the_time_runs_in_the_line_above_the_large_number(deck: FakeDeck, size: tuple[int, int]) -> None:
    text = lines_of(deck, size, dialing(deck))
    at = next(number for number, line in enumerate(text) if LARGE[0] in line)
    assert text[at - 1].startswith(" 0:14 ●○○ ringing ")


@pytest.mark.parametrize("size", LOW, ids=str)
def test_without_room_the_number_has_a_line_of_its_own_beside_the_time(deck: FakeDeck, size: tuple[int, int]) -> None:
    line = next(line for line in lines_of(deck, size, dialing(deck)) if IN_ONE_LINE in line)
    assert line.split(IN_ONE_LINE)[0].strip() == "0:14 ●○○"
    assert line.split(IN_ONE_LINE)[1].strip() == "ringing"


@pytest.mark.parametrize("size", [*WIDE, *TALL, *LOW], ids=str)
def test_a_dial_that_opens_takes_no_more_lines_than_its_keys_need(deck: FakeDeck, size: tuple[int, int]) -> None:
    deck.with_words = True
    state = State(deck.screen())
    state.take(state.view)
    idle, opened = lines_of(deck, size, state), lines_of(deck, size, dialing(deck))
    more = len(opened) - 1 - next(number for number, line in enumerate(opened) if line.startswith(" 1 "))
    assert 0 <= row_of(" a Answered", idle) - row_of(" a Answered", opened) <= more
    assert row_of(" h Hang up", opened) - row_of(" a Answered", opened) == row_of(" h Hang up", idle) - row_of(
        " a Answered", idle
    )


@pytest.mark.parametrize("size", [(112, 30), (120, 36), (200, 60)], ids=str)
def test_where_there_is_room_the_panels_stand_still_when_a_dial_opens(deck: FakeDeck, size: tuple[int, int]) -> None:
    deck.with_words = True
    state = State(deck.screen())
    state.take(state.view)
    idle, opened = lines_of(deck, size, state), lines_of(deck, size, dialing(deck))
    panels = row_of(" a Answered", opened)
    assert panels > size[1] - 12
    assert opened[:panels] == idle[:panels]


def row_of(words: str, lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines) if words in line)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (111, 29)], ids=str)
def test_on_a_low_window_the_number_costs_the_panels_nothing(deck: FakeDeck, size: tuple[int, int]) -> None:
    text = lines_of(deck, size, dialing(deck))
    assert not any("───┴───" in line or line == "─" * size[0] for line in text)


def test_at_120_by_36_the_panels_stand_still_however_long_the_consequences_are(deck: FakeDeck) -> None:
    ends = set()
    for words in ("Thu 12 Mar", "Thu 12 Mar, afternoon (not tried yet; answers 4 of 59) · attempt 6, silent"):
        state = dialing(deck)
        told = tuple(one._replace(text=words) for one in state.view.consequences[1:])
        state.take(state.view._replace(consequences=(state.view.consequences[0], *told)))
        text = lines_of(deck, (120, 36), state)
        ends.add(row_of("┴", text))
    assert len(ends) == 1


@pytest.mark.parametrize("size", [*WIDE, *TALL, *LOW], ids=str)
def test_all_three_consequences_stand_in_full_beside_or_below_the_number(deck: FakeDeck, size: tuple[int, int]) -> None:
    side = {True: 62, False: 46}[size[0] >= 170] if size[0] >= 112 else 0
    text = lines_of(deck, size, dialing(deck))
    first = next(number for number, line in enumerate(text) if " a Answered" in line)
    told = " ".join(" ".join(line[side:] for line in text[first:-1]).split())
    for words in (
        "talk, then the next step",
        "promise: call Wed 11 Mar, late afternoon (not tried yet) · attempt 6, silent ◀ planned",
        "Thu 12 Mar, midday · attempt 6, the commitment message then",
    ):
        assert words in told


@pytest.mark.parametrize("size", [*WIDE, *TALL, *LOW, (40, 12), (20, 5)], ids=str)
@pytest.mark.parametrize("number", ["+1 312 555 0142", "+49 151 2345 6789", "+44 20 7946 0123", LONGEST])
def test_no_number_is_ever_cut(deck: FakeDeck, size: tuple[int, int], number: str) -> None:
    state = dialing(deck, number=number)
    text = text_of(page_of(deck, *size, state))
    small = number.replace(" ", "")
    drawn = any("╶┼╴" in line for line in text.splitlines())
    assert drawn or small in text.replace(" ", "")
    assert not drawn or number != LONGEST or size in TALL[1:]


@pytest.mark.parametrize("size", [*WIDE, *TALL, *LOW], ids=str)
@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("words", ["sent to the clipboard", "not handed over: " + "the command went wrong " * 9])
def test_no_message_hides_the_number_or_the_time(deck: FakeDeck, size: tuple[int, int], tone: Tone, words: str) -> None:
    state = dialing(deck)
    state.said, state.tone = words, tone
    page = lines_of(deck, size, state)
    text = "\n".join(page)
    assert words.split(":", maxsplit=1)[0] in text
    assert all(row in text for row in LARGE) or IN_ONE_LINE in text
    assert "●○○" in text
    assert len(page) == size[1]


def test_at_80_by_24_a_short_message_stands_behind_the_number(deck: FakeDeck) -> None:
    state = dialing(deck)
    plain = lines_of(deck, (80, 24), state)
    state.said, state.tone = "sent to the clipboard", Tone.NOTICE
    told = lines_of(deck, (80, 24), state)
    assert [old for old, new in zip(plain, told, strict=True) if old != new] == [
        line for line in plain if IN_ONE_LINE in line
    ]
    assert any(f"{IN_ONE_LINE} › sent to the clipboard" in line for line in told)


def test_at_80_by_24_a_message_that_stays_takes_no_words_of_the_planned_message_away(deck: FakeDeck) -> None:
    state = dialing(deck)
    state.said, state.tone = "sent to the clipboard (Apple's Terminal may drop it)", Tone.NOTICE
    text = " ".join(" ".join(line.rpartition("│")[2] for line in lines_of(deck, (80, 24), state)).split())
    assert "I call you again tomorrow. My number: [my_phone]." in text
    assert "(Apple's Terminal may drop it)" in text


def test_in_the_smallest_window_with_panels_a_field_and_a_long_message_leave_every_key(deck: FakeDeck) -> None:
    state = dialing(deck)
    state.said, state.tone = "not handed over: " + "the command went wrong " * 9, Tone.FAILED
    state.field = Field(Kind.DATE, "Back on…", saved, "")
    text = "\n".join(lines_of(deck, (60, 20), state))
    for words in ("✗ not handed over", "Back on…", IN_ONE_LINE, "F2 Answered", "F3 Voicemail", "F4 Hang up", "then"):
        assert words in text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (80, 36), (120, 36), (200, 60)], ids=str)
def test_the_time_looks_different_from_15_and_from_30_seconds_on(deck: FakeDeck, size: tuple[int, int]) -> None:
    seen = []
    for seconds, sign in ((14, "●○○"), (15, "●●○"), (30, "●●●")):
        page = Layout().page(dialing(deck, seconds), Look(*size, deck.clock.now(), COLOURED))
        seen += styles_of(page, sign)
    assert len(set(seen)) == len(seen) == 3


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (80, 36), (120, 36), (200, 60)], ids=str)
def test_without_colours_the_number_is_emphasised(deck: FakeDeck, size: tuple[int, int]) -> None:
    page = Layout().page(dialing(deck), Look(*size, deck.clock.now(), monochrome()))
    shown = styles_of(page, LARGE[1]) or styles_of(page, IN_ONE_LINE)
    assert [style.bold for style in shown] == [True]


def test_at_80_by_24_the_number_lights_up_when_the_dial_opens(deck: FakeDeck) -> None:
    deck.with_words = True
    state = State(deck.screen())
    state.take(state.view)
    waiting = styles_of(page_of(deck, 80, 24, state), IN_ONE_LINE)
    opened = styles_of(page_of(deck, 80, 24, dialing(deck)), IN_ONE_LINE)
    assert (waiting, opened) == ([plain_palette().strong], [plain_palette().name])


@pytest.mark.parametrize("size", [(120, 36), (200, 60)], ids=str)
def test_in_a_talk_its_time_is_large(deck: FakeDeck, size: tuple[int, int]) -> None:
    deck.mode, deck.with_words = Mode.TALKING, True
    deck.started = deck.clock.now() - 14_000
    deck.talked = deck.clock.now() - 5_000
    state = State(deck.screen())
    state.take(state.view)
    text = text_of(page_of(deck, *size, state))
    assert "│ │·│ │╰─╮" in text
    assert "talking" in text


def test_at_80_by_24_somebody_who_cannot_be_dialed_now_is_marked(deck: FakeDeck) -> None:
    deck.refusal = "outside hours until 09:00"
    line = next(line for line in text_of(page_of(deck, 80, 24)).splitlines() if IN_ONE_LINE in line)
    assert line.startswith(" space Dial ")
    assert line.rstrip().endswith("not now")


@pytest.mark.parametrize("size", [(40, 12), (58, 18)], ids=str)
def test_on_a_small_page_a_message_stands_beside_the_time_or_below_it(deck: FakeDeck, size: tuple[int, int]) -> None:
    state = dialing(deck)
    state.said, state.tone = "not handed over", Tone.FAILED
    text = text_of(page_of(deck, *size, state))
    for words in (IN_ONE_LINE, "0:14 ●○○ ringing", "✗ not handed over", "a Answered"):
        assert words in text.replace("\u00a0", " ")


def test_on_the_smallest_page_number_time_and_keys_are_left_beside_a_message(deck: FakeDeck) -> None:
    state = dialing(deck)
    state.said, state.tone = "not handed over", Tone.FAILED
    text = text_of(page_of(deck, 20, 5, state))
    for words in ("+1 312 555 0142", "0:14 ●○○", "a  v◀  h"):
        assert words in text


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)], ids=str)
def test_the_time_runs_below_the_code_of_the_number(deck: FakeDeck, size: tuple[int, int]) -> None:
    state = dialing(deck)
    state.qr = ("█▀▀▀█",)
    assert "0:14 ●○○ ringing" in text_of(page_of(deck, *size, state))
