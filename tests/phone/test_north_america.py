"""The fast way for numbers of +1 never differs from the library."""

from __future__ import annotations

import random
from collections.abc import Callable

import phonenumbers
import pytest

from dialdeck.phone.north_america import look_up, plain_digits
from dialdeck.phone.numbers import kind_of

KINDS = {0: "fixed", 1: "mobile", 2: "fixed_or_mobile", 3: "toll_free", 4: "premium", 5: "shared_cost", 6: "voip"}
KINDS |= {7: "personal", 8: "pager", 9: "uan", 10: "voicemail"}


def by_the_library(digits: str) -> tuple[str | None, str] | None:
    number = phonenumbers.parse(f"+1{digits}")
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.region_code_for_number(number), KINDS[phonenumbers.number_type(number)]


def by_the_tables(digits: str) -> tuple[str | None, str] | None:
    known = look_up(digits)
    return (known.region, known.kind) if known else None


@pytest.mark.trust
def test_every_area_code_is_judged_as_the_library_judges_it(counts: Callable[[int, int], int]) -> None:
    dice = random.Random(555)
    examples = [f"{area}{dice.randrange(10**7):07}" for area in range(200, 1000) for _ in range(counts(8, 200))]
    differing = [digits for digits in examples if by_the_library(digits) != by_the_tables(digits)]
    assert differing == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [("+18005550142", "toll_free"), ("+19002345678", "premium"), ("+15002345678", "personal")],
)
def test_kinds_are_known(number: str, kind: str) -> None:
    assert kind_of(number) == kind


@pytest.mark.parametrize("text", ["312-555-0142", "(312) 555-0142", "1.312.555.0142", "+1 3125550142", "13125550142"])
def test_plain_writings_are_taken(text: str) -> None:
    assert plain_digits(text, "US") == "3125550142"
    assert plain_digits(text, "CA") == "3125550142"


@pytest.mark.parametrize("text", ["555-0142", "(312 555-0142", "312 555 01 42", "112 555 0142", "+44 3125550142"])
def test_anything_else_is_left_to_the_library(text: str) -> None:
    assert plain_digits(text, "US") is None


@pytest.mark.parametrize("country", ["DE", "GB", None])
def test_ten_digits_of_another_country_are_not_taken(country: str | None) -> None:
    assert plain_digits("312-555-0142", country) is None
