"""Commands about dials: record one, amend one, undo and redo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dialdeck.cli.common import JSON, database, desk_of, text_or_stdin
from dialdeck.cli.running import emit, line
from dialdeck.model.codes import DETAILS, Outcome

OUTCOMES = click.Choice([outcome.value for outcome in Outcome])
DETAIL_NAMES = click.Choice([detail.value for details in DETAILS.values() for detail in details] + ["not_placed"])


@click.command()
@click.argument("prospect")
@click.argument("outcome", type=OUTCOMES)
@click.option("--detail", type=DETAIL_NAMES, help="What else is known; not_placed takes the dial out of every count.")
@click.option("--note", help="A note kept with the dial (- for standard input).")
@click.option("--next", "when", metavar="WHEN", help="An agreed time: callback, meeting, next step, return.")
@JSON
@database
def record(
    prospect: str, outcome: str, detail: str | None, note: str | None, when: str | None, as_json: bool, db: Path | None
) -> None:
    """Record a dial that was just placed to PROSPECT, and say what follows."""
    from dialdeck.session.recording import record_dial

    with desk_of(db) as desk:
        done = record_dial(
            desk, prospect, outcome, detail=detail, note=None if note is None else text_or_stdin(note), when=when
        )
        answer(done, as_json=as_json)


@click.command()
@click.argument("dial")
@click.option("--outcome", type=OUTCOMES)
@click.option("--detail", type=DETAIL_NAMES)
@click.option("--note", help="A note kept with the dial (- for standard input).")
@click.option("--next", "when", metavar="WHEN", help="An agreed time, in place of the one recorded.")
@JSON
@database
def amend(
    dial: str,
    outcome: str | None,
    detail: str | None,
    note: str | None,
    when: str | None,
    as_json: bool,
    db: Path | None,
) -> None:
    """Correct a DIAL (its id from `record` or `show`) later on; the dates after it are derived again."""
    from dialdeck.session.recording import amend_dial

    with desk_of(db) as desk:
        done = amend_dial(
            desk, dial, outcome=outcome, detail=detail, note=None if note is None else text_or_stdin(note), when=when
        )
        answer(done, as_json=as_json)


@click.command()
@JSON
@database
def undo(as_json: bool, db: Path | None) -> None:
    """Take back the newest operation; a call that was placed stays on record and wants its outcome again."""
    from dialdeck.session.recording import undo_last

    with desk_of(db) as desk:
        answer(undo_last(desk), as_json=as_json)


@click.command()
@JSON
@database
def redo(as_json: bool, db: Path | None) -> None:
    """Do again what `undo` took back last."""
    from dialdeck.session.recording import redo_last

    with desk_of(db) as desk:
        answer(redo_last(desk), as_json=as_json)


def answer(done: dict[str, Any], *, as_json: bool) -> None:
    """Print what was done: the JSON object, or a line for people."""
    words = done.pop("words")
    if as_json:
        emit(done)
    else:
        line(words)
