"""What the screen asks of the session below it, and of the terminal around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ParamSpec, Protocol, TypeAlias, TypeVar

from dialdeck.model.codes import Detail, Met, Outcome
from dialdeck.model.plans import Asked, PlanChoices, PlanView
from dialdeck.model.views import CallScreen, Coming, Disposition, Handed, Offer, PickRow, QueueRow

P = ParamSpec("P")
T = TypeVar("T")

Work: TypeAlias = Awaitable[None] | None
"""What a key set off: something to wait for before the next key, or nothing."""


class Deck(Protocol):
    """The session of one window, synchronous and called on one thread only: the use cases of the call screen.

    Any of them may raise DialdeckError, and then nothing has changed.
    """

    def open(self) -> CallScreen:
        """Claim the first person; the script may still be missing."""

    def words(self) -> CallScreen:
        """Return the same screen with its script."""

    def screen(self) -> CallScreen:
        """Return the screen as the file has it now."""

    def dial(self) -> CallScreen:
        """Commit that the current person is being dialed."""

    def line_down(self) -> CallScreen:
        """Say that the line is down: the outcome, or after a talk the disposition, is still wanted."""

    def outcome(
        self, outcome: Outcome, detail: Detail | None = None, when: str | None = None, *, stay: bool = False
    ) -> CallScreen:
        """Record how the dial ended; with `stay` the person stays, and notes belong to this dial, until `go_on`."""

    def go_on(self) -> CallScreen:
        """Show the next person after an outcome that was recorded with `stay`."""

    def not_placed(self) -> CallScreen:
        """Say that no call happened."""

    def dispositions(self) -> tuple[Disposition, ...]:
        """Return what can have come of the talk."""

    def dispose(self, detail: Detail, when: str | None = None) -> CallScreen:
        """Record what came of the talk; without `when` the default date is taken."""

    def note(self, text: str) -> CallScreen:
        """Keep a note on the current person."""

    def snooze(self, when: str) -> CallScreen:
        """Let the current person rest until a time."""

    def callback(self, when: str) -> CallScreen:
        """Promise the current person a call."""

    def retire(self, reason: str) -> CallScreen:
        """Let the current person go."""

    def send(self, text: str, when: str) -> CallScreen:
        """Note what is to be sent to the person on the screen, and by when."""

    def echo_day(self, text: str) -> str:
        """Say which day of the caller a typed date means, or why it cannot be read."""

    def echo_when(self, text: str) -> str:
        """Say what a typed date means; never raises."""

    def echo_result(self, detail: Detail, text: str) -> str:
        """Say what a date typed for a result of the dial at hand would do; never raises."""

    def snooze_offers(self, person_ids: Sequence[int] = ()) -> tuple[Offer, ...]:
        """Return the usual dates of a snooze with the instant each sets, for the current person or for several."""

    def echo_snooze(self, text: str, person_ids: Sequence[int] = ()) -> str:
        """Say when those put aside until a typed date would be due again; never raises."""

    def undo(self, reason: str = "") -> CallScreen:
        """Take back the newest operation; with `view.undo_wants_reason` only for a typed reason."""

    def redo(self) -> CallScreen:
        """Do again what was taken back."""

    def bring_up(self, person_id: int) -> CallScreen:
        """Show this person instead of the current one."""

    def more_queue(self, count: int) -> tuple[QueueRow, ...]:
        """Return rows of the queue below those handed over so far."""

    def hand_over(self, e164: str) -> Handed:
        """Hand a number to the dialer of the settings; never raises, may last seconds, and is called on any thread."""

    def qr(self) -> tuple[str, ...]:
        """Return the current number as a QR code of `tel:+…`, in lines of half blocks, dark on light."""

    def choose_number(self, number_id: int) -> CallScreen:
        """Dial this number of the current person next."""

    def look_back(self) -> CallScreen:
        """Look at the person before this one; while looking at somebody, return."""

    def look(self, person_id: int) -> CallScreen:
        """Look at somebody without claiming them; notes, snooze, callback, retire and revive then concern them."""

    def note_previous(self, text: str) -> CallScreen:
        """Keep a note on the person before this one."""

    def greeting_number(self, text: str) -> CallScreen:
        """Record a silent hang-up whose greeting named another number; that number is kept and comes next."""

    def menu_way(self, text: str) -> CallScreen:
        """Keep the way through the phone menu that was just recorded with `stay`, and go on; empty keeps nothing."""

    def reviving(self) -> str:
        """Say when a retired or resting person comes back if no date is named."""

    def revive(self, reason: str, when: str | None = None) -> CallScreen:
        """Bring a retired or resting person back, with a new reason; without `when` as `reviving` says."""

    def meeting_offers(self) -> tuple[Offer, ...]:
        """Return what can have become of the current person's meeting, with what each answer would do."""

    def echo_meeting(self, what: Met, text: str) -> str:
        """Say what a date typed for an answer about the meeting would do; never raises."""

    def meeting(self, what: Met, when: str | None = None) -> CallScreen:
        """Say what became of the current person's meeting; without `when` what the offer said."""

    def snooze_all(self, person_ids: Sequence[int], when: str) -> CallScreen:
        """Let several people rest until a time, as one operation."""

    def retire_all(self, person_ids: Sequence[int], reason: str) -> CallScreen:
        """Let several people go, as one operation."""

    def wrong_number(self, text: str) -> str:
        """Return why a typed text is no number; empty when it is one."""

    def add_person(self, fields: Mapping[str, str]) -> CallScreen:
        """Add somebody by `name`, `phone`, `organisation`, `title`, and bring them up."""

    def find(self, text: str) -> tuple[PickRow, ...]:
        """Return the people whom a text fits, or whose number ends with its digits; `id` is for `pick_person`."""

    def pick_person(self, row_id: str) -> CallScreen:
        """Bring up a person who was found, or look at them when they cannot be dialed now."""

    def scopes(self) -> tuple[PickRow, ...]:
        """Return what the queue can be narrowed to: everybody, promises, lists, stages, niches, zones."""

    def narrow(self, row_id: str) -> CallScreen:
        """Narrow the queue to a scope; `all` widens it again. The person on the screen stays."""

    def tasks(self) -> tuple[PickRow, ...]:
        """Return the open tasks, the most urgent first."""

    def pick_task(self, row_id: str) -> CallScreen:
        """Bring up the person whom a task is about, as `pick_person` does."""

    def task_done(self, row_id: str) -> CallScreen:
        """Tick a task off; undo takes it back."""

    def sessions(self) -> tuple[PickRow, ...]:
        """Return past and present sessions, the newest first."""

    def plan_choices(self) -> PlanChoices:
        """Return what a plan of the coming weeks can be asked for."""

    def plan_ahead(self, asked: Asked, progress: Callable[[int, int], bool]) -> PlanView | None:
        """Simulate the coming weeks, which may last seconds; `progress` is told (done, total) and says to go on.

        None when it was stopped.
        """

    def pause(self) -> CallScreen:
        """Stop the clock of the session; while it stands, let it go on."""

    def why(self) -> tuple[str, ...]:
        """Return why this person is next and why each key does what it does."""

    def tick(self) -> CallScreen | None:
        """Renew the claim and notice foreign changes; None when nothing changed."""

    def ahead(self) -> Coming | None:
        """Prepare who comes next, and return them; to be called once a dial is on the screen, while it rings."""

    def idle(self) -> None:
        """Do the housekeeping that can wait until nobody presses a key."""

    def summary(self) -> tuple[str, ...]:
        """Return what was done in this session."""

    def close(self) -> None:
        """End the session and close the file; an open dial stays unfinished."""


class Handle(Protocol):
    """Something planned that can be called off."""

    def cancel(self) -> None:
        """Call it off."""


class Surface(Protocol):
    """What the call screen paints on and lives in."""

    def paint(self) -> None:
        """Show the state as it is now."""

    def readable(self) -> bool:
        """Whether the window has room for more than the request for a larger one."""

    def prepare(self, coming: Coming) -> None:
        """Lay out somebody who will be shown soon; nothing is painted."""

    def later(self, seconds: float, call: Callable[[], None]) -> Handle:
        """Plan a call."""

    def leave(self, code: int) -> None:
        """End the program in order."""

    def copy(self, text: str) -> None:
        """Ask the terminal to put a text on the clipboard; there is no answer."""

    def to_shell(self) -> None:
        """Go to the shell until it comes back."""

    def rest(self) -> None:
        """Nobody presses a key: tidy up."""

    def failed(self, error: Exception) -> None:
        """Something happened that must not happen."""


class Ask(Protocol):
    """Runs a call of the session on its thread."""

    def __call__(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Return what the call returns, or raise what it raises."""
