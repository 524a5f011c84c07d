"""Before a dial: keys do what the table says, and nothing else does anything."""

from __future__ import annotations

import pytest

from dialdeck.model.views import Mode
from tests.tui.fake_deck import FakeDeck, disk_full
from tests.tui.seat import Seat, seated


async def test_the_first_screen_shows_person_number_verdict_and_consequences() -> None:
    async with seated() as seat:
        for words in ("Dana Whitfield", "+1 312 555 0142", "LEAVE THE COMMITMENT MESSAGE", "promise: call Wed 11 Mar"):
            assert words in seat.text


async def test_the_script_is_asked_for_after_the_first_frame(deck: FakeDeck) -> None:
    deck.with_words = False
    async with seated(deck) as seat:
        assert deck.with_words
        assert "if it goes to voicemail" in seat.text


async def test_space_dials_the_person_on_the_screen() -> None:
    async with seated() as seat:
        await seat.press("space")
        assert seat.deck.mode is Mode.DIALING
        assert "ringing" in seat.text


@pytest.mark.parametrize("key", ["a", "v", "h", "1", "6", "backspace", "N", "b", "escape", "r", "f9", "tab"])
async def test_a_key_that_means_nothing_asks_nothing_and_says_so(key: str) -> None:
    async with seated() as seat:
        await seat.press(key)
        assert seat.deck.calls == []
        assert seat.flash


async def test_the_flash_goes_away_with_the_next_key() -> None:
    async with seated() as seat:
        await seat.press("v")
        await seat.press("j")
        assert seat.flash == ""


async def test_j_and_enter_bring_up_the_person_below() -> None:
    async with seated() as seat:
        await seat.press("j", "j", "enter")
        assert seat.deck.calls == [("bring_up", 2)]
        assert "Li Na" in seat.text


async def test_k_stops_at_the_top_of_the_queue() -> None:
    async with seated() as seat:
        await seat.press("k")
        assert "end of the queue" in seat.flash


async def test_enter_on_the_present_person_asks_nothing() -> None:
    async with seated() as seat:
        await seat.press("enter")
        assert seat.deck.calls == []
        assert seat.flash


async def test_moving_past_the_known_rows_asks_for_more_until_there_are_none() -> None:
    async with seated() as seat:
        for _ in range(125):
            await seat.press("down", after=0.01)
        assert len(seat.deck.asked("more_queue")) >= 3
        assert len(seat.app.desk.state.rows) == 120
        assert "end of the queue" in seat.flash


async def test_n_writes_a_note_on_this_person() -> None:
    async with seated() as seat:
        await seat.press("n", "h", "i", "space", "v", "enter")
        assert seat.deck.notes == [(0, "hi v")]
        assert seat.app.desk.state.field is None


@pytest.mark.parametrize(
    ("key", "said", "when"),
    [
        ("1", "later today · Tue 10 Mar 12:05 Chicago / 11:05 here", "2026-03-10T12:05:00-05:00"),
        ("2", "tomorrow · Wed 11 Mar 09:00 Chicago / 08:00 here", "tomorrow"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_z_offers_later_today_and_tomorrow_with_the_instant_that_is_set(
    size: tuple[int, int], key: str, said: str, when: str
) -> None:
    async with seated(size=size) as seat:
        await seat.press("z")
        rows = [line.split("│") for line in seat.text.splitlines()]
        panels = (" ".join(" ".join(row[panel] for row in rows if len(row) > panel).split()) for panel in range(4))
        assert any(said in text for text in (seat.text, *panels))
        await seat.press(key)
        assert seat.deck.asked("snooze") == [("snooze", when)]


async def test_a_snooze_whose_dates_cannot_be_read_opens_nothing(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        deck.fail["snooze_offers"] = disk_full(writing=False)
        await seat.press("z", "1")
        assert seat.app.desk.state.choice is None
        assert seat.deck.asked("snooze") == []


async def test_z_takes_a_typed_date_and_echoes_what_it_means() -> None:
    async with seated() as seat:
        await seat.press("z", "3", "f", "r", "i")
        assert "fri: due Wed 11 Mar 09:00 Chicago / 08:00 here" in seat.text
        await seat.press("enter")
        assert seat.deck.asked("snooze") == [("snooze", "fri")]


async def test_esc_leaves_a_list_without_doing_anything() -> None:
    async with seated() as seat:
        await seat.press("z", "escape")
        assert seat.app.desk.state.choice is None
        assert seat.deck.calls == [("snooze_offers",)]


async def test_c_asks_when_to_call_back() -> None:
    async with seated() as seat:
        await seat.press("c", "3", "p", "m", "enter")
        assert seat.deck.asked("callback") == [("callback", "3pm")]


async def test_retiring_needs_a_reason() -> None:
    async with seated() as seat:
        await seat.press("x", "enter")
        assert seat.deck.asked("retire") == []
        assert "reason" in seat.flash
        await seat.press("o", "k", "enter")
        assert seat.deck.asked("retire") == [("retire", "ok")]


async def test_undo_and_redo_say_when_there_is_nothing() -> None:
    async with seated() as seat:
        await seat.press("u")
        assert "nothing to undo" in seat.flash
        await seat.press("U")
        assert "nothing to redo" in seat.flash
        assert seat.deck.calls == []


async def test_the_key_line_names_what_undo_takes_back() -> None:
    async with seated(size=(200, 60)) as seat:
        await seat.press("space", "h")
        assert "silent_hangup · Dana Whitfield" in seat.text


async def test_u_then_v_corrects_an_outcome() -> None:
    async with seated() as seat:
        await seat.press("space", "h")
        await seat.press("u", "v", after=0.2)
        assert [outcome for _, outcome, _ in seat.deck.outcomes] == ["silent_hangup", "voicemail_left"]


async def test_why_shows_the_reasons_and_any_leaving_key_takes_them_away() -> None:
    async with seated() as seat:
        await seat.press("w")
        assert "late afternoon was not tried yet" in seat.text
        await seat.press("escape")
        assert seat.app.desk.state.overlay is None


async def test_help_lists_the_keys_of_this_state_only() -> None:
    async with seated() as seat:
        await seat.press("question_mark")
        assert "Put this person, or all marked, aside" in seat.text
        assert "The line was busy" not in seat.text


async def test_q_shows_the_summary_and_esc_returns() -> None:
    async with seated() as seat:
        await seat.press("q")
        assert "Promised tomorrow" in seat.text
        await seat.press("escape")
        assert "Dana Whitfield" in seat.text
        assert seat.app.is_running


async def test_q_then_enter_closes_the_deck_and_ends() -> None:
    async with seated() as seat:
        await seat.press("q", "enter")
        assert seat.app._leaving is not None
        await seat.app._leaving
        assert seat.deck.calls[-1] == ("close",)
        assert seat.app.return_code == 0


async def test_space_asks_once_when_somebody_else_is_promised_a_call_in_a_moment(deck: FakeDeck) -> None:
    deck.promise = ("Ana Ruiz", deck.clock.now() + 100_000)
    async with seated(deck) as seat:
        await seat.press("space")
        assert seat.deck.asked("dial") == []
        assert "Ana Ruiz is promised a call in 2 min" in seat.text
        await seat.press("space")
        assert seat.deck.asked("dial") == [("dial",)]


async def test_a_promised_time_is_said_once_when_it_comes(deck: FakeDeck) -> None:
    deck.promise = ("Ana Ruiz", deck.clock.now() + 60_000)
    async with seated(deck) as seat:
        seat.clock.advance(61)
        seat.app.desk.every_second()
        assert "now: Ana Ruiz was promised" in seat.text
        await seat.press("j", "enter")
        seat.app.desk.every_second()
        assert "now: Ana Ruiz was promised" not in seat.text


async def test_who_is_dialed_already_is_not_announced_as_promised_now(deck: FakeDeck) -> None:
    deck.promise, deck.promise_person_id = ("Dana Whitfield", deck.clock.now() + 60_000), deck.screen().person.person_id  # type: ignore[union-attr]
    async with seated(deck) as seat:
        seat.clock.advance(61)
        seat.app.desk.every_second()
        assert "was promised a call at this time" not in seat.text


async def test_nothing_is_dialed_while_nothing_can_be_read(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        await seat.pilot.resize_terminal(19, 4)
        await seat.press("space")
        assert seat.deck.asked("dial") == []
        await seat.pilot.resize_terminal(80, 24)
        await seat.press("space", after=2)
        assert seat.deck.asked("dial") == [("dial",)]


async def test_a_promise_for_the_same_time_to_somebody_else_is_said_as_well(deck: FakeDeck) -> None:
    due = deck.clock.now() + 60_000
    deck.promise, deck.promise_id = ("Ana Ruiz", due), 1
    async with seated(deck) as seat:
        seat.clock.advance(61)
        seat.app.desk.every_second()
        deck.promise_id = 2
        await seat.press("j", "enter")
        assert "now: Ana Ruiz was promised" not in seat.text
        seat.app.desk.every_second()
        assert "now: Ana Ruiz was promised" in seat.text


async def test_space_asks_when_the_promise_is_to_a_namesake(deck: FakeDeck) -> None:
    deck.promise, deck.promise_id, deck.promise_person_id = ("Dana Whitfield", deck.clock.now() + 100_000), 1, 99
    async with seated(deck) as seat:
        await seat.press("space")
        assert seat.deck.asked("dial") == []
        assert "Dana Whitfield is promised a call in 2 min" in seat.text


async def test_with_nobody_up_space_says_so(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        seat.app.desk.take(seat.app.desk.state.view._replace(person=None, script=None, queue=(), consequences=()))
        await seat.press("space", "n", "w")
        assert seat.deck.calls == []
        assert seat.flash == "nobody is up"


async def test_keys_reach_the_screen_through_textual_as_well() -> None:
    async with seated() as seat:
        seat.clock.advance(1)
        await seat.pilot.press("space")
        await seat.settle()
        assert seat.deck.calls == [("dial",)]


async def test_long_lines_laid_over_can_be_scrolled() -> None:
    async with seated(size=(80, 24)) as seat:
        await seat.press("question_mark")
        first = shown(seat)
        await seat.press("j", "pagedown")
        assert shown(seat) != first
        await seat.press("pageup", "pageup")
        assert shown(seat) == first


def shown(seat: Seat) -> str:
    """Return the screen without the line that says why a key did nothing."""
    return "\n".join(line for line in seat.text.splitlines() if "✗" not in line and line.strip())


async def test_do_not_call_is_taken_back_only_with_a_typed_reason(deck: FakeDeck) -> None:
    async with seated(deck) as seat:
        view = seat.app.desk.state.view
        seat.app.desk.take(view._replace(undo="do not call · Ana Ruiz", undo_wants_reason=True))
        await seat.press("u")
        assert "Take back “do not call · Ana Ruiz”, because…" in seat.text
        await seat.press("enter")
        assert deck.asked("undo") == []
