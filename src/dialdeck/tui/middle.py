"""What stands between the session bar and the outcome bar: panels side by side, or the one thing laid over them."""

from __future__ import annotations

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line, fill
from dialdeck.tui.columns import NARROW, STACKED, Columns, columns_for
from dialdeck.tui.keymap import actions_in, read_as
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.disposition import disposition_pages
from dialdeck.tui.panels.frame import Leaf
from dialdeck.tui.panels.paused import paused_panel
from dialdeck.tui.panels.queue import QueueSight, lettered, queue_panel
from dialdeck.tui.panels.research import ResearchSight, history_pages, research_pages
from dialdeck.tui.panels.script import ScriptSight, script_pages
from dialdeck.tui.panels.sheet import choice_panel, overlay_panel
from dialdeck.tui.parts import Pages, Parts
from dialdeck.tui.prompt import Overlay
from dialdeck.tui.state import State


class Middle:
    """Makes the middle of the page; what was made is kept in the page's parts."""

    def __init__(self, parts: Parts) -> None:
        """Keep what is made in `parts`."""
        self._parts = parts
        self._break: tuple[object, int] = (None, 0)

    def lines(self, state: State, width: int, height: int, now: int, palette: Palette) -> list[Line]:
        """Return `height` lines of exactly `width` cells; remember in `state` how far they can be turned."""
        if state.overlay is not None:
            return overlay(state, state.overlay, width, height, palette)
        if state.view.mode is Mode.PAUSED:
            return paused_panel(self._paused_ms(state, now), resume_key(), width, height, palette)
        if width < NARROW and (state.choice is not None or _listing(state)):
            return self._turned(state, [self._right(state, width, height, palette, joined=False)])
        if width < STACKED:
            return self._turned(state, [self._stacked(state, width, height, palette)])
        columns = columns_for(width, listing=_listing(state))
        queue = self._queue(state, columns, height, palette)
        return self._turned(state, [*queue, *self._panels(state, columns, height, palette)])

    def _panels(self, state: State, columns: Columns, height: int, palette: Palette) -> list[Pages]:
        """Return the pages of the person, of the words beside them, and of history where it has its own column."""
        sight = research_sight(state, past=not columns.history)
        width, joined = columns.research, columns.queue > 0
        made = [
            self._parts.pages(
                "research",
                (sight, width, height, palette),
                lambda: research_pages(sight, width, height, palette, joined=joined),
            ),
            self._right(state, columns.right, height, palette, joined=True),
        ]
        if columns.history:
            person, past = state.view.person, columns.history
            made.append(
                self._parts.pages(
                    "history", (person, past, height, palette), lambda: history_pages(person, past, height, palette)
                )
            )
        return made

    def _queue(self, state: State, columns: Columns, height: int, palette: Palette) -> list[Pages]:
        if not columns.queue:
            return []
        sight, width = queue_sight(state), columns.queue
        if state.jump is not None:
            state.jump.clear()
            state.jump.update(lettered(sight, width, height, palette))
        key = (sight, width, height, palette)
        return [self._parts.pages("queue", key, lambda: [Leaf(lambda: queue_panel(sight, width, height, palette))])]

    def _stacked(self, state: State, width: int, height: int, palette: Palette) -> Pages:
        """Return the pages of the words, and behind them those of the person."""
        sight = research_sight(state, past=True)
        words = self._right(state, width, height, palette, joined=False)
        behind = self._parts.pages(
            "research",
            (sight, width, height, palette),
            lambda: research_pages(sight, width, height, palette, joined=False),
        )
        if state.view.person is None or state.view.mode is Mode.LOOKING:
            return [*behind, *words]
        return [*words, *behind]

    def _right(self, state: State, width: int, height: int, palette: Palette, *, joined: bool) -> Pages:
        """Return the script, or the list that waits for a key in its place."""
        if state.choice is not None:
            shown = state.choice
            return [Leaf(lambda: choice_panel(shown, width, height, palette, joined=joined))]
        if _listing(state):
            items = state.dispositions
            return self._parts.pages(
                "right",
                (items, width, height, palette, joined),
                lambda: disposition_pages(items, width, height, palette, joined=joined),
            )
        sight = script_sight(state)
        return self._parts.pages(
            "right",
            (sight, width, height, palette, joined),
            lambda: script_pages(sight, width, height, palette, joined=joined),
        )

    def _turned(self, state: State, columns: list[Pages]) -> list[Line]:
        """Return the page of each column to which all are turned; a shorter one stays on its last."""
        state.deepest, state.leap = max(len(pages) for pages in columns) - 1, 1
        at = min(state.scroll, state.deepest)
        return self._parts.beside([pages[min(at, len(pages) - 1)].lines for pages in columns])

    def _paused_ms(self, state: State, now: int) -> int:
        """Return how long the session stood still: what the view says, and the time since it was first painted."""
        if self._break[0] is not state.view:
            self._break = (state.view, now)
        return state.view.bar.paused_ms + now - self._break[1]


def overlay(state: State, shown: Overlay, width: int, height: int, palette: Palette) -> list[Line]:
    """Return what is laid over the panels, and remember how far it can be scrolled."""
    lines, state.deepest, state.leap = overlay_panel(shown, width, height, palette, state.scroll)
    return [fill(line, width, palette.base) for line in lines]


def queue_sight(state: State) -> QueueSight:
    """Return what the queue shows now."""
    view = state.view
    return QueueSight(
        rows=tuple(state.rows),
        cursor=state.cursor_index(),
        title=view.queue_title,
        foot=view.queue_foot,
        scope=view.bar.scope,
        marked=frozenset(state.marked),
        letters=state.jump is not None,
    )


def research_sight(state: State, *, past: bool) -> ResearchSight:
    """Return what the person's panel shows now."""
    foot = state.view.queue_foot
    return ResearchSight(state.view.person, foot[0] if foot else "", past)


def script_sight(state: State) -> ScriptSight:
    """Return what the script shows now."""
    view = state.view
    planned = any(one.planned and one.outcome is Outcome.VOICEMAIL_LEFT for one in view.consequences)
    absent = "Words come with whoever is brought up." if view.mode is Mode.LOOKING else ""
    return ScriptSight(view.script, planned, view.mode is Mode.TALKING, absent)


def resume_key() -> str:
    """Return the key that ends a break, as a person reads it."""
    actions = (action for action in actions_in(Mode.PAUSED) if action.id == "resume")
    return next((read_as(action.keys[0]) for action in actions), "?")


def _listing(state: State) -> bool:
    return state.view.mode is Mode.DISPOSITION and bool(state.dispositions)
