"""Small files to test on: people, dials and outcomes written through the store, without the rules of the method."""

from pathlib import Path

from dialdeck.clock import SteppingClock
from dialdeck.model.codes import Bucket, Detail, DialStatus, EventKind, Outcome
from dialdeck.model.state import State
from dialdeck.storage.imports import ImportBatcher, ImportRow
from dialdeck.storage.opening import open_store
from dialdeck.storage.people import NumberDraft, PersonDraft, add_person
from dialdeck.storage.rows import ImportRecord
from dialdeck.storage.store import Store

NOW = 1_773_155_100_000
"""2026-03-10T10:05-05:00, a Tuesday."""
DAY = 86_400_000
CHICAGO = "America/Chicago"
NEW_YORK = "America/New_York"


def opened(db: Path, **options: float) -> Store:
    """A store on `db` whose clock stands at NOW."""
    return open_store(db, SteppingClock(NOW), **options)  # type: ignore[arg-type]


def number(last: int) -> str:
    """A fictional number."""
    return f"+131255{last:05}"


def draft(name: str, *numbers: str, zone: str = CHICAGO, region: str | None = "IL", **fields: object) -> PersonDraft:
    """A person as an import or a form has them."""
    return PersonDraft(
        name=name,
        country="US",
        region=region,
        zone=zone,
        zones=(zone,),
        numbers=[NumberDraft(e164=e164, raw=e164, source="Phone") for e164 in numbers],
        **fields,  # type: ignore[arg-type]
    )


def add(store: Store, name: str, *numbers: str, **fields: object) -> int:
    """Add one person by hand, as one operation."""
    with store.operation("add") as tx:
        return add_person(store, tx, draft(name, *numbers, **fields))  # type: ignore[arg-type]


def rows(*people: PersonDraft | None, line: int = 2) -> list[ImportRow]:
    """The rows of a file with these people, None for one that cannot be read."""
    return [
        ImportRow(line + index, line + index, f"raw {line + index}", person, None if person else "no name")
        for index, person in enumerate(people)
    ]


def batcher(store: Store, list_name: str | None = None) -> ImportBatcher:
    """An import that has begun."""
    return ImportBatcher(store, file="list.csv", source="generic", mapping={"Name": "name"}, list_name=list_name)


def landed(store: Store, *people: PersonDraft | None) -> ImportRecord:
    """An import of these people, all in."""
    begun = batcher(store)
    begun.add(rows(*people))
    return begun.land()


def crowd(store: Store, count: int, places: int = 4) -> None:
    """Bring in so many fresh people, spread over places."""
    regions = [chr(65 + index // 26) + chr(65 + index % 26) for index in range(places)]
    landed(
        store,
        *(
            draft(
                f"Dana Whitfield {index:05}",
                number(index),
                region=regions[index % places],
                organisation=f"Org {index // 3}",
            )
            for index in range(count)
        ),
    )


def start(store: Store, person_id: int, at: int = NOW) -> int:
    """Commit the start of a dial."""
    with store.operation("start", person_id=person_id) as tx:
        dial_id = tx.new_dial_id()
        tx.event(
            EventKind.STARTED,
            at=at,
            person_id=person_id,
            dial_id=dial_id,
            dial={
                "status": DialStatus.OPEN,
                "started_at": at,
                "attempt": 1,
                "plan": "voicemail",
                "step": "opening",
                "cadence": "persistence",
                "script": "opening",
                "weekday": 1,
            },
        )
    return dial_id


def record(store: Store, dial_id: int, *, state: State | None = None, note: str | None = None) -> int:
    """Commit that nobody answered; return the number of the operation."""
    dial = store.dial(dial_id)
    assert dial is not None
    kind = EventKind.AMENDED if store.has_outcome(dial_id) else EventKind.OUTCOME
    with store.operation("record", person_id=dial.person_id, dial_id=dial_id) as tx:
        tx.event(
            kind,
            at=NOW,
            person_id=dial.person_id,
            dial_id=dial_id,
            outcome=Outcome.SILENT_HANGUP,
            detail=Detail.RANG_OUT,
            state=state or due_tomorrow(2),
            dial={
                "status": DialStatus.DONE,
                "ended_at": NOW,
                "outcome": "silent_hangup",
                "detail": "rang_out",
                "counts": 1,
            },
        )
        if note is not None:
            tx.insert("notes", {"person_id": dial.person_id, "dial_id": dial_id, "at": NOW, "text": note})
    return tx.seq


def due_tomorrow(attempt: int) -> State:
    """The state of somebody to be dialed the next morning."""
    return State(attempt=attempt, position=attempt - 1, bucket=Bucket.DUE, due_at=NOW + DAY, due_day="2026-03-11")


def snooze(store: Store, person_id: int, days: int = 3) -> None:
    """Let somebody rest, as one operation."""
    with store.operation("snooze", person_id=person_id) as tx:
        state = State(bucket=Bucket.DUE, due_at=NOW + days * DAY, due_day="2026-03-13")
        tx.event(EventKind.SNOOZED, at=NOW, person_id=person_id, state=state)


def visible(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything a person can see of the file: all plain rows and the projection, without who looks at whom."""
    tables = ("people", "organisations", "lists", "numbers", "research", "notes", "promises", "tasks", "do_not_call")
    found = {table: store.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}
    found["dials"] = store.rows("SELECT * FROM dials ORDER BY id")
    columns = ", ".join(name for name in store.columns("states") if name not in ("rev", "holder_id"))
    found["states"] = store.rows(f"SELECT {columns} FROM states ORDER BY person_id")
    return found
