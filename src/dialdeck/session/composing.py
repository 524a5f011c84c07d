"""Putting the call screen together: one read of everything it shows, in one place, so that its cost stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import CallScreen, Ending, Mode, OpenDial, SessionBar
from dialdeck.session import explaining, meetings, naming, unanswered
from dialdeck.session.ahead import Ahead
from dialdeck.session.board import Board
from dialdeck.session.desk import DAY_MS
from dialdeck.session.dialable import refusal_now
from dialdeck.session.panels import person_view, spaced
from dialdeck.session.past import facts_before
from dialdeck.session.picking import scope_words
from dialdeck.session.promising import standing_promises
from dialdeck.session.scripting import Scribe
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from dialdeck.model.facts import Decision
    from dialdeck.session.desk import Desk
    from dialdeck.session.serving import Serving
    from dialdeck.storage.rows import DialRow

_WITHOUT_KEYS = frozenset({Mode.LOOKING, Mode.PAUSED})
"""States in which no outcome can be recorded."""
_WANTED = frozenset({Mode.DIALING, Mode.OVER})
"""States in which the keys for a dial without an answer work; nobody new comes up in them."""


class Sight(NamedTuple):
    """What the screen is to show: whom, in which state, of which session; `paused_ms` of it the clock stood."""

    person_id: int | None
    dial_id: int | None
    mode: Mode
    session_id: int
    with_words: bool
    paused_ms: int


class Shown(NamedTuple):
    """The decisions behind what the screen says, for the recording to compare with."""

    outcomes: dict[Outcome, Decision]
    details: dict[Detail, Decision]


NOTHING = Shown({}, {})


class Composer:
    """Builds `CallScreen` values from the store."""

    def __init__(self, desk: Desk, serving: Serving) -> None:
        """Read through `desk`; `serving` knows the order of the queue."""
        self._desk = desk
        self.board = Board(desk, serving)
        """What the queue panel shows."""
        self._scribe = Scribe(desk)
        self.ahead = Ahead(desk, serving, self.board, self._scribe)
        """Who comes next, as far as that was read."""
        self._started_at = desk.clock.now()

    def compose(self, sight: Sight) -> tuple[CallScreen, Shown]:
        """Return the screen, and the decisions behind its consequences."""
        dial = self._desk.store.dial(sight.dial_id) if sight.dial_id is not None else None
        shown: dict[Outcome, Decision] = {}
        details: dict[Detail, Decision] = {}
        endings: tuple[Ending, ...] = ()
        person = script = plan = facts = None
        person_id = sight.person_id
        if person_id is not None:
            known = self.ahead.take(person_id)
            facts = facts_before(self._desk, dial) if dial is not None else known.facts
            known = known._replace(facts=facts)
            at = dial.started_at if dial is not None else self._desk.clock.now()
            plan = facts.state.plan
            shown = self._desk.decisions.previews(facts, at)
            if sight.mode in _WANTED:
                details = unanswered.decided(self._desk, facts, at)
                endings = unanswered.endings(self._desk, known, shown[Outcome.SILENT_HANGUP], details)
            refusal = refusal_now(self._desk, facts, known.numbers) if dial is None else None
            person = person_view(self._desk, known, refusal)
            if sight.with_words and facts.state.bucket is not None:
                why = explaining.short_why(self._desk, facts)
                script = self._scribe.view(known, shown, why)
        board, store = self.board, self._desk.store
        undo, redo = store.next_undo(), store.next_redo()
        screen = CallScreen(
            mode=sight.mode,
            person=person,
            script=script,
            consequences=() if sight.mode in _WITHOUT_KEYS else explaining.consequences(shown, plan),
            queue=board.rows(person_id if sight.mode is not Mode.LOOKING else None),
            queue_title=board.title(),
            queue_foot=board.foot(),
            bar=self.bar(sight.session_id, sight.paused_ms),
            dial=self._open_dial(dial),
            undo=naming.operation_title(self._desk, undo),
            redo="" if redo is not None and redo.kind == naming.IMPORT else naming.operation_title(self._desk, redo),
            undo_wants_reason=naming.is_final(self._desk, undo),
            message="",
            question=meetings.QUESTION
            if dial is None and facts is not None and meetings.asked(self._desk, facts)
            else "",
            endings=endings,
        )
        return screen, Shown(shown, details)

    def bar(self, session_id: int, paused_ms: int = 0) -> SessionBar:
        """Return the line on top: counts of the session, what is due beside dials, the nearest promise with a time."""
        store, now = self._desk.store, self._desk.clock.now()
        tally = store.session_tally(session_id)
        promise = next(iter(standing_promises(self._desk, now + DAY_MS, "clock")), None)
        promised = store.person(promise.person_id) if promise is not None else None
        return SessionBar(
            title=self._title_of_list(),
            dials=tally.dials,
            answered=tally.answered,
            messages=tally.voicemail_left,
            silent=tally.silent_hangup,
            booked=tally.details.get(Detail.MEETING, 0),
            goal=self._desk.settings.session.goal,
            started_at=self._started_at,
            promise_name=promised.name if promised is not None else "",
            promise_at=promise.at if promise else None,
            promise_id=promise.id if promise else None,
            promise_person_id=promise.person_id if promise else None,
            clock_is_set=self._desk.clock.is_set,
            zone=self._desk.policy.caller.zone,
            paused_ms=paused_ms,
            tasks_due=store.tasks_due(local_in(self._desk.policy.caller.zone, now).date().isoformat()),
            scope=scope_words(self._desk, store.scope),
        )

    def _title_of_list(self) -> str:
        names = self._desk.store.lists()
        return next(iter(names.values())) if len(names) == 1 else ""

    def _open_dial(self, dial: DialRow | None) -> OpenDial | None:
        if dial is None:
            return None
        numbers = self._desk.store.numbers(dial.person_id)
        number = next((one for one in numbers if one.id == dial.number_id), None)
        return OpenDial(
            dial_id=dial.id,
            number=spaced(number.e164) if number is not None else "",
            e164=number.e164 if number is not None else "",
            started_at=dial.started_at,
            talked_at=dial.ended_at if dial.outcome == Outcome.ANSWERED else None,
        )
