"""How long words take to say: a message longer than half a minute is not heard to its end."""

from __future__ import annotations

import math

WORDS_A_MINUTE = 150
LONGEST_MESSAGE = 30
"""Seconds."""


def spoken_seconds(text: str) -> int:
    """Return the seconds it takes to say `text` at 150 words a minute, rounded up; numbers are said digit by digit."""
    return math.ceil(sum(map(_words, text.split())) * 60 / WORDS_A_MINUTE)


def _words(token: str) -> int:
    if not any(map(str.isalnum, token)):
        return 0
    digits = sum(map(str.isdigit, token))
    # “sam@north.example” is said as sam, at, north, dot, example.
    joints = token.strip(".,;:!?").count("@") + token.strip(".,;:!?").count(".") if "@" in token else 0
    return max(digits, 1 + 2 * joints)
