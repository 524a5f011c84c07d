"""Finding the prospect that somebody named on the command line, without ever guessing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dialdeck.errors import DataError, MissingError
from dialdeck.session.dossier import known_person

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import DialRow

LEAST_END = 6
"""Fewest characters of the end of a uid that name a prospect: beginnings are alike within an import."""
LEAST_DIGITS = 7
_PHONE = re.compile(r"[+(].*|[\d\s().\-/]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def resolve(desk: Desk, text: str) -> int:
    """Return the id of the prospect named by a uid, an unambiguous end of one, or a phone number.

    Raises MissingError when nobody matches, DataError when several do.
    """
    wanted = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    found = _by_phone(desk, wanted) if _is_phone(wanted) else _by_uid(desk, wanted)
    if wanted.isdecimal() and _is_phone(wanted):
        # The end of a uid can be all digits.
        found = list(dict.fromkeys([*found, *_by_uid(desk, wanted)]))
    if not found:
        message = f"no prospect {text.strip()!r}; `dialdeck queue` lists them"
        raise MissingError(message)
    if len(found) > 1:
        several = [known_person(desk, person_id) for person_id in found[:5]]
        names = ", ".join(f"{person.uid[-8:]} {person.name}" for person in several)
        message = f"{text.strip()!r} fits {len(found)} prospects ({names}); give the uid of one"
        raise DataError(message)
    return found[0]


def find_dial(desk: Desk, text: str) -> DialRow | None:
    """Return the dial whose uid is `text` or ends with it (6 characters or more); None when there is none.

    Raises DataError when several end so.
    """
    found = desk.store.find_dials(text)
    if len(found) > 1:
        message = f"{text!r} fits {len(found)} dials; give more of the id"
        raise DataError(message)
    return found[0] if found else None


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return bool(_PHONE.fullmatch(text)) and (text[:1] in "+(" or digits >= LEAST_DIGITS)


def _by_phone(desk: Desk, text: str) -> list[int]:
    digits = "".join(character for character in text if character.isdecimal())
    if not digits:
        return []
    found = desk.store.find_by_number(f"+{digits}" if text.startswith("+") else digits)
    return found or _by_plan(desk, text)


def _by_plan(desk: Desk, text: str) -> list[int]:
    """Find a number as the numbering plan reads it: `+44 (0)20 …`, `020 …`, with an extension."""
    from dialdeck.phone.importing import phones

    numbers, _ = phones().read_numbers(text, None)
    for number in numbers:
        found = desk.store.find_by_number(number.e164)
        if found:
            return found
    national = "".join(character for character in text if character.isdecimal()).lstrip("0")
    return desk.store.find_by_number(national) if len(national) >= LEAST_DIGITS and text[0] in "0(" else []


def _by_uid(desk: Desk, text: str) -> list[int]:
    if len(text) < LEAST_END:
        message = f"{text!r} is too short for the end of a uid; give {LEAST_END} characters or more"
        raise DataError(message)
    return desk.store.find_by_uid(text)
