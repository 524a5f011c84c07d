"""Commands that bring lists in and take data away: import, imports, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal

import click

from dialdeck.cli.common import JSON, database, desk_of
from dialdeck.cli.running import emit, line, progress_to, say
from dialdeck.errors import DataError

SHOWN_ROWS = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Where a column belongs; may be repeated.")
@click.option("--encoding", metavar="E", help="The file's encoding, when it is not UTF-8 or UTF-16 with a mark.")
@click.option("--country", metavar="US", help="Country of numbers written without +.")
@click.option("--list", "list_name", metavar="NAME", help="Put the people on this list.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@JSON
@database
def import_file(  # noqa: PLR0913, PLR0917 - one parameter an option, as click wants it
    file: Path,
    maps: tuple[str, ...],
    encoding: str | None,
    country: str | None,
    list_name: str | None,
    dry_run: bool,
    as_json: bool,
    db: Path | None,
) -> int:
    """Import a CSV FILE with column names; every row gets a verdict, and the whole can be taken back."""
    from dialdeck.session.importing import Request, open_people, run_import

    request = Request(file, maps, encoding, country, list_name, dry_run)
    with open_people(request) as people, desk_of(db, create=True, dry=dry_run) as desk:
        report = run_import(desk, people, request, progress_to(sys.stderr))
        for notice in people.notices:
            say(notice)
    if as_json:
        emit(report)
    else:
        _tell(report, dry_run=dry_run)
    return DataError.exit_code if report["added"] + report["updated"] + report["duplicate"] == 0 else 0


@click.group(invoke_without_command=True)
@JSON
@database
@click.pass_context
def imports(context: click.Context, as_json: bool, db: Path | None) -> None:
    """List imports; show one row by row, or take one back."""
    if context.invoked_subcommand is None:
        _list(as_json, db)


@imports.command("list")
@JSON
@database
def imports_list(as_json: bool, db: Path | None) -> None:
    """List all imports, newest first."""
    _list(as_json, db)


@imports.command("show")
@click.argument("import_id", metavar="ID")
@JSON
@database
def imports_show(import_id: str, as_json: bool, db: Path | None) -> None:
    """Show one import with the verdict for each row."""
    from dialdeck.session.importing import import_report

    with desk_of(db) as desk:
        report = import_report(desk, import_id)
    if as_json:
        emit(report)
    else:
        _tell(report, dry_run=False)


@imports.command("revert")
@click.argument("import_id", metavar="ID")
@JSON
@database
def imports_revert(import_id: str, as_json: bool, db: Path | None) -> None:
    """Take a whole import back; people to whom something happened since are kept, and counted."""
    from dialdeck.session.importing import revert_import

    with desk_of(db) as desk:
        done = revert_import(desk, import_id)
    if as_json:
        emit(done)
    else:
        line(f"{done['removed']} removed, {done['restored']} restored, {done['kept']} kept: something happened to them")


@click.command()
@click.argument("what", type=click.Choice(["prospects", "dials"]))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here (standard output without it).")
@database
def export(what: str, form: Literal["csv", "json"], output: Path | None, db: Path | None) -> None:
    """Export prospects or dials as CSV or JSON."""
    from dialdeck.session.exporting import run_export

    with desk_of(db) as desk:
        run_export(desk, what, form, output)


def _list(as_json: bool, db: Path | None) -> None:
    from dialdeck.session.importing import import_list

    with desk_of(db) as desk:
        listed = import_list(desk)
    if as_json:
        emit(listed)
        return
    for one in listed:
        line(
            f"{one['import_id']}  {one['at'][:16]}  {one['status']:9} {one['added']:>7} added "
            f"{one['rejected']:>5} rejected  {one['file']}"
        )


def _tell(report: dict[str, Any], *, dry_run: bool) -> None:
    for row in [row for row in report["rows"] if row["reason"]][:SHOWN_ROWS]:
        line(f"line {row['line']}: {row['verdict']}: {row['reason']}")
    would = "would be " if dry_run else ""
    line(
        f"{report['read']} rows read: {report['added']} {would}added, {report['updated']} updated, "
        f"{report['duplicate']} duplicate, {report['rejected']} rejected; {report['do_not_call']} do not call"
    )
    if not dry_run:
        line(f"import {report['import_id']} (take it back with: dialdeck imports revert {report['import_id']})")
