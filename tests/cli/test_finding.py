"""Finding people and listing sessions from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.model.codes import Outcome
from dialdeck.session.compose import open_deck
from tests.cli.conftest import Cli


def test_people_are_found_by_the_beginnings_of_their_names(cli: Cli, samples: Path) -> None:
    (found,) = cli("find", "hank sor", "--json").json()
    assert found == {
        "prospect_id": found["prospect_id"],
        "name": "Hank Sorensen",
        "title": "President",
        "organisation": "Prairie Star Refrigerated Freight",
        "phone": "+14025550121",
        "stage": "persistence",
        "matched": "name",
    }
    assert cli("show", found["prospect_id"]).code == 0


@pytest.mark.parametrize("digits", ["0121", "555 0121", "(402) 555-0121"])
def test_people_are_found_by_the_end_of_their_number(cli: Cli, samples: Path, digits: str) -> None:
    assert "Hank Sorensen" in [one["name"] for one in cli("find", digits, "--json").json()]


def test_text_for_people_names_each_by_the_end_of_their_uid(cli: Cli, samples: Path) -> None:
    lines = cli("find", "prairie").out.splitlines()
    assert lines[0].startswith("PROSPECT")
    assert cli("show", lines[1].split()[0]).code == 0


def test_when_nobody_fits_it_is_said_and_nothing_is_printed(cli: Cli, samples: Path) -> None:
    ran = cli("find", 'no"body* OR')
    assert (ran.code, ran.out) == (0, "")
    assert "nobody fits" in ran.err
    assert cli("find", "no such name", "--json").json() == []


def test_sessions_are_listed_with_what_was_done(cli: Cli, samples: Path) -> None:
    clock = SteppingClock(parse_instant("2026-03-10T10:05-05:00", "a test"))
    deck = open_deck(samples, clock)
    deck.open()
    deck.dial()
    clock.advance(20)
    deck.outcome(Outcome.SILENT_HANGUP)
    clock.advance(60)
    deck.close()
    (session,) = cli("sessions", "--json").json()
    assert (session["dials"], session["silent"], session["answered"]) == (1, 1, 0)
    began, ended = (parse_instant(session[name], "a test") for name in ("started", "ended"))
    assert (began, ended - began) == (parse_instant("2026-03-10T10:05-05:00", "a test"), 80_000)
    assert "Tue 10 Mar 2026" in cli("sessions").out


def test_before_the_first_session_that_is_said(cli: Cli, samples: Path) -> None:
    ran = cli("sessions")
    assert (ran.code, ran.out) == (0, "")
    assert "no session yet" in ran.err
