"""What reading a list of people needs from the telephone's side, handed in by the session: siblings do not meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dialdeck.model.imported import ImportedNumber, Located


class Phones(Protocol):
    """Numbers and places. `dialdeck.phone.importing` is one; a test may be another."""

    def country_code(self, text: str) -> str | None:
        """Return the ISO alpha-2 code of a country's code or name, else None."""

    def read_numbers(
        self, text: str, country: str | None, *, label: str | None = None, source: str = ""
    ) -> tuple[tuple[ImportedNumber, ...], tuple[str, ...]]:
        """Return the usable numbers of a cell, and a sentence for each part that is refused."""

    def locate(
        self, *, zone: str, country: str, region: str, numbers: Sequence[ImportedNumber], default_country: str | None
    ) -> Located:
        """Return country, region and candidate zones from the texts of columns and the numbers."""
