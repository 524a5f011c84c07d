"""The first thing a newcomer meets is the search for a Python, so what it says when there is none is held here."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "find_python.sh"


def find(tmp_path: Path, **scripts: str) -> subprocess.CompletedProcess[str]:
    """Run the search where PATH holds only the given shell scripts."""
    for name, body in scripts.items():
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(TOOL)], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_python_that_can_build_environments_is_taken(tmp_path: Path) -> None:
    found = find(tmp_path, python3=f'exec "{sys.executable}" "$@"')

    assert (found.returncode, found.stdout, found.stderr) == (0, "python3\n", "")


def test_without_any_python_one_line_says_what_is_needed(tmp_path: Path) -> None:
    found = find(tmp_path, python3="exit 127")

    assert found.returncode == 69
    assert "Python 3.11 or newer is needed" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_python_without_ensurepip_points_to_python3_venv(tmp_path: Path) -> None:
    found = find(tmp_path, python3='case "$2" in *ensurepip*) exit 1;; esac')

    assert found.returncode == 69
    assert "apt install python3-venv" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_newer_python_helps_out_when_the_first_is_too_old(tmp_path: Path) -> None:
    found = find(tmp_path, python3="exit 1", **{"python3.12": f'exec "{sys.executable}" "$@"'})

    assert found.stdout == "python3.12\n"
