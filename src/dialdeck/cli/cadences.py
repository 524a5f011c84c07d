"""Commands about cadences: which there are, how one calls, and whether a file of the user's is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialdeck.cli.common import json_option, wants_json
from dialdeck.cli.own_files import report, required, there
from dialdeck.cli.running import emit, line, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.model.cadence import Cadence, Step
    from dialdeck.session.cadences import Cadences

_ENDS = {
    "rest": "they rest, then win-back",
    "find_contact": "retired, with a task to find another contact",
    "retire": "retired",
}


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def cadences(context: click.Context) -> None:
    """List cadences, show one step by step, or check your own files."""
    if context.invoked_subcommand is None:
        _list()


@cadences.command("list")
@json_option
def cadences_list() -> None:
    """List the cadences in force, and where each comes from."""
    _list()


@cadences.command("show")
@click.argument("cadence_id", metavar="ID")
@json_option
def cadences_show(cadence_id: str) -> None:
    """Show the steps of one cadence."""
    known = _known()
    required(cadence_id, known, "cadence")
    cadence = known[cadence_id]
    if wants_json():
        emit(_summary(cadence, known) | _whole(cadence))
        return
    for text in _page(cadence, _source(known, cadence_id)):
        line(text)


@cadences.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@json_option
def cadences_check(files: tuple[Path, ...]) -> int:
    """Check your own cadence files, or FILEs before they are used.

    What is wrong is named with file, line, key and what was expected (exit 78); warnings leave exit 0.
    """
    from dialdeck.paths import cadences_dir
    from dialdeck.session.cadence_checking import check_files
    from dialdeck.session.cadences import own_files

    there(files)
    found = check_files(files or own_files())
    without = f"there are no files in {cadences_dir()}, so the built-in cadences hold"
    return report(found, lambda cadence: f"{len(cadence.expanded())} attempts", without)


def _known() -> Cadences:
    """Load the cadences in force; wrong files of the user are told on standard error."""
    from dialdeck.session.cadences import load_cadences

    known = load_cadences()
    for problem in known.problems:
        say(problem)
    return known


def _list() -> None:
    from dialdeck.cli.text import table

    known = _known()
    rows = [_summary(known[name], known) for name in sorted(known)]
    if wants_json():
        emit(rows)
        return
    texts = [
        (one["id"], one["name"], one["stage"], str(one["attempts"]), " / ".join(one["variants"]), one["source"])
        for one in rows
    ]
    for text in table(("ID", "NAME", "STAGE", "ATTEMPTS", "VARIANTS", "FROM"), texts, (0, 50, 0, 0, 40, 0)):
        line(text)


def _source(known: Cadences, cadence_id: str) -> str:
    from dialdeck.session.cadences import BUILT_IN

    return str(known.sources.get(cadence_id, BUILT_IN))


def _summary(cadence: Cadence, known: Cadences) -> dict[str, Any]:
    return {
        "id": cadence.id,
        "name": cadence.name,
        "stage": cadence.stage,
        "attempts": len(cadence.expanded()),
        "variants": [variant.id for variant in cadence.variants],
        "source": _source(known, cadence.id),
        "hash": cadence.hash,
    }


def _whole(cadence: Cadence) -> dict[str, Any]:
    return {
        "end_owner": cadence.end_owner,
        "end_other": cadence.end_other,
        "steps": [step._asdict() for step in cadence.steps],
        "variant_steps": {variant.id: [step._asdict() for step in variant.steps] for variant in cadence.variants},
    }


def _page(cadence: Cadence, source: str) -> Iterator[str]:
    from dialdeck.cli.text import table

    yield f"{cadence.id}: {cadence.name} (stage {cadence.stage}, {source})"
    yield from table(("ATTEMPT", "STEP", "ON VOICEMAIL", "WORDS", "DAYS", "ALSO"), list(_rows(cadence.steps)), (0,) * 6)
    yield f"after the last step: owner, chief executive or unknown role: {_ENDS[cadence.end_owner]}"
    yield f"                     everybody else: {_ENDS[cadence.end_other]}"
    for variant in cadence.variants:
        changed = [new for old, new in zip(cadence.steps, variant.steps, strict=True) if old != new]
        what = "; ".join(f"{step.id}: {', '.join(filter(None, _cells(step)))}" for step in changed)
        yield f"variant {variant.id}: {what or 'as it stands'}"


def _rows(steps: Iterable[Step]) -> Iterator[tuple[str, ...]]:
    attempt = 1
    for step in steps:
        last = attempt + step.repeat - 1
        yield (str(attempt) if last == attempt else f"{attempt}-{last}", step.id, *_cells(step))
        attempt = last + 1


def _cells(step: Step) -> tuple[str, str, str, str]:
    """What the step leaves, its words, its gap, and what else it says."""
    least, most = step.gap
    gap = f"{least}" if least == most else f"{least}-{most}"
    also = [
        f"tried {step.tries} times" if step.tries > 1 else "",
        f"then owed on {step.owed} more" if step.owed > 0 else "then owed until left" if step.owed else "",
        f"promises the next day, may wait to day {step.wait}" if step.promise_next_day else "",
        "not for owners" if step.not_for_owner else "",
        _after_promise(step),
    ]
    leaves = "message" if step.plan == "voicemail" else "silent"
    return leaves, step.script, f"{gap} working" if step.working else gap, ", ".join(filter(None, also))


def _after_promise(step: Step) -> str:
    if step.gap_after_promise is None:
        return ""
    words = f" with the words {step.script_after_promise}" if step.script_after_promise else ""
    return f"{step.gap_after_promise[0]} after a promise{words}"
