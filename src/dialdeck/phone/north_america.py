"""Numbers of +1 by the library's own tables, with its patterns compiled once: seven times faster for most lists.

Only the plain case is answered, ten digits without a doubt; everything else, and every other country, goes through
`phonenumbers` itself. A test holds the two equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from dialdeck.model.imported import NumberKind

_PLAIN = re.compile(r"(?:\+?1[ .\-]?)?(?:\(([2-9][0-9]{2})\)|([2-9][0-9]{2}))[ .\-]?([0-9]{3})[ .\-]?([0-9]{4})")
_LENGTH = 10
# In the order in which the library asks; a fixed line that can be a mobile as well is asked for at the end.
_KINDS: Final[tuple[tuple[str, NumberKind], ...]] = (
    ("premium_rate", "premium"),
    ("toll_free", "toll_free"),
    ("shared_cost", "shared_cost"),
    ("voip", "voip"),
    ("personal_number", "personal"),
    ("pager", "pager"),
    ("uan", "uan"),
    ("voicemail", "voicemail"),
)


class Known(NamedTuple):
    """A valid number of +1: its ten digits, the country whose table knows it, and its kind."""

    digits: str
    region: str
    kind: NumberKind


class _Table(NamedTuple):
    region: str
    leading: re.Pattern[str] | None
    general: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], NumberKind], ...]
    fixed: re.Pattern[str] | None
    mobile: re.Pattern[str] | None


def plain_digits(text: str, country: str | None) -> str | None:
    """Return the ten digits of a number that is plainly one of +1, else None.

    Without +, `country` must be one whose numbers begin with +1.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or not (text.startswith("+") or country in _regions()):
        return None
    bracketed, bare, exchange, line = match.groups()
    return f"{bracketed or bare}{exchange}{line}"


def look_up(digits: str) -> Known | None:
    """Return what the tables know of ten digits; None when no country of +1 has such a number."""
    for table in _tables():
        if table.leading is not None:
            if table.leading.match(digits):
                kind = _kind(table, digits)
                return Known(digits, table.region, kind) if kind else None
            continue
        kind = _kind(table, digits)
        if kind:
            return Known(digits, table.region, kind)
    return None


def _kind(table: _Table, digits: str) -> NumberKind | None:
    if not table.general.fullmatch(digits):
        return None
    for pattern, kind in table.kinds:
        if pattern.fullmatch(digits):
            return kind
    fixed = bool(table.fixed and table.fixed.fullmatch(digits))
    mobile = bool(table.mobile and table.mobile.fullmatch(digits))
    if fixed and mobile:
        return "fixed_or_mobile"
    return "fixed" if fixed else "mobile" if mobile else None


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(table.region for table in _tables())


@lru_cache(maxsize=1)
def _tables() -> tuple[_Table, ...]:
    import phonenumbers

    found: list[_Table] = []
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1]:
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
        if metadata is None:
            continue
        leading = re.compile(metadata.leading_digits) if metadata.leading_digits else None
        kinds = tuple(
            (pattern, kind) for name, kind in _KINDS if (pattern := _pattern(getattr(metadata, name))) is not None
        )
        general = _pattern(metadata.general_desc)
        if general is not None:
            fixed, mobile = _pattern(metadata.fixed_line), _pattern(metadata.mobile)
            found.append(_Table(region, leading, general, kinds, fixed, mobile))
    return tuple(found)


def _pattern(description: object) -> re.Pattern[str] | None:
    """The pattern of a table's entry; None if it has no numbers of ten digits."""
    from phonenumbers import PhoneNumberDesc

    if not isinstance(description, PhoneNumberDesc) or not description.national_number_pattern:
        return None
    lengths = description.possible_length
    if lengths and _LENGTH not in lengths:
        return None
    return re.compile(description.national_number_pattern)
