"""Public holidays as the rules want them: kept in the file, so that showing a person never loads the holiday library.

An area is a country ("DE") or a country and region ("US-IL"). Years are filled in when a person of that area
arrives, and whenever a list is opened in a year that is not there yet.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.storage.store import Store


def area_of(country: str | None, region: str | None) -> str | None:
    """Return the area a person's holidays are kept under, or None when the country is unknown."""
    if not country:
        return None
    return f"{country}-{region}" if region else country


class Holidays:
    """Answers whether a day is a public holiday, from the file; called by the rules as a function."""

    def __init__(self, store: Store) -> None:
        """Read from `store`, one area at a time, when first asked."""
        self._store = store
        self._days: dict[str, frozenset[str]] = {}

    def __call__(self, country: str | None, region: str | None, day: date) -> bool:
        """Say whether `day` is a public holiday in the region (or the country, if that is all that is known)."""
        area = area_of(country, region)
        return area is not None and day.isoformat() in self.of_area(area)

    def of_area(self, area: str) -> frozenset[str]:
        """Return the ISO days known for an area; empty when none were filled in."""
        if area not in self._days:
            self._days[area] = self._store.holidays(area)
        return self._days[area]

    def of_caller(self, area: str, today: date) -> frozenset[str]:
        """Return the public holidays of the area the caller works in; none when no area is set."""
        if not area:
            return frozenset()
        self.ensure([area], today)
        return self.of_area(area)

    def forget(self) -> None:
        """Read every area anew when next asked: another window or command may have filled some in."""
        self._days.clear()

    def ensure(self, areas: Iterable[str], today: date) -> bool:
        """Fill in this year and the next for the areas that lack them; say whether anything was added."""
        added = False
        for area in sorted(set(areas)):
            for year in (today.year, today.year + 1):
                if year not in self._store.holiday_years(area):
                    self._fill(area, year)
                    added = True
        return added

    def _fill(self, area: str, year: int) -> None:
        from dialdeck.phone.holidays import public_holidays

        country, _, region = area.partition("-")
        days = public_holidays(country, region or None, year)
        self._store.add_holidays(area, year, {day.isoformat(): name for day, name in days.items()})
        self._days.pop(area, None)
