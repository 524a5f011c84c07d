"""A file in the first start, in a real terminal: its path, its preview, what is put right there, and calling it off."""

from __future__ import annotations

import re
import signal
from pathlib import Path

from tests.tui.first_start_seat import ANA, HEAD, MENU, TOM, Beginning, first_start, people, sound, to_path, with_file


def under_way(seat: Beginning) -> None:
    """Wait until some of the rows are in."""
    seat.shows("importing people.csv")
    seat.wait(lambda: re.search(r" [1-9][0-9]?%", seat.text) is not None)


def test_what_is_no_list_is_said_and_asked_again_with_the_text_kept(tmp_path: Path) -> None:
    with first_start(tmp_path, size=(200, 24)) as seat:
        (seat.home / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0")
        (seat.home / "empty.csv").touch()
        to_path(seat)
        before = ""
        for text, said in [
            ("", "name a file: type its path"),
            ("none.csv", "there is no such file"),
            ("~/photo.csv", "a picture (PNG), not a list"),
            ("~/empty.csv", "is empty"),
            ("~", "is a directory"),
        ]:
            if before:
                seat.instead(f" {before} ", text, said)
            else:
                seat.enter(text, said)
            seat.shows(f" {text} ")
            before = text
        seat.send(b"\x1b")
        seat.shows(MENU)


def test_tab_completes_and_names_what_it_could_be(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        with_file(seat, HEAD + ANA)
        with_file(seat, "", "pest.csv")
        to_path(seat)
        seat.send(b"~/pe")
        seat.shows("~/pe")
        seat.send(b"\t")
        seat.shows("pest.csv")
        seat.send(b"o")
        seat.shows("~/peo")
        seat.send(b"\t")
        seat.shows("~/people.csv")
        seat.enter("", "1 would be added")


def test_an_escape_character_in_a_pasted_path_is_no_key(tmp_path: Path) -> None:
    with first_start(tmp_path, size=(200, 24)) as seat:
        to_path(seat)
        seat.send(b"\x1b[200~one\x1b and what is longer than any key.csv\x1b[201~")
        seat.shows("and what is longer than any key.csv")
        seat.send(b"\r")
        seat.shows("there is no such file")
        assert MENU not in seat.text


def test_a_file_dropped_on_the_window_is_understood(tmp_path: Path) -> None:
    with first_start(tmp_path, size=(200, 24)) as seat:
        with_file(seat, HEAD + ANA, "my people.csv")
        to_path(seat)
        seat.send(b"\x1b[200~'" + str(seat.home / "my people.csv").encode() + b"' \x1b[201~")
        seat.shows("my people.csv'")
        seat.enter("", "1 would be added")


def test_a_file_that_lacks_a_country_and_a_known_column_is_put_right_on_the_screen(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        with_file(seat, (HEAD + ANA + TOM).replace("Phone", "Reach them at"))
        to_path(seat)
        seat.enter("people.csv", "no column is known to hold phone numbers")
        seat.shows("enter imports")
        seat.enter("", "what is in the column Reach them at")
        seat.enter("", "▸ Country")
        seat.shows("Reach them at → phone")
        seat.enter("Atlantis", "no country of that code or name")
        seat.instead("Atlantis", "US", "2 would be added · 0 rejected")
        seat.stands_at("List name")
        seat.shows("enter imports")
        seat.enter("", "2 were added")
        assert people(seat) == ["Ana Ruiz", "Tom Okafor"]


def test_an_import_that_is_called_off_leaves_nothing(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        rows = (f"Person {n},COO,Kestrel {n},+1 312 555 {n % 10_000:04d},IL\n" for n in range(20_000))
        with_file(seat, HEAD + "".join(rows))
        to_path(seat)
        seat.enter("people.csv", "Of the first 5,000 rows")
        seat.shows("enter imports")
        seat.send(b"\r")
        under_way(seat)
        seat.send(b"\x1b")
        seat.shows("Cancelled: nothing of the file was kept.")
        assert sound(seat)
        seat.send(b"\r")
        under_way(seat)
        seat.process.send_signal(signal.SIGTERM)
        assert seat.ends() == 143
        assert sound(seat)


def test_text_from_the_file_reaches_the_terminal_as_text_alone(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        evil = "\x1b]52;c;aGFja2Vk\x07[@click=app.quit]Eve[/]"
        with_file(seat, f"Name,Phone,{evil}\n{evil},abc {evil},x\n{evil},+1 312 555 0111,x\n", "people[b].csv")
        to_path(seat)
        seat.enter("people[b].csv", "1 would be added")
        seat.shows("[@click=app.qu… +9")
        seat.shows("␛]52;c;aGFja2Vk␇")
        seat.shows("enter imports")
        seat.enter("", "1 were added")
        assert b"\x1b]52" not in seat.raw


def test_many_rejected_rows_can_be_read_by_keys(tmp_path: Path) -> None:
    with first_start(tmp_path) as seat:
        with_file(seat, HEAD + ANA + "Nobody,,,,\n" * 40)
        to_path(seat)
        seat.enter("people.csv", "40 rejected")
        seat.stands_at("List name")
        for _ in range(3):
            seat.send(b"\t")
        seat.send(b"\x1b[F")
        seat.shows("line 42: no phone number")
