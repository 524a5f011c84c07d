"""The parts wired together: settings become rules, and days remember how full they are until something moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.errors import SettingsError
from dialdeck.session.compose import open_deck, open_desk
from dialdeck.session.desk import DayLoad
from dialdeck.session.serving import Serving
from tests.session.conftest import NOW
from tests.session.floor import LEFT, Floor


def test_days_are_counted_once_until_something_was_recorded(floor: Floor) -> None:
    load = DayLoad(floor.desk.store)
    first, second = floor.person(), floor.person()
    floor.dial(first, LEFT)
    day = floor.due(first)[:10]
    assert (load[day], len(load), list(load)) == (1, 1, [day])
    floor.dial(second, LEFT)
    assert load[day] == 1
    load.forget()
    assert load[day] == int(floor.due(second)[:10] == day) + 1


def test_a_kind_of_number_that_the_settings_allow_is_dialed(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[calling]\nallow_kinds = ["premium"]\n[caller]\nzone = "America/Chicago"\n', "utf-8")
    clock = SteppingClock(NOW)
    desk = open_desk(home / "list.db", clock, settings_file=config)
    with desk.store:
        person = Floor(desk, clock).person(phone="+19002345678")
        assert Serving(desk).next_person() == person


@pytest.mark.parametrize(("also", "is_open"), [("", True), ('[calling]\nalso_rules = ["DE"]\n', False)])
def test_rules_that_the_settings_ask_for_are_in_force(home: Path, also: str, is_open: bool) -> None:
    config = home / "config.toml"
    config.write_text(f'{also}[hours]\nweek = "mon-fri 08:00-20:00"\n[caller]\nzone = "Europe/Berlin"\n', "utf-8")
    clock = SteppingClock(parse_instant("2026-03-10T18:30+01:00", "a test"))
    desk = open_desk(home / "list.db", clock, settings_file=config)
    with desk.store:
        person = Floor(desk, clock).person(phone="+498923125001", country="DE", state="BY", zone="Europe/Berlin")
        assert Serving(desk).next_person() == (person if is_open else None)


def test_settings_that_are_wrong_open_nothing(home: Path) -> None:
    config = home / "config.toml"
    config.write_text('[hours]\nweek = "mon-fry"\n', "utf-8")
    with pytest.raises(SettingsError):
        open_desk(home / "list.db", SteppingClock(NOW), settings_file=config)
    assert not (home / "list.db").exists()


def test_the_deck_of_a_new_list_is_empty(home: Path) -> None:
    deck = open_deck(home / "new.db", SteppingClock(NOW))
    assert deck.open().person is None
    deck.close()
    assert (home / "new.db").exists()
