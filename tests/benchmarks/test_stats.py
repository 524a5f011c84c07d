"""Percentiles are interpolated, and nothing measured is an error."""

import pytest

from benchmarks.stats import percentile, summary


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5


def test_the_highest_percentile_is_the_largest_sample() -> None:
    assert percentile([1.0, 9.0, 4.0], 100) == 9.0


def test_a_summary_is_in_milliseconds() -> None:
    figures = summary([0.001, 0.003, 0.002])

    assert (figures.n, figures.least, figures.p50, figures.most) == (3, 1.0, 2.0, 3.0)


def test_no_samples_are_an_error_not_a_fast_result() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        summary([])
