"""The entry of the program: the bare call goes straight to the screen, everything else through the command line.

Nothing is imported here that the first frame does not need.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from dialdeck.cli.screen import open_screen

        return open_screen(None)
    from dialdeck.cli import run

    return run(arguments)
