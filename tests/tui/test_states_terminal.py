"""Every state of the key table in a real terminal: broken bytes, pastes and held keys do nothing that was not meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tui.pty_seat import Terminal, terminal

STRETCHED = "+1   3 1 2   5 5 5   0 1 4 2"
LARGE = "╶┼╴ │    ─┤ │ ╭─╯  ╰─╮╰─╮╰─╮  │ │ │ ╰─┤╭─╯"
"""The middle line of that number in large figures."""
BROKEN = b"\xff\xfe\xc3(\xf0\x9f\x80("
PASTES = (b"v123", b"\x1b[200~hv 1\r\x1b[201~")


class Reached(NamedTuple):
    """How a state is reached, what its screen shows, and a key that records something there."""

    steps: tuple[tuple[bytes, str], ...]
    harm: bytes
    recorded: str
    """The call that the key makes, once at most."""


NOTHING = b"\x1b[24~"
"""A key that does nothing, between two presses of the same one."""
DIAL = ((b" ", "ringing"),)
STATES = {
    "idle": Reached((), b" ", "dial"),
    "dial open": Reached(DIAL, b"v", "outcome"),
    "outcome wanted": Reached((*DIAL, (NOTHING, "✗"), (b" ", "Outcome wanted")), b"h", "outcome"),
    "talking": Reached((*DIAL, (b"a", "talking")), b"v", "outcome"),
    "disposition": Reached((*DIAL, (b"a", "talking"), (b" ", "What came of it?")), b"7", "dispose"),
    "looking": Reached((*DIAL, (b"h", "Tom Okafor"), (b"b", "enter")), b"b", "look_back"),
    "paused": Reached(((b"p", "go on"),), b" ", "pause"),
    "letters": Reached(((b"f", "Dana"),), b"s", "bring_up"),
    "plan ahead": Reached(((b"P", "what it rests on"),), b" ", "dial"),
    "code": Reached(((b"Q", "any key leaves"),), b" ", "dial"),
}
TYPED = {
    "text field": Reached((*DIAL, (b"n", "Note on Dana Whitfield")), b"v", "outcome"),
    "list": Reached(((b"l", "everybody"),), b"\r", "narrow"),
    "query": Reached(((b"/", "Find people"),), b"\r", "pick_person"),
}


def reach(seat: Terminal, state: Reached) -> list[str]:
    """Go to a state and return what was asked on the way."""
    seat.shows("if it goes to voicemail")
    for keys, words in state.steps:
        before = len(seat.calls)
        seat.send(keys)
        seat.wait(lambda words=words: words in seat.text)  # type: ignore[misc]
        if keys in {b"b", b"p", b"h"}:
            seat.wait(lambda before=before: len(seat.calls) > before)  # type: ignore[misc]
    return recorded(seat)


def recorded(seat: Terminal) -> list[str]:
    """Return the calls that record or move something."""
    passing = {"ahead", "hand_over", "idle", "tick", "screen", "find", "words", "open"}
    return [call for call in seat.calls if call.split(" ", 1)[0] not in passing]


def flashes(seat: Terminal) -> bool:
    """Press keys that do nothing until one is said to have done nothing: the line of keys has come to its end."""
    if "✗" in seat.text:
        return True
    seat.send(NOTHING)
    return False


def end(seat: Terminal) -> None:
    """Ctrl+C ends the session in order from everywhere."""
    seat.send(b"\x03")
    assert seat.ends() == 0
    assert seat.last_call == "close"
    assert seat.attributes == seat.before


@pytest.mark.parametrize("name", STATES)
def test_broken_bytes_and_pastes_do_nothing(tmp_path: Path, name: str) -> None:
    with terminal(tmp_path) as seat:
        asked = reach(seat, STATES[name])
        for data in (BROKEN, *PASTES):
            seat.send(data)
            seat.wait(lambda: "nothing was done" in seat.text or name == "code")
        assert recorded(seat) == asked
        end(seat)


@pytest.mark.parametrize("name", TYPED)
def test_broken_bytes_and_pastes_are_text_where_text_is_typed(tmp_path: Path, name: str) -> None:
    with terminal(tmp_path) as seat:
        asked = reach(seat, TYPED[name])
        seat.send(BROKEN)
        seat.shows("��(�(")
        for data in PASTES:
            seat.send(data)
        seat.shows("v123hv 1")
        assert recorded(seat) == asked


@pytest.mark.parametrize("name", [*STATES, *TYPED])
def test_a_held_key_records_once_at_most(tmp_path: Path, name: str) -> None:
    state = (STATES | TYPED)[name]
    with terminal(tmp_path) as seat:
        before = reach(seat, state)
        for _ in range(60):
            seat.send(state.harm)
        seat.wait(lambda: flashes(seat))
        added = recorded(seat)[len(before) :]
        assert len([call for call in added if call.startswith(state.recorded)]) <= 1
        assert len({call.split(" ", 1)[0] for call in added} - {state.recorded}) == 0
        end(seat)


def test_the_keys_for_no_answer_say_what_they_would_do_and_then_do_it(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["dial open"])
        seat.shows("1 rang out · 3 mailbox full · 4 menu: as h  2 busy: again 10:35, same attempt")
        seat.shows("5 number dead: next +1 312 555 0199, same attempt")
        seat.resize(80, 24)
        seat.shows("5 dead: next +1 312 555 0199, same attempt  6 greeting  space over")
        seat.send(b"2")
        seat.asked("outcome silent_hangup busy None")
        seat.wait(lambda: "as h" not in seat.text)
        end(seat)


def test_on_the_sample_data_the_keys_say_what_they_would_do(tmp_path: Path) -> None:
    with terminal(tmp_path, "demo") as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b" ")
        seat.shows("4 menu: as h  2 busy: again 10:35")
        seat.send(b"2")
        seat.shows("undo “busy")


def test_a_snooze_says_the_instant_before_it_is_chosen(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["idle"])
        seat.send(b"z")
        seat.shows("later today · Tue 10 Mar 12:05 Chicago /")
        seat.shows("tomorrow · Wed 11 Mar 09:00 Chicago / 08:00")
        seat.send(b"1")
        seat.asked("snooze 2026-03-10T12:05:00-05:00")


def test_an_absence_says_the_day_after_it_while_it_is_typed(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["dial open"])
        seat.send(b"6")
        seat.shows("rests until after that day")
        seat.send(b"1")
        seat.shows("Away until")
        for letter in "sun":
            seat.send(letter.encode())
            seat.shows(f"› {'sun'[: 'sun'.index(letter) + 1]}")
        seat.shows("away until sun: rests until Mon 16 Mar, mid-morning · attempt 5, silent")


def test_during_a_dial_the_number_is_large_and_whole_where_the_window_is_narrow(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["dial open"])
        assert LARGE in seat.text
        for width, height in ((80, 24), (60, 20)):
            seat.resize(width, height)
            seat.wait(lambda: re.search(rf"\d:\d\d ●.. +{re.escape(STRETCHED)} ", seat.text) is not None)
            seat.wait(lambda: re.search(r"a Answered .*\n +v Voicemail (.*\n)+ +h Hang up ", seat.text) is not None)
            assert LARGE not in seat.text
        seat.resize(200, 60)
        seat.wait(lambda: LARGE in seat.text)


def test_without_colours_the_number_of_a_dial_is_as_large(tmp_path: Path) -> None:
    with terminal(tmp_path, NO_COLOR="1") as seat:
        reach(seat, STATES["dial open"])
        assert LARGE in seat.text
        assert re.search(r"\d:\d\d ●○○ ringing", seat.text)


def test_a_dialed_number_is_put_on_the_clipboard_once(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["dial open"])
        seat.shows("sent to the clipboard")
        assert seat.raw.count(b"\x1b]52;c;KzEzMTI1NTUwMTQy\x07") == 1
        assert seat.raw.count(b"\x1b]52") == 1


def test_the_session_ends_in_order_while_a_dialer_hangs(tmp_path: Path) -> None:
    with terminal(tmp_path, "hang") as seat:
        reach(seat, STATES["dial open"])
        seat.asked("hand_over +13125550142")
        seat.send(b"v")
        seat.wait(lambda: any(call.startswith("outcome") for call in seat.calls))
        end(seat)


def test_somebody_is_found_and_dialed_by_keys_alone(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, TYPED["query"])
        for letter in "okafor":
            seat.send(letter.encode())
            seat.wait(lambda: True)
        seat.shows("Tom Okafor")
        seat.wait(lambda: "find okafor" in seat.calls)
        seat.send(b"\r")
        seat.asked("pick_person 1")
        seat.shows("▶ Tom Okafor")
        seat.send(b" ")
        seat.shows("ringing")


def test_a_break_is_taken_and_ended(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["paused"])
        seat.send(b" ")
        seat.shows("Dial")
        assert seat.calls.count("pause") == 2


def test_the_plan_ahead_is_opened_asked_otherwise_and_left(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        reach(seat, STATES["plan ahead"])
        seat.send(b"c")
        seat.shows("By the cadence brief 204 dials, as things stand 336.")
        seat.send(b"\x1b")
        seat.shows("if it goes to voicemail")
        assert [call for call in recorded(seat) if call != "plan_choices"] == [
            "plan_ahead None None 1",
            "plan_ahead None brief 1",
        ]
        end(seat)


def test_a_task_is_ticked_off(tmp_path: Path) -> None:
    with terminal(tmp_path) as seat:
        seat.shows("if it goes to voicemail")
        seat.send(b"T")
        seat.shows("find a number")
        seat.send(b"\x04")
        seat.asked("task_done 11")
        seat.wait(lambda: "find a number" not in seat.text)
