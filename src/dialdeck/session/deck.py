"""The call screen without a screen: which state it is in, whom it shows, and what each key does.

Every action returns the whole `CallScreen` that follows from it; the terminal only paints. It can be driven from a
Python prompt.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError, RefusedError
from dialdeck.model.views import CallScreen, Mode
from dialdeck.session import moving, naming
from dialdeck.session.cadences import notice_of
from dialdeck.session.dialable import number_refusal, number_to_dial, out_of_reach
from dialdeck.session.own_files import one_line
from dialdeck.session.queue_keys import QueueKeys

if TYPE_CHECKING:
    from dialdeck.model.views import Handed
    from dialdeck.session.desk import Desk
    from dialdeck.session.ports import Dialer
    from dialdeck.storage.undo import Undone


class Deck(QueueKeys):
    """One rep's call session on one window."""

    def __init__(self, desk: Desk, dialer: Dialer | None = None) -> None:
        """Stand before the first person; `open` claims them. Without a `dialer` it is the one of the settings."""
        super().__init__(desk)
        self._dialer = dialer

    def open(self) -> CallScreen:
        """Start the session: first a dial left unfinished, else the head of the queue."""
        self._desk.store.foreign_change()  # what is there now is not news
        if not self._desk.store.has_people():
            return self._compose()._replace(nobody_on_file=True)
        self._begin()
        self._seat.open()
        return self._compose()

    def words(self) -> CallScreen:
        """Return the screen with its script; the first call loads the template engine."""
        self._with_words = True
        desk = self._desk
        return self._compose(desk.scripts.notice or notice_of(desk.context.cadences) or one_line(desk.niches.problems))

    def hand_over(self, e164: str) -> Handed:
        """Hand a number to the dialer. Touches neither the file nor the seat: it may run beside everything else."""
        if self._dialer is None:
            from dialdeck.phone.dialers import dialer_of

            self._dialer = dialer_of(self._desk.settings.dialer, os.environ)
        return self._dialer.hand_over(e164)

    def qr(self) -> tuple[str, ...]:
        """Return the number that is dialed, or would be, as a QR code; raise RefusedError when it must not leave."""
        from dialdeck.phone.qr import qr_lines

        person = self._subject()
        facts, numbers = self._desk.facts(person), self._desk.store.numbers(person)
        chosen = next((row for row in numbers if row.id == number_to_dial(facts)), None)
        refused = out_of_reach(self._desk, facts) or number_refusal(self._desk, facts, numbers)
        if chosen is None or refused is not None:
            message = refused or "there is no number that could be shown as a QR code"
            raise RefusedError(message)
        return qr_lines(chosen.e164)

    def undo(self, reason: str = "") -> CallScreen:
        """Take back the newest operation of this window; an outcome's dial comes back as `outcome wanted`.

        A do not call is only taken back for a `reason`: RefusedError without one, and for a whole import.
        """
        target = self._desk.store.next_undo()
        if target is not None and target.kind == naming.IMPORT:
            message = "an import is not taken back by one key: dialdeck imports, then dialdeck imports revert ID"
            raise RefusedError(message)
        words = self._check_line(target)
        return self._reversed(moving.undo(self._desk, reason), f"took back: {words}")

    def redo(self) -> CallScreen:
        """Do again what was taken back last."""
        self._check_line(self._desk.store.next_redo())
        redone = self._desk.store.redo()
        return self._reversed(redone, f"did again: {naming.operation_words(self._desk, redone)}")

    def tick(self) -> CallScreen | None:
        """Renew the claim and look for changes made elsewhere; the new screen, or None when it is unchanged."""
        self._desk.store.renew()
        changed = self._desk.store.foreign_change()
        if changed:
            self._desk.load.forget()
            self._desk.holidays_changed()
            self._serving.forget()
            self._composer.ahead.forget()
            self._composer.board.forget()
            if self._looking is not None and self._desk.store.uid_of(self._looking) is None:
                self._looking = None
            self._seat.look_again()
        if self._seat.mode is not Mode.IDLE and not changed:
            return None
        return self.screen("changed elsewhere" if changed and self._seat.person is not None else "")

    def idle(self) -> None:
        """Do what can wait until nobody presses a key."""
        self._desk.store.checkpoint()

    def close(self) -> None:
        """Give the person back and end the session; an open dial stays unfinished and is asked about next time."""
        try:
            if self._paused_at is not None:
                self._desk.store.set_paused(self._paused_ms + self._desk.clock.now() - self._paused_at)
            if self._seat.person is not None:
                self._desk.store.release(self._seat.person)
            self._desk.store.end_session()
        finally:
            self._desk.store.close()

    def _check_line(self, operation: Undone | None) -> str:
        """Return what an operation was, in words, before it is turned round.

        Raises RefusedError when that would leave a line that is open with somebody else.
        """
        live = self._seat.mode in (Mode.DIALING, Mode.TALKING)
        if live and operation is not None and operation.person_id != self._seat.person:
            message = "a dial is open; say how it ended first"
            raise RefusedError(message)
        return naming.operation_title(self._desk, operation)

    def _reversed(self, undone: Undone, message: str) -> CallScreen:
        self._stayed = self._looking = None
        self._desk.load.forget()
        self._serving.forget()
        self._composer.ahead.forget()
        self._composer.board.forget()
        person = undone.person_id
        try:
            self._seat.look_again()
            alone = undone.people == 1 and undone.kind != "note"
            if alone and person is not None and person != self._seat.person and self._desk.store.uid_of(person):
                self._seat.take(person)
        except DialdeckError as error:
            return self._compose(f"{message}; but they could not be brought up: {error}")
        return self.screen(message)
