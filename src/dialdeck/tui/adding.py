"""Adding a person in a chain of four fields; nothing is kept before the last, and a refusal keeps what was typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

PHONE = "phone"
_STEPS = (
    ("name", "name", "a person needs a name"),
    (PHONE, "phone, with + and country code", "a person needs a number to be called on"),
    ("organisation", "organisation (may stay empty)", ""),
    ("title", "title (may stay empty)", ""),
)


class Adding:
    """One chain of fields on one call screen."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk."""
        self._desk = desk
        self._fields = tuple(self._field(at) for at in range(len(_STEPS)))

    def begin(self) -> None:
        """Ask for the name."""
        self._show(0)

    def _field(self, at: int) -> Field:
        _, words, empty = _STEPS[at]
        last = at + 1 == len(_STEPS)
        keys = "enter adds them" if last else "enter goes on"
        return Field(
            Kind.ENTRY,
            f"Add a person · {at + 1} of {len(_STEPS)} · {words}",
            self._add if last else self._next(at + 1),
            empty,
            keys=f"{keys} · {'↑ goes back · ' if at else ''}esc leaves without adding",
            back=self._back(at - 1) if at else None,
            alone=True,
        )

    def _next(self, at: int) -> Callable[[str], Awaitable[bool]]:
        async def go_on(text: str) -> bool:
            if _STEPS[at - 1][0] == PHONE and (why := await self._desk.asked(self._desk.deck.wrong_number, text)):
                self._desk.say(why, Tone.FAILED)
                return False
            self._show(at)
            return True

        return go_on

    def _back(self, at: int) -> Callable[[], None]:
        return lambda: self._show(at)

    async def _add(self, _text: str) -> bool:
        texts = {step[0]: field.editor.text.strip() for step, field in zip(_STEPS, self._fields, strict=True)}
        if await self._desk.call(self._desk.deck.add_person, texts):
            return True
        self._desk.say(f"{self._desk.state.said} · ↑ goes back to what is wrong", Tone.FAILED)
        return False

    def _show(self, at: int) -> None:
        self._desk.state.field = self._fields[at]
        self._desk.surface.paint()
