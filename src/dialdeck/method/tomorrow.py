"""Whether a call promised for the day after a dial can be made then: hours open on both days, and no cap of the law.

Asked for each day on which a message that promises tomorrow might be left (method: tomorrow is true).
"""

from __future__ import annotations

from datetime import date

from dialdeck.method.calendar import Calendar
from dialdeck.method.caps import binding
from dialdeck.method.hours import MINUTE, ONE_DAY
from dialdeck.method.parts import parts_of
from dialdeck.model.codes import Plan
from dialdeck.model.facts import DialFact, PersonFacts, Place
from dialdeck.model.replacing import replace


def tomorrow_is_true(calendar: Calendar, facts: PersonFacts, day: date) -> bool:
    """Return whether the promised dial is allowed on the day after `day`, the message being left as late as can be."""
    dialed, kept = _last_minute(calendar, facts.place, day), _last_minute(calendar, facts.place, day + ONE_DAY)
    if dialed is None or kept is None:
        return False
    if not any(any(rule.caps) for rule in calendar.known(facts.place).rules):
        return True
    message = DialFact(0, dialed, None, None, True, 0, Plan.VOICEMAIL, "", None)
    return binding(calendar, replace(facts, dials=(*facts.dials, message)), kept, exempt=True) is None


def _last_minute(calendar: Calendar, place: Place, day: date) -> int | None:
    windows = calendar.windows(place, day)
    if not windows:
        return None
    parts = parts_of(calendar, place, day)
    return (parts[-1].end if parts else windows[0][1]) - MINUTE
