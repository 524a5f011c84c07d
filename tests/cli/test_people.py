"""Commands about one person: finding them however they are written, and changing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

HANK = "+14025550121"


@pytest.mark.parametrize(
    "text",
    [
        "+14025550121", "+1 402 555 0121", "+1 (402) 555-0121", "(402) 555-0121", "402-555-0121", "402.555.0121",
        "402 555 0121", "4025550121", "14025550121", "1-402-555-0121", "+1‑402‑555‑0121", "＋１４０２５５５０１２１",
        "+1 402 555 0121 ext. 7",
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(text: str, cli: Cli, samples: Path) -> None:
    assert cli("show", text, "--json").json()["phones"][0]["phone"] == HANK


def test_an_end_of_a_number_that_two_share_names_both(cli: Cli, samples: Path) -> None:
    ran = cli("show", "555 0121")
    assert ran.code == 65
    assert "Hank Sorensen" in ran.err
    assert "Claire Beaumont" in ran.err


@pytest.mark.parametrize("text", ["+44 20 7946 0958", "+44 (0)20 7946 0958", "020 7946 0958", "(020) 7946 0958"])
def test_a_trunk_zero_is_understood(text: str, cli: Cli, samples: Path) -> None:
    uid = cli("add", "name=Ann Lee", "phone=+442079460958", "--json").json()["prospect_id"]
    assert cli("show", text, "--json").json()["prospect_id"] == uid


@pytest.mark.parametrize("letters", [6, 8, 12, 36])
def test_a_uid_is_named_by_its_end_in_any_case(letters: int, cli: Cli, samples: Path) -> None:
    uid = cli("show", HANK, "--json").json()["prospect_id"]
    assert cli("show", uid[-letters:].upper(), "--json").json()["prospect_id"] == uid


def test_an_end_of_digits_alone_is_still_an_end(cli: Cli, samples: Path) -> None:
    import sqlite3

    uid = cli("show", HANK, "--json").json()["prospect_id"]
    conn = sqlite3.connect(samples)
    conn.execute("UPDATE people SET uid = ? WHERE uid = ?", (f"{uid[:-8]}12345678", uid))
    conn.commit()
    conn.close()
    assert cli("show", "12345678", "--json").json()["phones"][0]["phone"] == HANK


def test_the_sheet_has_who_what_next_words_and_history(cli: Cli, samples: Path) -> None:
    out = cli("show", HANK).out
    for words in (
        "Hank Sorensen · ", "+1 402 555 0121", "NEXT            now · persistence, attempt 5 of ",
        "WHAT EACH OUTCOME WOULD DO NOW", "IF THEY ANSWER", "ON VOICEMAIL", "HISTORY (Chicago time)",
        "#1 message left   (dial ",
    ):  # fmt: skip
        assert words in out


def test_a_dial_is_amended_by_the_id_on_the_sheet(cli: Cli, samples: Path) -> None:
    last = [one for one in cli("show", HANK).out.splitlines() if "(dial " in one][-1]
    dial = last.partition("(dial ")[2].partition(")")[0].partition(",")[0]
    assert cli("amend", dial, "--detail", "busy").code == 0
    assert any("busy" in one for one in cli("show", HANK).out.splitlines())


def test_a_note_of_several_lines_keeps_them_in_the_sheet(cli: Cli, samples: Path) -> None:
    cli("record", HANK, "silent_hangup", "--note", "first\nsecond")
    lines = cli("show", HANK).out.splitlines()
    at = next(index for index, one in enumerate(lines) if one.endswith("  first"))
    assert lines[at + 1] == " " * 18 + "second"


def test_somebody_is_added_edited_and_found(cli: Cli) -> None:
    added = cli("add", "name=Ann Lee", "phone=+1 312 555 0101", "company=Lee & Co")
    assert added.code == 0
    assert "title: CEO\n" in cli("edit", "+13125550101", "title=CEO", "email=ann@lee.example").out
    shown = cli("show", "+13125550101", "--json").json()
    assert (shown["name"], shown["title"], shown["email"]) == ("Ann Lee", "CEO", "ann@lee.example")
    cli("edit", "+13125550101", "title=")
    assert cli("show", "+13125550101", "--json").json()["title"] is None


def test_snooze_and_callback_say_when_in_their_time(cli: Cli, samples: Path) -> None:
    assert cli("snooze", HANK, "fri 10:30").out.startswith("Hank Sorensen: Fri 13 Mar 10:30 Chicago")
    assert cli("callback", HANK, "tomorrow 3pm").out.startswith("Hank Sorensen: Wed 11 Mar 15:00 Chicago")


def test_what_became_of_a_meeting_is_answered_without_a_dial(cli: Cli, samples: Path) -> None:
    cli("record", HANK, "answered", "--detail", "meeting", "--next", "thu 15:00")
    assert cli("meeting", HANK, "held").code == 65
    assert cli("meeting", HANK, "moved").code == 65
    moved = cli("meeting", HANK, "moved", "--next", "fri 10:00", "--json").json()
    assert (moved["dial"], moved["prospect"]["stage"]) == (None, "meeting")
    assert cli("meeting", HANK, "moved", "--next", "fri 11:00").out == (
        "Hank Sorensen: Fri 13 Mar 11:00 Chicago · meeting, then follow-up\n"
    )
    assert cli("undo").out.startswith("took back: meeting · Hank Sorensen")


def test_who_was_retired_is_out_until_revived(cli: Cli, samples: Path) -> None:
    assert cli("retire", HANK, "--reason", "merged away").code == 0
    shown = cli("show", HANK, "--json").json()
    assert (shown["stage"], shown["next"]) == ("retired", None)
    assert "NEXT            retired" in cli("show", HANK).out
    assert cli("snooze", HANK, "tomorrow").code == 65
    assert cli("revive", HANK, "--reason", "new owner").code == 0
    assert cli("show", HANK, "--json").json()["next"] is not None
    cli("undo")
    assert "Fri 13 Mar 10:30" in cli("revive", HANK, "--reason", "new owner", "--on", "fri 10:30").out


def test_a_blocked_number_leaves_the_queue_at_once(cli: Cli, samples: Path) -> None:
    ran = cli("dnc", "add", "(402) 555-0121", "--country", "United States", "--reason", "-", stdin=b"asked by letter\n")
    assert ran.out == "+14025550121 will not be called; 1 left the queue\n"
    assert cli("record", HANK, "silent_hangup").code == 65
    assert HANK not in cli("queue", "--json").out
    assert "do not call: asked by letter" in cli("show", HANK).out
