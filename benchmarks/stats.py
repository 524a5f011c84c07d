"""Samples to the few figures that are compared: a room of its own so that every table means the same by p99."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Durations in milliseconds."""

    n: int
    least: float
    p50: float
    p90: float
    p99: float
    most: float

    def as_json(self) -> dict[str, float]:
        """The figures by name, rounded to a microsecond."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def percentile(samples: Sequence[float], percent: float) -> float:
    """The value below which `percent` of the samples lie, interpolated; raises ValueError without samples."""
    if not samples:
        raise ValueError("no samples: nothing was measured")
    ordered = sorted(samples)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def summary(seconds: Sequence[float]) -> Summary:
    """What durations in seconds come to, in milliseconds; raises ValueError without samples."""
    values = [second * 1e3 for second in seconds]
    return Summary(
        n=len(values),
        least=percentile(values, 0),
        p50=statistics.median(values),
        p90=percentile(values, 90),
        p99=percentile(values, 99),
        most=percentile(values, 100),
    )
