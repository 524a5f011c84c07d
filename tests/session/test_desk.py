"""The parts wired together: settings become rules, and days remember how full they are until something moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.errors import SettingsError
from dialdeck.model.facts import Result
from dialdeck.session import dialing
from dialdeck.session.compose import open_deck, open_desk
from dialdeck.session.desk import DayLoad
from dialdeck.session.serving import Serving
from tests.session.conftest import NOW
from tests.session.floor import LEFT, SILENT, Floor


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


def test_the_load_of_a_day_is_kept_true_while_dials_are_recorded_and_corrected(floor: Floor) -> None:
    first, second = floor.person(), floor.person()
    days = [f"2026-03-{day}" for day in range(10, 32)]
    assert not any(floor.desk.load[day] for day in days)
    [dial, _] = floor.through(first, LEFT, SILENT)
    floor.through(second, LEFT)
    floor.record(dial, SILENT)
    assert dict(floor.desk.load) == floor.desk.store.due_counts(days)
    assert sum(floor.desk.load.values()) == 2


def test_what_could_not_be_saved_leaves_no_trace_in_the_load(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError

    person = floor.person()
    dial_id = dialing.start_dial(floor.desk, person)
    before = {day: floor.desk.load[day] for day in ("2026-03-12", "2026-03-13")}
    monkeypatch.setattr(dialing, "add_note", full)
    with pytest.raises(OSError):  # noqa: PT011 - the very one from above
        dialing.record_outcome(floor.desk, dial_id, Result(LEFT), note="they are moving")
    assert {day: floor.desk.load[day] for day in before} == before


def test_people_dialed_one_after_the_other_come_back_on_different_days(floor: Floor) -> None:
    people = [floor.person() for _ in range(4)]
    for person in people:
        floor.dial(person, LEFT)
    assert sorted(floor.due(person)[:10] for person in people) == ["2026-03-12"] * 2 + ["2026-03-13"] * 2


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
