"""Public holidays by country and region: days that do not count as callable.

`holidays` costs 14 MB and 80 ms, so it is imported only when a region is asked for the first time.
"""

from __future__ import annotations

from datetime import date


def public_holidays(country: str, region: str | None, year: int) -> dict[date, str]:
    """Return the public holidays of one year with their names; {} for a country without a calendar.

    `country` is an ISO alpha-2 code, `region` a state or province code; one that the calendar does not know is left
    out, which gives the holidays that the whole country keeps.
    """
    import holidays

    subdivisions = holidays.list_supported_countries(include_aliases=True).get(country)
    if subdivisions is None:
        return {}
    found = holidays.country_holidays(country, subdiv=region if region in subdivisions else None, years=year)
    return {day: name for day, name in sorted(found.items()) if day.year == year}
