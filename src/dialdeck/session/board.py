"""The queue as the panel shows it: rows in serving order, how many are callable, what opens later.

Read when it is stale, not at every key: who is next is asked of the index each time, so a row that is up to a minute
late costs nobody anything, while reading sixty rows at a key would cost the caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.codes import Bucket, Plan, Stage, Unresearched
from dialdeck.model.views import QueueRow
from dialdeck.session.colleagues import everybody_waiting
from dialdeck.session.panels import city
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from dialdeck.model.facts import Place
    from dialdeck.session.desk import Desk
    from dialdeck.session.serving import Serving
    from dialdeck.storage.queue import QueueEntry, QueueKey

ROWS = 60
"""Rows read at once; more come when the caller moves down."""
FEWEST = 30
"""Rows are read again when fewer than these are left: what the panel shows at 120 × 36."""
FRESH_MS = 60_000
AGING_MS = 20_000
"""Age from which the panel is read again where nobody waits for it."""
FOOT_LINES = 3
"""What the foot of the queue has room for."""
COUNT_CAP = 999
"""People callable now are counted up to here: more is shown as `999+`, so that a key costs the same in any list."""


class Board:
    """Remembers what the queue panel shows until it is told that something moved."""

    def __init__(self, desk: Desk, serving: Serving) -> None:
        """Read through `desk`; `serving` knows the order of the queue."""
        self._desk = desk
        self._serving = serving
        self._read_at: int | None = None
        self._rows: list[QueueRow] = []
        self._whole = False
        self._last: QueueKey | None = None
        self._count = 0
        self._foot: tuple[str, ...] = ()
        self._held: frozenset[int] = frozenset()
        """Who is left be today because a colleague was dialed."""
        self._waiting = 0
        """How many of those could be called now."""
        self._later_served = desk.policy.unresearched is not Unresearched.PREPARE

    def forget(self) -> None:
        """Read everything anew when next asked: something happened beside the current dial."""
        self._read_at = None

    def moved(self, person_id: int) -> None:
        """Take a person off the board: their dial was recorded."""
        self._rows, self._count = self._left(person_id)

    def without(self, gone: int, person_id: int) -> tuple[tuple[QueueRow, ...], str]:
        """Return the rows with `person_id` as the current one, and the heading, as they will be when `gone` left."""
        rows, count = self._left(gone)
        return self._marked(rows, person_id), _title(count)

    def top_up(self) -> None:
        """Read again, while it rings, what would soon be stale, so that the key that ends the dial need not."""
        now = self._desk.clock.now()
        if self._read_at is None or not self._read_at <= now < self._read_at + AGING_MS:
            self.forget()
        else:
            self._hold_back()
        if self._read_at is not None and len(self._rows) <= FEWEST + 1 and not self._whole:
            self._fill()
        self._refresh()

    def rows(self, person_id: int | None) -> tuple[QueueRow, ...]:
        """Return the rows, the current person's marked (and put first when the board does not reach to them)."""
        self._refresh()
        return self._marked(self._rows, person_id)

    def title(self) -> str:
        """Return the heading of the panel: `Queue · 212 callable now`."""
        self._refresh()
        return _title(self._count)

    def foot(self) -> tuple[str, ...]:
        """Return what opens later, and how many people wait for a time zone or for a number."""
        self._refresh()
        return self._foot

    def more(self, count: int) -> tuple[QueueRow, ...]:
        """Return the next rows below the last ones handed over."""
        if self._last is None:
            return ()
        keys = self._serving.ordered(count, self._last)
        return tuple(self._read([key for key in keys if key.person_id not in self._held]))

    def _left(self, gone: int) -> tuple[list[QueueRow], int]:
        left = [row for row in self._rows if row.person_id != gone]
        fewer = len(left) < len(self._rows) and self._count <= COUNT_CAP
        return left, self._count - 1 if fewer else self._count

    def _marked(self, rows: list[QueueRow], person_id: int | None) -> tuple[QueueRow, ...]:
        marked = [row if row.person_id != person_id else row._replace(current=True) for row in rows]
        if person_id is None or any(row.current for row in marked):
            return tuple(marked)
        own = [self._row(entry)._replace(current=True) for entry in self._desk.store.queue_rows([person_id])]
        return (*own, *marked)

    def _refresh(self) -> None:
        now = self._desk.clock.now()
        stale = self._read_at is None or not self._read_at <= now < self._read_at + FRESH_MS
        if stale:
            self._held = everybody_waiting(self._desk)
        if stale or (len(self._rows) < FEWEST and not self._whole):
            self._fill()
        if stale:
            self._count = self._counted()
            self._foot = self._foot_lines()
            self._read_at = now

    def _fill(self) -> None:
        many = ROWS + len(self._held)
        keys = self._serving.ordered(many)
        self._whole = len(keys) < many
        self._rows = self._read([key for key in keys if key.person_id not in self._held][:ROWS])

    def _counted(self) -> int:
        """Return how many can be called now; where somebody waits for a colleague, they are gone through one by one."""
        self._waiting = 0
        if not self._held:
            return self._serving.callable_count(COUNT_CAP + 1)
        found = [key.person_id in self._held for key in self._serving.ordered(COUNT_CAP + 1 + len(self._held))]
        self._waiting = sum(found)
        return len(found) - self._waiting

    def _hold_back(self) -> None:
        """Take those off whom the dial at hand makes wait; read anew when somebody no longer does."""
        held = everybody_waiting(self._desk)
        if not self._held <= held:
            self.forget()
        elif held != self._held:
            fewer = self._desk.store.count_of(held - self._held, self._serving.all_ranges())
            self._held, self._waiting = held, self._waiting + fewer
            if self._count <= COUNT_CAP:
                self._count -= fewer
            self._rows = [row for row in self._rows if row.person_id not in held]
            self._foot = self._foot_lines()

    def _read(self, keys: list[QueueKey]) -> list[QueueRow]:
        if keys:
            self._last = keys[-1]
        return [self._row(entry) for entry in self._desk.store.queue_rows([key.person_id for key in keys])]

    def _row(self, entry: QueueEntry) -> QueueRow:
        hot = entry.bucket is not None and entry.bucket <= Bucket.PROMISE
        note = ""
        if entry.bucket == Bucket.CALLBACK and entry.due_at is not None:
            what = "meeting" if entry.stage == Stage.MEETING else "promised"
            note = f"{what} {local_in(self._desk.policy.caller.zone, entry.due_at):%H:%M}"
        elif entry.bucket == Bucket.PROMISE:
            note = "promised"
        return QueueRow(
            person_id=entry.person_id,
            name=entry.name,
            organisation=entry.organisation or "",
            attempt=entry.attempt,
            mark="!" if hot else "✉" if entry.plan == Plan.VOICEMAIL else "·",
            note=note,
            current=False,
        )

    def _foot_lines(self) -> tuple[str, ...]:
        lines = [self._opening(at, places) for at, places in self._opening_soon()]
        waiting = (
            (self._desk.store.count_without_zone(COUNT_CAP + 1), "without a time zone (tasks)"),
            (self._desk.store.count_out_of_reach(COUNT_CAP + 1), "without a number to dial"),
            (self._to_prepare(), "to prepare: fit not researched"),
            (self._waiting, "left until tomorrow: a colleague was dialed"),
        )
        return (*lines, *(f"{many(count)} {words}" for count, words in waiting if count))

    def _to_prepare(self) -> int:
        return 0 if self._later_served else self._desk.store.count_later(COUNT_CAP + 1)

    def _opening_soon(self) -> list[tuple[int, list[tuple[Place, int]]]]:
        """Return the next instants at which places open that have somebody due by then, with how many each has."""
        found: dict[int, list[tuple[Place, int]]] = {}
        closed = [(one.opens_at, one.place) for one in self._serving.closed_places() if one.opens_at is not None]
        for opens_at, place in sorted(closed, key=lambda one: one[0]):
            if opens_at not in found and len(found) == FOOT_LINES:
                break
            count = self._desk.store.count_in_place(place.id, opens_at, COUNT_CAP + 1, later=self._later_served)
            if count:
                found.setdefault(opens_at, []).append((place, count))
        return list(found.items())

    def _opening(self, at: int, places: list[tuple[Place, int]]) -> str:
        zone = self._desk.policy.caller.zone
        opens, now = local_in(zone, at), local_in(zone, self._desk.clock.now())
        when = f"{opens:%H:%M}" if opens.date() == now.date() else f"{opens:%a %H:%M}"
        cities = list(dict.fromkeys(city(place.zones[0]) for place, _ in places))
        more = f" +{len(cities) - 1}" if len(cities) > 1 else ""
        return f"opens {when}  {many(sum(count for _, count in places))} in {cities[0]}{more}"


def _title(count: int) -> str:
    return f"Queue · {many(count)} callable now"


def many(count: int) -> str:
    """Return a count in words: `212`, or `999+` from there on."""
    return str(count) if count <= COUNT_CAP else f"{COUNT_CAP}+"
