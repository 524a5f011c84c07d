"""During and after a talk: the next step gets its date, and a machine after all can still be said."""

from __future__ import annotations

import pytest

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck
from tests.tui.seat import Seat, seated


async def talk_over(seat: Seat) -> None:
    await seat.press("space", "a", "space")
    assert seat.deck.mode is Mode.DISPOSITION
    seat.deck.calls.clear()


@pytest.mark.parametrize(("key", "outcome"), [("v", Outcome.VOICEMAIL_LEFT), ("h", Outcome.SILENT_HANGUP)])
async def test_it_was_a_machine_after_all(key: str, outcome: Outcome) -> None:
    async with seated() as seat:
        await seat.press("space", "a", key)
        assert seat.deck.outcomes[-1] == (0, outcome, None)
        assert "Tom Okafor" in seat.text


@pytest.mark.parametrize("key", ["a", "1", "u", "j", "z", "q", "backspace"])
async def test_while_talking_other_keys_do_nothing(key: str) -> None:
    async with seated() as seat:
        await seat.press("space", "a")
        seat.deck.calls.clear()
        await seat.press(key)
        assert seat.deck.calls == []
        assert seat.flash


async def test_the_message_is_left_out_of_the_script_while_talking() -> None:
    async with seated() as seat:
        await seat.press("space", "a")
        assert "if it goes to voicemail" not in seat.text


async def test_space_ends_the_talk_and_offers_what_came_of_it() -> None:
    async with seated() as seat:
        await talk_over(seat)
        assert "What came of it?" in seat.text
        assert "not interested" in seat.text


@pytest.mark.parametrize(
    ("key", "detail"),
    [
        ("7", Detail.NOT_A_FIT),
        ("9", Detail.DROPPED),
        ("w", Detail.WRONG_NUMBER),
        ("t", Detail.MESSAGE_TAKEN),
        ("m", Detail.VIA_GATEKEEPER),
    ],
)
async def test_a_disposition_without_a_date_is_one_key(key: str, detail: Detail) -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press(key)
        assert seat.deck.calls == [("dispose", detail, None)]


@pytest.mark.parametrize(
    ("key", "detail"),
    [
        ("1", Detail.CONVERSATION),
        ("3", Detail.CALLBACK),
        ("4", Detail.GATEKEEPER),
        ("5", Detail.NO_TALK),
        ("6", Detail.NOT_INTERESTED),
    ],
)
async def test_enter_takes_the_offered_date(key: str, detail: Detail) -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press(key)
        assert "(enter)" in seat.text
        await seat.press("enter")
        assert seat.deck.calls == [("dispose", detail, None)]


async def test_a_typed_date_is_echoed_and_handed_on() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("3", "3", "p", "m")
        assert "3pm: Wed 11 Mar 15:00 in Chicago · 16:00 here" in seat.text
        await seat.press("enter")
        assert seat.deck.calls[-1] == ("dispose", Detail.CALLBACK, "3pm")


async def test_a_step_without_any_date_is_refused_kindly() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("2", "enter")
        assert seat.deck.calls == []
        assert "type a date" in seat.flash


async def test_do_not_call_needs_a_yes() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("0")
        assert seat.deck.calls == []
        await seat.press("escape", "0", "y")
        assert seat.deck.calls == [("dispose", Detail.DO_NOT_CALL, None)]


async def test_s_asks_for_the_next_step_at_once() -> None:
    async with seated() as seat:
        await seat.press("space", "a", "s", "enter")
        assert seat.deck.calls[-1] == ("dispose", Detail.CONVERSATION, None)


async def test_a_talk_left_unfinished_is_offered_its_list_at_the_start(deck: FakeDeck) -> None:
    deck.mode = Mode.DISPOSITION
    async with seated(deck) as seat:
        assert "What came of it?" in seat.text


async def test_help_shows_the_list_of_the_deck_with_what_each_means() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("question_mark")
        assert "wrong number: The number is not theirs: the next one at once. → the next number at once" in seat.text


@pytest.mark.parametrize(("key", "outcome"), [("v", Outcome.VOICEMAIL_LEFT), ("h", Outcome.SILENT_HANGUP)])
async def test_after_the_talk_it_can_still_have_been_a_machine(key: str, outcome: Outcome) -> None:
    async with seated() as seat:
        await talk_over(seat)
        assert "v h a machine after all · u undo · q later" in seat.text
        await seat.press(key)
        assert seat.deck.outcomes[-1] == (0, outcome, None)
        assert "▶ Tom Okafor" in seat.text


async def test_after_the_talk_a_note_can_be_written_and_the_list_comes_back() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("n", "1", "escape")
        assert seat.deck.notes == [(0, "1")]
        assert "What came of it?" in seat.text
        assert seat.stands_in(Mode.DISPOSITION)


async def test_after_the_talk_q_leaves_the_question_for_later() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("q", "enter")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.asked("dispose") == []
        assert seat.deck.calls[-1] == ("close",)


async def test_after_the_talk_u_takes_back_what_was_done_before() -> None:
    async with seated() as seat:
        await seat.press("space", "v", "space", "a", "space", "u")
        assert seat.deck.asked("undo") == [("undo",)]
        assert seat.stands_in(Mode.OVER)
        assert "What came of it?" not in seat.text


@pytest.mark.parametrize(("key", "detail"), [("1", Detail.WRONG_PERSON), ("2", Detail.LEFT_COMPANY)])
async def test_a_key_shared_by_two_lines_asks_which_of_them(key: str, detail: Detail) -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("8")
        assert seat.deck.calls == []
        assert "has left the company" in seat.text
        await seat.press(key)
        assert seat.deck.calls == [("dispose", detail, None)]


async def test_esc_leaves_the_shared_key_for_the_whole_list() -> None:
    async with seated() as seat:
        await talk_over(seat)
        await seat.press("8", "escape", "7")
        assert seat.deck.calls == [("dispose", Detail.NOT_A_FIT, None)]


async def test_a_held_digit_does_not_pick_from_the_list_that_it_opened(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await talk_over(seat)
        items = deck.dispositions()
        seat.app.desk.state.dispositions = tuple(one._replace(key="1") for one in items[:2])
        deck.calls.clear()
        await seat.press("1")
        await seat.press("1", after=0.5)
        assert seat.app.desk.state.field is None
        assert "held" in seat.flash
        await seat.press("1", after=1)
        assert seat.app.desk.state.field is not None
