"""The sample data, brought in through the same use cases as real data, with a clock that steps through its history."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from dialdeck.clock import SteppingClock, SystemClock, parse_instant
from dialdeck.model.codes import Detail, Outcome
from dialdeck.paths import sample_data_dir
from dialdeck.session import dialing, moving, typed_dates
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.importing import Request, open_people, run_import
from dialdeck.session.prospects import resolve

if TYPE_CHECKING:
    from pathlib import Path

    from dialdeck.session.desk import Desk

NOW = parse_instant("2026-03-10T10:05-05:00", "the demo's clock")
"""A Tuesday whose week has no public holiday in the United States, Canada, Britain or Germany."""
IMPORTED = parse_instant("2026-02-02T08:00-06:00", "the demo's import")
"""When the sample list came in, before the first dial of its history."""


def demo_deck(path: Path) -> Deck:
    """Make the sample list at `path` (which must not exist) and return its deck, the clock at the demo's present."""
    load_samples(path)
    folder = sample_data_dir()
    desk = open_desk(path, SystemClock(NOW), settings_file=folder / "config.toml")
    desk.own_scripts = folder / "scripts"
    return Deck(desk)


def load_samples(path: Path) -> None:
    """Import the sample prospects and replay the sample history into a new list at `path`."""
    clock = SteppingClock(IMPORTED)
    folder = sample_data_dir()
    desk = open_desk(path, clock, settings_file=folder / "config.toml")
    try:
        request = Request(folder / "prospects.csv", list_name="Cold chain")
        with open_people(request) as people:
            run_import(desk, people, request)
        with (folder / "history.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                clock.move_to(parse_instant(row["at"], "sample_data/history.csv"))
                _replay(desk, clock, row)
    finally:
        desk.store.close()


def _replay(desk: Desk, clock: SteppingClock, row: dict[str, str]) -> None:
    person_id = resolve(desk, row["phone"])
    dial_id = dialing.start_dial(desk, person_id, on_screen=True)
    clock.advance(25)
    when = row["when"] or None
    at = moving.instant_of(desk, desk.facts(person_id), typed_dates.when(desk, person_id, when)) if when else None
    detail = Detail(row["detail"]) if row["detail"] else None
    dialing.record_outcome(desk, dial_id, dialing.default_result(Outcome(row["outcome"]), detail, at), words=when)
    if row["note"]:
        moving.write_note(desk, person_id, row["note"], dial_id)
