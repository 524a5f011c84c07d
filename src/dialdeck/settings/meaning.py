"""Settings of the right type can still mean nothing ("mon-fry"): what each must be, and the policy that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise

from dialdeck.model.codes import Unresearched
from dialdeck.model.policy import CallerHours, Caps, JurisdictionRule, PartRule, Policy
from dialdeck.model.settings import Settings
from dialdeck.settings.weeks import parse_span, parse_week
from dialdeck.settings.zones import system_zone

Wrong = tuple[tuple[str, ...], str]
"""The keys down to a setting, and the sentence about it."""

PARTS = {
    "early": ("early", "early morning"),
    "mid_morning": ("mid-morning", "mid-morning"),
    "midday": ("midday", "midday"),
    "afternoon": ("afternoon", "afternoon"),
    "late": ("late", "late afternoon"),
}
"""By setting: the id that is recorded with dials, and the words for it."""
_AREA = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def to_policy(
    settings: Settings, rules: Iterable[JurisdictionRule] = (), days_off: frozenset[str] = frozenset()
) -> Policy:
    """Return the limits and preferences of the method that follow from settings found good.

    Of `rules` those are on that are certain ("high") or asked for in `calling.also_rules`; `days_off` (ISO days) are
    added to the caller's own, such as the public holidays of `caller.region`.
    """
    caller, caps, calling = settings.caller, settings.caps, settings.calling
    return Policy(
        house=parse_week(settings.hours.week),
        caller=CallerHours(
            zone=caller.zone or system_zone(),
            hours=parse_week(caller.hours) if caller.hours else None,
            blocks=parse_week(caller.blocks) if caller.blocks else None,
            days_off=frozenset(caller.days_off) | days_off,
        ),
        parts=parts_of(settings),
        caps=Caps(caps.per_day or None, caps.min_gap_hours or None, caps.per_7_days or None),
        rules=tuple(rule for rule in rules if rule.certainty == "high" or rule.area in calling.also_rules),
        audience=calling.audience,
        rest_days=calling.rest_days,
        colleagues_same_day=calling.colleagues_same_day,
        unresearched=Unresearched(calling.unresearched),
        fresh_every=settings.session.fresh_every or None,
        due_per_day=caps.due_per_day or None,
    )


def parts_of(settings: Settings) -> tuple[PartRule, ...]:
    """Return the parts of the day that are in use, the earliest first."""
    parts = [
        PartRule(*PARTS[part.name], *parse_span(text))
        for part in fields(settings.parts)
        if (text := getattr(settings.parts, part.name))
    ]
    return tuple(sorted(parts, key=lambda part: part.start))


def check_meaning(settings: Settings) -> Wrong | None:
    """Return the first setting whose value cannot be used, with a sentence saying why; None if all are good."""
    for keys, text, read in _readers(settings):
        try:
            read(text)
        except ValueError as error:
            return keys, str(error)
    return _overlap(settings) or _out_of_range(settings)


def _readers(settings: Settings) -> Iterator[tuple[tuple[str, ...], str, Callable[[str], object]]]:
    """Every text that is more than words: where it stands, and what has to be able to read it."""
    caller = settings.caller
    optional = {
        "zone": (caller.zone, _zone),
        "hours": (caller.hours, parse_week),
        "blocks": (caller.blocks, parse_week),
        "region": (caller.region, _area),
        "email": (caller.email, _email),
        "phone": (caller.phone, _phone),
    }
    yield from ((("caller", key), text, read) for key, (text, read) in optional.items() if text)
    yield from ((("caller", "days_off"), day, _day) for day in caller.days_off)
    yield ("hours", "week"), settings.hours.week, parse_week
    for part in fields(settings.parts):
        if text := getattr(settings.parts, part.name):
            yield ("parts", part.name), text, parse_span
    yield from ((("calling", "also_rules"), area, _area) for area in settings.calling.also_rules)
    if settings.dialer.kind == "command":
        yield ("dialer", "command"), settings.dialer.command, _command


def _overlap(settings: Settings) -> Wrong | None:
    parts = parts_of(settings)
    if not parts:
        return ("parts",), "at least one part of the day is needed"
    for before, after in pairwise(parts):
        if after.start < before.end:
            return (
                "parts",
                after.id.replace("-", "_"),
            ), f"begins before {before.label} ends; parts of the day do not overlap"
    return None


def _out_of_range(settings: Settings) -> Wrong | None:
    ranges = {
        ("caps", "per_day"): (0, 9999),
        ("caps", "min_gap_hours"): (0, 9999),
        ("caps", "per_7_days"): (0, 9999),
        ("caps", "due_per_day"): (0, 9999),
        ("calling", "rest_days"): (1, 9999),
        ("session", "goal"): (1, 9999),
        ("session", "fresh_every"): (0, 9999),
        ("signs", "dials_without_step"): (1, 99),
        ("signs", "silent_voicemails"): (1, 99),
        ("signs", "quiet_days"): (1, 999),
        ("signs", "decision_working_days"): (1, 30),
        ("signs", "stalls"): (1, 99),
        ("signs", "reason_months"): (1, 120),
        ("dialer", "seconds"): (1, 60),
    }
    for (table, key), (lowest, highest) in ranges.items():
        value = getattr(getattr(settings, table), key)
        if not lowest <= value <= highest:  # also refuses nan and inf, which TOML can write
            return (table, key), f"expected a number from {lowest} up to {highest}, not {value}"
    return None


def _command(text: str) -> None:
    """Check the words of a dialer's command; whether its program exists is asked when a number is handed over."""
    import shlex

    if any(ord(character) < ord(" ") and character not in "\t\n" for character in text):
        message = "has a control character in it; write the words of a command, as in a terminal"
        raise ValueError(message)
    try:
        words = shlex.split(text)
    except ValueError as error:
        message = f"cannot be split into words ({error}); close every quote, and double a backslash at the end"
        raise ValueError(message) from error
    if not any("{number}" in word for word in words[1:]):
        message = f"expected a program and {{number}} among the words after it, such as 'dial {{number}}', not {text!r}"
        raise ValueError(message)


def _zone(text: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (OSError, ValueError, LookupError) as error:
        message = f"{text!r} is not a time zone; write it like America/Chicago"
        raise ValueError(message) from error


def _area(text: str) -> None:
    if not _AREA.fullmatch(text):
        message = f"{text!r} is not a country or state; write it like US or US-IL"
        raise ValueError(message)


def _email(text: str) -> None:
    if not _EMAIL.fullmatch(text):
        message = f"{text!r} is not an e-mail address"
        raise ValueError(message)


def _phone(text: str) -> None:
    if sum(character.isdigit() for character in text) < 6:
        message = f"{text!r} is not a phone number; write it like +1 312 555 0100"
        raise ValueError(message)


def _day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day; write it like 2026-12-24"
        raise ValueError(message) from error
    if len(text) != len("2026-12-24"):
        message = f"{text!r} is not a day as it is written here; write it like 2026-12-24"
        raise ValueError(message)
