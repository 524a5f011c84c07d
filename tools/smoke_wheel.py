"""Use an installed wheel the way its first user does, outside any checkout, and say what does not work.

Runs with the interpreter of the environment the wheel is installed in: `ENV/bin/python -I tools/smoke_wheel.py`.
It needs nothing but the standard library and the wheel. Every step runs, so that one run names all that is broken.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.prefix) / "bin" / "dialdeck"


class Broken(Exception):
    """A step did not do what its user relies on."""


def dialdeck(home: Path, *arguments: str) -> str:
    """What the installed program prints; its data lies below `home`. Raises Broken on any other exit code than 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DIALDECK_", "PYTHON"))}
    environment["DIALDECK_HOME"] = str(home)
    ran = subprocess.run(
        [str(PROGRAM), *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if ran.returncode:
        raise Broken(f"`dialdeck {' '.join(arguments)}` ends with {ran.returncode}: {ran.stderr.strip()[-500:]}")
    return ran.stdout


def value(text: str) -> Any:
    """The one JSON value that a command printed. Raises Broken when it is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise Broken(f"not one JSON value ({error}): {text[:200]!r}") from None


def expect(holds: bool, sentence: str) -> None:
    """Raise Broken with the sentence unless it holds."""
    if not holds:
        raise Broken(sentence)


def the_wheel_is_what_runs(_home: Path) -> None:
    """The package comes from this environment, not from a checkout that happens to be near."""
    import dialdeck as package

    expect(Path(package.__file__).is_relative_to(sys.prefix), f"dialdeck is imported from {package.__file__}")


def bundled_files_are_inside(_home: Path) -> None:
    """Themes and sample data were packed and are found."""
    from dialdeck import paths

    for directory in (paths.themes_dir(), paths.sample_data_dir()):
        expect(directory.is_relative_to(sys.prefix), f"{directory} lies outside the wheel")
        expect(any(directory.iterdir()), f"{directory} is empty")


def version_and_help_answer(home: Path) -> None:
    """The two questions asked first."""
    from dialdeck import __version__

    expect(__version__ in dialdeck(home, "--version"), "--version does not name the version")
    expect("import" in dialdeck(home, "--help"), "--help does not name the commands")


def a_list_becomes_a_queue(home: Path) -> None:
    """The sample list is imported, every row is accounted for, and the queue can be read by a program."""
    from dialdeck import paths

    prospects = paths.sample_data_dir() / "prospects.csv"
    expect(prospects.is_file(), f"there is no {prospects}")
    report = value(dialdeck(home, "import", str(prospects), "--json"))
    verdicts = sum(report[verdict] for verdict in ("added", "updated", "duplicate", "rejected"))
    expect(report["read"] == verdicts and report["added"] > 0, f"rows are not accounted for: {report}")
    queue = value(dialdeck(home, "queue", "--json"))
    expect(bool(queue), "nobody is in the queue after an import")
    expect("prospect_id" in queue[0], f"an entry of the queue names no prospect: {queue[0]}")


STEPS: list[Callable[[Path], None]] = [
    the_wheel_is_what_runs,
    bundled_files_are_inside,
    version_and_help_answer,
    a_list_becomes_a_queue,
]


def main() -> int:
    """Run every step in a fresh home; 0 when all work, else 1 with a line for each that does not."""
    broken = 0
    for step in STEPS:
        with tempfile.TemporaryDirectory() as home:
            try:
                step(Path(home))
            except (Broken, OSError, ImportError, subprocess.SubprocessError) as error:
                broken += 1
                print(f"smoke: {step.__name__}: {error}")
    print(f"smoke: {len(STEPS) - broken} of {len(STEPS)} steps work")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
