"""The time zone of this computer, for callers who have not named theirs: the standard library cannot tell."""

from __future__ import annotations

import os
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")


def system_zone(localtime: Path = _LOCALTIME) -> str:
    """Return the IANA name of the computer's time zone, from `TZ` or the link `localtime`; "UTC" if unknown."""
    named = os.environ.get("TZ", "").removeprefix(":")
    for candidate in (named, _pointed_at(localtime)):
        if candidate and _known(candidate):
            return candidate
    return "UTC"


def _pointed_at(localtime: Path) -> str:
    """The part after `zoneinfo/` of the file behind the link."""
    try:
        target = localtime.resolve(strict=True).as_posix()
    except OSError:
        return ""
    return target.partition("/zoneinfo/")[2]


def _known(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True
