"""The store: everything that the use cases ask of the file, as one object made of parts that each have a room.

Opened by `opening.open_store`. Synchronous; one thread uses it at a time.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError
from dialdeck.storage.colleague_reads import ColleagueReads

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from dialdeck.storage.doctor import Check


class Store(ColleagueReads):
    """An open dialdeck file.

    Parts: `connection` reads and writes, `operations` records, `leases` claims, `undo` takes back, `queue` orders,
    and the `…_reads` rooms answer questions. A context manager that closes it.
    """

    def recover_imports(self) -> int:
        """Finish or take back imports whose process died; return how many there were."""
        waiting = "SELECT 1 FROM imports WHERE status IN ('arriving', 'landing', 'reverting')"
        if self.row(waiting) is None:
            return 0
        from dialdeck.storage.recovering import recover

        return recover(self)

    def examine(self) -> list[Check]:
        """Return what `doctor` finds in the file: (name, well or not, detail)."""
        from dialdeck.storage.doctor import examine

        return examine(self)

    def close(self) -> None:
        """Give back everybody who is held, fold the WAL into the file, and let go of it. May be called twice."""
        # What cannot be given back now is void as soon as this process is gone.
        with suppress(DialdeckError):
            self.leave()
        super().close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store, also when the block failed."""
        self.close()
