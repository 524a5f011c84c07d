"""Letting a person go, bringing them back, and what became of a meeting: a reason, a date or an answer is asked."""

from __future__ import annotations

from collections.abc import Awaitable

from dialdeck.model.codes import Met
from dialdeck.model.views import Offer
from dialdeck.tui.asking import KEYS, NOBODY, Asking, only
from dialdeck.tui.clean import clean
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Field, Kind, Option


class PersonAsking(Asking):
    """Opens fields and lists about what becomes of a person."""

    def retire(self) -> Work:
        """Ask for the reason to let the person go, or all who are marked, or to bring a retired person back."""
        whom, deck, person = self._whom(), self._desk.deck, self._desk.state.view.person
        if not whom:
            return self._desk.flash(NOBODY)
        if person is not None and person.can_be_revived and not self._desk.state.marked:
            return self._revive(whom)

        def retire(text: str) -> Awaitable[bool]:
            return self._on_marked_or(lambda ids: deck.retire_all(ids, text), lambda: deck.retire(text))

        self._open(Field(Kind.REASON, f"Retire {whom}, because…", retire, "retiring needs a reason"))
        return None

    async def meeting(self) -> None:
        """Ask what became of the meeting; where a date belongs to it, that next."""
        offers = await self._desk.opening(self._desk.deck.meeting_offers)
        if offers is not None:
            title = f"The meeting with {self._name()}"
            self._offer(title, *(self._met(key, offer) for key, offer in zip(KEYS, offers, strict=False)))

    async def _revive(self, whom: str) -> None:
        """Ask for the new reason, and then when they are called."""
        deck = self._desk.deck
        usual = await self._desk.opening(deck.reviving)
        if usual is None:
            return

        async def dated(reason: str) -> bool:
            def revive(when: str) -> Awaitable[bool]:
                return self._desk.call(deck.revive, reason, when or None)

            self._date_for(f"Revive {whom} · when?", revive, clean(usual))
            return True

        self._open(Field(Kind.REASON, f"Revive {whom}, because…", dated, "reviving needs a new reason"))

    def _met(self, key: str, offer: Offer) -> Option:
        deck, what = self._desk.deck, Met(offer.when)

        def on(text: str) -> Awaitable[bool]:
            return self._desk.call(deck.meeting, what, text or None)

        def dated() -> None:
            held = what is Met.HELD
            title = "Held · the next step is when?" if held else f"The meeting with {self._name()} is moved to…"
            self._date_for(title, on, clean(offer.text) if held else "", lambda text: deck.echo_meeting(what, text))

        act = (lambda: only(on(""))) if what is Met.NO_SHOW else dated
        return Option(key, offer.label, clean(offer.text), act)
