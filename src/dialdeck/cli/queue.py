"""Commands that list work: the queue and the tasks."""

from __future__ import annotations

from pathlib import Path

import click

from dialdeck.cli.common import JSON, database, desk_of
from dialdeck.cli.running import emit, line

SHOWN = 40


@click.command()
@click.option("--limit", type=click.IntRange(min=1), help=f"At most this many (text for people: {SHOWN}).")
@click.option("--list", "list_name", metavar="L", help="Only people of this list.")
@JSON
@database
def queue(limit: int | None, list_name: str | None, as_json: bool, db: Path | None) -> None:
    """List everybody in play in the order in which they will be served."""
    from dialdeck.session.listing import public, queue_entries

    with desk_of(db) as desk:
        entries = queue_entries(desk, limit if as_json else limit or SHOWN, list_name)
        waiting = desk.store.count_without_zone(1_000_000)
    if as_json:
        emit([public(entry) for entry in entries])
    else:
        for entry in entries:
            state = "now" if entry["callable"] else f"from {entry['callable_from'][:16].replace('T', ' ')}"
            line(
                f"{entry['prospect_id'][-8:]}  {entry['name'][:26]:26}  {(entry['organisation'] or '')[:24]:24}  "
                f"{entry['attempt']:>2} {entry['plan']:9}  {state:22}  {entry['why']}"
            )
    if waiting:
        click.echo(f"dialdeck: {waiting} more wait for a time zone (dialdeck edit PROSPECT zone=…)", err=True)


@click.group(invoke_without_command=True)
@JSON
@database
@click.pass_context
def tasks(context: click.Context, as_json: bool, db: Path | None) -> None:
    """List the tasks that are open: find another contact, find a number, send something, prepare."""
    if context.invoked_subcommand is not None:
        return
    from dialdeck.session.tasks import task_list

    with desk_of(db) as desk:
        listed = task_list(desk)
    if as_json:
        emit([{key: value for key, value in task.items() if key not in ("name", "reason")} for task in listed])
        return
    for task in listed:
        line(f"{task['id']:>4}  {task['due']}  {task['kind']:12}  {task['name']}: {task['reason']}")


@tasks.command("done")
@click.argument("task", metavar="ID", type=int)
@database
def tasks_done(task: int, db: Path | None) -> None:
    """Mark a task done."""
    from dialdeck.session.tasks import finish_task

    with desk_of(db) as desk:
        finish_task(desk, task)
        line(f"task {task} is done")
