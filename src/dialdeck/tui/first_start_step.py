"""What every step of the first start stands on: a page with one line for what went wrong, and a line to type on."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from dialdeck.errors import DialdeckError
from dialdeck.tui.clean import clean

if TYPE_CHECKING:
    from dialdeck.tui.first_start import FirstStartApp

R = TypeVar("R")


class Step(Screen[R], Generic[R]):
    """One page: a title, what is asked, one line that says what went wrong, and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    TITLE_WORDS = ""
    KEYS = ""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Begin with nothing under way."""
        super().__init__(id=id)
        self._working = False

    @property
    def start_app(self) -> FirstStartApp:
        """The application that this is a step of."""
        return cast("FirstStartApp", self.app)

    def compose(self) -> Iterable[Widget]:
        """Put the body between the title and the keys."""
        yield Static(Content.assemble(("dialdeck", "bold"), " · ", clean(self.TITLE_WORDS)), id="title")
        yield from self.body()
        yield Static("", id="said", markup=False)
        yield Static(self.KEYS, id="keys", markup=False)

    def body(self) -> Iterable[Widget]:
        """What is asked."""
        return ()

    def say(self, text: str) -> None:
        """Say one line; an empty one takes the last away."""
        self.query_one("#said", Static).update(Content(clean(text)))

    def go(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that takes a moment, unless something is under way; what fails is said."""
        if self._working or not self.is_current:
            work.close()
            return
        self._working = True
        self.say("")
        self.run_worker(self._go(work))

    async def _go(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DialdeckError as error:
            if self.is_attached:
                self.say(str(error))
        finally:
            self._working = False

    def action_back(self) -> None:
        """Go back to the step before."""
        self.dismiss(None)


class Field(Widget):
    """A label, a line to type on, and below it what is wrong with what was typed."""

    def __init__(self, name: str, label: str, value: str = "", example: str = "") -> None:
        """Ask for `name`; `example` shows while nothing was typed."""
        super().__init__(id=f"field-{name}")
        self.key = name
        self._label = label
        self._value = value
        self._example = example

    def compose(self) -> Iterable[Widget]:
        """The label beside the line."""
        with Horizontal():
            yield Static("", classes="mark", markup=False)
            yield Static(self._label, classes="label", markup=False)
            yield Input(self._value, placeholder=self._example, compact=True, select_on_focus=False, id=self.key)
        yield Static("", classes="wrong", markup=False)

    def on_input_changed(self) -> None:
        """What was wrong is being put right."""
        self.wrong("")

    def on_descendant_focus(self) -> None:
        """This line is typed on now: said by a sign, not by colour alone."""
        self.query_one(".mark", Static).update("▸")

    def on_descendant_blur(self) -> None:
        """Another line is typed on."""
        self.query_one(".mark", Static).update("")

    @property
    def text(self) -> str:
        """What was typed."""
        return self.query_one(Input).value

    def wrong(self, why: str) -> None:
        """Say what is wrong with it, below; an empty text takes that away."""
        line = self.query_one(".wrong", Static)
        line.update(Content(clean(why)))
        line.display = bool(why)
