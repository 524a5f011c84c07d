"""The house's own limits before anybody changes them (calling: hours, parts of the day)."""

from __future__ import annotations

from collections.abc import Iterable

from dialdeck.model.policy import CallerHours, Caps, JurisdictionRule, PartRule, Policy, Week

HOUSE_WEEK: Week = (((540, 1080),),) * 5 + ((), ())
"""Monday to Friday, 9 to 18, in the person's zone."""

PARTS = (
    PartRule("early", "early morning", 480, 570),
    PartRule("mid-morning", "mid-morning", 570, 690),
    PartRule("midday", "midday", 690, 810),
    PartRule("afternoon", "afternoon", 810, 960),
    PartRule("late", "late afternoon", 960, 1080),
)


def default_policy(caller_zone: str, rules: Iterable[JurisdictionRule] = ()) -> Policy:
    """Return the policy of a new file: the caller's side restricts nothing yet; `rules` are the rows that are on."""
    return Policy(house=HOUSE_WEEK, caller=CallerHours(zone=caller_zone), parts=PARTS, caps=Caps(), rules=tuple(rules))
