"""Work that is not a dial: find another contact, find a number, send something, prepare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.errors import DataError, MissingError, RefusedError
from dialdeck.method.wording import retired_words
from dialdeck.model.codes import TaskKind
from dialdeck.session import zoneless
from dialdeck.session.preparing import to_prepare, unresearched_words

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow
    from dialdeck.words.dates import When


def task_list(desk: Desk, *, open_only: bool = True) -> list[dict[str, Any]]:
    """Return the open tasks, or all, the most urgent first: id, kind, prospect, due day, done, words for people.

    Behind them, without an id and a day, who waits to be prepared, and who for a time zone.
    """
    tasks = [
        {
            "id": task.id,
            "kind": task.kind,
            "prospect_id": person.uid if person is not None else None,
            "due": task.due_day,
            "done": task.done_at is not None,
            "name": person.name if person is not None else "",
            "reason": retired_words(task.reason or ""),
        }
        for task, person in ((task, _person(desk, task.person_id)) for task in desk.store.tasks(open_only=open_only))
    ]
    if not open_only:
        return tasks
    waiting = [(TaskKind.PREPARE, person, unresearched_words(desk, person)) for person in to_prepare(desk)]
    nowhere = [(zoneless.KIND, person, zoneless.fix_words(desk, person)) for person in zoneless.to_zone(desk)]
    return tasks + [
        {
            "id": None,
            "kind": kind,
            "prospect_id": person.uid,
            "due": None,
            "done": False,
            "name": person.name,
            "reason": words,
        }
        for kind, person, words in (*waiting, *nowhere)
    ]


def add_task(desk: Desk, person_id: int, kind: TaskKind, text: str, when: When) -> int:
    """Add a task about a person, due on the day of `when` where the caller is, and return its id.

    Something to send is a word given.

    Raises DataError for a task without words.
    """
    words = text.strip()
    if not words:
        message = "say what is to be done, in a few words"
        raise DataError(message)
    values = {
        "person_id": person_id,
        "kind": kind,
        "due_day": when.day.isoformat(),
        "reason": words,
        "made_at": desk.clock.now(),
    }
    with desk.store.operation("task_added", person_id=person_id) as tx:
        return tx.insert("tasks", values)


def finish_task(desk: Desk, task_id: int) -> None:
    """Mark a task done. Raises MissingError when there is none, RefusedError when it is done already."""
    task = next((one for one in desk.store.tasks(open_only=False) if one.id == task_id), None)
    if task is None:
        message = f"there is no task {task_id}; `dialdeck tasks` lists them"
        raise MissingError(message)
    if task.done_at is not None:
        message = f"task {task_id} is done already"
        raise RefusedError(message)
    with desk.store.operation("task", person_id=task.person_id) as tx:
        tx.update("tasks", task_id, {"done_at": desk.clock.now()})


def _person(desk: Desk, person_id: int | None) -> PersonRow | None:
    return None if person_id is None else desk.store.person(person_id)
