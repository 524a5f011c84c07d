"""Where people are: every candidate zone, and where it comes from."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from dialdeck.model.imported import Located
from dialdeck.phone.numbers import read_numbers
from dialdeck.phone.places import country_code, region_code, table
from dialdeck.phone.zones import locate, zone_name


def located(phone: str = "", **columns: str) -> Located:
    return locate(numbers=read_numbers(phone, None).numbers, **columns)


def test_a_zone_that_is_written_wins_over_everything() -> None:
    place = located("+13125550142", zone="america/los_angeles", region="IL")
    assert (place.zone, place.zones, place.zone_source) == (
        "America/Los_Angeles",
        ("America/Los_Angeles",),
        "explicit",
    )


@pytest.mark.parametrize("text", ["EST", "GMT+5", "Etc/GMT+5", "Eastern", "UTC", "localtime", "../../etc/passwd", ""])
def test_what_is_not_the_zone_of_a_place_is_no_zone(text: str) -> None:
    assert zone_name(text) is None


def test_an_unknown_zone_is_said_and_the_next_source_is_used() -> None:
    place = located("+13125550142", zone="EST")
    assert (place.zones, place.zone_source) == (("America/Chicago",), "number")
    assert "is not an IANA zone such as America/New_York" in place.notes[0]


def test_the_state_wins_over_the_number() -> None:
    place = located("+13125550142", region="Colorado")
    assert (place.region, place.zones, place.zone_source) == ("CO", ("America/Denver",), "region")


@pytest.mark.parametrize(
    ("region", "zones"),
    [
        ("TX", {"America/Chicago", "America/Denver"}),
        ("Tennessee", {"America/Chicago", "America/New_York"}),
        ("FL", {"America/New_York", "America/Chicago"}),
        ("US-ID", {"America/Boise", "America/Los_Angeles"}),
    ],
)
def test_a_state_with_two_zones_has_both(region: str, zones: set[str]) -> None:
    assert set(located(country="US", region=region).zones) == zones


@pytest.mark.parametrize("area", ["850", "423", "208", "270", "605", "812"])
def test_an_area_code_that_crosses_a_line_has_all_its_zones(area: str) -> None:
    place = located(f"+1{area}5550142")
    assert len(place.zones) == 2
    assert place.zone_source == "number"


@pytest.mark.parametrize("number", ["+18005550142", "+80012345678"])
def test_a_toll_free_number_tells_neither_country_nor_zone(number: str) -> None:
    place = located(number)
    assert (place.country, place.zones, place.zone_source) == (None, (), "unknown")


def test_a_mobile_in_a_wide_country_leaves_the_zone_unknown() -> None:
    assert located("+79161234567").zone_source == "unknown"


def test_a_country_with_one_zone_needs_no_number() -> None:
    place = located(country="Deutschland")
    assert (place.country, place.zones, place.zone_source) == ("DE", ("Europe/Berlin",), "country")


def test_a_number_from_elsewhere_does_not_place_a_person() -> None:
    assert located("+442079460012", country="US").zones == ()


def test_country_comes_from_the_number_when_no_column_says_it() -> None:
    assert located("+14165550142").country == "CA"


def test_a_state_without_a_country_is_read_in_the_country_of_the_number() -> None:
    assert located("+14165550142", region="British Columbia").region == "BC"


def test_a_state_that_is_not_known_is_said() -> None:
    place = located("+13125550142", region="Illinoise")
    assert place.region is None
    assert "'Illinoise' is not known in US" in place.notes[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("U.S.A.", "US"),
        ("united kingdom", "GB"),
        ("de", "DE"),
        ("Österreich", "AT"),
        ("cote d'ivoire", "CI"),
        ("X", None),
    ],
)
def test_countries_are_known_by_code_and_name(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_a_region_of_a_country_without_a_table_is_not_guessed() -> None:
    assert region_code("FR", "Bretagne") is None


def test_every_zone_in_the_table_exists() -> None:
    places = table()
    zones = {zone for zones in (*places.country_zones.values(), *places.area_codes.values()) for zone in zones}
    zones |= {zone for regions in places.region_zones.values() for zones in regions.values() for zone in zones}
    assert all(ZoneInfo(zone) for zone in zones)


def test_all_states_and_provinces_have_a_zone() -> None:
    regions = table().region_zones
    assert {country: len(states) for country, states in regions.items()} == {
        "US": 56,
        "CA": 13,
        "AU": 8,
        "DE": 16,
        "GB": 4,
    }
    assert all(zones for states in regions.values() for zones in states.values())
