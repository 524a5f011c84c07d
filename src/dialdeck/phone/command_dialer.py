"""Hands the number to a command of the user's own: one word list from the settings, never a shell.

The template comes from the settings file alone. It is split into words before the number is put in, so that nothing
in the number could become a word or an option of its own.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from dialdeck.model.views import Handed
from dialdeck.phone.running import Ended, run
from dialdeck.phone.telling import code_words, doubtful, failed, first_line, harmless, refused, why

NUMBER: Final = "{number}"
"""What stands for the number in a command."""


class CommandDialer:
    """Runs the command and reports how it ended; what happens on the line it cannot know."""

    def __init__(self, template: str, environ: Mapping[str, str], seconds: float) -> None:
        """Keep the template (words with `{number}` in one of them), and the environment and time limit to run it."""
        self._template = template
        self._environ = environ
        self._seconds = seconds

    def problem(self) -> str | None:
        """Return what stands in the way of this command before it is run, or None."""
        try:
            words = shlex.split(self._template)
        except ValueError as error:
            return f"the command in the settings cannot be read ({error})"
        if not any(NUMBER in word for word in words[1:]):
            return f"the command in the settings has no {NUMBER} after its program"
        if self._program(words) is None:
            return f"there is no program {harmless(words[0])!r} that can be run"
        return None

    def hand_over(self, e164: str) -> Handed:
        """Run the command with this number; returns within the time limit and a second, and never raises."""
        refusal = refused(e164)
        if refusal is not None:
            return refusal
        problem = self.problem()
        if problem is not None:
            return failed(problem)
        words = shlex.split(self._template)
        name = harmless(PurePath(words[0]).name)
        command = [self._program(words) or words[0], *(word.replace(NUMBER, e164) for word in words[1:])]
        try:
            ended = run(command, self._environ, self._seconds)
        except (OSError, ValueError, RuntimeError) as error:
            return failed(f"{name} could not be started ({why(error)})")
        return self._report(name, ended)

    def _program(self, words: list[str]) -> str | None:
        return shutil.which(words[0], path=self._environ.get("PATH"))

    def _report(self, name: str, ended: Ended) -> Handed:
        if ended.code is None:
            return doubtful(f"{name} did not end within {self._seconds:g} s and was stopped")
        if ended.code == 0:
            return Handed(f"handed to {name}")
        said = first_line(ended.head)
        reason = f"{name} {code_words(ended.code)}" + (f" ({said})" if said else "")
        return doubtful(reason) if ended.code < 0 else failed(reason)
