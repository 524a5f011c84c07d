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
async def test_the_next_person_waits_until_the_note_is_finished(key: str, outcome: Outcome) -> None:
    async with seated() as seat:
        await seat.press("space", "n", "x", key)
        assert "Note on Dana Whitfield" in seat.text
        assert "◀ when" in seat.text
        await seat.press("y", "enter")
        assert seat.deck.notes == [(0, "xy")]
        assert seat.deck.outcomes == [(0, outcome, None)]
        assert "Tom Okafor" in seat.text


async def test_f3_on_an_empty_note_records_at_once() -> None:
    async with seated() as seat:
        await seat.press("space", "n", "f3")
        assert seat.deck.outcomes == [(0, Outcome.VOICEMAIL_LEFT, None)]


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
        assert seat.app.desk.state.held is None
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
        assert deck.outcomes == []
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
