"""From arriving keys to acts, one at a time: slips, held keys and pastes record nothing, and no key is applied twice.

Keys that arrive while the session is saving wait in order. When it has saved and somebody else is on the screen, keys
pressed before that could be seen are refused, never applied to the next person.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from dialdeck.tui.keymap import ENDS_A_DIAL, HARMLESS, MOVEMENT, TOGGLES, Act

T = TypeVar("T")

FRESH_DIAL = 0.3
"""Seconds of a dial in which no outcome is taken: nobody has heard anything yet (screens: keys by state)."""
FRESH_PERSON = 0.3
"""Seconds of a new person on the screen in which `space` does not dial."""
HELD_SPACE = 0.7
"""Seconds in which a key does not go on to undo what it did: held, it begins to repeat within 0.66 s on common systems.

`space` does not end the dial that it began, and the key that opened a list picks nothing in it.
"""
REPEAT = 0.095
"""Seconds within which the same key again is a held key: systems repeat every 30 to 90 ms, no finger taps so fast."""

_LAST_CONTROL = "\x9f"

HELD = "a held key does nothing more"
PASTE = "several keys at once look like a paste: nothing was done"
EARLY = "pressed before this was on the screen: nothing was done"


class Arrival(NamedTuple):
    """A key as it came in: `at` in monotonic seconds; `burst` when it came in one read together with others."""

    key: str
    character: str | None
    at: float
    burst: bool = False

    @property
    def printable(self) -> bool:
        """Whether the key stands for a character that can be written; what must not be painted is told elsewhere."""
        return self.character is not None and (self.character.isprintable() or self.character > _LAST_CONTROL)

    @property
    def blank(self) -> bool:
        """Whether this is the line end or the tab of something pasted, which is a space in a line of text."""
        return self.burst and self.character is not None and self.character.isspace()


class Pasted(NamedTuple):
    """Text that the terminal marked as pasted."""

    text: str


@dataclass(slots=True)
class Guards:
    """When what was shown, in monotonic seconds, and what that forbids."""

    dial_since: float = -1.0
    person_since: float = -1.0
    moved_at: float = -1.0
    """Since when the present person, state and dial are on the screen."""
    moved_by: str = ""
    """The key that brought them there."""
    opened_at: float = -1.0
    """Since when the list, code or letters that are open are on the screen."""
    opened_by: str = ""
    """The key that opened them."""
    _last: dict[str, float] = field(default_factory=dict)

    def held(self, arrival: Arrival) -> bool:
        """Say whether this key is a repeat of a held one; to be asked once for every key that arrives."""
        last = self._last.get(arrival.key)
        self._last = {arrival.key: arrival.at}
        if arrival.key != self.opened_by:
            self.opened_by = ""
        if arrival.key != self.moved_by:
            self.moved_by = ""
        return last is not None and arrival.at - last < REPEAT

    def still_held(self, arrival: Arrival) -> bool:
        """Say whether this is the key that opened what is open, before it can have been let go and pressed again."""
        return arrival.key == self.opened_by and arrival.at < self.opened_at + HELD_SPACE

    def refusal(self, arrival: Arrival, act: Act, *, held: bool) -> str:
        """Return why a key must do nothing now, or an empty text."""
        if arrival.burst:
            return PASTE
        if held and act not in MOVEMENT:
            return HELD
        if arrival.at < self.moved_at and act not in HARMLESS:
            return EARLY
        if act in TOGGLES and (self._just_moved(arrival) or self.still_held(arrival)):
            return HELD
        return self._too_fresh(arrival, act)

    def _just_moved(self, arrival: Arrival) -> bool:
        return arrival.key == self.moved_by and arrival.at < self.moved_at + HELD_SPACE

    def _too_fresh(self, arrival: Arrival, act: Act) -> str:
        if act in ENDS_A_DIAL and arrival.at < self.dial_since + FRESH_DIAL:
            return "the dial has only just begun"
        if act is Act.LINE_OVER and arrival.at < self.dial_since + HELD_SPACE:
            return "the dial has only just begun"
        if act is Act.DIAL and arrival.at < self.person_since + FRESH_PERSON:
            return "this person has only just come up"
        return ""


class KeyLine(Generic[T]):
    """Keys, and what else is typed or pasted, in the order in which they came, handled one after the other."""

    def __init__(self, handle: Callable[[T], Awaitable[None] | None], failed: Callable[[Exception], None]) -> None:
        """Pass keys to `handle`, which may return something to wait for; what it raises goes to `failed`."""
        self._handle = handle
        self._failed = failed
        self._waiting: deque[T] = deque()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether a key is still being carried out, or no more keys are taken."""
        return self._task is not None or self._stopped

    @property
    def waiting(self) -> bool:
        """Whether more keys have come than the one that is being handled."""
        return bool(self._waiting)

    def arrive(self, *arrivals: T) -> None:
        """Take keys: at once when nothing is under way, else when their turn comes."""
        if self._stopped:
            return
        self._waiting.extend(arrivals)
        if self._task is None:
            self._go_on()

    def hold(self, work: Awaitable[None]) -> None:
        """Carry out `work` now, as if a key had asked for it; keys wait until it is done. Only when not `busy`."""
        self._task = asyncio.ensure_future(self._finish(work))

    def stop(self) -> None:
        """Take no more keys; what is being carried out is finished, what waits is dropped."""
        self._stopped = True
        self._waiting.clear()

    async def settled(self) -> None:
        """Wait until every key that came so far was carried out."""
        while self._task is not None:
            await asyncio.shield(self._task)

    def _go_on(self) -> None:
        while self._waiting and self._task is None:
            try:
                work = self._handle(self._waiting.popleft())
            except Exception as error:  # noqa: BLE001 - whatever a key sets off, the loop of the screen must know
                self._failed(error)
                continue
            if work is not None:
                self.hold(work)

    async def _finish(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(error)
        finally:
            self._task = None
        self._go_on()
