"""The one-line texts of the method: what a key will do, and what the attempt on the screen is.

Fixed English words for days and months, so that a line does not change with the machine's locale.
"""

from __future__ import annotations

from datetime import date, datetime

from dialdeck.method.cadence import CALLBACK, total_attempts
from dialdeck.method.closed import city
from dialdeck.method.slots import Slot
from dialdeck.model.cadence import Cadence
from dialdeck.model.codes import Plan, Role, Stage
from dialdeck.model.state import State

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

REASONS = {
    "no_contact": "no contact",
    "cadence_over": "the cadence is over",
    "no_number": "no number left",
    "not_a_fit": "not a fit",
    "left_company": "left the company",
    "role_changed": "somebody else has the role",
    "wrong_person": "the wrong person",
    "not_interested": "not interested",
    "do_not_call": "every number is blocked",
    "by_hand": "by hand",
}


def day_words(day: date, today: date | None = None) -> str:
    """Return a day as "Wed 18 Nov", with its year when that is another than today's."""
    year = "" if today is None or today.year == day.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def time_words(local: datetime, zone: str, today: date | None = None) -> str:
    """Return a local instant as "Wed 18 Nov 15:00 Chicago", with its year when that is another than today's."""
    return f"{day_words(local.date(), today)} {local.hour}:{local.minute:02d} {city(zone)}"


def part_words(day: date, label: str) -> str:
    """Return a part of a day as "Wed 18 Nov, late afternoon"; the day alone where no part is wished."""
    return f"{day_words(day)}, {label}" if label else day_words(day)


def slot_words(slot: Slot) -> str:
    """Return a slot as "Wed 18 Nov, late afternoon (not tried yet)"."""
    note = slot.note or slot.why
    moved = f"; later: {slot.moved}" if slot.moved else ""
    return f"{part_words(slot.day, slot.label)} ({note}{moved})"


def attempt_words(state: State) -> str:
    """Return what the next attempt is: "attempt 6, silent", "attempt 6, the commitment message then" or a meeting."""
    if state.stage is Stage.MEETING:
        return "meeting, then follow-up"
    if state.step == CALLBACK:
        return f"attempt {state.attempt}, as they asked"
    plan = "silent" if state.plan is Plan.SILENT else f"the {_script_words(state.script)} message then"
    return f"attempt {state.attempt}, {plan}"


def heading(cadence: Cadence, state: State, role: Role) -> str:
    """Return the verdict above the script: "Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE"."""
    count = f"Attempt {state.attempt} of {total_attempts(cadence, state, role)}"
    if state.step == CALLBACK:
        return f"{count} · THEY ASKED FOR THIS CALL"
    if state.plan is Plan.SILENT:
        return f"{count} · HANG UP SILENTLY ON VOICEMAIL"
    return f"{count} · LEAVE THE {_script_words(state.script).upper()} MESSAGE"


def retired_words(reason: str) -> str:
    """Return the code of a state's reason in words; a reason typed by a person is its own words."""
    return REASONS.get(reason, reason)


def count_words(number: int, noun: str) -> str:
    """Return a count with its noun: "1 message", "3 messages"; `noun` may be several words, the first is counted."""
    first, space, rest = noun.partition(" ")
    return f"{number} {first}{'' if number == 1 else 's'}{space}{rest}"


def _script_words(script: str) -> str:
    return {"role_change": "role-change", "follow_up": "follow-up", "win_back": "win-back"}.get(script, script)
