"""The keys about one person: notes, snooze, callback, retire, revive, a meeting, adding somebody, a mere look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.method.wording import day_words
from dialdeck.model.codes import TaskKind
from dialdeck.model.views import CallScreen
from dialdeck.session import explaining, meetings, moving, naming, people, tasks, typed_dates
from dialdeck.session.dial_keys import DialKeys
from dialdeck.session.dialable import out_of_reach

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dialdeck.model.codes import Met
    from dialdeck.model.views import Offer


class PersonKeys(DialKeys):
    """The part of the deck that moves people without a dial."""

    def note(self, text: str) -> CallScreen:
        """Keep a note on the current person, or on the one looked at."""
        person, stayed = self._subject(), self._stayed
        dial_id = stayed[1] if stayed is not None and stayed[0] == person else None
        moving.write_note(self._desk, person, text, self._seat.dial or dial_id)
        return self._compose()

    def note_previous(self, text: str) -> CallScreen:
        """Keep a note on the person before this one, beside the dial that ended last with them."""
        person = self._previous()
        dials = self._desk.store.dial_rows(person, newest=1)
        moving.write_note(self._desk, person, text, dials[-1].id if dials else None)
        self._composer.ahead.forget()
        return self._compose()

    def snooze(self, when: str) -> CallScreen:
        """Let the current person rest until a time, and go on to the next."""
        return self.snooze_all((self._idle_subject(),), when)

    def snooze_all(self, person_ids: Sequence[int], when: str) -> CallScreen:
        """Let people rest until a time, each in their own zone, as one operation; all of them or nobody."""
        self._seat.need_idle()
        until = {person: typed_dates.when(self._desk, person, when) for person in person_ids}
        moving.snooze_all(self._desk, until)
        alone = len(person_ids) == 1
        return self._left(person_ids, explaining.next_words(self._desk, person_ids[0]) if alone else "")

    def snooze_offers(self, person_ids: Sequence[int] = ()) -> tuple[Offer, ...]:
        """Return the usual dates of a snooze of these people, or of the current one, with the instant each sets."""
        return typed_dates.snooze_offers(self._desk, person_ids or (self._idle_subject(),))

    def echo_snooze(self, text: str, person_ids: Sequence[int] = ()) -> str:
        """Say when these people, or the current one, would be due again after a typed date, or why not."""
        seen = self._seen()
        return typed_dates.echo_snooze(self._desk, person_ids or (() if seen is None else (seen,)), text)

    def callback(self, when: str) -> CallScreen:
        """Promise the current person a call at a time, and go on to the next."""
        person = self._idle_subject()
        moving.agree_callback(self._desk, person, self._when(when))
        return self._onward(explaining.next_words(self._desk, person))

    def retire(self, reason: str) -> CallScreen:
        """Let the current person go, and show the next."""
        return self.retire_all((self._idle_subject(),), reason)

    def retire_all(self, person_ids: Sequence[int], reason: str) -> CallScreen:
        """Let people go, as one operation; all of them or nobody."""
        self._seat.need_idle()
        moving.retire_all(self._desk, person_ids, reason)
        return self._left(person_ids)

    def reviving(self) -> str:
        """Return when the person on the screen comes back if no date is named."""
        return moving.reviving(self._desk, self._idle_subject())

    def revive(self, reason: str, when: str | None = None) -> CallScreen:
        """Bring the person on the screen back into the queue, with a new reason; on a date, else as it is usual."""
        person = self._idle_subject()
        moving.revive(self._desk, person, reason, None if when is None else self._when(when))
        self._composer.board.forget()
        return self._compose(explaining.next_words(self._desk, person))

    def meeting_offers(self) -> tuple[Offer, ...]:
        """Return what can have become of the current person's meeting; raise RefusedError when there is none."""
        return meetings.offers(self._desk, self._idle_subject())

    def echo_meeting(self, what: Met, text: str) -> str:
        """Say what a date typed for an answer about the meeting would do, or why it cannot be used."""
        seen = self._seen()
        return "" if seen is None else meetings.echo(self._desk, seen, what, text)

    def meeting(self, what: Met, when: str | None = None) -> CallScreen:
        """Say what became of the current person's meeting, and go on to the next."""
        person = self._idle_subject()
        decision = meetings.answer(self._desk, person, what, when)
        return self._onward(decision.warning or explaining.next_words(self._desk, person))

    def add_person(self, fields: Mapping[str, str]) -> CallScreen:
        """Add somebody and bring them up, or say why they cannot be called yet."""
        self._seat.need_idle()
        uid, notes = people.add_person(self._desk, fields)
        self._desk.holidays_changed()
        self._begin()
        self._serving.forget()
        self._composer.board.forget()
        person = self._desk.store.find_by_uid(uid)[0]
        return self._bring_or_look(person, "; ".join(notes) or "added")

    def send(self, text: str, when: str) -> CallScreen:
        """Note what is to be sent to the person on the screen by a day of the caller: a word that was given."""
        person, due = self._subject(), typed_dates.when_here(self._desk, when)
        tasks.add_task(self._desk, person, TaskKind.SEND, text, due)
        return self._compose(f"{naming.name_of(self._desk, person)}: to send by {day_words(due.day)}")

    def echo_day(self, text: str) -> str:
        """Say which day of the caller a typed date means, or why it cannot be read."""
        return typed_dates.echo_day(self._desk, text)

    def wrong_number(self, text: str) -> str:
        """Return why a typed text is no number that can be called; empty when it is one."""
        return people.wrong_number(text)

    def echo_when(self, text: str) -> str:
        """Say what a typed date means, in both zones, or why it cannot be read."""
        return typed_dates.echo(self._desk, self._seen(), text)

    def why(self) -> tuple[str, ...]:
        """Return why this person is next, and why each key does what it does, a line each."""
        if self._looking is not None:
            return explaining.reasons(self._desk, self._looking, {}, {})
        return explaining.reasons(self._desk, self._seat.person, *self._shown)

    def look(self, person_id: int) -> CallScreen:
        """Look at somebody: nothing changes, nobody is claimed or given back."""
        return self._look_at(person_id)

    def look_back(self) -> CallScreen:
        """Look at the person before this one; while looking at anybody, return."""
        if self._looking is not None:
            self._looking = None
            return self.screen()
        return self._look_at(self._previous())

    def bring_up(self, person_id: int) -> CallScreen:
        """Show this person instead of the current one; the current one goes back to the queue."""
        self._seat.need_idle()
        if self._desk.store.state(person_id).state.bucket is None:
            message = (
                f"this person is {self._desk.store.state(person_id).state.stage}: x brings them back, with a reason"
            )
            raise RefusedError(message)
        unreached = out_of_reach(self._desk, self._desk.facts(person_id))
        if unreached is not None:
            raise RefusedError(unreached)
        if person_id != self._seat.person and not self._seat.take(person_id):
            message = "another window has this person open, or something just happened to them"
            raise RefusedError(message)
        self._looking = None
        self._composer.ahead.forget()
        return self._compose()

    def _bring_or_look(self, person_id: int, message: str = "") -> CallScreen:
        """Bring somebody up, or where that cannot be, look at them and say why."""
        try:
            view = self.bring_up(person_id)
        except DialdeckError as refusal:
            return self._look_at(person_id, "; ".join(filter(None, (message, str(refusal)))))
        return view._replace(message=message)

    def _left(self, person_ids: Sequence[int], message: str = "") -> CallScreen:
        """Go on after people left the front of the queue: to the next one if the present one was among them."""
        if self._looking is not None or self._seat.person in person_ids:
            return self._onward(message)
        self._composer.board.forget()
        return self._compose(message)
