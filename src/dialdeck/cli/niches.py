"""Commands about niches: which there are, what one asks, and whether a file of the user's is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialdeck.cli.common import json_option, wants_json
from dialdeck.cli.own_files import report, required, there
from dialdeck.cli.running import emit, line, say

if TYPE_CHECKING:
    from dialdeck.session.niches import Niches


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def niches(context: click.Context) -> None:
    """List niches, show what one asks, or check your files."""
    if context.invoked_subcommand is None:
        _list()


@niches.command("list")
@json_option
def niches_list() -> None:
    """List the niches in force, and where each comes from."""
    _list()


@niches.command("show")
@click.argument("niche_id", metavar="ID")
@json_option
def niches_show(niche_id: str) -> None:
    """Show the criteria of one niche."""
    from dialdeck.cli.text import table

    known = _known()
    required(niche_id, known.known, "niche")
    if wants_json():
        emit(_whole(known, niche_id))
        return
    niche = known.known[niche_id]
    line(f"{niche.id}: {niche.name} ({known.sources[niche_id]})")
    rows = [(criterion.id, criterion.ask) for criterion in niche.criteria]
    for text in table(("CRITERION", "YES SPEAKS FOR THE FIT"), rows, (0, 0)):
        line(text)


@niches.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@json_option
def niches_check(files: tuple[Path, ...]) -> int:
    """Check your niche files, or FILEs before they are used.

    What is wrong is named with file, line, key and what was expected (exit 78).
    """
    from dialdeck.paths import niches_dir
    from dialdeck.session.niches import check_files, own_files

    there(files)
    found = check_files(files or own_files())
    return report(found, lambda niche: f"criteria: {len(niche.criteria)}", f"there are no files in {niches_dir()}")


def _known() -> Niches:
    """Load the niches in force; wrong files are told on standard error."""
    from dialdeck.session.niches import load_niches

    known = load_niches()
    for problem in known.problems:
        say(problem)
    return known


def _list() -> None:
    from dialdeck.cli.text import table
    from dialdeck.paths import niches_dir

    known = _known()
    rows = [_whole(known, name) for name in sorted(known.known)]
    if wants_json():
        emit(rows)
        return
    if not rows:
        line(f"no niches: put one as a TOML file into {niches_dir()}")
        return
    texts = [(one["id"], one["name"], str(len(one["criteria"])), one["source"]) for one in rows]
    for text in table(("ID", "NAME", "CRITERIA", "FROM"), texts, (0, 50, 0, 0)):
        line(text)


def _whole(known: Niches, niche_id: str) -> dict[str, Any]:
    niche = known.known[niche_id]
    return {
        "id": niche.id,
        "name": niche.name,
        "criteria": [criterion._asdict() for criterion in niche.criteria],
        "source": str(known.sources[niche_id]),
        "hash": niche.hash,
    }
