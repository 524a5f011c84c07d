"""The one place where the rooms are wired together: open the file, read settings and rules, hand out a desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dialdeck.clock import to_datetime
from dialdeck.phone.leaving import refusal_on_record
from dialdeck.session.cadences import load_cadences
from dialdeck.session.desk import Desk
from dialdeck.session.holidays import Holidays, area_of
from dialdeck.session.rules_off import packaged_rules, rules_off
from dialdeck.settings.loading import load_settings
from dialdeck.settings.meaning import to_policy
from dialdeck.storage.opening import open_store

if TYPE_CHECKING:
    from dialdeck.clock import Clock
    from dialdeck.session.deck import Deck

LIBRARY = Path(__file__).parent.parent / "library"


def open_desk(path: Path, clock: Clock, *, create: bool = True, settings_file: Path | None = None) -> Desk:
    """Open the list at `path` with the user's settings, or those of `settings_file`.

    Raises MissingError when the file is not there and must not be created, DataError for a file that is not ours,
    SettingsError for settings that are wrong, BusyError while the file is being migrated or restored.
    """
    settings = load_settings(settings_file)
    rules = packaged_rules()
    store = open_store(path, clock, create=create)
    allowed = settings.calling.allow_kinds
    store.allow(allowed, partial(refusal_on_record, allow_kinds=allowed))
    holidays = Holidays(store)
    today = to_datetime(clock.now()).date()
    holidays.ensure(filter(None, (area_of(*place) for place in store.areas())), today)
    days_off = holidays.of_caller(settings.caller.region, today)
    cadences = load_cadences(None if settings_file is None else settings_file.with_name("cadences"))
    desk = Desk(store, clock, settings, to_policy(settings, rules, days_off), cadences, holidays)
    desk.rules_off = rules_off(rules, desk.policy.rules)
    desk.own_niches = None if settings_file is None else settings_file.with_name("niches")
    return desk


def open_deck(path: Path, clock: Clock) -> Deck:
    """Open the list at `path` for the call screen, creating an empty one when it is not there."""
    from dialdeck.session.deck import Deck

    return Deck(open_desk(path, clock))
