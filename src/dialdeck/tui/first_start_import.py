"""The steps of the first start that bring a file in: its path, the preview, and what each column is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dialdeck.errors import DialdeckError
from dialdeck.tui.clean import clean
from dialdeck.tui.first_start_step import Field, Step
from dialdeck.tui.first_start_work import DoneStep, counts, work_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.session.starting import Verdict, Wanted

SHOWN_NAMES = 12
CUSTOM = "custom."


class PathInput(Input):
    """A line for a path, on which tab completes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "screen.complete", show=False)]


class PathStep(Step[None]):
    """Which file."""

    TITLE_WORDS = "import a list"
    KEYS = "enter looks into the file · tab completes the path · esc back · ctrl+c ends"

    def body(self) -> Iterable[Widget]:
        """One line for the path, and below it the names that it could go on with."""
        words = "Which CSV file? Type its path (~ is your home), or drop the file on this window."
        yield Static(words, id="question", markup=False)
        yield PathInput(placeholder="~/lists/people.csv", compact=True, select_on_focus=False, id="path")
        yield Static("", id="names", markup=False)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.go(self._look())

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#names", Static).update("")

    def action_complete(self) -> None:
        """Complete the path as far as it is certain."""
        self.go(self._complete())

    async def _complete(self) -> None:
        from dialdeck.session.typed_paths import complete

        line = self.query_one("#path", Input)
        before = line.value
        done = await self.start_app.ask(complete, before)
        if line.value != before:
            return
        with self.prevent(Input.Changed):
            line.value = done.text
            line.cursor_position = len(done.text)
        shown = [clean(name) for name in done.names[:SHOWN_NAMES]]
        if len(done.names) > SHOWN_NAMES:
            shown.append(f"… and {len(done.names) - SHOWN_NAMES} more")
        words = "\n".join(shown) if len(shown) > 1 else "" if shown else "nothing begins like this"
        self.query_one("#names", Static).update(Content(words))

    async def _look(self) -> None:
        from dialdeck.session.starting import Wanted
        from dialdeck.session.typed_paths import path_of

        app = self.start_app
        path = await app.ask(path_of, self.query_one("#path", Input).value)
        wanted = Wanted(path, list_name=path.stem)
        verdict = await look_into(self, wanted)
        if verdict is None:
            return
        country = await app.ask(app.start.home_country) if verdict.wants_country else ""
        await app.push_screen(PreviewStep(wanted, verdict, country))


class PreviewStep(Step[None]):
    """What would come of the file, before it is done."""

    KEYS = "enter imports · tab moves on · on a column enter changes it · esc back"

    def __init__(self, wanted: Wanted, verdict: Verdict, country: str) -> None:
        """Show `verdict` on `wanted`; `country` is offered for numbers without one."""
        super().__init__()
        self.TITLE_WORDS = f"import {wanted.file.name}"
        self._wanted = wanted
        self._verdict = verdict
        self._country = country

    def body(self) -> Iterable[Widget]:
        """Counts, what can be said about the file, its columns, and the rows with remarks."""
        yield Static("", id="counts", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            yield Field("list", "List name", self._wanted.list_name, "may stay empty")
            yield Field("country", "Country", self._country, "of numbers without +, such as US")
        with Horizontal(id="panes"):
            yield OptionList(markup=False, compact=True, id="columns")
            with VerticalScroll(id="remarks"):
                yield Static("", id="rows", markup=False)

    def on_mount(self) -> None:
        """Show the verdict, and stand where something is wanted."""
        self._show()
        columns = self.query_one("#columns", OptionList)
        columns.highlighted = next((at for at, one in enumerate(self._verdict.columns) if _is_custom(one[1])), 0)
        self._stand()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.go(self._enter())

    @on(OptionList.OptionSelected)
    def _column(self, event: OptionList.OptionSelected) -> None:
        self.go(self._choose(event.option_index))

    async def _enter(self) -> None:
        """Look again when another country was named, else import."""
        wanted = self._said()
        self.query_one("#field-country", Field).wrong("")
        if wanted.country != self._wanted.country:
            await self._look(wanted)
            return
        if not self._verdict.usable:
            self.say("No row can be used, so there is nothing to import. Choose another file, or say what a column is.")
            return
        app = self.start_app
        done = await work_on(self, f"importing {wanted.file.name}", partial(app.start.run, wanted))
        if done is None:
            self.say("Cancelled: nothing of the file was kept.")
        elif not done.usable:
            self.say("No row could be used: nobody was added.")
        else:
            app.switch_screen(DoneStep("imported", counts(done, "were"), (*done.rejections, *done.remarks)))

    async def _choose(self, index: int) -> None:
        app = self.start_app
        column, now = self._verdict.columns[index]
        likely = "phone" if self._verdict.wants_phone else now
        field = await app.push_screen_wait(FieldStep(column, likely, await app.ask(app.start.fields)))
        if field is None or field == now:
            return
        maps = [one for one in self._wanted.maps if one[0] != column and one[1] != field]
        await self._look(self._said()._replace(maps=(*maps, (column, field))))

    async def _look(self, wanted: Wanted) -> None:
        try:
            verdict = await look_into(self, wanted)
        except DialdeckError as error:
            if wanted.country == self._wanted.country:
                raise
            field = self.query_one("#field-country", Field)
            field.wrong(str(error))
            field.query_one(Input).focus()
            return
        if verdict is not None:
            self._wanted, self._verdict = wanted, verdict
            line = self.query_one("#country", Input)
            if verdict.wants_country and not line.value.strip():
                line.value = await self.start_app.ask(self.start_app.start.home_country)
            self._show()
            self._stand()

    def _stand(self) -> None:
        """Stand where something is wanted, else where enter imports."""
        if self._verdict.wants_phone:
            self.query_one("#columns").focus()
        else:
            self.query_one("#country" if self._verdict.wants_country else "#list").focus()

    def _said(self) -> Wanted:
        """The file with what stands on the lines now."""
        from dialdeck.session.starting import plain

        country, name = (plain(self.query_one(f"#field-{key}", Field).text) for key in ("country", "list"))
        return self._wanted._replace(country=country, list_name=name)

    def _show(self) -> None:
        verdict = self._verdict
        head = [counts(verdict, "would be"), *verdict.notices]
        if verdict.wants_country:
            head.append("Numbers without + are among them: name their country, and enter looks again.")
        self.query_one("#counts", Static).update(Content("\n".join(clean(line) for line in head)))
        columns = self.query_one("#columns", OptionList)
        at = columns.highlighted
        columns.clear_options()
        columns.add_options(Option(_column_line(*one)) for one in verdict.columns)
        columns.highlighted = at
        columns.border_title = Content("columns")
        remarks = self.query_one("#remarks")
        remarks.border_title = Content("rows")
        lines = (*verdict.rejections, *verdict.remarks)
        self.query_one("#rows", Static).update(Content("\n".join(map(clean, lines)) or "nothing to remark"))


class FieldStep(Step["str | None"]):
    """What a column is."""

    KEYS = "↑ ↓ choose · enter takes it · esc leaves it as it is"

    def __init__(self, column: str, likely: str, fields: Sequence[str]) -> None:
        """Ask about `column`, which is, or probably is, `likely`."""
        super().__init__()
        self.TITLE_WORDS = f"what is in the column {column}"
        self._fields = [f"{CUSTOM}{column}", *fields]
        self._likely = likely

    def body(self) -> Iterable[Widget]:
        """The fields that there are."""
        yield OptionList(*(Option(Content(clean(_field(one)))) for one in self._fields), markup=False, compact=True)

    def on_mount(self) -> None:
        """Stand on what it probably is."""
        at = self._fields.index(self._likely) if self._likely in self._fields else 0
        self.query_one(OptionList).highlighted = at

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._fields[event.option_index])


async def look_into(step: Step[None], wanted: Wanted) -> Verdict | None:
    """Return the preview of a file; None when it was called off. Raises DialdeckError."""
    return await work_on(step, f"looking into {wanted.file.name}", partial(step.start_app.start.preview, wanted))


def _column_line(column: str, field: str) -> Content:
    aside = _is_custom(field)
    return Content.assemble(clean(column, 30), " → ", (clean(_field(field), 30), "dim" if aside else "bold"))


def _is_custom(field: str) -> bool:
    return field.startswith(CUSTOM)


def _field(field: str) -> str:
    return "kept as it is" if _is_custom(field) else field.replace("_", " ")
