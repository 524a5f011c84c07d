"""Nothing but a strict, valid, allowed number may leave the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo

from dialdeck.model.codes import REFUSED_KINDS
from dialdeck.phone.leaving import ALLOWED_KINDS, is_e164
from dialdeck.phone.numbers import dialable, kind_of, read_numbers
from tests.phone.hostile import HOSTILE

STRICT = re.compile(r"\+[1-9][0-9]{6,14}\Z", re.ASCII)
BLOCKED_TYPES = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PERSONAL_NUMBER)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_never_dialable(text: str) -> None:
    assert dialable(text, "fixed") is not None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_cell_yields_strict_numbers_or_none(text: str) -> None:
    assert all(STRICT.match(number.e164) for number in read_numbers(text, "US").numbers)


@given(st.text(max_size=60) | st.text("+0123456789 ()-/.,;x#*'", max_size=40))
def test_any_text_is_read_without_an_error_and_yields_only_dialable_forms(text: str) -> None:
    for country in ("US", "DE", None):
        numbers, problems = read_numbers(text, country)
        assert all(STRICT.match(number.e164) for number in numbers)
        assert all(problem.startswith("phone ") for problem in problems)


@given(st.text(max_size=20) | st.from_regex(r"\+[0-9]{5,17}", fullmatch=True))
def test_what_is_dialable_is_always_strict(text: str) -> None:
    if dialable(text, "fixed") is None:
        assert STRICT.match(text)
        assert is_e164(text)


def blocked_examples() -> Iterator[str]:
    for region in phonenumbers.SUPPORTED_REGIONS:
        for kind in BLOCKED_TYPES:
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                yield phonenumbers.format_number(number, PhoneNumberFormat.E164)


def test_premium_shared_cost_and_personal_numbers_of_every_region_are_not_dialed() -> None:
    examples = sorted(set(blocked_examples()))
    assert len(examples) > 150
    assert [number for number in examples if dialable(number, kind_of(number) or "unknown") is None] == []


def test_a_blocked_kind_is_found_out_even_if_the_record_says_otherwise() -> None:
    assert "premium" in (dialable("+19002345678", "fixed") or "")


def test_a_blocked_kind_is_dialed_once_the_settings_allow_it() -> None:
    assert dialable("+19002345678", "premium", ALLOWED_KINDS | {"premium"}) is None
    assert not ALLOWED_KINDS & REFUSED_KINDS


def emergency_examples() -> Iterator[tuple[str, str]]:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for short in ("112", "911", "999", "110", "000", "110", "15", "17", "18", "119", "190"):
            if shortnumberinfo.is_emergency_number(short, region):
                yield short, region


def test_emergency_numbers_are_no_numbers_in_any_region_whatever_is_allowed() -> None:
    allowed = ALLOWED_KINDS | REFUSED_KINDS
    examples = list(emergency_examples())
    assert len(examples) > 200
    for short, region in examples:
        numbers, problems = read_numbers(short, region)
        assert numbers == (), (short, region)
        assert problems
        code = phonenumbers.country_code_for_region(region)
        assert dialable(f"+{code}{short}", "fixed", allowed) is not None


@pytest.mark.trust
def test_ordinary_numbers_of_every_region_are_dialed_exactly(counts: Callable[[int, int], int]) -> None:
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    right = 0
    for region in regions:
        number = phonenumbers.example_number(region)
        assert number is not None
        wanted = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        found = read_numbers(international, None).numbers
        right += len(found) == 1 and found[0].e164 == wanted and dialable(wanted, found[0].kind) is None
    assert right >= 0.99 * len(regions)


def test_national_writing_of_ordinary_numbers_is_read_in_nearly_every_region() -> None:
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    wrong = []
    for region in regions:
        number = phonenumbers.example_number(region)
        assert number is not None
        national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        found = [one.e164 for one in read_numbers(national, region).numbers]
        if found != [phonenumbers.format_number(number, PhoneNumberFormat.E164)]:
            wrong.append((region, national, found))
    assert [entry for entry in wrong if entry[2]] == []
    assert len(wrong) <= 0.02 * len(regions)
