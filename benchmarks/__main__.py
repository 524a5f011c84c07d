"""`make bench`: build databases of several sizes, measure, print one table, write JSON into benchmarks/results/."""

import argparse
import compileall
import sys
import tempfile
import time
from pathlib import Path

import dialdeck
from benchmarks import decide, find, head, keys, people, plan, start
from benchmarks.head import Unexpected
from benchmarks.keys import Unrecorded
from benchmarks.pty_harness import ProgramError
from benchmarks.report import Report

RESULTS = Path(__file__).parent / "results"
PARTS = ("start", "head", "keys", "find", "plan", "decide")
PLACES = 60
"""How many places (zones, jurisdictions, wished parts) the generated people live in."""


def main() -> int:
    """Run what was asked for; 0 when every goal is met, 1 when one is not, 2 when a program could not be measured."""
    asked = _arguments()
    compileall.compile_dir(Path(dialdeck.__file__).parent, quiet=1)  # as an installation does
    RESULTS.mkdir(exist_ok=True)
    report = Report()
    # Beside the results rather than in the system's temporary directory, which is often memory and commits for free.
    with tempfile.TemporaryDirectory(dir=RESULTS) as scratch:
        databases = {size: _build(Path(scratch), size) for size in asked.people}
        try:
            if "start" in asked.only:
                start.measure(report, databases, asked.starts)
            if "head" in asked.only:
                head.measure(report, databases[max(databases)], PLACES, asked.heads)
            if "keys" in asked.only:
                keys.measure(report, databases, asked.keys)
            if "find" in asked.only:
                find.measure(report, databases[max(databases)], asked.finds)
            if "plan" in asked.only:
                plan.measure(report, Path(scratch), PLACES)
            if "decide" in asked.only:
                decide.measure(report)
        except (ProgramError, Unexpected, Unrecorded) as error:
            print(f"bench: {error}", file=sys.stderr)
            return 2
    print(report.table())
    print(f"\nwritten: {report.write(RESULTS)}")
    return 0 if all(goal.met for goal in report.goals) else 1


def _build(scratch: Path, size: int) -> Path:
    began = time.perf_counter()
    db = scratch / f"people-{size}.db"
    people.build(db, size, PLACES)
    print(f"bench: built {size:,} people in {time.perf_counter() - began:.1f} s", flush=True)
    return db


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1_000, 100_000, 1_000_000], help="sizes of the file")
    parser.add_argument("--starts", type=int, default=15, help="starts of each program")
    parser.add_argument("--keys", type=int, default=300, help="outcome keys at each size, about 1.2 s each")
    parser.add_argument("--heads", type=int, default=1_000, help="reads of the head of the queue")
    parser.add_argument("--finds", type=int, default=100, help="searches of each kind")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
