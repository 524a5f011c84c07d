"""At which times of the week a person was tried, and at which never (calling: part of the day).

Only dials that rang count, and only times at which the person may be dialed are missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.hours import local_date
from dialdeck.method.parts import parts_of
from dialdeck.method.results import rung
from dialdeck.method.slots import Rates
from dialdeck.method.wording import count_words
from dialdeck.model.facts import PersonFacts, Place

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
AHEAD = 14
"""Days ahead in which a time of the week must open once to count as one: a single holiday does not close a weekday."""


class Grid(NamedTuple):
    """Weekdays by parts of the day, in the person's first zone."""

    days: tuple[str, ...]
    """Monday to Friday; Saturday and Sunday where they are open or were tried."""
    parts: tuple[tuple[str, str], ...]
    """Ids and labels of the parts, the earliest first; those neither open nor tried are left out."""
    counts: tuple[tuple[int, ...], ...]
    """A row for each day: how often it rang then, by part."""
    open: tuple[tuple[bool, ...], ...]
    """The same shape: whether they may be dialed then."""
    outside: int
    """Dials that rang outside all parts of the day."""
    line: str
    """One line: what was tried and what never was."""


def tried_grid(calendar: Calendar, facts: PersonFacts, now: int) -> Grid:
    """Return when a person was tried, and what is open to be tried in the two weeks from `now` (ms UTC)."""
    place = facts.place
    zone = calendar.zone(place)
    tried = Counter([(local_date(zone, dial.at).weekday(), dial.part) for dial in rung(facts.dials)])
    opened = _opened(calendar, place, local_date(zone, now))
    cells = {*opened, *tried}
    some_days, some_parts = {day for day, _ in cells}, {part for _, part in cells}
    weekdays = [day for day in range(7) if day < 5 or day in some_days]
    parts = tuple([(part.id, part.label) for part in calendar.policy.parts if part.id in some_parts])
    known = {part for part, _ in parts}
    return Grid(
        days=tuple([WEEKDAYS[day] for day in weekdays]),
        parts=parts,
        counts=tuple([tuple([tried.get((day, part), 0) for part, _ in parts]) for day in weekdays]),
        open=tuple([tuple([(day, part) in opened for part, _ in parts]) for day in weekdays]),
        outside=sum([count for (_, part), count in tried.items() if part not in known]),
        line=_line(tried, opened, parts),
    )


def grid_lines(grid: Grid) -> tuple[str, ...]:
    """Return the grid as lines of equal length: a part of the day each, a weekday a column.

    How often it rang then; a dot where they may be dialed and never were, a cross where they may not.
    """
    width = max((len(label) for _, label in grid.parts), default=0)
    head = " " * width + "".join(f"{day:>5}" for day in grid.days)
    rows = (
        f"{label:<{width}}"
        + "".join(
            f"{times or ('·' if opened else '×'):>5}"
            for times, opened in ((grid.counts[day][column], grid.open[day][column]) for day in range(len(grid.days)))
        )
        for column, (_, label) in enumerate(grid.parts)
    )
    return (head, *rows)


def part_line(calendar: Calendar, facts: PersonFacts, rates: Rates) -> str:
    """Return why the wished part of the day is the next one: "late afternoon: not tried yet; answers 9 of 61".

    Empty when no part is wished. `rates` are answers and dials by part over the user's last 90 days.
    """
    wished = facts.state.part
    label = next((part.label for part in calendar.policy.parts if part.id == wished), None)
    if label is None or wished is None:
        return ""
    tried = [dial.part for dial in rung(facts.dials)]
    times = tried.count(wished)
    words = f"tried {times} of {count_words(len(tried), 'time')}" if times else "not tried yet"
    answered, dials = rates.get(wished, (0, 0))
    return f"{label}: {words}; answers {answered} of {dials}" if dials else f"{label}: {words}"


def _opened(calendar: Calendar, place: Place, today: date) -> frozenset[tuple[int, str]]:
    """Return the times of the week that open once from today on; kept for the day, since all of a place share them."""
    known = calendar.known(place)
    if known.opened is None or known.opened[0] != today:
        days = (today + timedelta(days=ahead) for ahead in range(AHEAD))
        found = frozenset((day.weekday(), part.id) for day in days for part in parts_of(calendar, place, day))
        known.opened = today, found
    return known.opened[1]


def _line(
    tried: Counter[tuple[int, str | None]], opened: frozenset[tuple[int, str]], parts: Iterable[tuple[str, str]]
) -> str:
    if not opened:
        return "no time of the week is open: check zone and hours"
    if not tried:
        return "not tried yet"
    rung = {part for _, part in tried}
    opens = {part for _, part in opened}
    labels = [label for part, label in parts if part in opens and part not in rung]
    weekdays = {day for day, _ in tried}
    days = [WEEKDAYS[day] for day in sorted({day for day, _ in opened} - weekdays)]
    done = f"tried {len(opened & tried.keys())} of {count_words(len(opened), 'time of the week')}"
    never = ", ".join([*labels, *days])
    return f"{done}; never: {never}" if never else f"{done}; every part of the day and every weekday"
