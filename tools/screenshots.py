"""Make the pictures of the call screen from the program itself: sample data, keys pressed, a clock that stands.

`python -m tools.screenshots` writes docs/screenshots/*.svg anew. Nothing in them depends on the machine or the moment,
so that the same program always gives the same bytes; a test holds that.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Outcome
from dialdeck.paths import sample_data_dir
from dialdeck.session.compose import open_desk
from dialdeck.session.deck import Deck
from dialdeck.session.demo import NOW, load_samples
from dialdeck.tui.app import CallApp
from dialdeck.tui.worker import DeckThread
from tools.svg import picture

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZES = ((80, 24), (120, 36), (200, 60))
DIALS = 9
"""Dials that are made before the first picture, so that the session bar has something to count."""
HEAD = 20
"""Rows of the queue among which somebody with a history is looked for."""
_RINGING, _BETWEEN, _TALKING = 26.0, 44.0, 95.0
_MACHINE_NEAR = 18.0
"""Seconds of ringing at which a dial is drawn."""
_CHARACTERS = {"space": " ", "enter": "\r"}


def pictures() -> dict[str, str]:
    """Return the SVG text of every picture by its file name."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_pictures(Path(folder) / "demo.db"))


def write(folder: Path) -> None:
    """Write every picture into `folder`, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (folder / name).write_text(svg, encoding="utf-8")


class Seat:
    """Somebody at the program: keys in, pictures out."""

    def __init__(self, app: CallApp, pilot: Pilot[None], clock: SteppingClock) -> None:
        """Sit down."""
        self._app = app
        self._pilot = pilot
        self._clock = clock

    async def press(self, *keys: str, after: float = 1.0) -> None:
        """Press keys, the first one `after` seconds from now, and wait until they were carried out."""
        for key in keys:
            self._clock.advance(after)
            after = 1.0
            character = _CHARACTERS.get(key, key if len(key) == 1 else None)
            await self._app.on_event(events.Key(key, character))
            await self._app.desk.settled()

    async def work(self, dials: int) -> None:
        """Make dials as the method plans them; the fourth rings out, the sixth is answered by somebody in a rush."""
        for number in range(1, dials + 1):
            await self.press("space", after=_BETWEEN)
            if number == 6:
                await self.press("a", after=12)
                await self.press("space", after=_BETWEEN)
                await self.press("5", "enter")
                continue
            planned = {one.outcome for one in self._app.desk.state.view.consequences if one.planned}
            await self.press("1" if number == 4 else "v" if Outcome.VOICEMAIL_LEFT in planned else "h", after=_RINGING)

    async def bring_up_the_longest_known(self) -> None:
        """Bring up whoever was tried most often among those at the head of the queue: there is most to be seen."""
        rows = self._app.desk.state.rows[:HEAD]
        at = max(range(len(rows)), key=lambda number: rows[number].attempt)
        await self.press(*["j"] * at, "enter")

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._clock.advance(seconds)

    async def drawn(self, width: int, height: int, title: str) -> str:
        """Return the page in a window of `width` and `height` cells."""
        await self._pilot.resize_terminal(width, height)
        return picture(self._app.page_lines(), title)


@asynccontextmanager
async def seated(path: Path) -> AsyncIterator[Seat]:
    """Run the program on the sample data at `path` (which must not exist), its clock standing at the demo's present."""
    load_samples(path)
    clock = SteppingClock(NOW)
    thread = DeckThread()
    try:
        deck = await thread.ask(_deck, path, clock)
        app = CallApp(deck, await thread.ask(deck.open), thread, clock, arrival=lambda _event: clock.monotonic())
        async with app.run_test(size=SIZES[-1]) as pilot:
            await pilot.pause()
            await app.desk.settled()
            yield Seat(app, pilot, clock)
        await thread.ask(deck.close)
    finally:
        thread.stop()


def _deck(path: Path, clock: SteppingClock) -> Deck:
    folder = sample_data_dir()
    desk = open_desk(path, clock, settings_file=folder / "config.toml")
    desk.own_scripts = folder / "scripts"
    return Deck(desk)


async def _pictures(path: Path) -> dict[str, str]:
    made: dict[str, str] = {}
    async with seated(path) as seat:
        await seat.work(DIALS)
        await seat.bring_up_the_longest_known()
        for width, height in SIZES:
            made[f"call-{width}x{height}.svg"] = await seat.drawn(
                width, height, f"The call screen, {width} by {height}"
            )
        await seat.press("space", after=_BETWEEN)
        seat.wait(_MACHINE_NEAR)
        made["dial-120x36.svg"] = await seat.drawn(120, 36, "An open dial, 120 by 36")
        await seat.press("a", after=_RINGING - _MACHINE_NEAR)
        seat.wait(_TALKING)
        made["talk-80x24.svg"] = await seat.drawn(80, 24, "A talk, 80 by 24")
        await seat.press("space", after=_BETWEEN)
        made["disposition-80x24.svg"] = await seat.drawn(80, 24, "What came of the talk, 80 by 24")
    return made


if __name__ == "__main__":
    write(FOLDER)
