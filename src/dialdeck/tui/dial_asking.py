"""How a dial ended, where one key does not say all of it: a date, a choice, a yes; each says first what it would do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Disposition
from dialdeck.tui.asking import KEYS
from dialdeck.tui.clean import clean
from dialdeck.tui.person_asking import PersonAsking
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Field, Kind, Option


class DialAsking(PersonAsking):
    """Opens fields and lists about the dial at hand."""

    def greeting(self) -> None:
        """Ask what the greeting told."""
        deck = self._desk.deck

        def until(text: str) -> Awaitable[bool]:
            return self._desk.call(deck.outcome, Outcome.SILENT_HANGUP, Detail.AWAY_UNTIL, text)

        def number(text: str) -> Awaitable[bool]:
            return self._desk.call(deck.greeting_number, text)

        def away() -> None:
            self._date_for("Away until…", until, says=self._would(Detail.AWAY_UNTIL))

        another = Field(Kind.ENTRY, "The number that the greeting told", number, "type the number, or esc goes back")
        self._offer(
            "The greeting told…",
            Option("1", "away until…", "rests until after that day", away),
            Option(
                "2",
                "another name",
                "asks: wrong number, or has the role changed?",
                self._whose_name,
            ),
            Option(
                "3",
                "another number",
                _told(self._hanging_up(), "it is kept and comes next"),
                lambda: self._open(another),
            ),
        )

    def _whose_name(self) -> None:
        """Ask what it means that the greeting named somebody else."""
        self._offer(
            "The greeting named somebody else",
            Option(
                "1",
                "wrong number",
                _told(self._ending(Detail.NUMBER_DEAD), ""),
                lambda: self._silent(Detail.NUMBER_DEAD),
            ),
            Option(
                "2",
                "role changed",
                _told(self._ending(Detail.ROLE_CHANGED), ""),
                lambda: self._silent(Detail.ROLE_CHANGED),
            ),
            Option(
                "3",
                "not known yet",
                _told(self._ending(Detail.OTHER_NAME), "a task asks for it"),
                lambda: self._silent(Detail.OTHER_NAME),
            ),
        )

    def live_drop(self) -> None:
        """Ask whether a person was hung up on."""
        self._confirm(
            "A person answered and was hung up on?",
            _told(self._ending(Detail.LIVE_DROP), "locked for 72 h; the next script opens with an apology"),
            lambda: self._silent(Detail.LIVE_DROP),
        )

    def not_placed(self) -> None:
        """Ask whether no call happened."""
        desk = self._desk
        self._confirm("No call happened?", "nothing is counted", lambda: desk.plain(desk.deck.not_placed))

    def dispositions(self, items: tuple[Disposition, ...]) -> tuple[Option, ...]:
        """Return what can have come of a talk as options that lead to their date, their question, or the record.

        Where several stand under one key, that key leads to a short list of them.
        """
        under: dict[str, list[Disposition]] = {}
        for item in items:
            under.setdefault(item.key, []).append(item)
        return tuple(self._disposition(key, tuple(found)) for key, found in under.items())

    def dispose(self, item: Disposition) -> Work:
        """Record what came of the talk, after its date or its yes where it needs one."""
        if item.detail is Detail.DO_NOT_CALL:
            self._confirm("Never call again?", "final, on every number", lambda: self._dispose(item.detail))
            return None
        if not item.wants_date:
            return self._dispose(item.detail)

        def on(text: str) -> Awaitable[bool]:
            return self._desk.call(self._desk.deck.dispose, item.detail, text or None)

        self._date_for(f"{clean(item.label)} · when?", on, item.default_date, self._would(item.detail))
        return None

    def _disposition(self, key: str, items: tuple[Disposition, ...]) -> Option:
        first = items[0]
        if len(items) == 1:
            return Option(key, first.label, first.text, lambda: self.dispose(first))
        label = ", ".join(item.label for item in items)
        options = [
            Option(digit, clean(item.label), clean(item.text), lambda item=item: self.dispose(item))  # type: ignore[misc]
            for digit, item in zip(KEYS, items, strict=False)
        ]
        return Option(key, label, "", lambda: self._offer("Which of them?", *options))

    def _would(self, detail: Detail) -> Callable[[str], str]:
        """Return what says what a typed date would do as the date of a result."""
        return lambda text: self._desk.deck.echo_result(detail, text)

    def _ending(self, detail: Detail) -> str:
        """Return what ending the dial at hand in a detail would do."""
        return next((one.text for one in self._desk.state.view.endings if one.detail is detail), "")

    def _hanging_up(self) -> str:
        silent = (one.text for one in self._desk.state.view.consequences if one.outcome is Outcome.SILENT_HANGUP)
        return next(silent, "")

    async def _silent(self, detail: Detail) -> None:
        await self._desk.call(self._desk.deck.outcome, Outcome.SILENT_HANGUP, detail)

    async def _dispose(self, detail: Detail) -> None:
        await self._desk.call(self._desk.deck.dispose, detail, None)


def _told(consequence: str, more: str) -> str:
    """Return what a line of a list would do, and what else comes of it."""
    return clean("; ".join(filter(None, (consequence, more))))
