"""Files of any size, filled with generated people through the importer itself, so that they look like an imported list.

Names end in their number ("Dana Whitfield 000123"): unique, and recognisable on a screen.
"""

from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from benchmarks.programs import CLOCK
from dialdeck.clock import SteppingClock, parse_instant
from dialdeck.storage.imports import ImportBatcher, ImportRow
from dialdeck.storage.opening import open_store
from dialdeck.storage.people import NumberDraft, PersonDraft

_GIVEN = ["Dana", "Tom", "Ana", "Priya", "Marcus", "Ingrid", "Wei", "Olu", "Sofia", "Henrik", "Leila"]
_FAMILY = ["Whitfield", "Okafor", "Ruiz", "Raman", "Boateng", "Larsen", "Chen", "Adeyemi", "Moretti", "Holm"]
_ZONES = ["America/Chicago", "America/New_York"]
"""Both are open at the benchmark's time."""
_REGIONS = [
    "AL", "AR", "CT", "DE", "FL", "GA", "IA", "IL", "IN", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "NC",
    "NH", "NJ", "NY", "OH", "OK", "PA", "RI", "SC", "TN", "VA", "VT", "WI", "WV",
]  # fmt: skip
_PLACES = [(zone, region) for region, zone in product(_REGIONS, _ZONES)]
_AREA_CODES = [312, 212, 617, 404, 513, 313, 612, 414, 901, 704]
_NUMBERS_OF_AN_AREA = 500_000
_BATCH = 500


def build(db: Path, people: int, places: int) -> None:
    """Make a file of so many fresh people, spread evenly over so many places (zone and jurisdiction), all open.

    Raises ValueError when more is asked than there are numbers or places for.
    """
    if places > len(_PLACES) or people > len(_AREA_CODES) * _NUMBERS_OF_AN_AREA:
        raise ValueError(f"at most {len(_PLACES)} places and {len(_AREA_CODES) * _NUMBERS_OF_AN_AREA:,} people")
    clock = SteppingClock(parse_instant(CLOCK, "the benchmark's clock") - 86_400_000)
    with open_store(db, clock) as store:
        batcher = ImportBatcher(store, file="generated", source="generic", mapping={}, list_name="generated")
        rows = _rows(people, places)
        while batch := list(islice(rows, _BATCH)):
            batcher.add(batch)
        batcher.land()


def name_of(number: int) -> str:
    """The name of a generated person, counted from 0."""
    return f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number % len(_FAMILY)]} {number:06}"


def _rows(people: int, places: int) -> Iterator[ImportRow]:
    for number in range(people):
        line = number + 2
        yield ImportRow(line=line, line_end=line, raw=f"generated {number}", person=_person(number, places))


def _person(number: int, places: int) -> PersonDraft:
    zone, region = _PLACES[number % places]
    area, within = divmod(number, _NUMBERS_OF_AN_AREA)
    e164 = f"+1{_AREA_CODES[area]}{220 + within // 10_000}{within % 10_000:04}"
    return PersonDraft(
        name=name_of(number),
        organisation=f"Kestrel Logistics {number // 3}",
        given_name=_GIVEN[number % len(_GIVEN)],
        title="COO",
        country="US",
        region=region,
        zone=zone,
        zones=(zone,),
        zone_source="region",
        numbers=[NumberDraft(e164=e164, raw=e164, kind="fixed", source="Phone")],
    )
