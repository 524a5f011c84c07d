"""Commands that list: the queue, people who are looked for, tasks, sessions."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click

from dialdeck.cli.common import database, desk_of, json_option, text_or_stdin, wants_json
from dialdeck.cli.running import emit, line, say
from dialdeck.cli.text import table
from dialdeck.model.codes import TaskKind

SHOWN = 40
END = 8
"""Characters of a uid's end that are printed: enough to name anybody with."""


@click.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"At most this many (text for people: {SHOWN}).")
@click.option("--list", "list_name", metavar="L", help="Only people of this list.")
@json_option
@database
def queue(limit: int | None, list_name: str | None) -> None:
    """List everybody in play, in serving order."""
    from dialdeck.session.listing import public, queue_entries

    most = limit if wants_json() else limit or SHOWN
    with desk_of() as desk:
        entries = queue_entries(desk, most, list_name)
        waiting = desk.store.count_without_zone(1_000_000)
        more = most is not None and len(entries) == most and desk.store.count_in_play() > most
    if wants_json():
        emit([public(entry) for entry in entries])
    else:
        _print(entries)
        sys.stdout.flush()  # a reader that is gone is noticed before anything more is said
        if more and limit is None:
            say(f"the first {SHOWN}; more with --limit N, all of them with --json")
        if not entries:
            say("nobody is in play; bring people in with: dialdeck import FILE")
    if waiting:
        say(f"{waiting} more wait for a time zone (dialdeck edit PROSPECT zone=…)")


@click.command()
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most so many."
)
@json_option
@database
def find(text: str, limit: int) -> None:
    """Find people by TEXT.

    Beginnings of words in names, organisations and notes; digits find numbers by their end.
    """
    from dialdeck.session.finding import found
    from dialdeck.session.panels import spaced

    with desk_of() as desk:
        people = found(desk, text, limit)
    if wants_json():
        emit(people)
        return
    if not people:
        say(f"nobody fits {text!r}")
        return
    rows = [
        (
            one["prospect_id"][-END:],
            one["name"],
            one["organisation"] or "",
            spaced(one["phone"]) if one["phone"] else "",
            one["stage"],
            one["matched"],
        )
        for one in people
    ]
    _lines(table(("PROSPECT", "NAME", "ORGANISATION", "PHONE", "STAGE", "FOUND BY"), rows, (0, 26, 24, 0, 0, 0)))


@click.command()
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most so many."
)
@json_option
@database
def sessions(limit: int) -> None:
    """List call sessions, the newest first."""
    from dialdeck.session.finding import sessions as listed_sessions

    with desk_of() as desk:
        listed = listed_sessions(desk, limit)
    if wants_json():
        emit(listed)
        return
    if not listed:
        say("there was no session yet; `dialdeck` begins one")
        return
    counts = ("dials", "answered", "messages", "silent", "booked")
    rows = [
        (
            f"{datetime.fromisoformat(one['started']):%a %d %b %Y %H:%M}",
            f"{datetime.fromisoformat(one['ended']):%H:%M}" if one["ended"] else "",
            *(str(one[name]) for name in counts),
        )
        for one in listed
    ]
    _lines(table(("BEGAN", "ENDED", *(name.upper() for name in counts)), rows, (0,) * 7))


@click.group(invoke_without_command=True)
@json_option
@database
@click.pass_context
def tasks(context: click.Context) -> None:
    """List open tasks, add one, or mark one done.

    Tasks: find another contact, find a number, send something, prepare.
    """
    if context.invoked_subcommand is not None:
        return
    from dialdeck.session.tasks import task_list

    with desk_of() as desk:
        listed = task_list(desk)
    if wants_json():
        emit([_public(task) for task in listed])
        return
    if not listed:
        say("no task is open")
        return
    rows = [
        (str(task["id"] or ""), task["due"] or "", task["kind"].replace("_", " "), *_whose(task), task["reason"] or "")
        for task in listed
    ]
    _lines(table(("ID", "DUE", "TASK", "PROSPECT", "NAME", "WHY"), rows, (0, 0, 0, 0, 28, 0)))


@tasks.command("add")
@click.argument("prospect")
@click.argument("text")
@click.option("--by", "when", metavar="WHEN", default="tomorrow", show_default=True, help="The day it is due.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in TaskKind]),
    default=TaskKind.SEND.value,
    show_default=True,
    help="What to do.",
)
@json_option
@database
def tasks_add(prospect: str, text: str, when: str, kind: str) -> None:
    """Add a task about PROSPECT: what was asked for and is to be sent, unless --kind says otherwise."""
    from dialdeck.session.prospects import resolve
    from dialdeck.session.tasks import add_task, task_list
    from dialdeck.session.typed_dates import when_here

    with desk_of() as desk:
        person_id = resolve(desk, prospect)
        task_id = add_task(desk, person_id, TaskKind(kind), text_or_stdin(text), when_here(desk, when))
        added = next(one for one in task_list(desk) if one["id"] == task_id)
    if wants_json():
        emit(_public(added))
    else:
        line(f"task {task_id}: {kind.replace('_', ' ')} by {added['due']} · {added['name']} · {added['reason']}")


@tasks.command("done")
@click.argument("task", metavar="ID", type=int)
@json_option
@database
def tasks_done(task: int) -> None:
    """Mark a task done; `dialdeck undo` takes that back."""
    from dialdeck.session.tasks import finish_task, task_list

    with desk_of() as desk:
        finish_task(desk, task)
        done = next(one for one in task_list(desk, open_only=False) if one["id"] == task)
    if wants_json():
        emit(_public(done))
    else:
        line(f"done: task {task}, {done['kind'].replace('_', ' ')} · {done['name']}")


def _print(entries: list[dict[str, Any]]) -> None:
    from dialdeck.session.panels import spaced

    rows = [
        (
            entry["prospect_id"][-END:],
            entry["name"],
            entry["organisation"] or "",
            spaced(entry["phone"]) if entry["phone"] else "",
            f"#{entry['attempt']} {'message' if entry['plan'] == 'voicemail' else entry['plan']}",
            _when(entry),
            entry["why"],
        )
        for entry in entries
    ]
    if rows:
        header = ("PROSPECT", "NAME", "ORGANISATION", "PHONE", "ATTEMPT", "WHEN, THEIR TIME", "WHY")
        _lines(table(header, rows, (0, 26, 24, 0, 0, 0, 0)))


def _when(entry: dict[str, Any]) -> str:
    city = entry["zone"].rsplit("/", 1)[-1].replace("_", " ")
    if entry["callable"]:
        return f"now, {entry['local_time'][11:16]} {city}"
    if not entry["phone"]:
        return "when there is a number"
    # Before the due day nobody asks when the doors open, but when the dial is wished for.
    at = entry["due" if entry["local_time"][:10] < entry["due"][:10] else "callable_from"]
    return f"{datetime.fromisoformat(at):%a %d %b %H:%M} {city}"


def _whose(task: dict[str, Any]) -> tuple[str, str]:
    return (task["prospect_id"] or "")[-END:], task["name"]


def _public(task: dict[str, Any]) -> dict[str, Any]:
    return {key: task[key] for key in ("id", "kind", "prospect_id", "due", "done")}


def _lines(texts: list[str]) -> None:
    for text in texts:
        line(text)
