"""Keys while a text is typed: letters are text, and the outcome keys have function keys that go on working.

A greeting ends while a note is being typed: the outcome is recorded at once, the next person waits for the note.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from dialdeck.tui.clean import clean
from dialdeck.tui.dispatch import HELD, Arrival
from dialdeck.tui.keymap import OUTCOMES, Act, keys_in
from dialdeck.tui.ports import Work
from dialdeck.tui.prompt import LIMIT, Editor, Field, Kind
from dialdeck.tui.state import Tone

if TYPE_CHECKING:
    from dialdeck.tui.acts import Acts
    from dialdeck.tui.call_screen import CallDesk

_RECORDED = {Outcome.VOICEMAIL_LEFT: "message left", Outcome.SILENT_HANGUP: "silent"}
"""Outcomes after which another person comes up: a note that was begun is finished first."""


class FieldKeys:
    """What keys do in the open text field."""

    def __init__(self, desk: CallDesk, acts: Acts) -> None:
        """Work on the desk's state."""
        self._desk = desk
        self._acts = acts
        self._echoing = False
        self._unsaved = ""

    def press(self, arrival: Arrival, *, held: bool) -> Work:
        """Carry out a key in the open field."""
        desk = self._desk
        mode = Mode.DIALING if desk.state.recorded else desk.state.view.mode  # the dial of the note is over by now
        act = keys_in(mode, typing=True).get(arrival.key)
        if act is not None:
            refusal = desk.guards.refusal(arrival, act, held=held)
            return desk.flash(refusal) if refusal else self._act(act)
        if arrival.blank:
            return self.insert(" ")
        if arrival.key in {"enter", "escape"}:
            if held or (desk.guards.still_held(arrival) and not self._text):
                return desk.flash(HELD)
            return self._leave(save=arrival.key == "enter")
        return self._edit(arrival)

    @property
    def _text(self) -> str:
        field = self._desk.state.field
        return field.editor.text if field is not None else ""

    def end(self) -> Work:
        """End the session; what was written into a note is saved first."""
        field = self._desk.state.field
        if field is not None and field.kind is Kind.NOTE and field.editor.text.strip():
            return self._end(field)
        return self._acts.do(Act.END_NOW)

    def insert(self, text: str) -> Work:
        """Put text into the field; there is nothing to wait for."""
        field = self._desk.state.field
        if field is not None:
            whole = field.editor.insert(text)
            self._changed()
            if not whole:
                return self._desk.flash(f"the text is full at {LIMIT} characters: what is beyond was left out")
        return None

    def _edit(self, arrival: Arrival) -> Work:
        field = self._desk.state.field
        if field is not None and field.back is not None and arrival.key == "up":
            field.back()
            return None
        if field is not None and field.editor.press(arrival.key):
            self._changed()
            return None
        if arrival.printable and arrival.character is not None:
            return self.insert(arrival.character)
        return self._desk.flash("this key does nothing in a text field")

    def _act(self, act: Act) -> Work:
        state = self._desk.state
        if state.recorded:
            note = state.field is None or state.field.kind is Kind.NOTE
            keys = "esc saves the note and goes on" if note or state.field is None else state.field.hint
            return self._desk.flash(f"{state.recorded} is saved already: {keys}")
        if state.field is not None and state.field.alone:
            return self._desk.flash("esc leaves this first, without keeping what was typed")
        if state.field is None or state.field.kind is not Kind.NOTE:
            state.field = None
            return self._acts.do(act)
        outcome, _ = OUTCOMES.get(act, (None, None))
        return self._record(outcome) if outcome in _RECORDED else self._acts.do(act)

    async def _record(self, outcome: Outcome) -> None:
        """Record first, detail after: a machine that dies now must not take the outcome with it."""
        if await self._desk.call(lambda: self._desk.deck.outcome(outcome, stay=True)):
            self._desk.state.recorded = _RECORDED[outcome]
            self._desk.surface.paint()

    def _leave(self, *, save: bool) -> Work:
        state = self._desk.state
        field = state.field
        if field is None:
            return None
        if not save and field.leave is not None:
            return self._leave_with(field, field.leave)
        if not save and field.kind is not Kind.NOTE:
            state.field = None
            self._desk.surface.paint()
            return None
        if not field.editor.text.strip() and field.empty:
            return self._desk.flash(field.empty)
        return self._save()

    async def _leave_with(self, field: Field, leave: Callable[[], Awaitable[bool]]) -> None:
        if await leave() and self._desk.state.field is field:
            self._desk.state.field = None
            self._desk.surface.paint()

    async def _save(self) -> None:
        state = self._desk.state
        field = state.field
        if field is None or not await field.save(field.editor.text.strip()):
            return
        if state.recorded:
            field.editor = Editor()  # saved: when going on fails, the note must not be written twice
            if not await self._desk.call(self._desk.deck.go_on):
                return
            state.recorded = ""
        if state.field is field:
            state.field = None
        self._desk.surface.paint()

    async def _end(self, field: Field) -> None:
        """Save the note and end; a note that cannot be saved is given up at the second try only."""
        text = field.editor.text.strip()
        if await field.save(text) or self._unsaved == text:
            self._desk.surface.leave(0)
        self._unsaved = text

    def _changed(self) -> None:
        if self._desk.state.tone is Tone.FAILED:
            self._desk.state.said = ""
        self._desk.paint_in_turn()
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
                echo = await desk.echo(field) if asked.strip() else ""
                field.echo = clean(echo)
            desk.surface.paint()
        finally:
            self._echoing = False
