"""Why a key did nothing: a key that means nothing here never stays without a word."""

from __future__ import annotations

from dialdeck.model.views import Mode
from dialdeck.tui.dispatch import PASTE, Arrival
from dialdeck.tui.keymap import LATER, read_as
from dialdeck.tui.state import State

_OUTCOMES = frozenset("avh")
_DIALS = frozenset({"space", "f5"})


def why_nothing(state: State, arrival: Arrival) -> str:
    """Return in one line why this key does nothing in this state."""
    key, mode = read_as(arrival.key), state.view.mode
    if state.choice is not None:
        return f"{key} is not in this list"
    if arrival.burst:
        return PASTE
    if mode is Mode.PAUSED:
        return f"{key} does nothing in a break: space goes on, q ends the session"
    if mode is Mode.LOOKING and arrival.key in _DIALS:
        return "they are only looked at: enter brings them up, b returns"
    if mode in {Mode.IDLE, Mode.LOOKING} and key in _OUTCOMES:
        return f"{key} means something once a dial is open: space dials"
    if arrival.key in LATER:
        return f"{key} does nothing here in this version"
    return f"{key} does nothing now: ? shows what does"
