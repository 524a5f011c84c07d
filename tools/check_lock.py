"""Say whether requirements/*.lock still match pyproject.toml, without asking any index.

A lock that lags behind is found on somebody else's machine, after release. So CI asks here: is every direct dependency
pinned within its range, with hashes; is every other pin there because of one of them; does a lock name an address that
would bind installs to one index; does the development lock test what the run lock ships.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_OPTIONS = "-i|-f|-e|--index-url|--extra-index-url|--find-links|--trusted-host|--editable"
_ADDRESS = re.compile(rf"^\s*(?:{_OPTIONS})\b|\w://|\s@ ")
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Pin:
    """One pinned package: how many hashes it has, and the packages or files that asked for it."""

    name: str
    version: str
    hashes: int
    asked_by: tuple[str, ...]


def read_lock(text: str) -> list[Pin]:
    """The pins of a lock in file order; one package may stand twice with different markers."""
    pins: list[Pin] = []
    for block in _blocks(text):
        pin = _PIN.match(block[0])
        if pin is None:
            continue
        comments = [line.strip().lstrip("# ").removeprefix("via").strip() for line in block if line.lstrip()[0] == "#"]
        asked_by = tuple(comment for comment in comments if comment and not comment.startswith("-c "))
        hashes = sum(len(_HASH.findall(line)) for line in block)
        pins.append(Pin(canonicalize_name(pin["name"]), pin["version"], hashes, asked_by))
    return pins


def problems_of(lock: str, wanted: Iterable[Requirement], project: str) -> Iterator[str]:
    """One sentence for each way in which a lock does not serve the wanted requirements of a project."""
    for number, line in enumerate(lock.splitlines(), 1):
        if not line.lstrip().startswith("#") and _ADDRESS.search(line):
            yield f"line {number} names an index or an address"
    pins = read_lock(lock)
    yield from (f"{pin.name} {pin.version} has no hash" for pin in pins if not pin.hashes)
    direct = {str(canonicalize_name(requirement.name)): requirement for requirement in wanted}
    for name, requirement in direct.items():
        yield from _unserved(requirement, [pin for pin in pins if pin.name == name])
    for name in sorted({pin.name for pin in pins} - _reachable(pins, set(direct), project)):
        yield f"{name} is pinned and nothing wanted needs it"


def differences(run: str, dev: str) -> Iterator[str]:
    """One sentence for each pin of the run lock that the development lock lacks or has otherwise."""
    tested = {(pin.name, pin.version) for pin in read_lock(dev)}
    for pin in read_lock(run):
        if (pin.name, pin.version) not in tested:
            yield f"{pin.name} {pin.version} of run.lock is not what dev.lock installs"


def check(root: Path) -> list[str]:
    """All problems of the locks below a checkout, each beginning with the file it is found in; none means they match.

    Raises OSError when pyproject.toml or a lock cannot be read.
    """
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]["name"]
    run_wanted = [Requirement(text) for text in settings["project"]["dependencies"]]
    dev_wanted = run_wanted + _development(settings)
    run = (root / "requirements" / "run.lock").read_text(encoding="utf-8")
    dev = (root / "requirements" / "dev.lock").read_text(encoding="utf-8")
    found = [f"run.lock: {problem}" for problem in problems_of(run, run_wanted, project)]
    found += [f"dev.lock: {problem}" for problem in problems_of(dev, dev_wanted, project)]
    found += [f"dev.lock: {problem}" for problem in differences(run, dev)]
    return found


def main() -> int:
    """Print every problem; 0 when the locks match, else 1."""
    found = check(Path(__file__).resolve().parents[1])
    for problem in found:
        print(problem)
    print(f"locks: {len(found)} problems, run `make lock`" if found else "locks: match pyproject.toml")
    return 1 if found else 0


def _development(settings: dict[str, Any]) -> list[Requirement]:
    """What development installs on top: the dev group, and the backend, since wheels are built without isolation."""
    return [Requirement(text) for text in settings["dependency-groups"]["dev"] + settings["build-system"]["requires"]]


def _unserved(requirement: Requirement, found: list[Pin]) -> Iterator[str]:
    """How the pins of one package fail its requirement; a marker may have pinned it twice."""
    if not found:
        yield f"{requirement.name} is wanted and not pinned"
    for pin in found:
        if not requirement.specifier.contains(pin.version, prereleases=True):
            yield f"{pin.name} is pinned at {pin.version}, wanted is {requirement.specifier}"


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each pin with its hashes and comments."""
    block: list[str] = []
    for line in text.splitlines():
        if line and not line[0].isspace() and block:
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def _reachable(pins: list[Pin], direct: set[str], project: str) -> set[str]:
    """The pinned names that a direct dependency needs, following who asked for whom."""
    explained = set(direct)
    askers = [(pin.name, asker.split("[")[0]) for pin in pins for asker in pin.asked_by]
    asked = {(name, str(canonicalize_name(asker))) for name, asker in askers if asker.split(" ")[0] != project}
    while fresh := {name for name, asker in asked if asker in explained} - explained:
        explained |= fresh
    return explained


if __name__ == "__main__":
    sys.exit(main())
