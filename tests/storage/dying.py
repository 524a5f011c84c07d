"""Processes that die in the middle of something, without one: what they leave in the file is the same."""

from dialdeck.storage.store import Store


class Died(BaseException):
    """The process is gone."""


def dead(store: Store, import_id: int) -> None:
    """Let the process of an import be gone."""
    store.conn.execute("UPDATE holders SET pid = 999999999")
    assert store.import_row(import_id) is not None


def stop_after(store: Store, writes: int) -> None:
    """Let the store die at the next write transaction after so many."""
    left = [writes]
    original = store.write

    def write() -> object:
        if not store.in_write():
            if left[0] == 0:
                raise Died
            left[0] -= 1
        return original()

    store.write = write  # type: ignore[method-assign, assignment]
