"""The parts that every use case works with, wired once: store, clock, settings and the rules built from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from dialdeck.method.calendar import Calendar
from dialdeck.method.case import rested
from dialdeck.method.decide import Context
from dialdeck.method.worthiness import entered
from dialdeck.model.replacing import replace

if TYPE_CHECKING:
    from pathlib import Path

    from dialdeck.clock import Clock
    from dialdeck.model.cadence import Cadence
    from dialdeck.model.facts import PersonFacts
    from dialdeck.model.policy import JurisdictionRule, Policy
    from dialdeck.model.settings import Settings
    from dialdeck.session.deciding import Decisions
    from dialdeck.session.holidays import Holidays
    from dialdeck.session.niches import Niches
    from dialdeck.storage.store import Store
    from dialdeck.words.scripts import ScriptLibrary

RATE_DAYS = 90
"""Answer rates per part of the day are taken from this many days (calling rules: part of the day, 3)."""
DAY_MS = 86_400_000


class Desk:
    """Everything a use case needs. Confined to the thread that opened the store."""

    own_scripts: Path | None = None
    """Where the user's own scripts lie; None is the directory beside their settings."""
    own_niches: Path | None = None
    """Where the niches lie; None is the directory beside the user's settings."""

    rules_off: tuple[JurisdictionRule, ...] = ()
    """Calling rules that are known but do not hold, since they are not certain enough."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        policy: Policy,
        cadences: Mapping[str, Cadence],
        holidays: Holidays,
    ) -> None:
        """Wire the parts; nothing is read until it is asked for."""
        self.store = store
        self.clock = clock
        self.settings = settings
        self.policy = policy
        self.holidays = holidays
        self.calendar = Calendar(policy, self.holidays)
        self.load = DayLoad(store)
        self.context = Context(
            calendar=self.calendar,
            cadences=cadences,
            load=self.load,
            rates=store.answer_rates(clock.now() - RATE_DAYS * DAY_MS),
        )

    @cached_property
    def scripts(self) -> ScriptLibrary:
        """The script library; made on first use, since the template engine is slow to import."""
        from dialdeck.paths import scripts_dir
        from dialdeck.words.scripts import ScriptLibrary

        return ScriptLibrary([self.own_scripts or scripts_dir()])

    @cached_property
    def decisions(self) -> Decisions:
        """What the rules say in the present context."""
        from dialdeck.session.deciding import Decisions

        return Decisions(self)

    @cached_property
    def niches(self) -> Niches:
        """The user's niches; read on first use."""
        from dialdeck.session.niches import load_niches

        return load_niches(self.own_niches)

    def facts(self, person_id: int, *, without_dial: int | None = None) -> PersonFacts:
        """Return what the rules are told about a person, as if the dial `without_dial` had not been placed."""
        facts = self.store.facts(person_id, without_dial=without_dial)
        facts = entered(self.context, facts, self.policy.unresearched)
        return replace(facts, state=rested(facts.state, self.clock.now()))

    def holidays_changed(self) -> None:
        """Forget every cached opening: holidays were added or places changed."""
        self.holidays.forget()
        self.calendar = Calendar(self.policy, self.holidays)
        self.context = replace(self.context, calendar=self.calendar)


class DayLoad(Mapping[str, int]):
    """How many dials are due on a day, looked up when a rule asks and remembered, one who moves on counted along."""

    def __init__(self, store: Store) -> None:
        """Count in `store`."""
        self._store = store
        self._days: dict[str, int] = {}
        self.changes = 0
        """How often anything counted here has changed."""

    def __getitem__(self, day: str) -> int:
        """Return the number of dials due on an ISO day (counted up to the store's cap)."""
        if day not in self._days:
            self._days.update(self._store.due_counts([day]))
        return self._days.setdefault(day, 0)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the days asked for so far."""
        return iter(self._days)

    def __len__(self) -> int:
        """Return how many days were asked for so far."""
        return len(self._days)

    def moved(self, before: str | None, after: str | None) -> None:
        """Take a person from the load of one ISO day to that of another; None for no day."""
        self.changes += 1
        for day, change in ((before, -1), (after, 1)):
            if day is not None and day in self._days:
                self._days[day] += change

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Count anew after a failure: whoever moved did not."""
        try:
            yield
        except BaseException:
            self.forget()
            raise

    def forget(self) -> None:
        """Count anew when next asked."""
        self.changes += 1
        self._days.clear()
