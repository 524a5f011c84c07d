"""Commands about one prospect: show, add, edit, snooze, callback, a meeting, retire, revive, do not call."""

from __future__ import annotations

import click

from dialdeck.cli.common import database, desk_of, fields_of, json_option, text_or_stdin, wants_json
from dialdeck.cli.dials import answer
from dialdeck.cli.running import emit, line
from dialdeck.model.codes import Met


@click.command()
@click.argument("prospect")
@json_option
@database
def show(prospect: str) -> None:
    """Show PROSPECT: facts, script, history, what each outcome does."""
    from dialdeck.session.prospects import resolve
    from dialdeck.session.sheet import prospect_lines
    from dialdeck.session.showing import prospect_json

    with desk_of() as desk:
        person_id = resolve(desk, prospect)
        if wants_json():
            emit(prospect_json(desk, person_id))
            return
        for words in prospect_lines(desk, person_id):
            line(words)


@click.command()
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@json_option
@database
def add(fields: tuple[str, ...]) -> None:
    """Add one prospect: name= and phone= at least.

    Further fields as known: title, organisation, email, zone, cadence, issue, issue_source, offer, project, note, list.
    """
    from dialdeck.session.people import add_person, read_fields

    given = fields_of(fields)
    read_fields(given)  # what cannot be read must not leave a new file behind
    with desk_of(create=True) as desk:
        uid, notes = add_person(desk, given)
        if wants_json():
            emit({"prospect_id": uid, "notes": list(notes)})
            return
        line(f"added {uid}")
        for note in notes:
            line(note)


@click.command()
@click.argument("prospect")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@database
def edit(prospect: str, fields: tuple[str, ...]) -> None:
    """Change fields of PROSPECT.

    An empty value clears a field; phone= adds a number.
    """
    from dialdeck.session.editing import edit_person
    from dialdeck.session.prospects import resolve

    given = fields_of(fields)
    with desk_of() as desk:
        for words in edit_person(desk, resolve(desk, prospect), given):
            line(words)


@click.command()
@click.argument("prospect")
@click.argument("when")
@database
def snooze(prospect: str, when: str) -> None:
    """Let PROSPECT rest until WHEN; the step they stand at stays."""
    from dialdeck.session import explaining, moving, typed_dates
    from dialdeck.session.prospects import resolve

    with desk_of() as desk:
        person_id = resolve(desk, prospect)
        moving.snooze(desk, person_id, typed_dates.when(desk, person_id, when))
        line(explaining.next_words(desk, person_id))


@click.command()
@click.argument("prospect")
@click.argument("when")
@database
def callback(prospect: str, when: str) -> None:
    """Promise PROSPECT a call at WHEN, in their local time."""
    from dialdeck.session import explaining, moving, typed_dates
    from dialdeck.session.prospects import resolve

    with desk_of() as desk:
        person_id = resolve(desk, prospect)
        moving.agree_callback(desk, person_id, typed_dates.when(desk, person_id, when))
        line(explaining.next_words(desk, person_id))


@click.command()
@click.argument("prospect")
@click.argument("what", type=click.Choice([one.value for one in Met]), metavar="held|no-show|moved")
@click.option("--next", "when", metavar="WHEN", help="The agreed next step, or the time it was moved to.")
@json_option
@database
def meeting(prospect: str, what: str, when: str | None) -> None:
    """Say what became of the meeting with PROSPECT, without a dial.

    Held and no-show from its time on; moved at any time, with --next.
    """
    from dialdeck.session.recording import record_meeting

    with desk_of() as desk:
        answer(record_meeting(desk, prospect, Met(what), when))


@click.command()
@click.argument("prospect")
@click.option("--reason", required=True, help="Why (- for standard input).")
@database
def retire(prospect: str, reason: str) -> None:
    """Let PROSPECT go; nothing is deleted."""
    from dialdeck.session import moving
    from dialdeck.session.prospects import resolve

    words = text_or_stdin(reason)
    with desk_of() as desk:
        moving.retire(desk, resolve(desk, prospect), words)
        line("retired; `dialdeck revive` brings them back with a new reason")


@click.command()
@click.argument("prospect")
@click.option("--reason", required=True, help="What is new (- for standard input).")
@click.option("--on", "when", metavar="WHEN", help="When they are called; without it, as their cadence has it.")
@database
def revive(prospect: str, reason: str, when: str | None) -> None:
    """Bring a retired or resting PROSPECT back.

    Who rests or was talked to comes back as a win-back, everybody else at attempt 1.
    """
    from dialdeck.session import explaining, moving, typed_dates
    from dialdeck.session.prospects import resolve

    words = text_or_stdin(reason)
    with desk_of() as desk:
        person_id = resolve(desk, prospect)
        typed = None if when is None else typed_dates.when(desk, person_id, when)
        moving.revive(desk, person_id, words, typed)
        line(explaining.next_words(desk, person_id))


@click.group()
def dnc() -> None:
    """The do-not-call list."""


@dnc.command("add")
@click.argument("number")
@click.option("--reason", default="added by hand", show_default=True, help="Why (- for standard input).")
@click.option("--country", metavar="US", help="Country of a number written without +.")
@database
def dnc_add(number: str, reason: str, country: str | None) -> None:
    """Block NUMBER at once on every prospect that bears it."""
    from dialdeck.session.people import block, numbers_in

    numbers, words = numbers_in(number, country), text_or_stdin(reason)
    with desk_of(create=True) as desk:
        line(block(desk, numbers, words))
