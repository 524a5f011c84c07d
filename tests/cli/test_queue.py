"""The queue and the tasks as people read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.cli.text import width
from tests.cli.conftest import IN_PLAY, Cli

HANK = "+14025550121"


def test_a_line_of_the_queue_names_person_number_attempt_and_their_time(cli: Cli, samples: Path) -> None:
    lines = cli("queue").out.splitlines()
    assert lines[0].split("  ")[0] == "PROSPECT"
    hank = next(one for one in lines if "Hank Sorensen" in one)
    for words in ("Prairie Star Refrig", "+1 402 555 0121", "#5 message", "now, 10:05 Chicago"):
        assert words in hank


def test_who_is_not_due_stands_with_the_day_and_hour_of_their_own_clock(cli: Cli, samples: Path) -> None:
    rob = next(one for one in cli("queue", "--limit", 100).out.splitlines() if "Rob Tierney" in one)
    due = next(one["due"] for one in cli("queue", "--json").json() if one["name"] == "Rob Tierney")
    assert f"Wed 11 Mar {due[11:16]} New York" in rob


def test_whom_no_number_reaches_stands_in_the_queue_without_a_time_and_with_the_reason(cli: Cli, samples: Path) -> None:
    cli("add", "name=Ann Lee", "phone=+1 900 234 5678", "state=IL", "country=US")
    ann = next(one for one in cli("queue", "--limit", 100).out.splitlines() if "Ann Lee" in one)
    for words in ("when there is a number", "no number left that may be dialed", "premium", "edit PROSPECT phone="):
        assert words in ann
    (entry,) = [one for one in cli("queue", "--json").json() if one["name"] == "Ann Lee"]
    assert (entry["callable"], entry["phone"]) == (False, None)
    assert entry["callable_from"] > entry["local_time"]


def test_what_the_queue_prints_names_a_prospect(cli: Cli, samples: Path) -> None:
    for text in cli("queue").out.splitlines()[1:]:
        assert cli("show", text.split()[0]).code == 0


def test_columns_stand_straight_below_a_wide_name(cli: Cli, samples: Path) -> None:
    cli("edit", HANK, "name=株式会社 太郎")
    lines = cli("queue").out.splitlines()
    at = {width(one[: one.index("+")]) for one in lines[1:]}
    assert len(at) == 1


def test_limit_takes_the_first(cli: Cli, samples: Path) -> None:
    whole = cli("queue", "--json").json()
    assert cli("queue", "--limit", 3, "--json").json() == whole[:3]
    assert len(cli("queue", "--limit", "3").out.splitlines()) == 4


def test_list_takes_its_people_whatever_its_case(cli: Cli, samples: Path) -> None:
    cli("add", "name=Ann Lee", "phone=+1 312 555 0101", "list=Second")
    assert [one["name"] for one in cli("queue", "--list", "second", "--json").json()] == ["Ann Lee"]
    assert len(cli("queue", "--list", "Cold chain", "--json").json()) == IN_PLAY


def test_an_unknown_list_names_those_there_are(cli: Cli, samples: Path) -> None:
    ran = cli("queue", "--list", "nowhere")
    assert ran.code == 66
    assert "Cold chain" in ran.err


def test_an_empty_queue_and_empty_tasks_say_so_beside_the_output(cli: Cli) -> None:
    cli("dnc", "add", "+13125550101")
    assert cli("queue")[:2] == (0, "")
    assert "dialdeck import FILE" in cli("queue").err
    assert cli("tasks") == (0, "", "dialdeck: no task is open\n")


def test_tasks_are_named_done_and_gone(cli: Cli, samples: Path) -> None:
    cli("record", HANK, "silent_hangup", "--detail", "number_dead")
    listed = next(one for one in cli("tasks").out.splitlines() if "Hank Sorensen" in one)
    assert "find number" in listed
    done = cli("tasks", "done", listed.split()[0])
    assert done.out.startswith("done: task ")
    assert "Hank Sorensen" not in cli("tasks").out
    assert cli("tasks", "done", listed.split()[0]).code == 65


def test_a_dial_left_open_stands_first_and_says_so(cli: Cli, samples: Path) -> None:
    from dialdeck.clock import SystemClock, parse_instant
    from dialdeck.session.compose import open_desk
    from dialdeck.session.dialing import start_dial
    from dialdeck.session.prospects import resolve
    from tests.cli.conftest import NOW

    desk = open_desk(samples, SystemClock(parse_instant(NOW, "")))
    start_dial(desk, resolve(desk, "+15185550142"), on_screen=False)
    desk.store.close()
    first = cli("queue", "--json").json()[0]
    assert (first["phone"], first["why"]) == ("+15185550142", "a dial is open: say how it ended")
    assert "a dial is open since 11:05" in cli("show", "+15185550142").out


@pytest.mark.parametrize("columns", [60, 100])
def test_on_a_terminal_a_line_ends_at_its_edge(
    columns: int, cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert max(map(width, cli("queue").out.splitlines())) <= columns


def test_something_to_send_is_added_by_command(cli: Cli, samples: Path) -> None:
    person = cli("queue", "--json").json()[0]["prospect_id"]
    added = cli("tasks", "add", person, "the night-run report", "--by", "fri", "--json").json()
    assert (added["kind"], added["prospect_id"], added["due"], added["done"]) == ("send", person, "2026-03-13", False)
    assert "the night-run report" in cli("tasks").out
    assert cli("tasks", "add", person, "late", "--by", "yesterday").code == 65
    assert cli("tasks", "add", person, "soon", "--json").json()["due"] == "2026-03-11"
    assert cli("tasks", "add", person, "never", "--by", "soonish").code == 65
    assert cli("tasks", "add", person, "history", "--kind", "prepare", "--json").json()["kind"] == "prepare"


def test_tasks_say_why_in_words_and_name_who_waits_for_a_zone(cli: Cli, samples: Path) -> None:
    cli("record", "+14025550121", "silent_hangup", "--detail", "number_dead")
    uid = cli("add", "name=Ana Ruiz", "phone=+18005550101", "--json").json()["prospect_id"]
    out = cli("tasks").out
    assert "no_" not in out
    assert f"dialdeck edit {uid[-8:]} zone=" in out
    assert "Ana Ruiz" in out
