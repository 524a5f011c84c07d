"""The process that is killed: it dials through the real session and says each step on stdout after it returned.

Run as `python worker.py MODE DB [SEED]`. Lines are written unbuffered, so that what the parent reads was committed.
"""

import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialdeck.clock import SystemClock, parse_instant
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.facts import Result
from dialdeck.paths import sample_data_dir
from dialdeck.session import dialing
from dialdeck.session.compose import open_desk
from dialdeck.session.moving import write_note
from dialdeck.session.serving import Serving
from dialdeck.storage import migrations
from dialdeck.storage.narrowing import Scope
from dialdeck.storage.opening import open_store

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk

CLOCK = parse_instant("2026-03-10T10:05-05:00", "the worker's clock")
HOUR = 3_600_000
RESULTS = (
    Result(Outcome.VOICEMAIL_LEFT, Detail.MESSAGE),
    Result(Outcome.SILENT_HANGUP, Detail.VOICEMAIL),
    Result(Outcome.SILENT_HANGUP, Detail.RANG_OUT),
    Result(Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD),
    Result(Outcome.ANSWERED, Detail.GATEKEEPER),
    Result(Outcome.ANSWERED, Detail.NOT_INTERESTED),
    Result(Outcome.ANSWERED, Detail.CALLBACK, CLOCK + 26 * HOUR),
)
"""How dials end here: with a promise, a task, a dead number, a retirement, or the next date alone."""


NOTED = 0.5
"""How many dials are noted on, so that the words of a search are written as well."""


def desk_on(db: Path) -> "Desk":
    """The desk of the sample caller on an existing file, on the Tuesday morning of the demo."""
    return open_desk(db, SystemClock(CLOCK), create=False, settings_file=sample_data_dir() / "config.toml")


def say(*words: object) -> None:
    """Write one line in one piece."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def finish(desk: "Desk", dial_id: int, chance: random.Random) -> None:
    """Record how a dial ended, and say so."""
    result = chance.choice(RESULTS)
    dial = desk.store.dial(dial_id)
    if dial is not None and chance.random() < NOTED:
        write_note(desk, dial.person_id, f"said something in dial {dial_id}", dial_id)
    dialing.record_outcome(desk, dial_id, result)
    say("recorded", dial_id, result.outcome, result.detail)


def dial_on(db: Path, seed: int) -> None:
    """Answer what was left open, then dial until nobody is left or the process dies."""
    dial_all(desk_on(db), seed)


def dial_all(desk: "Desk", seed: int) -> None:
    """Dial on a desk that is open already; every second one narrows its queue to the list that all are on."""
    if seed % 2:
        desk.store.narrow(Scope("list", next(str(one) for one in desk.store.lists())))
    chance, serving = random.Random(seed), Serving(desk)
    for dial in desk.store.unfinished_dials():
        say("offered", dial.id)
        if desk.store.claim(dial.person_id, desk.store.state(dial.person_id).rev):
            finish(desk, dial.id, chance)
            desk.store.release(dial.person_id)
    while (person := serving.next_person()) is not None:
        say("served", person)
        dial_id = dialing.start_dial(desk, person)
        say("started", dial_id, person)
        finish(desk, dial_id, chance)
        desk.store.release(person)
    desk.store.close()
    say("done")


def start_only(db: Path, _seed: int) -> None:
    """Start one dial and wait to be killed with the line open."""
    desk = desk_on(db)
    person = Serving(desk).next_person()
    assert person is not None
    say("started", dialing.start_dial(desk, person), person)
    sys.stdin.read()


def together(db: Path, seed: int) -> None:
    """Dial one person, wait until the other window is as far, then dial until nobody is left."""
    desk = desk_on(db)
    person = Serving(desk).next_person()
    assert person is not None
    say("served", person)
    dial_id = dialing.start_dial(desk, person)
    say("started", dial_id, person)
    finish(desk, dial_id, random.Random(seed))
    desk.store.release(person)
    say("up")
    sys.stdin.readline()
    dial_all(desk, seed)


def migrate_slowly(db: Path, _seed: int) -> None:
    """Open the file with a further step that stops in its middle until the process is killed."""
    migrations.STEPS.append(_stopping_step)
    open_store(db, SystemClock(CLOCK))


def create_slowly(db: Path, _seed: int) -> None:
    """Make a new file and stop in the middle of it."""
    migrations.STEPS.append(_stopping_step)
    open_store(db, SystemClock(CLOCK))


def _stopping_step(db: Any) -> None:
    db.conn.execute("CREATE TABLE further (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
    db.conn.execute("INSERT INTO further (name) SELECT name FROM people")
    say("inside")
    sys.stdin.read()


if __name__ == "__main__":
    modes = {
        "dial": dial_on,
        "start": start_only,
        "together": together,
        "migrate": migrate_slowly,
        "create": create_slowly,
    }
    modes[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
