"""Which rows of the calling rules hold for a place: its state's, else its country's, else the strictest together."""

from __future__ import annotations

from dialdeck.model.facts import Place
from dialdeck.model.policy import JurisdictionRule, Policy

_AUDIENCE = {"business": ("both", "b2b"), "consumer": ("both", "b2c")}


def rules_for(policy: Policy, place: Place) -> tuple[JurisdictionRule, ...]:
    """Return the rows that bind a dial to the place; several when the state is unknown, none when the country is.

    Only rows handed in by the policy are considered (the caller leaves out those that are switched off).
    """
    if place.country is None:
        return ()
    applies = [rule for rule in policy.rules if rule.applies_to in _AUDIENCE[policy.audience]]
    if place.region is None:
        prefix = f"{place.country}-"
        return tuple(rule for rule in applies if rule.area == place.country or rule.area.startswith(prefix))
    for area in (f"{place.country}-{place.region}", place.country):
        rows = tuple(rule for rule in applies if rule.area == area)
        if rows:
            return rows
    return ()
