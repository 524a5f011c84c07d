"""Starting workers, killing them, and counting what their file still holds against what they said."""

import select
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from dialdeck.clock import SteppingClock
from dialdeck.storage.imports import ImportBatcher, ImportRow
from dialdeck.storage.opening import open_store
from dialdeck.storage.people import NumberDraft, PersonDraft
from dialdeck.storage.projection import compare
from dialdeck.storage.store import Store
from tests.trust.worker import CLOCK

WORKER = Path(__file__).with_name("worker.py")
ROOT = WORKER.parents[2]
PATIENCE = 60
"""Seconds after which a worker that says nothing is taken for hanging."""


def fill(db: Path, people: int) -> None:
    """Make a file of so many fresh people, all of whom may be called on the worker's morning."""
    with open_store(db, SteppingClock(CLOCK - 86_400_000)) as store:
        batcher = ImportBatcher(store, file="list.csv", source="generic", mapping={}, list_name="trust")
        batcher.add([ImportRow(number + 2, number + 2, f"row {number}", _person(number)) for number in range(people)])
        batcher.land()


def _person(number: int) -> PersonDraft:
    e164 = f"+1312{220 + number // 10_000}{number % 10_000:04}"
    zone, region = (("America/Chicago", "IL"), ("America/New_York", "NY"), ("America/New_York", "PA"))[number % 3]
    return PersonDraft(
        name=f"Dana Whitfield {number:06}",
        country="US",
        region=region,
        zone=zone,
        zones=(zone,),
        numbers=[NumberDraft(e164=e164, raw=e164, kind="fixed")],
    )


def reopened(db: Path) -> Store:
    """The file as the next start finds it."""
    return open_store(db, SteppingClock(CLOCK + 3_600_000), create=False)


class Worker:
    """A running worker. A context manager that leaves no process behind."""

    def __init__(self, mode: str, db: Path, seed: int = 0) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), mode, str(db), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            bufsize=0,
        )
        self._rest = b""
        self.lines: list[list[str]] = []
        """What it said so far, split into words."""

    def until(self, word: str, count: int = 1) -> bool:
        """Read until it said `word` so often in all; False when it ended before."""
        while sum(line[0] == word for line in self.lines) < count:
            if not self._read(PATIENCE):
                return False
        return True

    def kill(self, after: float = 0.0) -> None:
        """Kill it so many seconds from now, and read what it had said until then."""
        deadline = time.monotonic() + after
        while (left := deadline - time.monotonic()) > 0 and self._read(left, patient=False):
            pass
        self.process.send_signal(signal.SIGKILL)
        self.finish()

    def finish(self) -> str:
        """Read to its end and return what it complained of."""
        while self._read(PATIENCE):
            pass
        self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def tell(self, text: str) -> None:
        """Write a line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n".encode())

    def _read(self, seconds: float, *, patient: bool = True) -> bool:
        """Take what it says within so many seconds; False at its end, or when time is up."""
        out = self.process.stdout
        assert out is not None
        if not select.select([out], [], [], seconds)[0]:
            assert not patient, f"the worker says nothing any more; so far {self.lines[-3:]}"
            return False
        piece = out.read(65536)
        *lines, self._rest = (self._rest + piece).split(b"\n")
        self.lines += [line.decode().split() for line in lines]
        return bool(piece)

    def __enter__(self) -> Self:
        """Return the worker itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever state it is in."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@dataclass
class Ledger:
    """Everything that workers said was kept, over all their lives."""

    started: dict[int, int] = field(default_factory=dict)
    """Dial to person."""
    recorded: dict[int, list[str]] = field(default_factory=dict)
    """Dial to outcome and detail."""
    served: Counter[int] = field(default_factory=Counter)

    def take(self, worker: Worker) -> None:
        """Book what a worker said; a dial must not be said twice."""
        for word, *rest in worker.lines:
            if word == "started":
                assert int(rest[0]) not in self.started, f"dial {rest[0]} was started twice"
                self.started[int(rest[0])] = int(rest[1])
            elif word == "recorded":
                assert int(rest[0]) not in self.recorded, f"dial {rest[0]} was recorded twice"
                self.recorded[int(rest[0])] = rest[1:]
            elif word == "served":
                self.served[int(rest[0])] += 1

    def check(self, store: Store, unsaid: int) -> None:
        """Hold the file against the books: nothing lost, nothing doubled, at most `unsaid` steps more than was said."""
        dials = {dial.id: dial for dial in store.all_dials()}
        lost = [dial for dial, person in self.started.items() if dial not in dials or dials[dial].person_id != person]
        assert lost == [], "started dials are lost"
        wrong = [dial for dial, said in self.recorded.items() if [dials[dial].outcome, dials[dial].detail] != said]
        assert wrong == [], "recorded outcomes are lost"
        assert 0 <= len(dials) - len(self.started) <= unsaid
        assert 0 <= sum(dial.outcome is not None for dial in dials.values()) - len(self.recorded) <= unsaid
        doubled = store.rows("SELECT person_id FROM dials GROUP BY person_id HAVING count(*) > 1")
        assert doubled == [], "people were dialed twice"
        kinds: dict[str, int] = dict(
            store.rows("SELECT kind, count(*) FROM events WHERE kind IN ('started', 'outcome') GROUP BY kind")
        )
        assert kinds.get("started", 0) == len(dials)
        assert kinds.get("outcome", 0) == sum(dial.outcome is not None for dial in dials.values())
        halves = "SELECT seq FROM events WHERE operation NOT IN (SELECT seq FROM operations)"
        assert store.rows(halves) == [], "an event without its operation"
        assert compare(store) == []
        assert {check.name: check.ok for check in store.examine()}["words"], "search does not hold what is written"
        assert store.row("PRAGMA integrity_check") == ("ok",)
