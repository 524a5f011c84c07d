"""The one line about a number that was not handed over: what happened, and that dialing by hand is always possible.

What outside programs say is text from a stranger, so it is made harmless here, before it is anybody's to paint.
"""

from __future__ import annotations

import re
import signal

from dialdeck.model.views import Handed
from dialdeck.phone.leaving import refusal_of_form

BY_HAND = "dial the number shown by hand; to look into it: dialdeck config check"
_LONGEST = 80
# Escape sequences with their parameters (CSI, OSC and its kin up to their end), seven and eight bits wide.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)


def refused(e164: str) -> Handed | None:
    """Return what to say about a text that is not a strict E.164 number, else None; every dialer asks this itself."""
    reason = refusal_of_form(e164)
    return None if reason is None else Handed(f"not handed over: {reason}", failed=True)


def failed(reason: str) -> Handed:
    """Return the line for a number that certainly did not get there."""
    return Handed(f"not handed over: {reason}; {BY_HAND}", failed=True)


def doubtful(reason: str) -> Handed:
    """Return the line for a number of which nobody knows whether it got there."""
    return Handed(f"perhaps not handed over: {reason}; if no phone rings, {BY_HAND}", failed=True)


def first_line(output: bytes) -> str:
    """Return the first line of a program's output that says something: printable characters, 80 at most."""
    for line in re.split(r"[\r\n]+", output.decode("utf-8", "replace")):
        if said := harmless(line):
            return said
    return ""


def harmless(text: str) -> str:
    """Return `text` without escape sequences, controls and unseen characters, cut at 80 characters."""
    plain = _SEQUENCE.sub("", text)
    printable = "".join(character if character.isprintable() else " " for character in plain)
    words = " ".join(printable.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def why(error: Exception) -> str:
    """Return why a program could not be started, without the path that the system adds."""
    return harmless(getattr(error, "strerror", None) or str(error))


def code_words(code: int) -> str:
    """Return how a program ended that did not end well: `ended with code 3`, `was ended by SIGKILL`."""
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
