"""The programs that are measured: dialdeck on a database, and the two baselines, all run by this interpreter."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.pty_harness import Program, Seen

CLOCK = "2026-03-10T10:05-05:00"
"""A Tuesday morning without a public holiday, when people all over North America may be called."""

_BASELINES = Path(__file__).parent / "baselines"
_GENERATED_NAME = re.compile(r"\w+ \w+ \d{6,}")


def dialdeck(db: Path) -> Program:
    """The call screen on a database of generated people, started as its user starts it; its home lies beside it."""
    script = Path(sys.executable).parent / "dialdeck"
    home = db.with_suffix(".home")
    environment = {"DIALDECK_DB": str(db), "DIALDECK_HOME": str(home), "DIALDECK_CLOCK": CLOCK}
    return Program([sys.executable, str(script)], environment)


def bare() -> Program:
    """Three panels of text: what a start costs at least."""
    return Program([sys.executable, str(_BASELINES / "bare3.py")], {})


def ordinary() -> Program:
    """A key changes three panels, the usual way; nothing is stored."""
    return Program([sys.executable, str(_BASELINES / "ordinary.py")], {})


def bare_is_painted(emulator: Emulator) -> bool:
    """Whether the bare app shows its last panel."""
    return "panel 2" in emulator.text


def ordinary_shows(number: int) -> Seen:
    """Whether all three panels of the ordinary app show a number."""
    return lambda emulator: emulator.text.count(f"person {number} line 0") == 3


def current_person(emulator: Emulator) -> str | None:
    """The generated person in the title of the middle panel; None while nobody is there.

    The next people stand in the queue already, so only the row of titles tells who is up.
    """
    titles = next((line for line in emulator.lines if "Queue" in line), "")
    found = _GENERATED_NAME.search(titles)
    return found[0] if found else None


def somebody_is_up(emulator: Emulator) -> bool:
    """Whether the call screen shows a current person."""
    return current_person(emulator) is not None


def somebody_else_is_up(than: str | None) -> Callable[[Emulator], bool]:
    """Whether the call screen shows a current person other than the one named."""
    return lambda emulator: current_person(emulator) not in {None, than}
