"""The lists that somebody picks from, as finished lines: people found, scopes of the queue, tasks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialdeck.errors import MissingError
from dialdeck.method.wording import day_words, retired_words
from dialdeck.model.views import PickRow
from dialdeck.session import zoneless
from dialdeck.session.board import many
from dialdeck.session.panels import city, spaced
from dialdeck.session.preparing import to_prepare, unresearched_words
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.narrowing import Scope
    from dialdeck.storage.rows import TaskRow

FOUND = 50
"""People a search shows; a longer list is searched further by typing more."""
EVERYBODY = "all"
TO_PREPARE = "prepare:"
TO_ZONE = "zone:"
TASK_WORDS = {
    "find_contact": "find another contact",
    "find_number": "find a number",
    "send": "send something",
    "prepare": "prepare",
    "zone": "set the time zone",
}


def found_people(desk: Desk, text: str) -> tuple[PickRow, ...]:
    """Return the people whom a text fits: words are beginnings of words, digits the end of a number."""
    return tuple(
        PickRow(
            id=str(one.person_id),
            label=one.name,
            note=" · ".join(
                words
                for words in (one.title, one.organisation, spaced(one.e164) if one.e164 else "", one.stage)
                if words
            ),
        )
        for one in desk.store.find_people(text, FOUND)
    )


def scope_rows(desk: Desk) -> tuple[PickRow, ...]:
    """Return what the queue can be narrowed to, everybody first."""
    here = desk.store.scope
    rows = [PickRow(EVERYBODY, "everybody", "the whole queue", here is None)]
    for one in desk.store.scopes():
        in_force = here is not None and (here.kind, here.value) == (one.kind, one.value)
        rows.append(
            PickRow(f"{one.kind}:{one.value}", _words(one.kind, one.label), f"{many(one.count)} in play", in_force)
        )
    return tuple(rows)


def scope_of(row_id: str) -> Scope | None:
    """Return the scope of a picked line, None for everybody."""
    from dialdeck.storage.narrowing import Scope

    kind, _, value = row_id.partition(":")
    return None if kind == EVERYBODY else Scope(kind, value)  # type: ignore[arg-type]


def scope_words(desk: Desk, scope: Scope | None) -> str:
    """Return a scope in words, empty for everybody: `list Cold chain`, `promises`, `stage follow-up`."""
    if scope is None:
        return ""
    label = desk.store.lists().get(int(scope.value), scope.value) if scope.kind == "list" else scope.value
    return _words(scope.kind, label)


def task_rows(desk: Desk) -> tuple[PickRow, ...]:
    """Return the open tasks, the most urgent first, with whom and until when; behind them who lacks facts or a zone."""
    today = local_in(desk.policy.caller.zone, desk.clock.now()).date()
    waiting = (
        PickRow(f"{TO_PREPARE}{one.id}", f"{one.name} · {TASK_WORDS['prepare']}", unresearched_words(desk, one))
        for one in to_prepare(desk)
    )
    nowhere = (
        PickRow(f"{TO_ZONE}{one.id}", f"{one.name} · {TASK_WORDS[zoneless.KIND]}", zoneless.fix_words(desk, one))
        for one in zoneless.to_zone(desk)
    )
    return (*(_task_row(desk, task, today) for task in desk.store.tasks(open_only=True)), *waiting, *nowhere)


def task_person(desk: Desk, row_id: str) -> int:
    """Return whom a task is about; raise MissingError when it is gone or about nobody."""
    waiting = person_to_prepare(row_id) or person_to_zone(row_id)
    if waiting is not None:
        return waiting
    task = next((one for one in desk.store.tasks(open_only=False) if str(one.id) == row_id), None)
    if task is None or task.person_id is None:
        message = "this task is about nobody on file any more"
        raise MissingError(message)
    return task.person_id


def person_to_prepare(row_id: str) -> int | None:
    """Return whom a line of the tasks wants prepared; None for every other task."""
    return int(row_id.removeprefix(TO_PREPARE)) if row_id.startswith(TO_PREPARE) else None


def person_to_zone(row_id: str) -> int | None:
    """Return whose time zone a line of the tasks wants; None for every other task."""
    return int(row_id.removeprefix(TO_ZONE)) if row_id.startswith(TO_ZONE) else None


def _task_row(desk: Desk, task: TaskRow, today: date) -> PickRow:
    person = desk.store.person(task.person_id) if task.person_id is not None else None
    due = date.fromisoformat(task.due_day)
    until = "overdue since " if due < today else "today" if due == today else ""
    day = until if due == today else f"{until}{day_words(due)}"
    words = TASK_WORDS.get(task.kind, task.kind)
    return PickRow(
        id=str(task.id),
        label=f"{person.name} · {words}" if person is not None else words,
        note=" · ".join(part for part in (day, retired_words(task.reason or "")) if part),
    )


def _words(kind: str, label: str) -> str:
    if kind == "promises":
        return "promises"
    return f"{kind} {city(label) if kind == 'zone' else label}"
