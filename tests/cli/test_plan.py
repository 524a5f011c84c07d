"""`plan` as people and programs read it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import NoneType

import pytest

from tests.cli.conftest import IN_PLAY, Cli
from tests.cli.test_contracts import has_shape

PLAN = {
    "from": str, "zone": str, "weeks": int, "dials_per_day": (int, NoneType), "cadence": (str, NoneType), "seed": int,
    "prospects": int, "answer_rate": dict, "machine_rate": dict, "days": list, "by_week": list, "dials": int,
    "dials_unchanged": (int, NoneType), "carry": dict,
}  # fmt: skip
DAY = {
    "day": str, "due": int, "dialed": int, "backlog": int, "by_part": dict, "promises": int, "promises_left": int,
    "messages": int, "answered": int, "fresh": int,
}  # fmt: skip
WEEK = dict.fromkeys(("week", "due", "dialed", "backlog", "promises", "messages", "answered", "fresh"), int)
ANSWERS = {"rate": float, "assumed": bool, "answers": int, "dials": int, "by_part": dict}
MACHINES = {"rate": float, "assumed": bool, "dials": int}
CARRY = {"dials_per_day": int, "cadence": str, "prospects": int}
Program = Callable[..., subprocess.CompletedProcess[str]]


def test_the_plan_has_its_keys_and_types(cli: Cli, samples: Path) -> None:
    plan = cli("plan", "--json").json()
    has_shape(plan, PLAN)
    for key, shape in (("answer_rate", ANSWERS), ("machine_rate", MACHINES), ("carry", CARRY)):
        has_shape(plan[key], shape)
    for row in plan["days"]:
        has_shape(row, DAY)
        assert sum(row["by_part"].values()) == row["dialed"]
        date.fromisoformat(row["day"])
    for row in plan["by_week"]:
        has_shape(row, WEEK)
    assert (plan["from"], len(plan["days"]), len(plan["by_week"]), plan["prospects"]) == ("2026-03-10", 28, 4, IN_PLAY)
    assert plan["dials"] == sum(row["dialed"] for row in plan["days"])
    assert (plan["dials_per_day"], plan["cadence"], plan["seed"], plan["dials_unchanged"]) == (None, None, 1, None)


def test_what_was_asked_for_stands_in_the_plan(cli: Cli, samples: Path) -> None:
    ran = cli("plan", "--weeks", 2, "--dials-per-day", 9, "--cadence", "brief", "--seed", 4, "--json")
    plan = ran.json()
    assert [plan[key] for key in ("weeks", "dials_per_day", "cadence", "seed")] == [2, 9, "brief", 4]
    assert max(row["dialed"] for row in plan["days"]) == 9
    assert isinstance(plan["dials_unchanged"], int)
    assert plan["carry"]["dials_per_day"] == 9


def test_a_line_a_day_a_sum_a_week_and_what_it_rests_on(cli: Cli, samples: Path) -> None:
    ran = cli("plan", "--weeks", 1)
    plan = cli("plan", "--weeks", 1, "--json").json()
    lines = ran.out.splitlines()
    header = lines[0].split()
    assert header[:4] == ["DAY", "DUE", "DIALED", "LEFT"]
    assert "EARLY" not in header
    assert "LATE" in header
    today = lines[1].split()
    first = plan["days"][0]
    assert today[:6] == ["Tue", "10", "Mar", *(str(first[key]) for key in ("due", "dialed", "backlog"))]
    assert sum(map(int, today[-4:])) == first["dialed"]
    week = next(text for text in lines if text.startswith("week 1"))
    assert week.split()[2:4] == [str(plan["by_week"][0]["due"]), str(plan["by_week"][0]["dialed"])]
    assert f"{plan['dials']} dials to {IN_PLAY} prospects in 1 week" in ran.out
    rate = plan["answer_rate"]
    assert f"from your own dials: {rate['answers']} of {rate['dials']} dials that rang" in ran.out
    assert f"60 dials a day (the goal of a session) carry about {plan['carry']['prospects']} prospects" in ran.out


def test_days_on_which_nothing_can_be_dialed_have_no_line(cli: Cli, samples: Path) -> None:
    days = [row for row in cli("plan", "--json").json()["days"] if row["due"]]
    lines = cli("plan").out.splitlines()
    assert sum(text[4:6].strip().isdecimal() and text[:3].istitle() for text in lines[1:-4]) == len(days) < 28


def test_another_cadence_and_a_number_of_dials_are_said(cli: Cli, samples: Path) -> None:
    out = cli("plan", "--cadence", "brief", "--dials-per-day", 5).out
    assert "By the cadence brief" in out
    assert "5 dials a day carry about" in out
    assert "who begin the cadence brief together" in out


def test_an_assumed_rate_is_said_to_be_assumed(cli: Cli, tmp_path: Path) -> None:
    db = tmp_path / "list.db"
    cli("import", samples_csv(tmp_path), "--db", db)
    out = cli("plan", "--db", db).out
    assert "Answer rate assumed: 10% (0 of 0 dials that rang in the last 90 days were answered; 30 are needed)." in out
    assert "Assumed that a machine takes every planned message" in out


def test_an_empty_queue_is_said_beside_the_output(cli: Cli) -> None:
    cli("dnc", "add", "+13125550101")
    ran = cli("plan")
    assert (ran.code, ran.out) == (0, "")
    assert "nobody is in play" in ran.err
    assert cli("plan", "--json").json()["prospects"] == 0


def test_who_waits_for_a_zone_is_said(cli: Cli, samples: Path) -> None:
    cli("add", "name=Nowhere Known", "phone=+1 800 555 0199")
    assert "wait for a time zone" in cli("plan").err


@pytest.mark.parametrize("wrong", [("--weeks", "0"), ("--weeks", "27"), ("--dials-per-day", "0"), ("--seed", "x")])
def test_what_cannot_be_planned_is_refused(cli: Cli, samples: Path, wrong: tuple[str, str]) -> None:
    assert cli("plan", *wrong).code == 2


def test_an_unknown_cadence_names_those_there_are(cli: Cli, samples: Path) -> None:
    ran = cli("plan", "--cadence", "nonsense")
    assert ran.code == 66
    assert "brief, persistence" in ran.err


def test_ctrl_c_ends_it_with_130_and_no_trace(cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dialdeck.method.planning.serve", stop)
    ran = cli("plan")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.splitlines()[-1] == "dialdeck: stopped; nothing more was changed"


def test_progress_is_shown_on_a_terminal_only(samples: Path, program: Program) -> None:
    primary, secondary = os.openpty()
    ran = program("plan", "--json", capture_output=False, stdout=subprocess.PIPE, stderr=secondary)
    os.close(secondary)
    shown = os.read(primary, 100_000).decode()
    os.close(primary)
    assert ran.returncode == 0
    assert shown.startswith("\r")
    assert shown.endswith("100 % \r\n")
    assert program("plan", "--json").stderr == ""


def samples_csv(folder: Path) -> Path:
    file = folder / "people.csv"
    file.write_text("name,phone,state\nAnn Lee,+1 312 555 0101,IL\n", "utf-8")
    return file
