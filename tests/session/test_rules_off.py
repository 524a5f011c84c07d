"""A calling rule that is off is told of where it would matter, with its certainty and what turns it on."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.model.settings import CallingSettings, Settings
from dialdeck.session.compose import open_desk
from dialdeck.session.judging import judged
from dialdeck.session.rules_off import off_at, off_under, packaged_rules, rules_off
from dialdeck.session.sheet import prospect_lines
from tests.session.floor import Floor

GERMAN = {"phone": "+4930123456", "state": "", "country": "DE"}
LINE = "calling rule DE (certainty n/a) exists and is off; [calling] also_rules turns it on"


def test_a_person_there_says_that_the_rule_exists_and_what_turns_it_on(floor: Floor) -> None:
    person = floor.person(**GERMAN)
    facts = floor.desk.facts(person)
    assert off_at(floor.desk, facts.place) == LINE
    assert LINE in judged(floor.desk, facts)
    assert any(line.endswith(LINE) for line in prospect_lines(floor.desk, person))


def test_where_every_rule_is_on_or_there_is_none_nothing_is_said(floor: Floor) -> None:
    assert off_at(floor.desk, floor.desk.facts(floor.person()).place) == ""


def test_a_rule_that_was_turned_on_is_not_told_of(tmp_path: Path, floor: Floor) -> None:
    settings = tmp_path / "mine" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('[calling]\nalso_rules = ["DE"]\n', "utf-8")
    desk = open_desk(tmp_path / "other.db", SteppingClock(floor.desk.clock.now()), settings_file=settings)
    other = Floor(desk, SteppingClock(floor.desk.clock.now()))
    assert off_at(desk, desk.facts(other.person(**GERMAN)).place) == ""
    desk.store.close()


@pytest.mark.parametrize(("audience", "there"), [("business", False), ("consumer", True)])
def test_rules_for_another_audience_are_not_told_of(audience: Literal["business", "consumer"], there: bool) -> None:
    assert ("US-AL (certainty medium)" in off_under(Settings(calling=CallingSettings(audience=audience)))) is there


def test_with_every_rule_on_nothing_is_off() -> None:
    every = tuple(rule.area for rule in packaged_rules())
    assert off_under(Settings(calling=CallingSettings(also_rules=every))) == ""
    assert rules_off(packaged_rules(), packaged_rules()) == ()
