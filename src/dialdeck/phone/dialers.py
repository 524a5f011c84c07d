"""The ways to hand a number to something that dials, chosen by the settings; each meets the session's dialer port.

None of them knows whether a telephone rings: they say what they did, no more. Each looks at the number itself before
it lets it out, although the session has asked already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, assert_never

from dialdeck.model.settings import DialerSettings
from dialdeck.model.views import Handed
from dialdeck.phone.telling import refused

if TYPE_CHECKING:
    from dialdeck.phone.command_dialer import CommandDialer
    from dialdeck.phone.tel_handler import HandlerDialer

# Set inside them: terminals known to swallow a clipboard request, which is never acknowledged.
_MULTIPLEXERS = {"TMUX": "tmux", "STY": "screen"}


class ShowDialer:
    """Leaves dialing to the person: the number stands on the screen, and that is all."""

    def problem(self) -> str | None:
        """Return None: there is nothing that could be missing."""
        return None

    def hand_over(self, e164: str) -> Handed:
        """Say nothing about a number; a text that is none is refused."""
        return refused(e164) or Handed("")


class ClipboardDialer:
    """Has the terminal put the number on the clipboard of the person's own machine, also over SSH."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Look in the environment for a terminal that is known to drop the request."""
        self._dropping = _dropping(environ)

    def problem(self) -> str | None:
        """Return what may keep the number from the clipboard, or None if nothing is known to."""
        return f"{self._dropping} may drop what is sent to the clipboard" if self._dropping else None

    def hand_over(self, e164: str) -> Handed:
        """Return the number for the clipboard. The terminal never says whether it took it, so neither is that said."""
        refusal = refused(e164)
        if refusal is not None:
            return refusal
        words = "sent to the clipboard" + (f" ({self._dropping} may drop it)" if self._dropping else "")
        return Handed(words, clipboard=e164)


def dialer_of(
    settings: DialerSettings, environ: Mapping[str, str]
) -> ShowDialer | ClipboardDialer | CommandDialer | HandlerDialer:
    """Return the dialer that the settings name, to run in this environment; nothing is looked for or started yet.

    Each has `hand_over(e164)`, and `problem()`, which says without dialing what would stand in its way.
    """
    match settings.kind:
        case "show":
            return ShowDialer()
        case "clipboard":
            return ClipboardDialer(environ)
        case "command":
            from dialdeck.phone.command_dialer import CommandDialer

            return CommandDialer(settings.command, environ, settings.seconds)
        case "handler":
            from dialdeck.phone.tel_handler import HandlerDialer

            return HandlerDialer(environ, settings.seconds)
    assert_never(settings.kind)


def _dropping(environ: Mapping[str, str]) -> str:
    for name, program in _MULTIPLEXERS.items():
        if environ.get(name):
            return program
    return "Apple's Terminal" if environ.get("TERM_PROGRAM") == "Apple_Terminal" else ""
