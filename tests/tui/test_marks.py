"""Several rows at once, jumping to one by its letter, and adding a person."""

from __future__ import annotations

import pytest

from dialdeck.errors import RefusedError
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import Seat, seated


async def test_m_marks_the_row_under_the_cursor_and_moves_down() -> None:
    async with seated() as seat:
        await seat.press("m", "m")
        assert seat.app.desk.state.marked == {0, 1}
        assert seat.app.desk.state.cursor == 2
        assert "2 marked" in seat.text


async def test_m_again_takes_a_mark_away() -> None:
    async with seated() as seat:
        await seat.press("m", "k", "m")
        assert seat.app.desk.state.marked == set()


async def test_a_held_m_marks_one_row() -> None:
    async with seated() as seat:
        await seat.press("m")
        for _ in range(20):
            await seat.press("m", after=0.05)
        assert seat.app.desk.state.marked == {0}


async def test_z_snoozes_all_who_are_marked_as_one_operation() -> None:
    async with seated() as seat:
        await seat.press("j", "m", "m", "z")
        assert "Snooze 2 marked (Tom Okafor, Li Na)" in seat.text
        await seat.press("2")
        assert seat.deck.calls == [("snooze_offers", (1, 2)), ("snooze_all", (1, 2), "tomorrow")]
        assert seat.app.desk.state.marked == set()


async def test_z_takes_a_typed_date_for_all_who_are_marked() -> None:
    async with seated() as seat:
        await seat.press("m", "m", "m", "z", "3")
        assert "Snooze 3 marked (Dana Whitfield, Tom Okafor, …) until…" in seat.text
        await seat.press("f", "r", "i")
        assert seat.deck.calls[-1] == ("echo_snooze", "fri", (0, 1, 2))
        await seat.press("enter")
        assert seat.deck.asked("snooze_all") == [("snooze_all", (0, 1, 2), "fri")]


async def test_x_retires_all_who_are_marked_with_one_reason() -> None:
    async with seated() as seat:
        await seat.press("m", "m", "x")
        assert "Retire 2 marked" in seat.text
        await seat.press("enter")
        assert "reason" in seat.flash
        await seat.press("o", "k", "enter")
        assert seat.deck.asked("retire_all") == [("retire_all", (0, 1), "ok")]
        assert seat.app.desk.state.marked == set()


async def test_marks_stay_when_it_cannot_be_done(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["snooze_all"] = disk_full(writing=True)
        await seat.press("m", "z", "1")
        assert "NOT SAVED" in seat.text
        assert seat.app.desk.state.marked == {0}


async def test_esc_takes_all_marks_away() -> None:
    async with seated() as seat:
        await seat.press("m", "m", "escape")
        assert seat.app.desk.state.marked == set()
        await seat.press("escape")
        assert "nothing is marked" in seat.flash


async def test_an_esc_held_after_leaving_a_list_keeps_the_marks() -> None:
    async with seated() as seat:
        await seat.press("m", "l", "escape")
        await seat.press("escape", after=0.5)
        assert seat.app.desk.state.marked == {0}


async def test_marks_do_not_outlive_a_dial() -> None:
    async with seated() as seat:
        await seat.press("j", "m", "space", "h", "z", "2")
        assert seat.deck.calls[-1] == ("snooze", "tomorrow")


# ---------------------------------------------------------------------------------------------------- jumping


async def test_f_puts_letters_beside_the_rows_and_a_letter_brings_that_person_up() -> None:
    async with seated() as seat:
        await seat.press("f")
        letters = seat.app.desk.state.jump or {}
        letter = next(key for key, person in letters.items() if person == 2)
        await seat.press(letter)
        assert seat.deck.calls == [("bring_up", 2)]
        assert seat.app.desk.state.jump is None


async def test_esc_leaves_the_letters() -> None:
    async with seated() as seat:
        await seat.press("f", "escape")
        assert seat.app.desk.state.jump is None
        assert seat.deck.calls == []


async def test_a_key_that_is_no_letter_of_a_row_does_nothing() -> None:
    async with seated() as seat:
        await seat.press("f", "9", "space")
        assert seat.deck.calls == []
        assert "no row has this letter" in seat.flash


async def test_a_held_f_brings_nobody_up() -> None:
    async with seated() as seat:
        await seat.press("f")
        await seat.press("f", after=0.5)
        for _ in range(20):
            await seat.press("f", after=0.05)
        assert seat.deck.calls == []


async def test_a_paste_over_the_letters_brings_nobody_up() -> None:
    async with seated() as seat:
        await seat.press("f")
        await seat.burst("asd")
        assert seat.deck.calls == []


async def test_the_present_persons_letter_asks_nothing() -> None:
    async with seated() as seat:
        await seat.press("f", "a")
        assert seat.deck.calls == []
        assert "up already" in seat.flash


async def test_without_rows_on_the_screen_f_says_what_finds_anybody() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("f")
        assert seat.app.desk.state.jump is None
        assert "/ finds anybody" in seat.flash


# ----------------------------------------------------------------------------------------------------- adding


async def fill_in(seat: Seat, *texts: str) -> None:
    for text in texts:
        await seat.type(text)
        await seat.press("enter")


async def test_a_person_is_added_field_by_field_and_comes_up() -> None:
    async with seated() as seat:
        await seat.press("plus")
        assert "Add a person · 1 of 4 · name" in seat.text
        await fill_in(seat, "Ida Berg", "312 555 0190", "Fjord Lines", "CFO")
        told = {"name": "Ida Berg", "phone": "312 555 0190", "organisation": "Fjord Lines", "title": "CFO"}
        assert seat.deck.calls == [("add_person", told)]
        assert seat.app.desk.state.field is None
        assert "Ida Berg" in seat.text


@pytest.mark.parametrize("texts", [(), ("Ida Berg",)])
async def test_name_and_phone_are_needed(texts: tuple[str, ...]) -> None:
    async with seated() as seat:
        await seat.press("plus")
        await fill_in(seat, *texts)
        await seat.press("enter")
        assert "needs a" in seat.flash
        assert seat.deck.calls == []


async def test_organisation_and_title_may_stay_empty() -> None:
    async with seated() as seat:
        await seat.press("plus")
        await fill_in(seat, "Ida Berg", "312 555 0190", "", "")
        assert seat.deck.asked("add_person")[0][1] == {
            "name": "Ida Berg", "phone": "312 555 0190", "organisation": "", "title": ""
        }  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2, 3])
async def test_esc_leaves_at_any_point_without_adding(count: int) -> None:
    async with seated() as seat:
        await seat.press("plus")
        await fill_in(seat, *("Ida Berg", "312 555 0190", "Fjord Lines")[:count])
        await seat.press("x", "escape")
        assert seat.app.desk.state.field is None
        assert seat.deck.calls == []


async def test_a_refusal_keeps_what_was_typed_and_says_how_to_put_it_right(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("plus")
        deck.fail["add_person"] = RefusedError("5550000 is on file already")
        await fill_in(seat, "Ida Berg", "5550000", "Fjord Lines", "CFO")
        assert "5550000 is on file already" in seat.text
        assert "goes back to what is wrong" in seat.text
        await seat.press("up", "up")
        assert "› 5550000" in seat.text
        await seat.press(*["backspace"] * 7)
        await fill_in(seat, "312 555 0190", "", "")
        told = {"name": "Ida Berg", "phone": "312 555 0190", "organisation": "Fjord Lines", "title": "CFO"}
        assert deck.calls[-1] == ("add_person", told)


async def test_what_is_no_number_is_said_before_the_next_field_is_asked() -> None:
    async with seated() as seat:
        await seat.press("plus")
        await fill_in(seat, "Ida Berg", "12")
        assert "phone '12' is too short" in seat.text
        assert "2 of 4" in seat.text
        await fill_in(seat, "312 555 0190")
        assert "3 of 4" in seat.text


async def test_a_held_enter_does_not_run_through_the_fields() -> None:
    async with seated() as seat:
        await seat.press("plus")
        await fill_in(seat, "Ida Berg", "312 555 0190")
        await seat.press("enter", after=0.5)
        for _ in range(20):
            await seat.press("enter", after=0.05)
        assert seat.deck.calls == []
        assert "3 of 4" in seat.text


async def test_f5_does_not_dial_away_what_was_typed() -> None:
    async with seated() as seat:
        await seat.press("plus", "I", "f5")
        assert seat.deck.calls == []
        assert "› I" in seat.text
