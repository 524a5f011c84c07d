"""What is done while no key is being carried out: the script after the first frame, refreshes, the rest at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dialdeck.model.views import CallScreen
from dialdeck.tui.ports import Handle
from dialdeck.tui.state import person_of

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

REST = 2.0
"""Seconds without a key after which housekeeping may run."""
AGAIN = 0.1
"""Seconds after which the script is asked for again when a key was in the way."""


class BetweenKeys:
    """Holds the line of keys for work that is nobody's key, and only when no key is in it."""

    def __init__(self, desk: CallDesk) -> None:
        """Plan nothing yet."""
        self._desk = desk
        self._rest_begins: Handle | None = None
        self._words_begin: Handle | None = None

    def begin(self) -> None:
        """The first person is on the screen: ask for the script, and rest when no key comes."""
        self.put_off_rest()
        self._begin_words()

    def stop(self) -> None:
        """Plan nothing more."""
        for planned in (self._rest_begins, self._words_begin):
            if planned is not None:
                planned.cancel()

    def put_off_rest(self) -> None:
        """A key came: housekeeping waits until none has come for a while."""
        if self._rest_begins is not None:
            self._rest_begins.cancel()
        self._rest_begins = self._desk.surface.later(REST, self.begin_rest)

    def begin_rest(self) -> None:
        """Do the housekeeping now, or later when the session's thread is at work."""
        if self._desk.state.working:
            self.put_off_rest()
        elif not self._desk.keys.busy:
            self._desk.keys.hold(self._rest())

    def refresh(self, method: Callable[[], CallScreen | None]) -> None:
        """Ask for a view when no key is being carried out; what somebody is writing is never moved away."""
        if not self._desk.keys.busy and not self._desk.state.working:
            self._desk.pressing.key = ""
            self._desk.keys.hold(self._refresh(method))

    def _begin_words(self) -> None:
        """Ask for the script, after keys that came before the first frame."""
        if self._desk.keys.busy or self._desk.state.working:
            self._words_begin = self._desk.surface.later(AGAIN, self._begin_words)
        else:
            self._desk.keys.hold(self._words())

    async def _words(self) -> None:
        await self._desk.call(self._desk.deck.words)

    async def _refresh(self, method: Callable[[], CallScreen | None]) -> None:
        view = await self._desk.asked(method)
        if view is None:
            return
        if self._desk.state.busy and person_of(view) != person_of(self._desk.state.view):
            self._desk.pressing.displaced.view = view
        else:
            await self._desk.show(view)

    async def _rest(self) -> None:
        await self._desk.asked(self._desk.deck.idle)
        self._desk.surface.rest()
