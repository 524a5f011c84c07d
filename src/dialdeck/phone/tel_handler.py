"""Hands the number to whatever the desktop has named for `tel:` links, if it has named anything at all.

Opening a link succeeds on paper even where nothing handles it, and without a display it starts text browsers on our
own terminal. So the desktop is asked first, and what is not certain is not tried.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping

from dialdeck.model.views import Handed
from dialdeck.phone.running import run
from dialdeck.phone.telling import code_words, failed, first_line, refused, why

_QUERY = ("query", "default", "x-scheme-handler/tel")


class HandlerDialer:
    """Opens `tel:+…`; whether the program that it is for then dials at once or asks first is that program's affair."""

    def __init__(self, environ: Mapping[str, str], seconds: float, platform: str = sys.platform) -> None:
        """Keep the environment in which programs are looked for and run, and how many seconds that may take."""
        self._environ = environ
        self._seconds = seconds
        self._mac = platform == "darwin"
        self._handler = ""

    def problem(self) -> str | None:
        """Return why no link would be opened here, or None; asks the desktop, which takes up to the time limit."""
        if self._environ.get("SSH_CONNECTION"):
            return "over SSH the call would be placed on the remote machine"
        if self._mac:
            self._handler = "the program for tel: links"
            return None if self._which("open") else "there is no program 'open'"
        if not (self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY")):
            return "there is no desktop here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
        for program in ("xdg-open", "xdg-mime"):
            if not self._which(program):
                return f"there is no program '{program}'; the package xdg-utils has it"
        return None if self._handler else self._ask()

    def hand_over(self, e164: str) -> Handed:
        """Open the link of this number; returns within the time limit and a second, and never raises."""
        refusal = refused(e164)
        if refusal is not None:
            return refusal
        until = time.monotonic() + self._seconds
        problem = self.problem()
        if problem is not None:
            return failed(problem)
        opener = "open" if self._mac else "xdg-open"
        command = [self._which(opener) or opener, f"tel:{e164}"]
        # Some desktops run the telephone itself in the foreground of the opener: to end it would end the call.
        left = max(0.0, until - time.monotonic())
        try:
            code, _ = run(command, self._environ, left, keep=None, end=False)
        except (OSError, ValueError, RuntimeError) as error:
            return failed(f"{opener} could not be started ({why(error)})")
        if code:
            return failed(f"{opener} {code_words(code)}")
        return Handed(f"handed to {self._handler}")

    def _ask(self) -> str | None:
        """Ask the desktop who handles `tel:`, once it has an answer never again; return the problem, or None."""
        program = self._which("xdg-mime") or "xdg-mime"
        try:
            code, head = run([program, *_QUERY], self._environ, self._seconds / 2, keep="stdout")
        except (OSError, ValueError, RuntimeError) as error:
            return f"xdg-mime could not be started ({why(error)})"
        if code is None:
            return f"xdg-mime did not say within {self._seconds / 2:g} s who handles tel: links"
        handler = first_line(head).removesuffix(".desktop").strip()
        if not handler:
            return "this desktop names no program for tel: links"
        self._handler = handler
        return None

    def _which(self, program: str) -> str | None:
        return shutil.which(program, path=self._environ.get("PATH"))
