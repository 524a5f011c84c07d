"""The long lists of the call screen: people found, scopes of the queue, tasks, sessions, and every command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from dialdeck.model.views import CallScreen, PickRow
from dialdeck.tui.keymap import NOT_LISTED, Act, actions_in, read_as
from dialdeck.tui.picking import Picker, Rows, opened
from dialdeck.tui.ports import Work

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk


class Lists:
    """Opens the long lists of one call screen."""

    def __init__(self, desk: CallDesk, do: Callable[[Act], Work]) -> None:
        """Work on the desk; `do` carries out what was picked from the palette."""
        self._desk = desk
        self._do = do

    def find(self) -> None:
        """Look for people; the session is asked as one types."""
        desk = self._desk

        def search(text: str) -> Awaitable[Rows | None]:
            return desk.read(desk.deck.find, text)

        self._open(
            Picker(
                "Find people, companies, notes, or the last digits of a number",
                (),
                lambda row: self._take(desk.deck.pick_person, row),
                "brings them up",
                "nobody fits this",
                search=search,
            )
        )

    async def narrow(self) -> None:
        """Offer what the queue can be narrowed to."""
        deck = self._desk.deck
        rows = await self._desk.opening(deck.scopes)
        if rows is not None:
            self._open(
                Picker(
                    "Narrow the queue to",
                    rows,
                    lambda row: self._take(deck.narrow, row),
                    "takes it",
                    "nothing fits this",
                )
            )

    async def tasks(self) -> None:
        """Offer the open tasks: enter brings up the person, another key ticks one off."""
        deck = self._desk.deck
        rows = await self._desk.opening(deck.tasks)
        if rows is not None:
            self._open(
                Picker(
                    "Tasks",
                    rows,
                    lambda row: self._take(deck.pick_task, row),
                    "brings the person up",
                    "there is no task",
                    tick=self._tick,
                )
            )

    async def sessions(self) -> None:
        """Show the sessions, to be read."""
        rows = await self._desk.opening(self._desk.deck.sessions)
        if rows is not None:
            self._open(Picker("Sessions", rows, None, "", "there is no session"))

    def palette(self) -> None:
        """Offer every command of the present state by its words."""
        rows = [
            PickRow(action.id, action.label, f"{' '.join(read_as(key) for key in action.keys)}  {action.description}")
            for action in actions_in(self._desk.state.view.mode)
            if action.id not in NOT_LISTED
        ]
        self._open(Picker("All commands", tuple(rows), self._run, "does it", "no command fits this"))

    def _run(self, row: PickRow) -> Work:
        self._close()
        return self._do(Act(row.id))

    async def _take(self, method: Callable[[str], CallScreen], row: PickRow) -> None:
        """Ask the session for the picked line; the list stays open when it refuses."""
        picker = self._desk.state.picker
        if await self._desk.call(method, row.id) and self._desk.state.picker is picker:
            self._close()

    async def _tick(self, row: PickRow) -> None:
        desk, picker = self._desk, self._desk.state.picker
        if not await desk.call(desk.deck.task_done, row.id):
            return
        rows = await desk.asked(desk.deck.tasks)
        if picker is not None and desk.state.picker is picker and rows is not None:
            picker.renew(rows)
            desk.surface.paint()

    def _open(self, picker: Picker) -> None:
        state = self._desk.state
        state.overlay, state.picker = None, opened(picker)
        self._desk.surface.paint()

    def _close(self) -> None:
        self._desk.state.picker = None
        self._desk.surface.paint()
