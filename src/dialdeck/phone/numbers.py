"""From what people type into phone cells to E.164, and back out through one narrow door.

A wrong number that looks right costs more than a refused one, so nothing is guessed: what is not valid for its
country, or has been through a spreadsheet's arithmetic, is refused with a sentence that says what to do.
Imported lazily: `phonenumbers` is not needed before the first number is read or dialed. Its geocoder never is.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from dialdeck.phone.cells import Piece, clean, split_cell
from dialdeck.phone.leaving import ALLOWED_KINDS, is_e164, kind_refused, refusal_of_form, shown
from dialdeck.phone.north_america import look_up, plain_digits

if TYPE_CHECKING:
    from dialdeck.model.imported import ImportedNumber, NumberKind

# The order of phonenumbers.PhoneNumberType; 99 is its word for "valid, but the plan does not say".
_KINDS: Final[dict[int, NumberKind]] = {
    0: "fixed",
    1: "mobile",
    2: "fixed_or_mobile",
    3: "toll_free",
    4: "premium",
    5: "shared_cost",
    6: "voip",
    7: "personal",
    8: "pager",
    9: "uan",
    10: "voicemail",
    99: "unknown",
}
_WITHOUT_PLUS = 10
_FROM_COUNTRY = 20


class Reading(NamedTuple):
    """What one cell held: usable numbers in order, and one sentence for each part that was refused."""

    numbers: tuple[ImportedNumber, ...]
    problems: tuple[str, ...]


class Parsed(NamedTuple):
    """One number as the numbering plan knows it."""

    e164: str
    kind: NumberKind


class _Refused(Exception):
    """Why one piece of a cell is not a number."""


def read_numbers(text: str, country: str | None, *, label: str | None = None, source: str = "") -> Reading:
    """Return every number in one cell.

    `country` (ISO alpha-2) is what numbers without + belong to; `label` and `source` go with each number as they are.
    An empty cell gives an empty reading; nothing is raised for any text.
    """
    from dialdeck.model.imported import ImportedNumber

    numbers: list[ImportedNumber] = []
    problems: list[str] = []
    for piece in split_cell(text, lambda part: _is_number(part, country)):
        try:
            parsed = _parse_piece(piece, country)
        except _Refused as refusal:
            problems.append(f"phone {shown(piece.raw)} {refusal}")
            continue
        if any(parsed.e164 == known.e164 and piece.extension == known.extension for known in numbers):
            continue
        numbers.append(
            ImportedNumber(
                e164=parsed.e164, extension=piece.extension, raw=piece.raw, kind=parsed.kind, label=label, source=source
            )
        )
    return Reading(tuple(numbers), tuple(problems))


def dialable(e164: str, kind: str, allowed_kinds: Collection[str] = ALLOWED_KINDS) -> str | None:
    """Return None if this number may leave the program, else the reason in one sentence.

    `kind` is what is on record; the numbering plan is asked again, and both must be allowed. Emergency and short
    numbers are never valid E.164 subscribers and are refused whatever is allowed.
    """
    malformed = refusal_of_form(e164)
    if malformed is not None:
        return malformed
    parsed = _parse_e164(e164)
    if parsed is None:
        return f"{e164} is not a valid number in its country; correct it before dialing"
    for found in (kind, parsed.kind):
        if found not in allowed_kinds:
            return kind_refused(e164, found)
    return None


def kind_of(e164: str) -> NumberKind | None:
    """Return the kind of a strict E.164 number, or None if it is not valid in its country."""
    parsed = _parse_e164(e164) if is_e164(e164) else None
    return parsed.kind if parsed else None


def _is_number(text: str, country: str | None) -> bool:
    try:
        _parse(clean(text), country)
    except _Refused:
        return False
    return True


def _parse_piece(piece: Piece, country: str | None) -> Parsed:
    if piece.problem:
        raise _Refused(piece.problem)
    return _parse(piece.digits, country)


@lru_cache(maxsize=4096)
def _parse_e164(e164: str) -> Parsed | None:
    try:
        parsed = _parse(e164, None)
    except _Refused:
        return None
    return parsed if parsed.e164 == e164 else None


def _parse(digits: str, country: str | None) -> Parsed:
    """Return the number in `digits` (ASCII, cleaned); raise _Refused."""
    plain = plain_digits(digits, country)
    known = look_up(plain) if plain else None
    if known is not None:
        return Parsed(f"+1{known.digits}", known.kind)
    import phonenumbers

    if not digits.startswith("+") and country is None:
        raise _Refused("has no country code; begin it with + and the country's code, or name the country of the file")
    try:
        number = phonenumbers.parse(digits, country, keep_raw_input=True)
    except phonenumbers.NumberParseException as error:
        raise _Refused(_unparsable(digits, country, error.error_type)) from None
    if not phonenumbers.is_valid_number(number):
        raise _Refused(_invalid(number))
    _refuse_lost_prefix(number, country)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not is_e164(e164):
        raise _Refused("cannot be written as an international number of 7 to 15 digits; correct it")
    return Parsed(e164, _KINDS.get(phonenumbers.number_type(number), "unknown"))


def _refuse_lost_prefix(number: object, country: str | None) -> None:
    """Refuse national digits from which a spreadsheet may have taken the + or the leading zero.

    In North America the leading 1 is both the trunk prefix and the country code, so there is nothing to lose.
    """
    from phonenumbers import PhoneNumber
    from phonenumbers.phonenumbermatcher import _is_national_prefix_present_if_required as prefix_is_there

    if not isinstance(number, PhoneNumber) or number.country_code == 1:
        return
    if number.country_code_source == _WITHOUT_PLUS:
        raise _Refused(
            f"has a country code but no +; write it as +{number.country_code} … or as it is dialed inside {country}"
        )
    if number.country_code_source == _FROM_COUNTRY and not prefix_is_there(number):
        raise _Refused(
            f"lacks the leading 0 with which numbers in {country} are written (a spreadsheet drops it);"
            " format the column as text and export again, or begin it with +"
        )


def _unparsable(digits: str, country: str | None, error: int) -> str:
    from phonenumbers import NumberParseException

    if error == NumberParseException.INVALID_COUNTRY_CODE:
        if digits.startswith("+"):
            return "begins with a country code that does not exist; correct it"
        return f"cannot be read: {country!r} is no country whose numbers are known"
    if error == NumberParseException.TOO_LONG:
        return "has too many digits for a telephone number; correct it, or separate two numbers with a semicolon"
    return "has too few digits for a telephone number; complete it"


def _invalid(number: object) -> str:
    import phonenumbers

    if not isinstance(number, phonenumbers.PhoneNumber):
        return "is not a telephone number"
    where = phonenumbers.region_code_for_country_code(number.country_code or 0)
    plan = f"in {where}" if where not in {"ZZ", "001"} else f"under +{number.country_code}"
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return f"has too many digits for a number {plan}; correct it, or separate two numbers with a semicolon"
    if reason in {phonenumbers.ValidationResult.TOO_SHORT, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY}:
        return f"has too few digits for a number {plan}; add the area code"
    return f"does not exist {plan}: no such area or range; correct it"
