"""The lock check finds what makes an install differ from what was tested."""

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.check_lock import check, differences, problems_of, read_lock

HASH = "--hash=sha256:" + "0" * 64

LOCK = f"""# written by: make lock
textual==8.2.8 \\
    {HASH} \\
    {HASH}
    # via deck (pyproject.toml)
rich==15.0.0 ; sys_platform != 'win32' \\
    {HASH}
    # via
    #   -c requirements/run.lock
    #   textual
pygments==2.21.0 \\
    {HASH}
    # via rich
"""


def problems(lock: str, *wanted: str) -> list[str]:
    return list(problems_of(lock, [Requirement(text) for text in wanted], "deck"))


def test_the_locks_of_this_project_match_its_dependencies() -> None:
    assert check(Path(__file__).parents[2]) == []


def test_a_pin_knows_its_hashes_and_who_asked_for_it() -> None:
    textual, rich, _ = read_lock(LOCK)

    assert (textual.name, textual.version, textual.hashes) == ("textual", "8.2.8", 2)
    assert (rich.version, rich.asked_by) == ("15.0.0", ("textual",))


def test_a_lock_that_serves_what_is_wanted_has_no_problems() -> None:
    assert problems(LOCK, "Textual>=8.2,<9") == []


def test_a_version_out_of_range_is_named_with_the_range() -> None:
    assert problems(LOCK, "textual>=8.3,<9") == ["textual is pinned at 8.2.8, wanted is <9,>=8.3"]


def test_a_wanted_package_that_is_not_pinned_is_named() -> None:
    assert problems(LOCK, "textual>=8.2", "click>=8.1") == ["click is wanted and not pinned"]


def test_a_dependency_that_was_dropped_leaves_all_its_pins_unexplained() -> None:
    assert problems(LOCK, "pygments>=2") == [
        "rich is pinned and nothing wanted needs it",
        "textual is pinned and nothing wanted needs it",
    ]


def test_a_pin_without_a_hash_is_a_problem() -> None:
    assert problems(LOCK + "click==8.5.1\n    # via rich\n", "textual") == ["click 8.5.1 has no hash"]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "-i https://example.org",
        "--find-links wheels",
        "x @ file:///tmp/x.whl",
    ],
)
def test_an_address_in_a_lock_is_a_problem(line: str) -> None:
    assert problems(f"{line}\n{LOCK}", "textual") == ["line 1 names an index or an address"]


def test_a_run_pin_that_is_tested_at_another_version_is_named() -> None:
    dev = LOCK.replace("rich==15.0.0", "rich==14.3.0")

    assert list(differences(LOCK, dev)) == ["rich 15.0.0 of run.lock is not what dev.lock installs"]
