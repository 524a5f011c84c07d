"""Keys while a text is typed: letters are text, and the outcome keys have function keys that go on working.

A greeting ends while a note is being typed: the outcome is taken at once, and the next person waits for the note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.tui.clean import clean
from dialdeck.tui.dispatch import Arrival
from dialdeck.tui.keymap import Act, keys_in
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import Kind
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.acts import Acts
    from dialdeck.tui.call_screen import CallDesk

_LEADS_ON = frozenset({Act.VOICEMAIL_LEFT, Act.SILENT_HANGUP, Act.AMEND_VOICEMAIL, Act.AMEND_SILENT})
"""Acts after which another person comes up: a note that was begun is finished first."""


class FieldKeys:
    """What keys do in the open text field."""

    def __init__(self, desk: CallDesk, acts: Acts) -> None:
        """Work on the desk's state."""
        self._desk = desk
        self._acts = acts
        self._echoing = False

    def press(self, arrival: Arrival, *, held: bool) -> Work:
        """Carry out a key in the open field."""
        desk = self._desk
        act = keys_in(desk.state.view.mode, typing=True).get(arrival.key)
        if act is not None:
            refusal = desk.guards.refusal(arrival, act, held=held)
            return desk.flash(refusal) if refusal else self._act(act)
        if arrival.key == "enter" and arrival.burst:
            return self.insert(" ")
        if arrival.key in {"enter", "escape"}:
            return self._leave(save=arrival.key == "enter")
        return self._edit(arrival)

    def insert(self, text: str) -> Work:
        """Put text into the field; there is nothing to wait for."""
        field = self._desk.state.field
        if field is not None:
            field.editor.insert(text)
            self._changed()
        return None

    def _edit(self, arrival: Arrival) -> Work:
        field = self._desk.state.field
        if field is not None and field.editor.press(arrival.key):
            self._changed()
            return None
        if arrival.printable and arrival.character is not None:
            return self.insert(arrival.character)
        return self._desk.flash("this key does nothing in a text field")

    def _act(self, act: Act) -> Work:
        state = self._desk.state
        field = state.field
        writing = field is not None and field.kind is Kind.NOTE and bool(field.editor.text.strip())
        if writing and act in _LEADS_ON:
            state.held = act
            self._desk.surface.paint()
            return None
        if not writing:
            state.field = None
        return self._acts.do(act)

    def _leave(self, *, save: bool) -> Work:
        state = self._desk.state
        field = state.field
        if field is None:
            return None
        if not save and field.kind is not Kind.NOTE:
            state.field = None
            self._desk.surface.paint()
            return None
        if not field.editor.text.strip() and field.empty:
            return self._desk.flash(field.empty)
        return self._save()

    async def _save(self) -> None:
        state = self._desk.state
        field = state.field
        if field is None or not await field.save(field.editor.text.strip()):
            return
        if state.field is field:
            state.field = None
        held, state.held = state.held, None
        if held is not None:
            work = self._acts.do(held)
            if work is not None:
                await work
        self._desk.surface.paint()

    def _changed(self) -> None:
        if self._desk.state.tone is Tone.FAILED:
            self._desk.state.said = ""
        self._desk.surface.paint()
        field = self._desk.state.field
        if field is not None and field.kind is Kind.DATE and not self._echoing:
            self._echoing = True
            self._desk.aside(self._echo())

    async def _echo(self) -> None:
        """Say what the typed date means; typing goes on meanwhile, and the newest text is what counts."""
        desk = self._desk
        try:
            asked = None
            while (field := desk.state.field) is not None and field.kind is Kind.DATE and field.editor.text != asked:
                asked = field.editor.text
                echo = await desk.echo(asked) if asked.strip() else ""
                field.echo = clean(echo)
            desk.surface.paint()
        finally:
            self._echoing = False
