"""Looking at somebody: nothing is claimed, nothing is dialed, and one key returns."""

from __future__ import annotations

import pytest

from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import Seat, seated


async def looking(seat: Seat) -> None:
    """Look back at Dana, after her dial."""
    await seat.press("space", "h", "b")
    assert seat.stands_in(Mode.LOOKING)
    seat.deck.calls.clear()


async def test_b_looks_back_at_the_person_before() -> None:
    async with seated() as seat:
        await seat.press("space", "h", "b")
        assert seat.deck.calls[-1] == ("look_back",)
        assert "Dana Whitfield" in seat.text


async def test_b_says_when_there_was_nobody_before() -> None:
    async with seated() as seat:
        await seat.press("b")
        assert seat.deck.calls == []
        assert "nobody before" in seat.flash


@pytest.mark.parametrize("key", ["b", "escape"])
async def test_b_or_esc_returns_to_the_person_who_is_up(key: str) -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press(key)
        assert seat.deck.calls == [("look_back",)]
        assert seat.stands_in(Mode.IDLE)
        assert "▶ Tom Okafor" in seat.text


@pytest.mark.parametrize("key", ["space", "f5"])
async def test_space_does_not_dial_somebody_who_is_looked_at_and_says_so(key: str) -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press(key)
        assert seat.deck.calls == []
        assert "only looked at" in seat.flash


@pytest.mark.parametrize("key", ["j", "l", "T", "f", "m", "N", "p", "q", "Q", "v", "1", "U", "plus", "number_sign"])
async def test_what_does_not_concern_the_person_looked_at_does_nothing(key: str) -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press(key)
        assert seat.deck.calls == []
        assert seat.flash


async def test_enter_brings_the_person_up() -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press("enter")
        assert seat.deck.calls == [("bring_up", 0)]
        assert seat.stands_in(Mode.IDLE)


async def test_a_note_a_callback_and_a_snooze_concern_the_one_looked_at() -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press("n")
        assert "Note on Dana Whitfield" in seat.text
        await seat.press("x", "enter", "c", "3", "enter", "u")
        assert [call[0] for call in seat.deck.calls if call[0] != "echo_when"] == ["note", "callback", "undo"]


async def test_find_works_from_there() -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press("slash")
        await seat.type("li na")
        await seat.press("enter")
        assert seat.deck.calls[-1] == ("pick_person", "2")
        assert seat.stands_in(Mode.IDLE)


async def test_b_pressed_again_at_once_returns_and_a_held_one_does_not_flicker() -> None:
    async with seated() as seat:
        await seat.press("space", "h", "b")
        await seat.press("b", after=0.3)
        assert not seat.stands_in(Mode.LOOKING)
        for _ in range(20):
            await seat.press("b", after=0.05)
        assert len(seat.deck.asked("look_back")) == 2


async def test_a_held_enter_looks_at_a_person_found_and_does_not_bring_them_up() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("weiß")
        await seat.press("enter")
        await seat.press("enter", after=0.5)
        assert seat.stands_in(Mode.LOOKING)
        assert seat.deck.asked("bring_up") == []


async def test_x_brings_a_retired_person_back_with_a_new_reason(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.can_be_revived = True
        await looking(seat)
        await seat.press("x")
        assert "Revive Dana Whitfield, because…" in seat.text
        await seat.press("enter")
        assert "new reason" in seat.flash
        await seat.type("fresh news")
        await seat.press("enter")
        assert "win-back: Thu 12 Mar, midday (enter)" in seat.text
        await seat.press("enter")
        assert seat.deck.calls == [("reviving",), ("revive", "fresh news", None)]


async def test_a_date_can_be_named_for_the_way_back(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.can_be_revived = True
        await looking(seat)
        await seat.press("x", "o", "k", "enter", "f", "r", "i", "enter")
        assert seat.deck.asked("revive") == [("revive", "ok", "fri")]


async def test_who_cannot_come_back_is_not_asked_why(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.can_be_revived = True
        await looking(seat)
        deck.fail["reviving"] = disk_full(writing=False)
        await seat.press("x")
        assert seat.app.desk.state.field is None


async def test_a_refused_revival_leaves_the_field_with_its_text(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.can_be_revived = True
        await looking(seat)
        deck.fail["revive"] = disk_full(writing=True)
        await seat.press("x", "o", "k", "enter", "f", "r", "i", "enter")
        assert "NOT SAVED" in seat.text
        assert "› fri" in seat.text


async def test_n_for_the_previous_person_is_titled_with_their_name() -> None:
    async with seated() as seat:
        await seat.press("space", "h", "N")
        assert "Note on Dana Whitfield" in seat.text
        await seat.type("ask for Mia")
        await seat.press("escape")
        assert seat.deck.notes == [(0, "ask for Mia")]
        assert "▶ Tom Okafor" in seat.text


async def test_n_for_the_previous_person_says_when_there_is_none() -> None:
    async with seated() as seat:
        await seat.press("N")
        assert seat.app.desk.state.field is None
        assert "nobody before" in seat.flash


async def test_help_says_what_works_while_looking() -> None:
    async with seated() as seat:
        await looking(seat)
        await seat.press("question_mark")
        assert "while somebody is looked at" in seat.text
        assert "Return to where you were" in seat.text
