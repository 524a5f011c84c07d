"""Keys on their way from the thread that reads them to the loop that carries them out."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from textual import events


class BurstKey(events.Key):
    """A key that arrived in one read together with others."""


class Typed(events.Event, bubble=False):
    """Keys in the order in which they came; while nobody has taken them, those that come next are added.

    However far the loop is behind, it takes what waits at once instead of key by key.
    """

    def __init__(self, keys: Iterable[events.Key]) -> None:
        """Begin with these keys."""
        super().__init__()
        self._keys = list(keys)
        self._taken = False
        self._lock = Lock()

    def add(self, keys: Iterable[events.Key]) -> bool:
        """Add keys that came next; say whether it was not too late for that."""
        with self._lock:
            if not self._taken:
                self._keys += keys
            return not self._taken

    def take(self) -> list[events.Key]:
        """Return all keys; from now on none is added."""
        with self._lock:
            self._taken = True
        return self._keys
