"""The first start in a real terminal: from an empty list to the first person on the call screen, by keys alone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck.settings.loading import load_settings
from tests.tui.first_start_seat import ANA, DOWN, HEAD, MENU, choose, first_start, people, sound, to_path, with_file

SECRET = "Wilhelmina Secretname"


def test_from_an_empty_list_to_the_first_person(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        with_file(seat, HEAD + ANA + "Nobody,,,,\n")
        seat.shows("q ends")
        seat.send(b"\r")
        seat.stands_at("Your name")
        seat.enter("Sam Hale", "▸ Company")
        seat.enter("Northbeam", "▸ Number")
        seat.enter("12345", "write it like +1 312")
        seat.instead("12345", "+1 312 555 0100", "▸ E-mail")
        seat.enter("", "▸ Your hours")
        seat.enter("all day", "write it like mon-fri 08:00-17:00")
        seat.instead("all day ", "mon-fri 08:00-17:00", "tab completes")
        seat.enter("~/people.csv", "2 rows: 1 would be added · 1 rejected")
        seat.shows("line 3: no phone number")
        seat.shows("Phone → phone")
        seat.stands_at("List name")
        seat.enter("", "2 rows: 1 were added · 1 rejected")
        seat.enter("", "Ana Ruiz")
        seat.shows("callable now")
        seat.send(b"q")
        seat.shows("This session")
        seat.send(b"\r")
        assert seat.ends() == 0
        caller = load_settings(seat.settings).caller
        assert (caller.name, caller.company, caller.phone, caller.email, caller.hours) == (
            "Sam Hale",
            "Northbeam",
            "+1 312 555 0100",
            "",
            "mon-fri 08:00-17:00",
        )
        assert people(seat) == ["Ana Ruiz"]
        assert seat.attributes == seat.before


@pytest.mark.parametrize("key", [b"q", b"\x03"], ids=["q", "ctrl+c"])
def test_leaving_ends_in_order_and_the_next_start_asks_again(tmp_path: Path, key: bytes) -> None:
    with first_start(tmp_path) as seat:
        seat.shows("q ends")
        seat.send(key)
        assert seat.ends() == 0
        assert sound(seat)
        assert seat.attributes == seat.before
    with first_start(tmp_path) as seat:
        seat.shows(MENU)


def test_ctrl_c_ends_from_a_line_too_and_q_is_a_letter_there(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        to_path(seat)
        seat.send(b"q")
        seat.shows(" q ")
        seat.send(b"\x03")
        assert seat.ends() == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=str
)
def test_a_signal_ends_in_order(tmp_path: Path, number: signal.Signals, code: int) -> None:
    with first_start(tmp_path) as seat:
        to_path(seat)
        seat.process.send_signal(number)
        assert seat.ends() == code
        assert sound(seat)
        assert b"\x1b[?1049l" in seat.raw
        assert seat.attributes == seat.before


def test_a_closed_terminal_ends_in_order(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        to_path(seat)
        seat.hang_up()
        assert seat.ends() == 129
        assert sound(seat)


def test_looking_around_opens_the_sample_data_and_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    with first_start(tmp_path, size=(120, 36)) as seat:
        choose(seat, 1)
        seat.shows("callable now")
        seat.send(b"q")
        seat.shows("This session")
        seat.send(b"\r")
        assert seat.ends() == 0
        assert sound(seat)


def test_one_person_added_by_hand_is_on_the_call_screen(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        choose(seat, 2)
        seat.stands_at("Your name")
        seat.send(b"\x13")
        seat.stands_at("Name")
        seat.enter("Ana Ruiz", "▸ Number")
        seat.enter("312 555 0111", "begin it with +")
        seat.instead("312 555 0111", "+1 312 555 0111", "1 callable now")
        assert "Ana Ruiz" in seat.text


def test_a_person_who_cannot_be_called_yet_is_told_of_first(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        choose(seat, 2)
        seat.stands_at("Your name")
        seat.send(b"\x13")
        seat.stands_at("Name")
        seat.enter("Ana Ruiz", "▸ Number")
        seat.enter("+1 800 555 0111", "no time zone: not callable until one is set")


@pytest.mark.parametrize("method", ["caller", "save_caller", "close"])
def test_a_fault_of_ours_ends_in_order_without_saying_anything_about_anybody(tmp_path: Path, method: str) -> None:
    broken = f"import dialdeck.session.starting as room\ndef fail(self, *_):\n raise LookupError('{SECRET}')\n"
    with first_start(tmp_path, SABOTAGE=f"{broken}room.Starting.{method} = fail") as seat:
        seat.shows("q ends")
        seat.send(b"\r")
        if method != "caller":
            seat.stands_at("Your name")
            seat.send(b"\x13" if method == "save_caller" else b"\x03")
        assert seat.ends() == 1
        assert b"a fault of ours (" in seat.raw
        assert SECRET.encode() not in seat.raw
        assert sound(seat)
        assert seat.attributes == seat.before


def test_settings_that_cannot_be_written_are_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    with first_start(tmp_path, size=(200, 24)) as seat:
        seat.shows("q ends")
        seat.send(b"\r")
        seat.stands_at("Your name")
        (seat.home / "dd" / "config").write_text("a file where the directory should be")
        seat.send(b"Sam Hale")
        seat.shows("Sam Hale")
        seat.send(b"\x13")
        seat.shows("config.toml")
        seat.stands_at("Your name    Sam Hale")
        seat.send(b"\x1b")
        seat.shows(MENU)


def test_without_colour_the_choice_can_be_told_from_the_others(tmp_path: Path) -> None:
    with first_start(tmp_path, NO_COLOR="1") as seat:
        seat.shows("q ends")
        seat.wait(lambda: seat.looks_at("Import a list") != seat.looks_at("Look around"))
        seat.send(DOWN)
        seat.wait(lambda: seat.looks_at("Import a list") == seat.looks_at("Add one person"))
        assert seat.looks_at("Look around") != seat.looks_at("Import a list")


@pytest.mark.parametrize("size", [(60, 20), (120, 36), (1, 1), (300, 100)], ids=str)
def test_every_size_holds_it(tmp_path: Path, size: tuple[int, int]) -> None:
    with first_start(tmp_path) as seat:
        with_file(seat, HEAD + ANA)
        to_path(seat)
        seat.resize(*size)
        seat.resize(60, 20)
        seat.shows("tab completes")
        seat.enter("people.csv", "1 would be added")
        seat.shows("Phone → phone")
        seat.shows("enter imports")


def test_a_start_with_people_brings_none_of_this_along() -> None:
    code = "import sys, dialdeck.cli.screen, dialdeck.tui.launch, dialdeck.session.compose, dialdeck.session.deck\n"
    code += "print([name for name in sys.modules if 'start' in name and name.startswith('dialdeck')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
