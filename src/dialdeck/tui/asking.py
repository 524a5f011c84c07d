"""Fields and short lists that ask for what an act still needs: a date, a reason, a yes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from dialdeck.model.views import CallScreen, NumberView
from dialdeck.tui.clean import clean
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Choice, Field, Kind, Option

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

NOBODY = "nobody is up"
NEEDS_DATE = "type a date: a next step without one is the first sign of a follow-up that goes wrong"
TOMORROW = "tomorrow"
KEYS = "123456789"


class Asking:
    """Opens fields and lists on one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk

    def note(self) -> None:
        """Ask for a note; an empty one is no note."""
        self._note(self._name(), self._desk.deck.note)

    def note_previous(self) -> Work:
        """Ask for a note on the person before this one."""
        previous = self._desk.state.view.previous
        if not previous:
            return self._desk.flash("there was nobody before this one")
        self._note(clean(previous, 60), self._desk.deck.note_previous)
        return None

    def number(self) -> Work:
        """Ask which number is dialed next; one that may not be dialed is shown with the reason."""
        person = self._desk.state.view.person
        numbers = person.numbers if person is not None else ()
        if len(numbers) < 2:
            return self._desk.flash("there is no other number on file" if numbers else "no number is on file")
        self._offer(
            f"Which number of {self._name()}?",
            *(
                Option(key, clean(number.shown), _number_words(number), lambda number=number: self._number(number))  # type: ignore[misc]
                for key, number in zip(KEYS, numbers, strict=False)
            ),
        )
        return None

    def callback(self) -> None:
        """Ask when they are to be called back."""
        self._date(f"Call {self._name()} back at…", self._desk.deck.callback)

    def send(self) -> None:
        """Ask what is to be sent to the person, then by when."""
        name, deck = self._name(), self._desk.deck

        async def by(text: str) -> bool:
            def save(when: str) -> Awaitable[bool]:
                return self._desk.call(deck.send, text, when or TOMORROW)

            self._date_for(f"Send it to {name} by…", save, TOMORROW, deck.echo_day)
            return True

        self._open(Field(Kind.ENTRY, f"To send to {name}", by, "say what is to be sent", keys="enter asks by when"))

    def snooze(self) -> Work:
        """Ask until when the person, or all who are marked, may rest."""
        whom = self._whom()
        return self._snooze(whom) if whom else self._desk.flash(NOBODY)

    def undo_final(self) -> None:
        """Ask why somebody on the do-not-call list may be called after all."""

        def undo(text: str) -> Awaitable[bool]:
            return self._desk.call(self._desk.deck.undo, text)

        title = f"Take back “{clean(self._desk.state.view.undo, 40)}”, because…"
        self._open(Field(Kind.REASON, title, undo, "do not call is final: type why it was a mistake"))

    async def _snooze(self, whom: str) -> None:
        deck, ids = self._desk.deck, self._desk.state.marked_ids()
        offers = await self._desk.opening(deck.snooze_offers, ids)
        if offers is None:
            return

        def until(when: str) -> Awaitable[bool]:
            return self._on_marked_or(lambda ids: deck.snooze_all(ids, when), lambda: deck.snooze(when))

        def typed() -> None:
            self._date_for(f"Snooze {whom} until…", until, says=lambda text: deck.echo_snooze(text, ids))

        usual = [
            Option(key, clean(offer.label), clean(offer.text), lambda when=offer.when: only(until(when)))  # type: ignore[misc]
            for key, offer in zip(KEYS, offers, strict=False)
        ]
        self._offer(f"Snooze {whom}", *usual, Option(KEYS[len(usual)], "until…", "type a date", typed))

    def _confirm(self, title: str, text: str, act: Callable[[], Work]) -> None:
        self._offer(title, Option("y", "yes", text, act))

    def _offer(self, title: str, *options: Option) -> None:
        self._desk.state.choice = Choice(title, options)
        self._desk.surface.paint()

    def _date(self, title: str, method: Callable[[str], CallScreen]) -> None:
        self._date_for(title, lambda text: self._desk.call(method, text))

    def _date_for(
        self,
        title: str,
        save: Callable[[str], Awaitable[bool]],
        default: str = "",
        says: Callable[[str], str] | None = None,
    ) -> None:
        self._open(Field(Kind.DATE, title, save, "" if default else NEEDS_DATE, default=default, says=says))

    def _open(self, field: Field) -> None:
        self._desk.state.field = field
        self._desk.surface.paint()

    def _number(self, number: NumberView) -> Work:
        if number.blocked:
            self.number()
            return self._desk.flash(f"{clean(number.shown)} cannot be dialed: {clean(number.blocked)}")
        return self._desk.plain(self._desk.deck.choose_number, number.number_id)

    def _note(self, name: str, method: Callable[[str], CallScreen]) -> None:
        async def save(text: str) -> bool:
            return not text or await self._desk.call(method, text)

        self._open(Field(Kind.NOTE, f"Note on {name}", save, ""))

    def _whom(self) -> str:
        """Return who is acted upon: everybody who is marked, else the person on the screen; empty for nobody."""
        state = self._desk.state
        count = len(state.marked)
        if count == 0:
            return self._name() if state.view.person is not None else ""
        names = {row.person_id: clean(row.name, 40) for row in state.rows}
        told = ", ".join(names[one] for one in state.marked_ids()[:2] if one in names)
        more = ", …" if count > 2 else ""
        return f"{count} marked{f' ({told}{more})' if told else ''}"

    async def _on_marked_or(
        self, marked: Callable[[tuple[int, ...]], CallScreen], one: Callable[[], CallScreen]
    ) -> bool:
        """Do it to all who are marked as one operation, else to the person; marks go once it is done."""
        ids = self._desk.state.marked_ids()
        if not ids:
            return await self._desk.call(one)
        if not await self._desk.call(marked, ids):
            return False
        self._desk.state.marked.clear()
        self._desk.surface.paint()
        return True

    def _name(self) -> str:
        person = self._desk.state.view.person
        return clean(person.name, 60) if person is not None else "nobody"


async def only(work: Awaitable[bool]) -> None:
    """Do the work; whether it was done leads to nothing here."""
    await work


def _number_words(number: NumberView) -> str:
    extension = f"ext {number.extension}" if number.extension else ""
    state = f"✗ {number.blocked}" if number.blocked else "dialed now" if number.current else ""
    return " · ".join(clean(part) for part in (number.label, extension, state) if part)
