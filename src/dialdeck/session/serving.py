"""Who is next: the heads of the open places, judged by the rules, then claimed for this window alone.

Serving is claiming, also for a single user, so that two windows never get the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.caps import refusal
from dialdeck.method.hours import MINUTE
from dialdeck.method.queueing import NEW, Rank, serving_order
from dialdeck.model.codes import Bucket
from dialdeck.session.colleagues import waits_for_colleague
from dialdeck.session.dialable import number_refusal, number_to_dial
from dialdeck.session.lineup import Lineup
from dialdeck.session.openings import FAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.queue import QueueKey


class Serving(Lineup):
    """Finds and claims the next person."""

    def __init__(self, desk: Desk) -> None:
        """Serve from the desk's store; nothing is read yet."""
        super().__init__(desk)
        self._passed_over: dict[int, tuple[int, int]] = {}
        """Held back by a cap or for a colleague: at which revision, until when; then, or at a boundary, tried again."""
        self._front = _Front()
        self._ahead: _Ahead | None = None
        self._asked: frozenset[int] = frozenset()
        """Whose meeting's time has come: what became of it is asked, whatever forbids a dial."""
        self._due_served = 0
        """Due people served since the last fresh one."""

    def boundary_passed(self) -> None:
        """Hold nobody back any more."""
        self._passed_over.clear()
        self._front = _Front()

    def look_ahead(self, besides: int) -> PersonFacts | None:
        """Return the facts of whoever would be served now if `besides` were gone; `next_person` knows them then."""
        self._ahead = None
        for key in self._candidates():
            if key.person_id == besides or (facts := self._dialable(key)) is None:
                continue
            if number_refusal(self._desk, facts, self._desk.store.numbers(key.person_id)) is not None:
                # Only while it rings is there time to ask the numbering plan; the first of a session is refused later.
                self._passed_over[key.person_id] = (key.rev, self._openings.until)
                continue
            self._ahead = _Ahead(key, self._next_due(), self._desk.store.others_wrote())
            return facts
        return None

    def forget_ahead(self) -> None:
        """Let the order decide anew who is next, from its very beginning, and judge everybody anew."""
        self._ahead, self._front = None, _Front()
        self._passed_over.clear()

    def next_person(self) -> int | None:
        """Claim the first person in serving order who may be dialed, and return their id; None when nobody is left."""
        ahead = self._seen_ahead()
        if ahead is not None and not self._came_up(ahead) and self._claimed(ahead.key):
            return ahead.key.person_id
        for key in self._candidates():
            if ((ahead is not None and key == ahead.key) or self._dialable(key) is not None) and self._claimed(key):
                return key.person_id
        return None

    def _came_up(self, ahead: _Ahead) -> bool:
        """Say whether somebody may have come up before whoever was seen ahead: a word is due, or a time was reached."""
        store, now, early = self._desk.store, self._desk.clock.now(), self._desk.policy.callback_early_minutes * MINUTE
        words = ((Bucket.CALLBACK, now + early), (Bucket.RETURNED, FAR), (Bucket.PROMISE, now))
        return any(store.somebody_due(bucket, until) for bucket, until in words) or ahead.until <= now

    def _next_due(self) -> int:
        """Return when the next of those who are merely due later today falls due (ms UTC)."""
        now = self._desk.clock.now()
        later = [one._replace(due_from=now + 1, due_to=FAR) for one in self.ranges(Rank.IN_PART)]
        head = self._desk.store.head(later)
        return FAR if head is None else head.due_at

    def _seen_ahead(self) -> _Ahead | None:
        """Return who was judged while it rang, once; nobody when a boundary passed or another window wrote since."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or not self._openings.hold() or ahead.others != self._desk.store.others_wrote():
            return None
        return ahead

    def _order(self) -> tuple[Rank, ...]:
        return serving_order(self._due_served, self._desk.policy.fresh_every)

    def _claimed(self, key: QueueKey) -> bool:
        if not self._desk.store.claim(key.person_id, key.rev):
            return False
        if key.rank in NEW:
            self._due_served = 0
        elif key.rank > Rank.PROMISE:
            self._due_served += 1
        return True

    def _dialable(self, key: QueueKey) -> PersonFacts | None:
        """Return the facts of a person who is asked about, or whom caps and numbers let be dialed; else None."""
        if key.person_id in self._asked:
            return self._desk.facts(key.person_id)
        if self._held_back(key) is not None:
            return None
        wait = waits_for_colleague(self._desk, key.person_id, key.bucket, self._desk.store.place(key.place_id))
        if wait is not None:
            if wait.settled:
                self._passed_over[key.person_id] = (key.rev, wait.until)
            return None
        facts = self._desk.facts(key.person_id)
        refused = refusal(self._desk.calendar, facts, self._desk.clock.now())
        if refused is not None or number_to_dial(facts) is None:
            waits = refused.until if refused is not None else None
            self._passed_over[key.person_id] = (key.rev, waits or self._openings.until)
            return None
        return facts

    def _held_back(self, key: QueueKey) -> int | None:
        """Return until when (ms UTC) somebody is known to be held back; None when that is not known."""
        rev, until = self._passed_over.get(key.person_id, (-1, 0))
        return until if rev == key.rev and self._desk.clock.now() < until else None

    def _candidates(self) -> Iterator[QueueKey]:
        """Yield everybody in serving order, but those at the front of a rank who are held back and were seen so.

        First come those whose meeting's time has come: nobody has to be called to say what became of it.
        """
        met = self._desk.store.meetings_over(Rank.CALLBACK, self._desk.clock.now())
        self._asked = frozenset(key.person_id for key in met)
        yield from met
        for rank in self._order():
            ranges = self.ranges(rank)
            front = self._present_front()
            at_front = True
            for key in self._walk(ranges, front.behind.get(rank)):
                yield key
                # Whoever asked has judged them by now.
                until = self._held_back(key) if at_front else None
                at_front = until is not None
                if until is not None:
                    front.behind[rank], front.until = key, min(front.until, until)

    def _present_front(self) -> _Front:
        """Return what is known of the fronts; nothing once somebody is no longer held back, or another window wrote."""
        others = self._desk.store.others_wrote()
        if self._front.others != others or self._desk.clock.now() >= self._front.until:
            self._front = _Front(others, self._openings.until)
        return self._front


class _Ahead(NamedTuple):
    """Who was judged while it rang, when the next person falls due (ms UTC), and how far other windows had written."""

    key: QueueKey
    until: int
    others: int


class _Front:
    """Behind whom each rank begins: everybody up to there is held back, until an instant (ms UTC)."""

    def __init__(self, others: int = -1, until: int = 0) -> None:
        """Nobody is known to be held back; `others` is how far other windows had written."""
        self.others = others
        self.until = until
        self.behind: dict[Rank, QueueKey] = {}
