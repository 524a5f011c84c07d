"""What the use cases ask of the rooms below, as protocols that those meet structurally.

The claim port is the door through which a team's shared list can come: whoever gives out people, SQLite today,
meets it and passes its contract suite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dialdeck.model.views import Handed


class ClaimPort(Protocol):
    """Gives a person to exactly one window at a time."""

    def claim(self, person_id: int, rev: int) -> bool:
        """Take this person if nobody living holds them and nothing happened since `rev`; say whether it worked."""

    def release(self, person_id: int) -> None:
        """Give the person back; nothing happens if this window does not hold them."""

    def renew(self) -> None:
        """Say that this window is alive; to be called every 30 seconds."""


class Dialer(Protocol):
    """Hands a number to whatever places calls. It knows nothing of people, files and attempts.

    A telephone that reports live call state will meet this port and add what it reports beside it.
    """

    def hand_over(self, e164: str) -> Handed:
        """Hand over one number that may be dialed; never raises, and returns within the settings' time limit."""
