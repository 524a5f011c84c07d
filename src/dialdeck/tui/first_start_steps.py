"""The steps of the first start that need no file: the choice, who is calling, and one person by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dialdeck.errors import DialdeckError
from dialdeck.tui.first_start_step import Field, Step

_CHOICES = (
    ("import", "Import a list", "a CSV file; you see what would come of it first"),
    ("look", "Look around with sample data", "a throw-away copy; nothing you do there is kept"),
    ("add", "Add one person by hand", "a name and a number"),
    ("caller", "Say who is calling", "name, company, number, e-mail and hours, for the scripts"),
    ("quit", "Leave", "nothing was changed; the next start asks again"),
)


class MenuStep(Step[None]):
    """The choice."""

    TITLE_WORDS = "nothing to call yet"
    KEYS = "↑ ↓ choose · enter takes it · q ends"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(True)", show=False),
        Binding("k", "move(False)", show=False),
    ]

    def body(self) -> Iterable[Widget]:
        """The choices, each with a line about it."""
        yield Static("Your list has nobody on it. How do you want to begin?", id="question", markup=False)
        yield OptionList(
            *(
                Option(Content.assemble((label, "bold"), "\n", (f"  {about}", "dim")), id=name)
                for name, label, about in _CHOICES
            ),
            markup=False,
            compact=True,
            id="choices",
        )

    def on_mount(self) -> None:
        """Stand on the first choice."""
        self.query_one(OptionList).highlighted = 0

    def action_move(self, down: bool) -> None:
        """Move in the choices."""
        choices = self.query_one(OptionList)
        choices.action_cursor_down() if down else choices.action_cursor_up()

    def action_back(self) -> None:
        """There is nothing before this."""

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        from dialdeck.tui.first_start import Goes
        from dialdeck.tui.first_start_import import PathStep

        match event.option_id:
            case "import":
                self.go(self._with_caller(PathStep))
            case "add":
                self.go(self._with_caller(AddStep))
            case "caller":
                self.go(self._caller(None))
            case "look":
                self.start_app.finish(Goes.LOOK)
            case _:
                self.start_app.finish(Goes.END)

    async def _with_caller(self, then: Callable[[], Screen[None]]) -> None:
        """Ask who is calling once, if nobody knows, and go on."""
        app = self.start_app
        if app.asked_caller or (await app.ask(app.start.caller))["name"]:
            await app.push_screen(then())
        else:
            await self._caller(then)

    async def _caller(self, then: Callable[[], Screen[None]] | None) -> None:
        app = self.start_app
        await app.push_screen(CallerStep(await app.ask(app.start.caller), then))


_ASKED = (
    ("name", "Your name", "as you say it on the phone"),
    ("company", "Company", "as you say it on the phone"),
    ("phone", "Number", "where you are called back: +1 312 555 0100"),
    ("email", "E-mail", "you@company.example"),
    ("hours", "Your hours", "when you call: mon-fri 08:00-17:00"),
)


class CallerStep(Step[None]):
    """Who is calling; every line may stay empty."""

    TITLE_WORDS = "who is calling"
    KEYS = "enter next line · ctrl+s goes on · esc back · ctrl+c ends"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def __init__(self, values: dict[str, str], then: Callable[[], Screen[None]] | None) -> None:
        """Begin with the settings as they are; `then` is the step after this one."""
        super().__init__()
        self._values = values
        self._then = then

    def body(self) -> Iterable[Widget]:
        """One line each."""
        yield Static("Scripts say this for you. Each line may stay empty.", id="question", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            for key, label, example in _ASKED:
                yield Field(key, label, self._values[key], example)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if not _is_right(self.query_one(f"#field-{event.input.id}", Field)):
            return
        if event.input.id == _ASKED[-1][0]:
            self.action_save()
        else:
            self.focus_next(Input)

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        for field in self.query(f"#field-{event.input.id}").results(Field):  # none any more when the step is gone
            _is_right(field)

    def action_save(self) -> None:
        """Take what was typed, and go on; stand on the first line that is wrong."""
        wrong = [field for field in self.query(Field) if not _is_right(field)]
        if wrong:
            wrong[0].query_one(Input).focus()
        else:
            self.go(self._save())

    async def _save(self) -> None:
        app = self.start_app
        await app.ask(app.start.save_caller, {field.key: field.text for field in self.query(Field)})
        app.asked_caller = True
        if self._then is None:
            self.dismiss(None)
        else:
            app.switch_screen(self._then())


def _is_right(field: Field) -> bool:
    """Say below a field what is wrong with it; done at once, so that no key overtakes the answer."""
    from dialdeck.session.starting import wrong_caller

    why = wrong_caller(field.key, field.text)
    field.wrong(why)
    return not why


class AddStep(Step[None]):
    """One person by hand."""

    TITLE_WORDS = "add one person"
    KEYS = "enter next line, then adds · esc back · ctrl+c ends"

    def body(self) -> Iterable[Widget]:
        """Name and number."""
        with VerticalScroll(id="fields", can_focus=False):
            yield Field("name", "Name", example="the person's, or the company's")
            yield Field("phone", "Number", example="with + and the country's code: +1 312 555 0142")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.input.id == "name":
            self.focus_next(Input)
        else:
            self.go(self._add())

    async def _add(self) -> None:
        from dialdeck.tui.first_start import Goes
        from dialdeck.tui.first_start_work import DoneStep

        name, phone = (self.query_one(f"#field-{key}", Field) for key in ("name", "phone"))
        name.wrong("")
        phone.wrong("")
        app = self.start_app
        try:
            notes = await app.ask(app.start.add, name.text, phone.text)
        except DialdeckError as error:
            at = phone if name.text.strip() else name
            at.wrong(str(error))
            at.query_one(Input).focus()
            return
        if notes:
            app.switch_screen(DoneStep("added", f"{name.text} is on your list.", notes))
        else:
            app.finish(Goes.CALL)
