"""Script files: Markdown with front matter, so that the people who speak the words can edit them anywhere.

    ---
    id: opening-owner
    family: opening
    for: owner            # owner, other or any
    title: Opening, for owners
    attempts: 1           # 5-6, or 7- without an end; left out: every attempt
    leave: message        # or silent
    ---
    ## If they answer
    …
    ask: one to three questions, each a paragraph of its own
    ## If it goes to voicemail
    …

Imported at first use only: the YAML reader is slow to import.
"""

from __future__ import annotations

import re
from pathlib import Path

import frontmatter
import yaml  # type: ignore[import-untyped]

from dialdeck.errors import SettingsError
from dialdeck.model.script import Audience, Script

_HEADINGS = ("if they answer", "if it goes to voicemail")
_KEYS = {"id", "family", "for", "title", "attempts", "leave"}
_ASK = re.compile(r"ask:\s*", re.IGNORECASE)
_LARGEST = 64_000
_MOST_ASKS = 3


def read_script(path: Path) -> Script:
    """Return the script in a file; raise SettingsError with file, line or key, and what was expected."""
    if not path.is_file():  # a pipe of that name would be waited for
        message = f"{path}: is not a file; move it elsewhere"
        raise SettingsError(message)
    try:
        raw = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as UTF-8 text; save it again or remove it"
        raise SettingsError(message) from error
    return parse_script(raw, str(path))


def parse_script(raw: str, file: str) -> Script:
    """Return the script in the text of `file`; its templates are not compiled yet."""
    if len(raw) > _LARGEST:
        raise SettingsError(f"{file}: is larger than {_LARGEST} characters; a script is far shorter")
    try:
        data, body = frontmatter.parse(raw)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        # The text handed to the YAML reader begins at the end of the line ---, and the mark counts from 0.
        line = f":{mark.line + 1}" if mark else ""
        raise SettingsError(
            f"{file}{line}: the part between the --- lines is not YAML of the form key: value"
        ) from error
    if not data:
        raise SettingsError(
            f"{file}:1: the file begins with a --- line, the keys id, family, for, title, and a --- line"
        )
    unknown = sorted(str(key) for key in data if key not in _KEYS)
    if unknown:
        raise SettingsError(f"{file}: {unknown[0]}: there is no such key; the keys are {', '.join(sorted(_KEYS))}")
    start = len(raw.rstrip()) - len(body)
    answered, voicemail = _parts(body, raw[:start].count("\n") + 1, file)
    spoken, asks = _asks(*answered)
    if not asks or len(asks) > _MOST_ASKS:
        raise SettingsError(f"{file}:{answered[1]}: one to three paragraphs that begin with “ask:” are expected here")
    first, last = _attempts(data.get("attempts", "1-"), file)
    return Script(
        id=_word(data, "id", file),
        family=_word(data, "family", file),
        audience=Audience(_one_of(data, "for", tuple(Audience), file)),
        title=_text(data, "title", file),
        first_attempt=first,
        last_attempt=last,
        silent=_one_of(data, "leave", ("message", "silent"), file) == "silent",
        if_answered=spoken,
        asks=tuple(text for text, _ in asks),
        if_voicemail=voicemail[0],
        file=file,
        lines=(answered[1], voicemail[1], tuple(line for _, line in asks)),
    )


def _parts(body: str, first_line: int, file: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """The two parts under their headings, each with the line on which its text begins."""
    found: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("## "):
            found.append((line[3:].strip().lower(), number + 1, []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            raise SettingsError(f"{file}:{number}: text before the heading “## If they answer”")
    if tuple(heading for heading, _, _ in found) != _HEADINGS:
        raise SettingsError(f"{file}:{first_line}: two headings are expected: “## {'” and “## '.join(_HEADINGS)}”")
    for heading, begins, lines in found:
        if not any(map(str.strip, lines)):
            raise SettingsError(f"{file}:{begins}: nothing is said under “{heading}”")
    (_, answered_at, said), (_, voicemail_at, left) = found
    return ("\n".join(said), answered_at), ("\n".join(left), voicemail_at)


def _asks(text: str, first_line: int) -> tuple[str, list[tuple[str, int]]]:
    """The spoken part without its questions (their lines kept empty, so that lines still count), and the questions."""
    spoken: list[str] = []
    asks: list[tuple[str, int]] = []
    asking = False
    for number, line in enumerate(text.split("\n"), first_line):
        begins = _ASK.match(line)
        asking = bool(begins) or (asking and bool(line.strip()))
        if begins:
            asks.append((line[begins.end() :], number))
        elif asking:
            asks[-1] = (f"{asks[-1][0]}\n{line}", asks[-1][1])
        spoken.append("" if asking else line)
    return "\n".join(spoken), asks


def _attempts(value: object, file: str) -> tuple[int, int | None]:
    found = re.fullmatch(r"([0-9]{1,3})(\s*-\s*([0-9]{1,3})?)?", str(value).strip(), re.ASCII)
    if found:
        first = int(found[1])
        last = first if found[2] is None else int(found[3]) if found[3] else None
        if first >= 1 and (last is None or last >= first):
            return first, last
    raise SettingsError(f"{file}: attempts: expected a number or a range such as 5-6 or 7-, not {value!r}")


def _text(data: dict[str, object], key: str, file: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{file}: {key}: expected a text, not {value!r}")
    return value.strip()


def _word(data: dict[str, object], key: str, file: str) -> str:
    value = _text(data, key, file)
    if not re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", value):
        raise SettingsError(f"{file}: {key}: expected small letters, digits, - and _, not {value!r}")
    return value


def _one_of(data: dict[str, object], key: str, allowed: tuple[str, ...], file: str) -> str:
    value = data.get(key)
    if value not in allowed:
        raise SettingsError(f"{file}: {key}: expected {', '.join(allowed[:-1])} or {allowed[-1]}, not {value!r}")
    return str(value)
