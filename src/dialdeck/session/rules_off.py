"""Calling rules that are there but off, since they are not certain enough: told where they matter.

Whoever calls there decides: a setting turns a row on. Nothing turns one off that is on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import dialdeck
from dialdeck.method.jurisdiction import rules_for
from dialdeck.method.rules_table import rules_from
from dialdeck.model.replacing import replace
from dialdeck.settings.meaning import to_policy

if TYPE_CHECKING:
    from dialdeck.model.facts import Place
    from dialdeck.model.policy import JurisdictionRule
    from dialdeck.model.settings import Settings
    from dialdeck.session.desk import Desk

TABLE = Path(dialdeck.__file__).parent / "library" / "calling_rules.json"


def packaged_rules() -> tuple[JurisdictionRule, ...]:
    """Return every row of the table that comes with the program, on or off."""
    return rules_from(json.loads(TABLE.read_text("utf-8"))["rules"])


def rules_off(rules: Iterable[JurisdictionRule], on: Iterable[JurisdictionRule]) -> tuple[JurisdictionRule, ...]:
    """Return the rules that are not among those that are on."""
    areas = {rule.area for rule in on}
    return tuple(rule for rule in rules if rule.area not in areas)


def off_at(desk: Desk, place: Place) -> str:
    """Return the line about rules for a place that are off; empty when there is none."""
    return _words(rules_for(replace(desk.policy, rules=desk.rules_off), place))


def off_under(settings: Settings) -> str:
    """Return the line about all rules that are off under settings found good; empty when every one is on."""
    rules = packaged_rules()
    policy = to_policy(settings, rules)
    audience = "b2b" if policy.audience == "business" else "b2c"
    off = rules_off(rules, policy.rules)
    return _words(tuple(rule for rule in off if rule.applies_to in {"both", audience}))


def _words(rules: tuple[JurisdictionRule, ...]) -> str:
    if not rules:
        return ""
    named = ", ".join(f"{rule.area} (certainty {rule.certainty})" for rule in rules)
    if len(rules) == 1:
        return f"calling rule {named} exists and is off; [calling] also_rules turns it on"
    return f"calling rules {named} exist and are off; [calling] also_rules turns them on"
