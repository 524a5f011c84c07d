"""Commands that bring lists in and take data away: import, imports, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal, TextIO, cast

import click

from dialdeck.cli.common import database, desk_of, json_option, wants_json
from dialdeck.cli.running import emit, line, progress_to, say
from dialdeck.cli.text import CleanStream, table
from dialdeck.errors import DataError

SHOWN_ROWS = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Where a column belongs; may be repeated.")
@click.option("--encoding", metavar="E", help="The file's encoding, when it is not UTF-8 or UTF-16 with a mark.")
@click.option("--country", metavar="US", help="Country of numbers written without +.")
@click.option("--list", "list_name", metavar="NAME", help="Put the people on this list.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@json_option
@database
def import_file(
    file: Path,
    maps: tuple[str, ...],
    encoding: str | None,
    country: str | None,
    list_name: str | None,
    dry_run: bool,
) -> int:
    """Import a CSV FILE with column names.

    Every row gets a verdict, and the whole can be taken back.
    """
    from dialdeck.session.importing import Request, open_people, run_import

    request = Request(file, maps, encoding, country, list_name, dry_run)
    with open_people(request) as people, desk_of(create=True, dry=dry_run) as desk:
        report = run_import(desk, people, request, progress_to(sys.stderr))
        for notice in people.notices:
            say(notice)
    if wants_json():
        emit(report)
    else:
        _tell(report, dry_run=dry_run, most=SHOWN_ROWS)
        if not dry_run:
            line(
                f"import {report['import_id']} (take it back with: dialdeck imports revert {report['import_id'][-8:]})"
            )
    return DataError.exit_code if report["added"] + report["updated"] + report["duplicate"] == 0 else 0


@click.group(invoke_without_command=True)
@json_option
@database
@click.pass_context
def imports(context: click.Context) -> None:
    """List imports, show one row by row, or take one back."""
    if context.invoked_subcommand is None:
        _list()


@imports.command("list")
@json_option
@database
def imports_list() -> None:
    """List all imports, newest first."""
    _list()


@imports.command("show")
@click.argument("import_id", metavar="ID")
@json_option
@database
def imports_show(import_id: str) -> None:
    """Show one import with the verdict for each row."""
    from dialdeck.session.importing import import_report

    with desk_of() as desk:
        report = import_report(desk, import_id)
    if wants_json():
        emit(report)
    else:
        line(f"import {report['import_id']}  {report['file']}")
        _tell(report)


@imports.command("revert")
@click.argument("import_id", metavar="ID")
@json_option
@database
def imports_revert(import_id: str) -> None:
    """Take a whole import back; people to whom something happened since are kept, and counted."""
    from dialdeck.session.importing import revert_import

    with desk_of() as desk:
        done = revert_import(desk, import_id)
    if wants_json():
        emit(done)
    else:
        kept = f", {done['kept']} kept because something happened to them since" if done["kept"] else ""
        line(f"{done['removed']} removed, {done['restored']} restored{kept}")


@click.command()
@click.argument("what", type=click.Choice(["prospects", "dials"]))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not to stdout.")
@database
def export(what: str, form: Literal["csv", "json"], output: Path | None) -> None:
    """Export prospects or dials as CSV or JSON."""
    from dialdeck.session.exporting import run_export

    target = None if output == Path("-") else output
    stream = cast("TextIO", CleanStream(sys.stdout)) if sys.stdout.isatty() else sys.stdout
    with desk_of() as desk:
        count = run_export(desk, what, form, target, stream)
    if target is not None:
        say(f"{count} {what} written to {target}")


def _list() -> None:
    from dialdeck.session.importing import import_list

    with desk_of() as desk:
        listed = import_list(desk)
    if wants_json():
        emit(listed)
        return
    if not listed:
        say("nothing was imported yet; bring people in with: dialdeck import FILE")
        return
    header = ("IMPORT", "AT", "STATUS", "READ", "ADDED", "UPDATED", "DUPLICATE", "REJECTED", "LIST", "FILE")
    rows = [
        (
            one["import_id"][-8:],
            f"{one['at'][:10]} {one['at'][11:16]}{one['at'][19:]}",
            one["status"],
            *(str(one[name]) for name in ("read", "added", "updated", "duplicate", "rejected")),
            one["list"] or "",
            one["file"],
        )
        for one in listed
    ]
    for text in table(header, rows, (0, 0, 0, 0, 0, 0, 0, 0, 24, 0)):
        line(text)


def _tell(report: dict[str, Any], *, dry_run: bool = False, most: int | None = None) -> None:
    """Print the remarks on rows (refused ones first when only `most` are shown), the columns kept aside, the counts."""
    told = [row for row in report["rows"] if row["reason"]]
    if most is not None:
        told = sorted(told, key=lambda row: row["verdict"] != "rejected")
    for row in told[:most]:
        line(f"line {row['line']}: {row['verdict']}: {row['reason']}")
    if len(told[:most]) < len(told):
        line(f"… and {len(told) - len(told[:most])} more lines with remarks ({_where(report, dry_run=dry_run)})")
    aside = [column for column, field in report["mapping"].items() if field.startswith("custom.")]
    if aside:
        line(f"kept as custom fields: {', '.join(aside)} (--map COLUMN=FIELD says what a column is)")
    would = "would be " if dry_run else ""
    line(
        f"{report['read']} rows read: {report['added']} {would}added, {report['updated']} updated, "
        f"{report['duplicate']} duplicate, {report['rejected']} rejected; {report['do_not_call']} do not call"
    )


def _where(report: dict[str, Any], *, dry_run: bool) -> str:
    return "all of them with --json" if dry_run else f"dialdeck imports show {report['import_id'][-8:]}"
