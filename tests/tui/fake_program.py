"""The call screen on a fake deck as a program of its own: what a test runs in a pseudo-terminal.

Arguments: a file to which every call of the deck is appended, then words that change the deck (`crash`, `hang`);
with `demo` the real deck is used, on a fresh copy of the sample data beside that file.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from dialdeck.clock import SystemClock
from dialdeck.errors import DialdeckError
from dialdeck.model.views import Handed
from dialdeck.session.demo import demo_deck
from dialdeck.tui.launch import run_screen
from dialdeck.tui.ports import Deck
from tests.tui.fake_deck import FakeDeck, hostile
from tests.tui.seat import MORNING

SECRET = "Wilhelmina Secretname"


class PatientClock(SystemClock):
    """Says that everything on the screen has been there for a while, so that no test waits for the guards of time."""

    def monotonic(self) -> float:
        """Return seconds, 10 behind those that keys are stamped with."""
        return super().monotonic() - 10


class LoggedDeck(FakeDeck):
    """Appends every call to a file, so that it can be read after the program is gone."""

    log: Path

    def _log(self, *call: object) -> None:
        with self.log.open("a", encoding="utf-8") as file:
            file.write(" ".join(str(part) for part in call) + "\n")
        super()._log(*call)

    def hand_over(self, e164: str) -> Handed:
        """Hand over, or hang for ever."""
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"hand_over {e164}\n")
        if "hang" in sys.argv:
            threading.Event().wait()
        return super().hand_over(e164)


def main() -> int:
    """Run the screen as the command line does."""
    clock = PatientClock(MORNING)

    def factory() -> Deck:
        if "demo" in sys.argv:
            return demo_deck(Path(sys.argv[1]).with_name("demo.db"))
        deck = LoggedDeck(clock)
        deck.log = Path(sys.argv[1])
        if "crash" in sys.argv:
            deck.fail["dial"] = RuntimeError(SECRET)
        if "crash-open" in sys.argv:
            deck.fail["open"] = RuntimeError(SECRET)
        if "refuse" in sys.argv:
            deck.fail["open"] = DialdeckError("the file is being migrated")
        if "hostile" in sys.argv:
            deck.people = hostile("\x1b]52;c;aGFja2Vk\x07[@click=app.quit]Eve[/]")
        return deck

    try:
        return run_screen(factory, clock)
    except DialdeckError as error:
        print("dialdeck:", error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
