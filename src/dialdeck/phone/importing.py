"""What an import asks of this room, in one place: the session hands this module to the readers of files."""

from dialdeck.phone.numbers import read_numbers
from dialdeck.phone.places import country_code
from dialdeck.phone.zones import locate

__all__ = ["country_code", "locate", "read_numbers"]
