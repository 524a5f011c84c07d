"""Keys in a long list: letters are text, arrows move, and nothing is picked by a held key or a paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from dialdeck.tui.dispatch import HELD, PASTE, Arrival
from dialdeck.tui.keymap import ListKey, keys_in_list
from dialdeck.tui.picking import Picker
from dialdeck.tui.ports import Work
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.call_screen import CallDesk

_STEPS = {ListKey.DOWN: 1, ListKey.UP: -1}
_PAGES = {ListKey.PAGE_DOWN: 1, ListKey.PAGE_UP: -1}


class ListKeys:
    """What keys do in the open list."""

    def __init__(self, desk: CallDesk) -> None:
        """Work on the desk's state."""
        self._desk = desk
        self._searching = False

    def press(self, picker: Picker, arrival: Arrival, *, held: bool) -> Work:
        """Carry out a key in the open list."""
        what = keys_in_list().get(arrival.key)
        if arrival.blank:
            return self.insert(picker, " ")
        if arrival.burst and what is not None:
            return self._desk.flash(PASTE)
        if what is not None:
            return self._do(picker, what, still=held or self._desk.guards.still_held(arrival))
        if picker.editor.press(arrival.key):
            return self._changed(picker)
        if arrival.printable and arrival.character is not None:
            return self.insert(picker, arrival.character)
        return self._desk.flash("this key does nothing in a list")

    def insert(self, picker: Picker, text: str) -> Work:
        """Put text into the query; there is nothing to wait for."""
        picker.editor.insert(text)
        return self._changed(picker)

    def _do(self, picker: Picker, what: ListKey, *, still: bool) -> Work:
        desk = self._desk
        match what:
            case ListKey.UP | ListKey.DOWN:
                return self._move(picker, _STEPS[what])
            case ListKey.PAGE_UP | ListKey.PAGE_DOWN:
                return self._move(picker, _PAGES[what] * picker.leap)
            case ListKey.LEAVE:
                desk.state.picker = None
                desk.surface.paint()
                return None
            case ListKey.PICK:
                return desk.flash(HELD) if still else self._pick(picker)
            case ListKey.DONE:
                return desk.flash(HELD) if still else self._tick(picker)
            case _:
                assert_never(what)

    def _move(self, picker: Picker, by: int) -> Work:
        if not picker.move(by):
            return self._desk.flash("this is the end of the list" if by > 0 else "this is the beginning")
        self._desk.surface.paint()
        return None

    def _pick(self, picker: Picker) -> Work:
        if picker.pick is None:
            return self._desk.flash("this list is to be read: esc leaves")
        if picker.search is not None and picker.asked != picker.editor.text:
            return self._find_and_pick(picker)
        row = picker.row
        return picker.pick(row) if row is not None else self._desk.flash(picker.empty)

    async def _find_and_pick(self, picker: Picker) -> None:
        """Pick what fits the whole text, also when it was typed faster than it could be found."""
        if not await self._fetch(picker):
            return
        row = picker.row
        if row is None or picker.pick is None:
            self._desk.flash(picker.empty)
            return
        work = picker.pick(row)
        if work is not None:
            await work

    def _tick(self, picker: Picker) -> Work:
        if picker.tick is None:
            return self._desk.flash("nothing can be ticked off in this list")
        row = picker.row
        return picker.tick(row) if row is not None else self._desk.flash(picker.empty)

    def _changed(self, picker: Picker) -> Work:
        state = self._desk.state
        if state.tone is Tone.FAILED:
            state.said = ""
        picker.under = ""
        self._desk.paint_in_turn()
        if picker.search is not None and not self._searching:
            self._searching = True
            self._desk.aside(self._search())
        return None

    async def _search(self) -> None:
        """Find what fits; typing goes on meanwhile, and the newest text is what counts."""
        state = self._desk.state
        try:
            while (picker := state.picker) is not None and picker.search and picker.asked != picker.editor.text:
                await self._fetch(picker)
        finally:
            self._searching = False

    async def _fetch(self, picker: Picker) -> bool:
        """Ask for the lines of the text as it is now; say whether they were found, why not was said."""
        text = picker.editor.text
        if picker.search is None:
            return False
        rows = await picker.search(text) if text.strip() else ()
        if picker.editor.text == text:
            picker.asked = text
            picker.renew(rows or ())
            self._desk.surface.paint()
        return rows is not None
