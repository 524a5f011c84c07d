"""Fields and short lists that ask for what an act still needs: a date, a reason, a yes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import CallScreen, Disposition
from dialdeck.tui.clean import clean
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Choice, Field, Kind, Option
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

NEEDS_DATE = "type a date: a next step without one is the first sign of a follow-up that goes wrong"


class Asking:
    """Opens fields and lists on one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk

    def note(self) -> None:
        """Ask for a note; an empty one is no note."""

        async def save(text: str) -> bool:
            return not text or await self._desk.call(self._desk.deck.note, text)

        self._open(Field(Kind.NOTE, f"Note on {self._name()}", save, ""))

    def callback(self) -> None:
        """Ask when they are to be called back."""
        self._date(f"Call {self._name()} back at…", self._desk.deck.callback)

    def snooze(self) -> None:
        """Ask until when the person may rest."""
        deck = self._desk.deck
        self._offer(
            f"Snooze {self._name()}",
            Option("1", "later today", "", lambda: self._plain(deck.snooze, "later today")),
            Option("2", "tomorrow", "", lambda: self._plain(deck.snooze, "tomorrow")),
            Option("3", "until…", "type a date", lambda: self._date(f"Snooze {self._name()} until…", deck.snooze)),
        )

    def retire(self) -> None:
        """Ask for the reason to let the person go."""

        async def save(text: str) -> bool:
            return await self._desk.call(self._desk.deck.retire, text)

        self._open(Field(Kind.REASON, f"Retire {self._name()}, because…", save, "retiring needs a reason"))

    def greeting(self) -> None:
        """Ask what the greeting told."""

        def until(text: str) -> Awaitable[bool]:
            return self._desk.call(self._desk.deck.outcome, Outcome.SILENT_HANGUP, Detail.AWAY_UNTIL, text)

        self._offer(
            "The greeting told…",
            Option("1", "away until…", "rests until after that day", lambda: self._date_for("Away until…", until)),
            Option("2", "another name", "wrong number, or the role changed", lambda: self._silent(Detail.OTHER_NAME)),
            Option("3", "another number", "in a later version: write it into a note", self._later),
        )

    def live_drop(self) -> None:
        """Ask whether a person was hung up on."""
        self._confirm(
            "A person answered and was hung up on?",
            "locked for 72 h; the next script opens with an apology",
            lambda: self._silent(Detail.LIVE_DROP),
        )

    def not_placed(self) -> None:
        """Ask whether no call happened."""
        self._confirm("No call happened?", "nothing is counted", lambda: self._plain(self._desk.deck.not_placed))

    def dispositions(self, items: tuple[Disposition, ...]) -> tuple[Option, ...]:
        """Return what can have come of a talk as options that lead to their date, their question, or the record."""
        return tuple(Option(item.key, item.label, item.text, lambda item=item: self.dispose(item)) for item in items)  # type: ignore[misc]

    def dispose(self, item: Disposition) -> Work:
        """Record what came of the talk, after its date or its yes where it needs one."""
        if item.detail is Detail.DO_NOT_CALL:
            self._confirm("Never call again?", "final, on every number", lambda: self._dispose(item.detail))
            return None
        if not item.wants_date:
            return self._dispose(item.detail)

        def on(text: str) -> Awaitable[bool]:
            return self._desk.call(self._desk.deck.dispose, item.detail, text or None)

        self._date_for(f"{clean(item.label)} · when?", on, default=item.default_date)
        return None

    def _confirm(self, title: str, text: str, act: Callable[[], Work]) -> None:
        self._offer(title, Option("y", "yes", text, act))

    def _offer(self, title: str, *options: Option) -> None:
        self._desk.state.choice = Choice(title, options)
        self._desk.surface.paint()

    def _date(self, title: str, method: Callable[[str], CallScreen]) -> None:
        self._date_for(title, lambda text: self._desk.call(method, text))

    def _date_for(self, title: str, save: Callable[[str], Awaitable[bool]], default: str = "") -> None:
        self._open(Field(Kind.DATE, title, save, "" if default else NEEDS_DATE, default=default))

    def _open(self, field: Field) -> None:
        self._desk.state.field = field
        self._desk.surface.paint()

    def _later(self) -> None:
        self._desk.say("another number cannot be kept yet in this version: write it into a note", Tone.WARN)

    async def _plain(self, method: Callable[..., CallScreen], *args: str) -> None:
        await self._desk.call(method, *args)

    async def _silent(self, detail: Detail) -> None:
        await self._desk.call(self._desk.deck.outcome, Outcome.SILENT_HANGUP, detail)

    async def _dispose(self, detail: Detail) -> None:
        await self._desk.call(self._desk.deck.dispose, detail, None)

    def _name(self) -> str:
        person = self._desk.state.view.person
        return clean(person.name, 60) if person is not None else "nobody"
