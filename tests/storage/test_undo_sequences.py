"""P5 as a law: whatever was done in whatever order, taking it back and putting it back changes nothing to be seen."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialdeck.errors import RefusedError
from dialdeck.storage.projection import compare
from dialdeck.storage.store import Store
from dialdeck.storage.undo import Undone
from tests.storage.making import (
    NOW,
    add,
    draft,
    due_tomorrow,
    landed,
    number,
    opened,
    record,
    snooze,
    start,
    visible,
)

pytestmark = pytest.mark.trust
FULL = os.environ.get("DIALDECK_TRUST_FULL") == "1"
Seen = dict[str, list[tuple[object, ...]]]


def placed(seen: Seen) -> Seen:
    """What may be compared after a dial's outcome was taken back: the dial itself stays, ended and without one."""
    return seen | {"dials": []}


class Sequences(RuleBasedStateMachine):
    """Anything in any order. Beside the file, the machine keeps what was to be seen before each operation."""

    @initialize()
    def begin(self) -> None:
        """Start with two people in a new file."""
        self.folder = Path(tempfile.mkdtemp(prefix="undo"))
        self.store: Store = opened(self.folder / "list.db")
        self.done: list[tuple[Seen, Seen]] = []
        """Standing operations: what was to be seen before and after each."""
        self.back: list[tuple[Seen, Seen]] = []
        """What was taken back and can be put back."""
        self.log: list[tuple[object, ...]] = []
        self.imports = 0
        for index in range(2):
            self.step(lambda index=index: add(self.store, f"Dana {index}", number(index)))

    def teardown(self) -> None:
        """Throw the file away."""
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def step(self, act: object) -> None:
        """Do something that can be taken back."""
        before = visible(self.store)
        operations = self.store.last_operation()
        act()  # type: ignore[operator]
        if self.store.last_operation() > operations:
            self.done.append((before, visible(self.store)))
            self.back.clear()

    def people(self) -> list[int]:
        """Everybody who is there."""
        return [row[0] for row in self.store.rows("SELECT id FROM people ORDER BY id")]

    def one(self, choice: int) -> int | None:
        """One of them, or None when nobody is there."""
        people = self.people()
        return people[choice % len(people)] if people else None

    @rule(choice=st.integers(0, 50))
    def add_person(self, choice: int) -> None:
        """Somebody new, in an organisation that may be new."""
        name = f"Tom {self.store.last_operation()}"
        self.step(lambda: add(self.store, name, number(choice), organisation=f"Org {choice % 3}"))

    @rule(choice=st.integers(0, 50), title=st.sampled_from(["COO", "CEO", None]))
    def edit(self, choice: int, title: str | None) -> None:
        """Another title."""
        person = self.one(choice)
        if person is None:
            return

        def act() -> None:
            with self.store.operation("edit", person_id=person) as tx:
                tx.update("people", person, {"title": title})

        self.step(act)

    @rule(choice=st.integers(0, 50), days=st.integers(1, 9))
    def snooze(self, choice: int, days: int) -> None:
        """Rest for some days."""
        person = self.one(choice)
        if person is not None:
            self.step(lambda: snooze(self.store, person, days))

    @rule(choice=st.integers(0, 50), text=st.sampled_from(["a", "b"]))
    def note(self, choice: int, text: str) -> None:
        """A note."""
        person = self.one(choice)
        if person is None:
            return

        def act() -> None:
            with self.store.operation("note", person_id=person) as tx:
                tx.insert("notes", {"person_id": person, "at": NOW, "text": text})

        self.step(act)

    @rule(choice=st.integers(0, 50))
    def forget_notes(self, choice: int) -> None:
        """Rows can go as well as come."""
        person = self.one(choice)
        if person is None:
            return

        def act() -> None:
            with self.store.operation("edit", person_id=person) as tx:
                for note in self.store.notes(person):
                    tx.delete("notes", note.id)

        self.step(act)

    @rule(choice=st.integers(0, 50))
    def dial(self, choice: int) -> None:
        """Start a dial: it can never be taken back, so that what is to be seen before earlier operations has it too."""
        person = self.one(choice)
        if person is None or self.store.open_dial_of(person) is not None:
            return
        start(self.store, person)
        self.back.clear()
        self.done = [(placed(before), placed(after)) if before else ({}, {}) for before, after in self.done]

    @rule(choice=st.integers(0, 50), attempt=st.integers(2, 9))
    def outcome(self, choice: int, attempt: int) -> None:
        """Say how a dial ended; one that was taken back gets its outcome anew."""
        open_dials = self.store.open_dials()
        if open_dials:
            dial = open_dials[choice % len(open_dials)]
            self.step(lambda: record(self.store, dial.id, state=due_tomorrow(attempt), note="n"))

    @rule(choice=st.integers(0, 20))
    def bring_in(self, choice: int) -> None:
        """Import somebody known with one number more, and two who are new."""
        self.imports += 1
        people = [draft(f"New {self.imports} {index}", number(90 + index)) for index in range(2)]
        known = self.one(choice)
        row = None if known is None else self.store.person(known)
        if known is not None and row is not None:
            had = [one.e164 for one in self.store.numbers(known)]
            people.append(draft(row.name, *had[:1], number(500 + self.imports), email=f"{self.imports}@example.org"))
        self.step(lambda: landed(self.store, *people))

    @rule()
    def undo(self) -> None:
        """Take back: exactly what was to be seen before is to be seen again, but that dials were placed."""
        if not self.done:
            with pytest.raises(RefusedError):
                self.store.undo()
            return
        before, after = self.done[-1]
        present = visible(self.store)
        target = self.store.next_undo()
        assert target is not None
        dialed = self.dialed_since(target)
        if dialed and target.kind == "add":
            with pytest.raises(RefusedError):
                self.store.undo()
            assert visible(self.store) == present
            return
        self.store.undo()
        self.done.pop()
        if target.kind == "import":
            self.back.clear()
        else:
            self.back.append((before, after))
        if dialed and target.kind == "import":
            # People of the import who were dialed stay, so nothing before it looks as it did.
            self.done = [({}, {})] * len(self.done)
        elif before:
            assert placed(visible(self.store)) == placed(before)

    def dialed_since(self, target: Undone) -> bool:
        """Whether somebody whom an operation brought was dialed: they cannot go any more."""
        sql = "SELECT 1 FROM dials d JOIN people p ON p.id = d.person_id WHERE p.id = ? OR p.import_id = ?"
        bound = self.store.row("SELECT person_id, import_id FROM operations WHERE seq = ?", (target.operation,))
        return self.store.row(sql, bound or (0, 0)) is not None

    @rule()
    def redo(self) -> None:
        """Put back: what was to be seen after it is to be seen again."""
        if not self.back:
            with pytest.raises(RefusedError):
                self.store.redo()
            return
        before, after = self.back.pop()
        self.store.redo()
        if after:
            assert placed(visible(self.store)) == placed(after)
        self.done.append((before, after))

    @rule()
    def restart(self) -> None:
        """Close the program and open it again."""
        before = visible(self.store)
        self.store.close()
        self.store = opened(self.folder / "list.db")
        assert visible(self.store) == before

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def the_log_only_grows_and_tells_all(self) -> None:
        """Events are append-only, dials are never lost, and the projection follows from the log."""
        log = self.store.rows("SELECT * FROM events ORDER BY seq")
        assert log[: len(self.log)] == self.log
        self.log = log
        started = self.store.value("SELECT count(DISTINCT dial_id) FROM events WHERE kind = 'started'")
        assert self.store.value("SELECT count(*) FROM dials") == started
        assert compare(self.store) == []


TestSequences = Sequences.TestCase
TestSequences.settings = settings(
    max_examples=1_000 if FULL else 80, stateful_step_count=30 if FULL else 20, deadline=None
)
