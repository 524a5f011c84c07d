"""Putting the call screen together: one read of everything it shows, in one place, so that its cost stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.decide import previews
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan
from dialdeck.model.views import CallScreen, Consequence, Mode, OpenDial, QueueRow, SessionBar
from dialdeck.session import wanting
from dialdeck.session.desk import DAY_MS
from dialdeck.session.dialing import refusal_now
from dialdeck.session.panels import city, known_person, person_view, spaced
from dialdeck.session.past import facts_before
from dialdeck.session.scripting import script_view
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dialdeck.model.facts import Decision, Place
    from dialdeck.session.desk import Desk
    from dialdeck.session.serving import Serving
    from dialdeck.storage.queue import QueueEntry, QueueKey
    from dialdeck.storage.rows import DialRow

BOOKED = (Detail.MEETING, Detail.CALLBACK)
FOOT_LINES = 3
"""What the foot of the queue has room for."""
COUNT_CAP = 999
"""People callable now are counted up to here: more is shown as `999+`, so that a key costs the same in any list."""


class Composer:
    """Builds `CallScreen` values from the store."""

    def __init__(self, desk: Desk, serving: Serving) -> None:
        """Read through `desk`; `serving` knows the order of the queue."""
        self._desk = desk
        self._serving = serving
        self._last_key: QueueKey | None = None
        self._started_at = desk.clock.now()

    def compose(
        self, person_id: int | None, dial_id: int | None, mode: Mode, session_id: int, *, with_words: bool, rows: int
    ) -> tuple[CallScreen, dict[Outcome, Decision]]:
        """Return the screen, and the decisions behind its consequences for the recording to compare with."""
        dial = self._desk.store.dial(dial_id) if dial_id is not None else None
        shown: dict[Outcome, Decision] = {}
        person = script = plan = None
        if person_id is not None:
            facts = facts_before(self._desk, dial) if dial is not None else self._desk.facts(person_id)
            at = dial.started_at if dial is not None else self._desk.clock.now()
            plan = facts.state.plan
            shown = previews(self._desk.context, facts, at)
            row = known_person(self._desk, person_id)
            research = self._desk.store.research(person_id)
            refusal = refusal_now(self._desk, facts) if dial is None else None
            person = person_view(self._desk, row, facts, self._desk.store.numbers(person_id), research, refusal)
            if with_words:
                why = wanting.short_why(self._desk, facts)
                script = script_view(self._desk, row, facts, research, shown, why)
        screen = CallScreen(
            mode=mode,
            person=person,
            script=script,
            consequences=_consequences(shown, plan),
            queue=self._rows(rows, person_id),
            queue_title=self._title(),
            queue_foot=self._foot(),
            bar=self.bar(session_id),
            dial=self._open_dial(dial),
            undo=wanting.operation_title(self._desk, self._desk.store.next_undo()),
            redo=wanting.operation_title(self._desk, self._desk.store.next_redo()),
            message="",
            question="",
        )
        return screen, shown

    def more_rows(self, count: int) -> tuple[QueueRow, ...]:
        """Return the next rows of the queue below the last ones handed over."""
        if self._last_key is None:
            return ()
        return self._view_rows(self._serving.ordered(count, self._last_key), None)

    def bar(self, session_id: int) -> SessionBar:
        """Return the line on top: counts of the session and the nearest promise with a clock time."""
        store, now = self._desk.store, self._desk.clock.now()
        tally = store.session_tally(session_id)
        promise = next(iter(wanting.standing_promises(self._desk, now + DAY_MS, "clock")), None)
        promised = store.person(promise.person_id) if promise is not None else None
        return SessionBar(
            title=self._title_of_list(),
            dials=tally.dials,
            answered=tally.answered,
            messages=tally.voicemail_left,
            silent=tally.silent_hangup,
            booked=sum(tally.details.get(detail, 0) for detail in BOOKED),
            goal=self._desk.settings.session.goal,
            started_at=self._started_at,
            promise_name=promised.name if promised is not None else "",
            promise_at=promise.at if promise else None,
            clock_is_set=self._desk.clock.is_set,
            zone=self._desk.policy.caller.zone,
        )

    def _title_of_list(self) -> str:
        names = self._desk.store.lists()
        return next(iter(names.values())) if len(names) == 1 else ""

    def _rows(self, limit: int, person_id: int | None) -> tuple[QueueRow, ...]:
        keys = self._serving.ordered(limit)
        if person_id is not None and all(key.person_id != person_id for key in keys):
            own = self._desk.store.queue_rows([person_id])
            return tuple(self._row(row, person_id) for row in own) + self._view_rows(keys, person_id)
        return self._view_rows(keys, person_id)

    def _view_rows(self, keys: Iterable[QueueKey], person_id: int | None) -> tuple[QueueRow, ...]:
        listed = list(keys)
        if listed:
            self._last_key = listed[-1]
        return tuple(
            self._row(row, person_id) for row in self._desk.store.queue_rows([key.person_id for key in listed])
        )

    def _row(self, row: QueueEntry, person_id: int | None) -> QueueRow:
        hot = row.bucket is not None and row.bucket <= Bucket.PROMISE
        note = ""
        if row.bucket == Bucket.CALLBACK and row.due_at is not None:
            note = f"promised {local_in(self._desk.policy.caller.zone, row.due_at):%H:%M}"
        elif row.bucket == Bucket.PROMISE:
            note = "promised"
        return QueueRow(
            person_id=row.person_id,
            name=row.name,
            organisation=row.organisation or "",
            attempt=row.attempt,
            mark="!" if hot else "✉" if row.plan == Plan.VOICEMAIL else "·",
            note=note,
            current=row.person_id == person_id,
        )

    def _title(self) -> str:
        count = self._serving.callable_count(COUNT_CAP + 1)
        return f"Queue · {_many(count)} callable now"

    def _foot(self) -> tuple[str, ...]:
        lines = [self._opening(at, places) for at, places in self._opening_soon()]
        waiting = self._desk.store.count_without_zone(COUNT_CAP + 1)
        return (*lines, f"{_many(waiting)} without a time zone") if waiting else tuple(lines)

    def _opening_soon(self) -> list[tuple[int, list[tuple[Place, int]]]]:
        """Return the next instants at which places open that have somebody due by then, with how many each has."""
        found: dict[int, list[tuple[Place, int]]] = {}
        closed = [(one.opens_at, one.place) for one in self._serving.closed_places() if one.opens_at is not None]
        for opens_at, place in sorted(closed, key=lambda one: one[0]):
            if opens_at not in found and len(found) == FOOT_LINES:
                break
            count = self._desk.store.count_in_place(place.id, opens_at, COUNT_CAP + 1)
            if count:
                found.setdefault(opens_at, []).append((place, count))
        return list(found.items())

    def _opening(self, at: int, places: list[tuple[Place, int]]) -> str:
        zone = self._desk.policy.caller.zone
        opens, now = local_in(zone, at), local_in(zone, self._desk.clock.now())
        when = f"{opens:%H:%M}" if opens.date() == now.date() else f"{opens:%a %H:%M}"
        cities = list(dict.fromkeys(city(place.zones[0]) for place, _ in places))
        more = f" +{len(cities) - 1}" if len(cities) > 1 else ""
        return f"opens {when}  {_many(sum(count for _, count in places))} in {cities[0]}{more}"

    def _open_dial(self, dial: DialRow | None) -> OpenDial | None:
        if dial is None:
            return None
        numbers = self._desk.store.numbers(dial.person_id)
        number = next((one for one in numbers if one.id == dial.number_id), None)
        return OpenDial(
            dial_id=dial.id,
            number=spaced(number.e164) if number is not None else "",
            started_at=dial.started_at,
            talked_at=dial.ended_at if dial.outcome == Outcome.ANSWERED else None,
        )


def _many(count: int) -> str:
    return str(count) if count <= COUNT_CAP else f"{COUNT_CAP}+"


def _consequences(shown: Mapping[Outcome, Decision], plan: Plan | None) -> tuple[Consequence, ...]:
    planned = Outcome.VOICEMAIL_LEFT if plan is Plan.VOICEMAIL else Outcome.SILENT_HANGUP
    return tuple(
        Consequence(outcome, "talk, then the next step" if decision.talk else decision.why, outcome is planned)
        for outcome, decision in shown.items()
    )
