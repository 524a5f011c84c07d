"""Which rows of the calling rules hold for a place."""

import pytest

from dialdeck.method.jurisdiction import rules_for
from dialdeck.method.rules_table import switched_on
from dialdeck.model.facts import Place
from dialdeck.model.replacing import replace
from tests.method.people import all_rules, policy


def areas(country: str | None, region: str | None, audience: str = "business") -> list[str]:
    limits = replace(policy(rules=switched_on(all_rules())), audience=audience)
    return [rule.area for rule in rules_for(limits, Place(1, ("UTC",), country, region))]


@pytest.mark.parametrize(
    ("country", "region", "audience", "expected"),
    [
        ("US", "FL", "business", ["US-FL"]),
        ("US", "IL", "business", []),
        ("US", "IL", "consumer", ["US"]),
        ("US", "FL", "consumer", ["US-FL"]),
        ("US", None, "business", ["US-FL", "US-OK", "US-MD", "US-WA"]),
        ("US", None, "consumer", ["US", "US-FL", "US-OK", "US-MD", "US-WA"]),
        ("FR", None, "business", []),
        ("FR", "75", "consumer", ["FR"]),
        ("CA", "ON", "business", ["CA"]),
        ("DE", "BE", "business", []),
        (None, None, "consumer", []),
        (None, "FL", "business", []),
    ],
)
def test_the_state_stands_before_the_country_and_all_states_for_an_unknown_one(
    country: str | None, region: str | None, audience: str, expected: list[str]
) -> None:
    assert areas(country, region, audience) == expected


def test_rows_for_business_hold_for_business_lists_only() -> None:
    rule = replace(all_rules()[0], area="XX", applies_to="b2b")
    place = Place(1, ("UTC",), "XX", "YY")
    assert rules_for(policy(rules=[rule]), place) == (rule,)
    assert rules_for(replace(policy(rules=[rule]), audience="consumer"), place) == ()
