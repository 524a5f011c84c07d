"""The table that `make bench` prints, and the JSON it leaves: figures with the goals they are held against."""

import json
import os
import platform
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.stats import Summary


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that has to stay at or below a limit."""

    what: str
    measured: float
    limit: float
    unit: str = "x"

    @property
    def met(self) -> bool:
        """Whether the figure is within its limit."""
        return self.measured <= self.limit


@dataclass(slots=True)
class Report:
    """What one run measured."""

    figures: dict[str, Summary] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    memory_mb: dict[str, float] = field(default_factory=dict)

    def table(self) -> str:
        """All figures in milliseconds, then every goal with what was measured."""
        wide = max((len(name) for name in [*self.figures, *(goal.what for goal in self.goals)]), default=0)
        lines = [f"{'milliseconds':<{wide}} {'n':>5} {'min':>8} {'p50':>8} {'p90':>8} {'p99':>8} {'max':>8}"]
        lines += [_figures(name.ljust(wide), figure) for name, figure in self.figures.items()]
        lines += ["", f"{'peak memory':<{wide}} {'MB':>8}"] if self.memory_mb else []
        lines += [f"{name:<{wide}} {megabytes:>8.0f}" for name, megabytes in self.memory_mb.items()]
        lines += ["", f"{'goal':<{wide}} {'measured':>12} {'at most':>12}"]
        lines += [_goal(goal, wide) for goal in self.goals]
        return "\n".join(lines)

    def write(self, directory: Path) -> Path:
        """Write everything as JSON into a directory, named by the time; returns the file."""
        directory.mkdir(parents=True, exist_ok=True)
        file = directory / time.strftime("bench-%Y%m%d-%H%M%S.json")
        content = {
            "machine": machine(),
            "milliseconds": {name: figure.as_json() for name, figure in self.figures.items()},
            "peak_mb": {name: round(megabytes, 1) for name, megabytes in self.memory_mb.items()},
            "goals": [
                {"what": goal.what, "measured": round(goal.measured, 4), "at_most": goal.limit, "unit": goal.unit}
                | {"met": goal.met}
                for goal in self.goals
            ],
        }
        file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        return file


def machine() -> dict[str, str | int | float]:
    """What the figures depend on, without naming the machine."""
    return {
        "system": platform.system(),
        "cores": os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "textual": version("textual"),
        "dialdeck": version("dialdeck"),
    }


def growth(figures: Sequence[float]) -> float:
    """How many times the largest figure is of the smallest."""
    return max(figures) / min(figures)


def _figures(name: str, of: Summary) -> str:
    return f"{name} {of.n:>5} {of.least:>8.2f} {of.p50:>8.2f} {of.p90:>8.2f} {of.p99:>8.2f} {of.most:>8.2f}"


def _goal(goal: Goal, wide: int) -> str:
    verdict = "" if goal.met else "  NOT MET"
    return f"{goal.what:<{wide}} {goal.measured:>9.3f} {goal.unit:<2} {goal.limit:>9.3f} {goal.unit:<2}{verdict}"
