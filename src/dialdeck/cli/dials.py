"""Commands about dials: record one, amend one, undo and redo."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import click

from dialdeck.cli.common import database, desk_of, json_option, text_or_stdin, wants_json
from dialdeck.cli.running import emit, line, say
from dialdeck.model.codes import DETAILS, Outcome

OUTCOMES = click.Choice([outcome.value for outcome in Outcome])
DETAIL_NAMES = click.Choice([detail.value for details in DETAILS.values() for detail in details] + ["not_placed"])


def _which() -> str:
    """Return the details of each outcome, as the help shows them."""
    rows = [(outcome.value, ", ".join(detail.value for detail in DETAILS[outcome])) for outcome in Outcome]
    rows.append(("any of them", "not_placed: no call happened, and the dial counts for nothing"))
    return "\b\n" + "\n".join(
        fill(words, 100, initial_indent=f"{name:16}", subsequent_indent=" " * 16) for name, words in rows
    )


@click.command(epilog=_which())
@click.argument("prospect")
@click.argument("outcome", type=OUTCOMES)
@click.option("--detail", type=DETAIL_NAMES, metavar="D", help="What else is known of the outcome (see below).")
@click.option("--note", metavar="TEXT", help="A note kept with the dial (- for standard input).")
@click.option("--next", "when", metavar="WHEN", help="An agreed time: callback, meeting, next step, return.")
@json_option
@database
def record(prospect: str, outcome: str, detail: str | None, note: str | None, when: str | None) -> None:
    """Record a dial that was just placed, and say what follows."""
    from dialdeck.session.recording import record_dial

    words = None if note is None else text_or_stdin(note)
    with desk_of() as desk:
        answer(record_dial(desk, prospect, outcome, detail=detail, note=words, when=when))


@click.command(epilog=_which())
@click.argument("dial")
@click.option("--outcome", type=OUTCOMES, metavar="O", help="answered, voicemail_left or silent_hangup.")
@click.option("--detail", type=DETAIL_NAMES, metavar="D", help="What else is known of the outcome (see below).")
@click.option("--note", metavar="TEXT", help="A note kept with the dial (- for standard input).")
@click.option("--next", "when", metavar="WHEN", help="An agreed time, in place of the one recorded.")
@json_option
@database
def amend(dial: str, outcome: str | None, detail: str | None, note: str | None, when: str | None) -> None:
    """Correct a recorded DIAL; the dates after it follow anew."""
    from dialdeck.session.recording import amend_dial

    words = None if note is None else text_or_stdin(note)
    with desk_of() as desk:
        answer(amend_dial(desk, dial, outcome=outcome, detail=detail, note=words, when=when))


@click.command()
@click.option("--reason", default="", metavar="TEXT", help="Why a do not call was a mistake: without one it stays.")
@json_option
@database
def undo(reason: str) -> None:
    """Take back the newest operation.

    A call that was placed stays on record and wants its outcome again.
    """
    from dialdeck.session.recording import undo_last

    with desk_of() as desk:
        answer(undo_last(desk, reason))


@click.command()
@json_option
@database
def redo() -> None:
    """Do again what `undo` took back last."""
    from dialdeck.session.recording import redo_last

    with desk_of() as desk:
        answer(redo_last(desk))


def answer(done: dict[str, Any]) -> None:
    """Print what was done: the JSON object, or lines for people; a warning on standard error either way."""
    words = done.pop("words")
    if done["warning"] is not None:
        say(f"warning: {done['warning']}")
    if wants_json():
        emit(done)
        return
    line(words)
    if done["dial"] is not None:
        line(f"dial {done['dial']} (dialdeck amend corrects it, dialdeck undo takes the last step back)")
