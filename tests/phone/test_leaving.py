"""What may leave: asked of a short table first, and never answered otherwise than by the library."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.model.codes import REFUSED_KINDS
from dialdeck.phone.leaving import ALLOWED_KINDS, _ordinary_kind, refusal_of, refusal_on_record, shown
from dialdeck.phone.numbers import dialable, kind_of
from tests.phone.hostile import HOSTILE

KINDS = sorted(ALLOWED_KINDS | REFUSED_KINDS)


@pytest.mark.trust
def test_the_short_table_says_what_the_library_says(counts: Callable[[int, int], int]) -> None:
    dice = random.Random(555)
    examples = [f"+1{area}{dice.randrange(200, 1000)}0142" for area in range(200, 1000) for _ in range(counts(20, 400))]
    answered = [(number, kind) for number in examples if (kind := _ordinary_kind(number)) is not None]
    assert len(answered) > len(examples) / 2
    assert [number for number, kind in answered if kind_of(number) != kind] == []


@given(st.from_regex(r"\+1[0-9]{10}", fullmatch=True) | st.from_regex(r"\+[0-9]{5,16}", fullmatch=True) | st.text())
def test_it_refuses_exactly_what_the_numbering_plan_refuses(text: str) -> None:
    for kind in ("fixed_or_mobile", "premium"):
        assert refusal_of(text, kind) == dialable(text, kind)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_with_a_short_printable_reason(text: str) -> None:
    reason = refusal_of(text, "fixed", KINDS)
    assert reason is not None
    assert reason.isprintable()
    assert len(reason) < 200


@pytest.mark.parametrize("text", ["911", "112", "999", "+911", "110", "18"])
def test_emergency_and_short_numbers_are_refused_whatever_is_allowed(text: str) -> None:
    assert "short or emergency number" in (refusal_of(text, "short", [*KINDS, "short"]) or "")


@pytest.mark.parametrize(
    ("e164", "kind", "words"),
    [
        ("+19002345678", "premium", "premium number"),
        ("+491805123456", "shared_cost", "shared-cost number"),
        ("+447012345678", "personal", "personal number"),
        ("+15002345678", "personal", "personal number"),
    ],
)
def test_a_kind_that_costs_is_refused_until_the_settings_allow_it(e164: str, kind: str, words: str) -> None:
    assert kind_of(e164) == kind
    assert words in (refusal_of(e164, kind) or "")
    assert words in (refusal_of(e164, "fixed") or "")
    assert refusal_of(e164, kind, (kind,)) is None


def test_a_kind_on_record_is_refused_even_if_the_number_looks_ordinary() -> None:
    assert "premium" in (refusal_of("+13125550142", "premium") or "")


@pytest.mark.parametrize("e164", ["+13121550142", "+12115550142", "+491", "+4912345", "+10005550142"])
def test_a_number_that_does_not_exist_is_refused(e164: str) -> None:
    assert refusal_of(e164, "unknown") is not None


def test_an_ordinary_north_american_number_is_judged_without_any_library() -> None:
    code = (
        "import sys\nfrom dialdeck.phone.leaving import refusal_of\n"
        "assert refusal_of('+13125550142', 'fixed_or_mobile') is None\n"
        "assert refusal_of('+18005550142', 'toll_free') is None\n"
        "assert not {'phonenumbers', 'pydantic', 'dialdeck.phone.numbers'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_shown_of_a_text_is_cut_and_escaped() -> None:
    assert shown("\x1b[31m") == r"'\x1b[31m'"
    assert len(shown("x" * 1000)) == 42


@pytest.mark.parametrize(
    ("e164", "kind", "why"),
    [
        ("+13125550142", "fixed_or_mobile", None),
        ("+442079460123", "fixed", None),
        ("+19005550142", "fixed", "premium number"),
        ("+13121550142", "fixed", "not a valid number"),
        ("+442079460123", "personal", "personal number"),
        ("911", "fixed", "short or emergency"),
    ],
)
def test_by_what_is_on_record_a_number_is_judged_before_it_is_served(e164: str, kind: str, why: str | None) -> None:
    found = refusal_on_record(e164, kind)
    assert found is None if why is None else why in (found or "")
