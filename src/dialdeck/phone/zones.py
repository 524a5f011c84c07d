"""In which zones a person may be: every candidate, with where it comes from.

A dial is allowed only if it is allowed in every candidate zone, so leaving one out is worse than naming one too many:
a state with two zones has two, and so has an area code that crosses a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dialdeck.model.imported import ImportedNumber, Located, ZoneSource
from dialdeck.phone.north_america import look_up
from dialdeck.phone.places import country_code, knows_regions, region_code, table

# Lines of these kinds are answered somewhere in the country, or beyond it.
_ANYWHERE: Final = frozenset({"toll_free", "premium", "shared_cost", "personal", "voip", "pager", "uan", "voicemail"})
_NORTH_AMERICA = "+1"
_EXPLICIT: Final[ZoneSource] = "explicit"
# `Etc/…` and bare abbreviations in the tz database are offsets, not places.
_AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Canada", "Europe", "Indian"}
    | {"Pacific", "US"}
)


def locate(
    *,
    zone: str = "",
    country: str = "",
    region: str = "",
    numbers: Sequence[ImportedNumber] = (),
    default_country: str | None = None,
) -> Located:
    """Return country, region and candidate zones of a person from the texts of their columns and their numbers.

    Zones come from the first of: the zone that is written; the state or province; a country with a single zone; the
    first number that lies in an area; a country whose zones are close together. Else they are unknown.
    """
    notes: list[str] = []
    code = country_code(country) if country.strip() else None
    if country.strip() and code is None:
        notes.append(f"country {country.strip()!r} is not known; write its two-letter code")
    code = code or _country_of(numbers) or default_country
    state = region_code(code, region) if region.strip() else None
    if region.strip() and state is None and knows_regions(code):
        notes.append(f"state {region.strip()!r} is not known in {code}; write its code or its name")
    explicit = zone_name(zone) if zone.strip() else None
    if zone.strip() and explicit is None:
        notes.append(f"time zone {zone.strip()!r} is not an IANA zone such as America/New_York; it was not used")
    zones, source = ((explicit,), _EXPLICIT) if explicit else _candidates(code, state, numbers)
    return Located(country=code, region=state, zone=explicit, zones=zones, zone_source=source, notes=tuple(notes))


def zone_name(text: str) -> str | None:
    """Return the IANA zone that this text names, in its proper spelling; None for anything else.

    Abbreviations and fixed offsets (EST, GMT+5) are refused: they do not know daylight saving.
    """
    wanted = text.strip().replace(" ", "_").casefold()
    return _zone_names().get(wanted)


def number_zones(numbers: Sequence[ImportedNumber], country: str | None) -> tuple[str, ...]:
    """Return all zones of the area of the first number that lies in one (and in `country`, if given), else ()."""
    for number in numbers:
        if number.kind in _ANYWHERE:
            continue
        zones = _zones_of(number.e164)
        if zones and country in {None, _region_of(number.e164)}:
            return zones
    return ()


def _candidates(
    country: str | None, region: str | None, numbers: Sequence[ImportedNumber]
) -> tuple[tuple[str, ...], ZoneSource]:
    places = table()
    if country and region:
        return places.region_zones[country][region], "region"
    in_country = places.country_zones.get(country or "", ())
    if len(in_country) == 1:
        return in_country, "country"
    by_number = number_zones(numbers, country)
    if by_number:
        return by_number, "number"
    return (in_country, "country") if in_country else ((), "unknown")


def _country_of(numbers: Sequence[ImportedNumber]) -> str | None:
    """The country of the first number that belongs to one; a toll-free number of +1 belongs to many."""
    for number in numbers:
        if number.e164.startswith(_NORTH_AMERICA) and number.kind in _ANYWHERE:
            continue
        country = _region_of(number.e164)
        if country is not None:
            return country
    return None


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    from zoneinfo import available_timezones

    return {name.casefold(): name for name in available_timezones() if name.split("/")[0] in _AREAS and "/" in name}


@lru_cache(maxsize=4096)
def _region_of(e164: str) -> str | None:
    if e164.startswith(_NORTH_AMERICA):
        known = look_up(e164[2:])
        if known is not None:
            return known.region
    import phonenumbers

    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    return None if region in {None, "001", "ZZ"} else region


@lru_cache(maxsize=4096)
def _zones_of(e164: str) -> tuple[str, ...]:
    """All zones of the number's area; an area code of +1 that crosses a zone line is taken from our table.

    Empty for a number that is not tied to an area, such as most countries' mobiles.
    """
    import phonenumbers
    from phonenumbers import timezone

    if e164.startswith(_NORTH_AMERICA) and e164[2:5] in table().area_codes:
        return table().area_codes[e164[2:5]]
    number = phonenumbers.parse(e164)
    found = timezone.time_zones_for_number(number) if phonenumbers.is_number_geographical(number) else ()
    known = _zone_names()
    return tuple(name for name in found if name.casefold() in known)
