"""Text fields: letters are text, esc saves a note, and the outcome keys have function keys that go on working."""

from __future__ import annotations

import pytest

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import seated


async def test_letters_that_are_keys_elsewhere_are_text() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "a", "v", "h", "1", "q", "u", "question_mark", "escape")
        assert seat.deck.notes == [(0, "avh1qu?")]
        assert seat.deck.outcomes == []


async def test_esc_on_an_empty_note_keeps_nothing() -> None:
    async with seated() as seat:
        await seat.press("n", "escape")
        assert seat.deck.calls == []
        assert seat.app.desk.state.field is None


async def test_esc_leaves_a_date_without_taking_it() -> None:
    async with seated() as seat:
        await seat.press("c", "x", "escape")
        assert seat.deck.asked("callback") == []
        assert seat.app.desk.state.field is None


async def test_f2_answers_while_the_note_goes_on() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x", "f2", "y", "enter")
        assert seat.deck.outcomes == [(0, Outcome.ANSWERED, None)]
        assert seat.deck.notes == [(0, "xy")]
        assert seat.stands_in(Mode.TALKING)


@pytest.mark.parametrize(("key", "outcome"), [("f3", Outcome.VOICEMAIL_LEFT), ("f4", Outcome.SILENT_HANGUP)])
async def test_an_outcome_is_recorded_at_once_and_the_next_person_waits_for_the_note(
    key: str, outcome: Outcome
) -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x", key)
        assert seat.deck.outcomes == [(0, outcome, None)]
        assert "Note on Dana Whitfield" in seat.text
        assert "saved; the note is still open" in seat.text
        await seat.press("y", "escape")
        assert [call[0] for call in seat.deck.calls[-2:]] == ["note", "go_on"]
        assert seat.deck.notes == [(0, "xy")]
        assert "▶ Tom Okafor" in seat.text
        assert "still open" not in seat.text


@pytest.mark.parametrize("keys", [("a",), ("a", "space")])
async def test_a_machine_after_all_is_recorded_from_within_a_note(keys: tuple[str, ...]) -> None:
    async with seated() as seat:
        await seat.press("space", *keys, "n", "x", "f3", "escape")
        assert seat.deck.outcomes[-1] == (0, Outcome.VOICEMAIL_LEFT, None)
        assert seat.deck.notes == [(0, "x")]
        assert "▶ Tom Okafor" in seat.text


async def test_f3_on_an_empty_note_records_at_once() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "f3")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        await seat.press("escape")
        assert seat.deck.notes == []
        assert "▶ Tom Okafor" in seat.text


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5"])
async def test_what_is_recorded_is_not_recorded_again(key: str) -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x", "f3")
        seat.deck.calls.clear()
        await seat.press(key)
        assert "dial" not in {call[0] for call in seat.deck.calls}
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.flash


async def test_an_outcome_that_cannot_be_saved_leaves_dial_and_note_open(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["outcome"] = disk_full(writing=True)
        await seat.press("space", "n", "x", "f3")
        assert seat.stands_in(Mode.DIALING)
        assert "still open" not in seat.text
        await seat.press("f3", "escape")
        assert deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert deck.notes == [(0, "x")]


async def test_going_on_that_fails_does_not_write_the_note_twice(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["go_on"] = disk_full(writing=True)
        await seat.press("space", "n", "x", "f3", "escape", "escape")
        assert deck.notes == [(0, "x")]
        assert "▶ Tom Okafor" in seat.text


async def test_ctrl_c_in_a_note_saves_it_and_ends_the_session(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space", "n", "x", "ctrl+c")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert deck.notes == [(0, "x")]
        assert deck.calls[-1] == ("close",)
        assert seat.app.return_code == 0


async def test_ctrl_c_gives_a_note_up_that_cannot_be_saved_only_when_pressed_again(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["note"] = disk_full(writing=True)
        await seat.press("n", "x", "ctrl+c")
        assert ("close",) not in deck.calls
        assert "NOT SAVED" in seat.text
        deck.fail["note"] = disk_full(writing=True)
        await seat.press("ctrl+c")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert deck.calls[-1] == ("close",)


async def test_f5_dials_and_ends_from_within_a_note() -> None:
    async with seated() as seat:
        await seat.press("n", "x", "f5")
        assert seat.stands_in(Mode.DIALING)
        await seat.press("f5")
        assert seat.stands_in(Mode.OVER)
        await seat.press("enter")
        assert seat.deck.notes == [(0, "x")]


async def test_f3_keeps_to_the_first_300_ms_as_well() -> None:
    async with seated() as seat:
        await seat.press("n", "x", "f5")
        await seat.press("f3", after=0.1)
        assert seat.deck.outcomes == []
        assert "only just begun" in seat.flash


async def test_f3_in_a_date_field_leaves_it_and_records() -> None:
    async with seated() as seat:
        await seat.press("space", "6", "1", "x", "f3")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]
        assert seat.app.desk.state.field is None


async def test_a_note_that_cannot_be_saved_stays_with_its_text(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("space", "n", "x", "f3")
        deck.fail["note"] = disk_full(writing=True)
        await seat.press("enter")
        said = "NOT SAVED: list.db: the disk is full; make room or put it right, then try again"
        assert seat.app.desk.state.said == said
        assert deck.notes == []
        await seat.press("enter")
        assert deck.notes == [(0, "x")]
        assert deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


async def test_function_keys_without_meaning_here_do_nothing() -> None:
    async with seated() as seat:
        await seat.press("n", "f2", "f3", "f9")
        assert seat.deck.calls == []
        assert seat.flash


async def test_a_field_survives_a_smaller_window() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x")
        await seat.pilot.resize_terminal(50, 12)
        assert "› x" in seat.text
        await seat.pilot.resize_terminal(10, 3)
        assert "larger" in seat.text
        await seat.pilot.resize_terminal(120, 36)
        await seat.press("y", "enter")
        assert seat.deck.notes == [(0, "xy")]


async def test_what_has_no_room_in_a_text_is_said(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.press("n")
        seat.app.desk.paste("a" * 2_000)
        await seat.settle()
        assert "full" not in seat.text
        seat.app.desk.paste("b")
        await seat.settle()
        assert "the text is full at 2000 characters: what is beyond was left out" in seat.text
