"""Small real programs on a PATH of their own, for dialers to run."""

from __future__ import annotations

import os
import select
from pathlib import Path

NUMBER = "+13125550142"
"""A number that is fictional and yet valid."""


class Programs:
    """Shell scripts in a directory that comes first on `environ["PATH"]`; they write files beside themselves."""

    def __init__(self, directory: Path) -> None:
        """Begin with the tools of the system alone."""
        self._bin = directory / "bin"
        self._bin.mkdir()
        self.here = directory / "here"
        self.here.mkdir()
        self.environ = {"PATH": f"{self._bin}:{os.defpath}", "HERE": str(self.here), "LC_ALL": "C.UTF-8"}

    def add(self, name: str, script: str) -> Path:
        """Put a program there and return where it is; `$HERE` is where it may write."""
        path = self._bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def text(self, name: str) -> str:
        """What a program wrote into a file, or "" if it is not there."""
        path = self.here / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def alive(self, name: str) -> bool:
        """Tell whether the process whose id a program wrote into this file is there."""
        try:
            os.kill(int(self.text(name)), 0)
        except ProcessLookupError:
            return False
        return True

    def hold(self) -> int:
        """Return the reading end of the named pipe `$HERE/held`, which programs can open for writing."""
        os.mkfifo(self.here / "held")
        return os.open(self.here / "held", os.O_RDONLY | os.O_NONBLOCK)

    def remove(self, name: str) -> None:
        """Take a program away."""
        (self._bin / name).unlink()


def let_go(pipe: int) -> bool:
    """Tell whether all who opened the pipe for writing are gone, at most ten seconds later; closes the pipe."""
    try:
        return bool(select.select([pipe], [], [], 10)[0]) and os.read(pipe, 1) == b""
    finally:
        os.close(pipe)
