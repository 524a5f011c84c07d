"""What the commands about the user's own files, cadences and niches, have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dialdeck.cli.common import wants_json
from dialdeck.cli.running import emit, line, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.session.own_files import Checked, Named

    T = TypeVar("T", bound=Named)


def required(name: str, known: Iterable[str], noun: str) -> None:
    """Raise MissingError, with the nearest name, when there is no `noun` of that name."""
    from difflib import get_close_matches

    from dialdeck.errors import MissingError

    names = sorted(known)
    if name in names:
        return
    near = get_close_matches(name, names, n=1)
    meant = f" (did you mean {near[0]}?)" if near else ""
    message = f"there is no {noun} {name!r}{meant}; known are {', '.join(names) or 'none'}"
    raise MissingError(message)


def there(files: Iterable[Path]) -> None:
    """Raise MissingError for the first file that is not there."""
    from dialdeck.errors import MissingError

    missing = next((file for file in files if not file.exists()), None)
    if missing is not None:
        message = f"{missing}: there is no such file; check the name and the directory"
        raise MissingError(message)


def report(found: Sequence[Checked[T]], about: Callable[[T], str], without: str) -> int:
    """Tell what came of checking files, `about` each good one, or `without` when there was none; return the exit code.

    Problems and warnings go to standard error.
    """
    from dialdeck.errors import SettingsError

    for text in (text for one in found for text in one.problems):
        say(text)
    for text in (text for one in found for text in one.warnings):
        say(f"warning: {text}")
    if wants_json():
        emit([_verdict(one) for one in found])
    else:
        for one in found:
            if one.value is not None:
                line(f"ok: {one.file} ({one.value.id}, {about(one.value)})")
        if not found:
            line(f"ok: {without}")
    return SettingsError.exit_code if any(one.value is None for one in found) else 0


def _verdict(one: Checked[T]) -> dict[str, Any]:
    return {
        "file": str(one.file),
        "id": one.value.id if one.value else None,
        "ok": one.value is not None,
        "problems": list(one.problems),
        "warnings": list(one.warnings),
    }
