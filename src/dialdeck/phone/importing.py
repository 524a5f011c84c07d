"""What an import asks of this room, as one object: the session hands it to the readers of files."""

from __future__ import annotations

from functools import lru_cache

from dialdeck.phone.numbers import read_numbers
from dialdeck.phone.places import country_code
from dialdeck.phone.zones import locate


class Phones:
    """Numbers and places, as `files.ports.Phones` wants them."""

    country_code = staticmethod(country_code)
    read_numbers = staticmethod(read_numbers)
    locate = staticmethod(locate)


@lru_cache(maxsize=1)
def phones() -> Phones:
    """Return the one object: it keeps nothing but the tables."""
    return Phones()
