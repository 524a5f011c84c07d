"""While a dial is open and after it: outcome keys record exactly once, everything else is harmless."""

from __future__ import annotations

import re

import pytest

from dialdeck.errors import BusyError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import seated

SILENT = Outcome.SILENT_HANGUP


@pytest.mark.parametrize(
    ("key", "outcome", "detail"),
    [
        ("v", Outcome.VOICEMAIL_LEFT, None),
        ("h", SILENT, None),
        ("1", SILENT, Detail.RANG_OUT),
        ("2", SILENT, Detail.BUSY),
        ("3", SILENT, Detail.MAILBOX_FULL),
        ("4", SILENT, Detail.MENU),
        ("5", SILENT, Detail.NUMBER_DEAD),
    ],
)
async def test_space_and_one_key_record_an_outcome_and_bring_up_the_next(
    key: str, outcome: Outcome, detail: Detail | None
) -> None:
    async with seated() as seat:
        await seat.press("space", key)
        assert seat.deck.outcomes == [(0, outcome, detail)]
        assert "Tom Okafor" in seat.text
        assert seat.deck.mode is Mode.IDLE


async def test_a_starts_the_talk_on_the_same_person() -> None:
    async with seated() as seat:
        await seat.press("space", "a")
        assert seat.deck.mode is Mode.TALKING
        assert "talking" in seat.text
        assert "Dana Whitfield" in seat.text


@pytest.mark.parametrize("key", ["j", "enter", "z", "c", "x", "u", "U", "q", "s", "7", "N", "i"])
async def test_movement_and_the_rest_do_nothing_while_a_dial_is_open(key: str) -> None:
    async with seated() as seat:
        await seat.press("space")
        seat.deck.calls.clear()
        await seat.press(key)
        assert seat.deck.calls == []
        assert seat.flash


async def test_space_says_the_line_is_down_and_the_outcome_stays_wanted() -> None:
    async with seated() as seat:
        await seat.press("space", "space")
        assert seat.deck.mode is Mode.OVER
        await seat.press("v")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


@pytest.mark.parametrize("key", ["space", "j", "U", "c", "z", "enter"])
async def test_with_the_outcome_wanted_only_outcome_keys_move_on(key: str) -> None:
    async with seated() as seat:
        await seat.press("space", "space")
        seat.deck.calls.clear()
        await seat.press(key)
        assert seat.deck.calls == []


async def test_with_the_outcome_wanted_q_offers_the_end_and_no_time_runs() -> None:
    async with seated() as seat:
        await seat.press("space", "space")
        before = seat.text
        seat.clock.advance(40)
        assert seat.text == before
        await seat.press("q")
        assert "This session" in seat.text
        await seat.press("enter")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.outcomes == []


async def test_with_the_outcome_wanted_u_takes_back_what_was_done_before() -> None:
    async with seated() as seat:
        await seat.press("space", "v", "space", "space", "u")
        assert seat.deck.asked("undo") == [("undo",)]
        assert "▶ Dana Whitfield" in seat.text


@pytest.mark.parametrize("keys", [(), ("space",), ("space", "space"), ("space", "a"), ("space", "a", "space"), ("z",)])
async def test_ctrl_c_ends_the_session_in_order_from_everywhere(keys: tuple[str, ...]) -> None:
    async with seated() as seat:
        await seat.press(*keys, "ctrl+c")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)
        assert seat.app.return_code == 0


async def test_an_unfinished_dial_is_asked_about_by_name(deck: FakeDeck) -> None:
    deck.mode = Mode.OVER
    async with seated(deck) as seat:
        assert "Outcome wanted for Dana Whitfield" in seat.text
        await seat.press("h")
        assert deck.outcomes == [(0, SILENT, None)]


@pytest.mark.parametrize("keys", [("space",), ("space", "space")])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_each_key_for_no_answer_would_do_is_said_before_it_is_pressed(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with seated(size=size) as seat:
        await seat.press(*keys)
        words = " ".join(seat.text.split())
        assert re.search(r"1 rang out · 3 (mailbox )?full · 4 menu: as h", words)
        assert "2 busy: again 10:35, same attempt" in words
        assert re.search(r"5 (number )?dead: next \+1 312 555 0199, same attempt", words)
        assert "Wed 11 Mar, midday, same attempt" not in words


async def test_what_the_greeting_can_have_told_says_its_date_before_it_is_chosen() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("space", "6")
        words = " ".join(seat.text.split())
        assert "2 another name · asks: wrong number, or has the role changed?" in words
        assert "3 another number · Thu 12 Mar, midday · attempt 6, the commitment message then; it is kept" in words


async def test_an_absence_is_echoed_as_what_it_would_do() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "1", "s", "u", "n")
        assert "away until sun: rests until Mon 16 Mar, mid-morning · attempt 5, silent" in seat.text


async def test_a_person_hung_up_on_says_its_date_before_the_yes() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("space", "ctrl+l")
        assert "yes · Fri 13 Mar, early afternoon · attempt 6, silent; locked for 72 h" in " ".join(seat.text.split())


@pytest.mark.parametrize(
    ("key", "detail"), [("1", Detail.NUMBER_DEAD), ("2", Detail.ROLE_CHANGED), ("3", Detail.OTHER_NAME)]
)
async def test_6_then_2_asks_what_it_means_that_the_greeting_names_another(key: str, detail: Detail) -> None:
    async with seated() as seat:
        await seat.press("space", "6", "2")
        assert seat.deck.outcomes == []
        for words in ("wrong number · the next number now", "role changed · retired", "a task asks for it"):
            assert words in " ".join(seat.text.split())
        await seat.press(key)
        assert seat.deck.outcomes == [(0, SILENT, detail)]


async def test_6_then_1_asks_until_when_they_are_away() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "1", "m", "o", "n", "enter")
        assert seat.deck.asked("outcome") == [("outcome", SILENT, Detail.AWAY_UNTIL, "mon")]


async def test_6_then_3_records_nothing_yet() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "3")
        assert seat.deck.outcomes == []
        assert "note" in seat.text


async def test_a_key_that_is_not_in_a_list_does_nothing() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "v")
        assert seat.deck.outcomes == []
        assert "not in this list" in seat.flash


async def test_a_dropped_person_is_recorded_after_a_yes_only() -> None:
    async with seated() as seat:
        await seat.press("space", "ctrl+l", "escape")
        assert seat.deck.outcomes == []
        await seat.press("ctrl+l", "y")
        assert seat.deck.outcomes == [(0, SILENT, Detail.LIVE_DROP)]


async def test_backspace_and_yes_say_that_no_call_happened() -> None:
    async with seated() as seat:
        await seat.press("space", "backspace")
        assert seat.deck.asked("not_placed") == []
        await seat.press("y")
        assert seat.deck.asked("not_placed") == [("not_placed",)]
        assert seat.deck.mode is Mode.IDLE


async def test_a_refused_outcome_is_said_and_nothing_advances(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space")
        deck.fail["outcome"] = disk_full(writing=True)
        await seat.press("v")
        said = "NOT SAVED: list.db: the disk is full; make room or put it right, then try again"
        assert seat.app.desk.state.said == said
        assert said in seat.text
        assert "Dana Whitfield" in seat.text
        await seat.press("v")
        assert deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


async def test_a_failed_read_is_not_called_unsaved(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["why"] = disk_full(writing=False)
        await seat.press("w")
        said = "list.db: the disk is full; make room or put it right, then try again"
        assert seat.app.desk.state.said == said


async def test_a_refused_dial_says_why(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["dial"] = BusyError("this person has a dial open in another window")
        await seat.press("space")
        assert "another window" in seat.text
        assert deck.mode is Mode.IDLE


async def test_outcome_keys_work_with_the_help_laid_over() -> None:
    async with seated() as seat:
        await seat.press("space", "question_mark", "v")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.app.desk.state.overlay is None


async def test_the_timer_runs_and_changes_its_words(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space")
        assert "●○○ ringing" in seat.text
        seat.clock.advance(16)
        assert "●●○ a machine" in seat.text
        seat.clock.advance(15)
        assert "●●● rings out" in seat.text
