"""The library of scripts: the words for a person, a step and an attempt, filled in and ready to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import dialdeck
from dialdeck.errors import SettingsError
from dialdeck.model.codes import Role
from dialdeck.model.script import Audience, Facts, Rendered, RenderedScript, Script
from dialdeck.model.views import Words
from dialdeck.words.speech import LONGEST_MESSAGE, spoken_seconds

if TYPE_CHECKING:
    from dialdeck.words.templates import Text

PACKAGED = Path(dialdeck.__file__).parent / "library" / "scripts"
APOLOGY = "apology"
"""The family whose words open the next talk after somebody answered and heard nothing."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    answered: Text
    voicemail: Text
    asks: tuple[Text, ...]


class ScriptLibrary:
    """Scripts from the packaged directory and from those of the user, which win by id."""

    def __init__(self, directories: Sequence[Path] = (), packaged: Path = PACKAGED) -> None:
        """Read nothing yet; `directories` are the user's, the later one wins."""
        self._directories = directories
        self._packaged = packaged
        self._compiled: dict[str, _Compiled] = {}
        self._found: dict[tuple[str, Role, int], Script] = {}
        self._problems: list[str] = []

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """All scripts by id. Read at first use; a wrong file of the user is left out and told in `problems`."""
        from dialdeck.words.script_files import read_script

        packaged = {script.id: script for script in map(read_script, sorted(self._packaged.glob("*.md")))}
        scripts = dict(packaged)
        for directory in self._directories:
            own: dict[str, Script] = {}
            for path in sorted(directory.glob("*.md")):
                try:
                    script = read_script(path)
                    _check_place(script, packaged, own)
                    self._compiled[script.id] = _compile(script)
                except SettingsError as error:
                    self._problems.append(str(error))
                else:
                    own[script.id] = script
            scripts |= own
        return tuple(scripts[key] for key in sorted(scripts))

    @property
    def problems(self) -> tuple[str, ...]:
        """One line for each file of the user that could not be used."""
        return tuple(self._problems) if self.scripts else ()

    @property
    def notice(self) -> str:
        """The first problem and how many more there are, as one line for a screen; empty when every file is good."""
        first, *more = self.problems or ("",)
        return f"{first} (and {len(more)} more)" if more else first

    def find(self, family: str, role: Role, attempt: int) -> Script:
        """Return the script of a family that fits best: written for the attempt, for the role, narrowest, the user's.

        In that order. A role that is unknown counts as owner. Raises SettingsError when a family has none for the role.
        """
        key = (family, role, attempt)
        if key not in self._found:
            wanted = Audience.OTHER if role is Role.OTHER else Audience.OWNER
            fitting = [one for one in self.scripts if one.family == family and one.audience in {wanted, Audience.ANY}]
            if not fitting:
                message = f"scripts: there is no script of the family {family!r} for {wanted}; add one with `for: any`"
                raise SettingsError(message)
            self._found[key] = min(
                fitting,
                key=lambda one: (
                    _distance(one, attempt), one.audience is Audience.ANY, _width(one), self._is_packaged(one), one.id,
                ),
            )  # fmt: skip
        return self._found[key]

    def render(self, family: str, role: Role, attempt: int, facts: Facts, *, apology: bool = False) -> RenderedScript:
        """Return the words for this attempt; missing facts are gaps in them, named in `missing` and in a warning.

        With `apology` the talk opens with the words for somebody who answered before and heard nothing.
        """
        from dialdeck.words.templates import context, spans

        script = self.find(family, role, attempt)
        compiled = self._compile(script)
        known = context(facts)
        answered, voicemail = spans(compiled.answered(known)), spans(compiled.voicemail(known))
        if apology:
            opener = spans(self._compile(self.find(APOLOGY, role, attempt)).answered(known))
            answered = _after(opener, answered)
        asks = tuple(spans(ask(known)) for ask in compiled.asks)
        missing = tuple(dict.fromkeys(name for part in (answered, *asks, voicemail) for name in part.missing))
        seconds = 0 if script.silent else spoken_seconds(voicemail.text)
        return RenderedScript(
            id=script.id,
            name=script.title,
            if_answered=answered,
            if_voicemail=voicemail,
            asks=asks,
            missing=missing,
            warnings=_warnings(script, attempt, seconds),
            seconds=seconds,
            silent=script.silent,
        )

    def _is_packaged(self, script: Script) -> bool:
        return Path(script.file).parent == self._packaged

    def _compile(self, script: Script) -> _Compiled:
        compiled = self._compiled.get(script.id)
        if compiled is None:
            compiled = self._compiled[script.id] = _compile(script)
        return compiled


def _check_place(script: Script, packaged: Mapping[str, Script], own: Mapping[str, Script]) -> None:
    """Raise SettingsError for a script that would never be said, or would leave a step without words."""
    if script.id in own:
        other = Path(own[script.id].file).name
        message = f"{script.file}: id: {script.id!r} is the id of {other} too; give each its own"
        raise SettingsError(message)
    families = sorted({one.family for one in packaged.values()})
    if script.family not in families:
        message = f"{script.file}: family: there is no family {script.family!r}; the families are {', '.join(families)}"
        raise SettingsError(message)
    replaced = packaged.get(script.id)
    if replaced is None:
        return
    kept = [("family", script.family, replaced.family), ("leave", _leave(script), _leave(replaced))]
    if script.audience is not Audience.ANY:
        kept.append(("for", script.audience, replaced.audience))
    for key, here, there in kept:
        if here != there:
            message = f"{script.file}: {key}: expected {there}, as in the script {script.id!r}; or give this its own id"
            raise SettingsError(message)


def _leave(script: Script) -> str:
    return "silent" if script.silent else "message"


def _compile(script: Script) -> _Compiled:
    from dialdeck.words.templates import compile_text

    answered, voicemail, asks = script.lines
    return _Compiled(
        compile_text(script.if_answered, script.file, answered),
        compile_text(script.if_voicemail, script.file, voicemail),
        tuple(compile_text(text, script.file, line) for text, line in zip(script.asks, asks, strict=True)),
    )


def _distance(script: Script, attempt: int) -> int:
    """How many attempts away from those it was written for."""
    if attempt < script.first_attempt:
        return script.first_attempt - attempt
    return 0 if script.last_attempt is None else max(0, attempt - script.last_attempt)


def _width(script: Script) -> int:
    return 1_000 if script.last_attempt is None else script.last_attempt - script.first_attempt


def _after(opener: Rendered, rest: Rendered) -> Rendered:
    return Rendered((*opener.parts, Words("\n\n"), *rest.parts), tuple(dict.fromkeys(opener.missing + rest.missing)))


def _warnings(script: Script, attempt: int, seconds: int) -> tuple[str, ...]:
    warnings = []
    if _distance(script, attempt):
        warnings.append(f"written for attempt {script.last_attempt or script.first_attempt}, not {attempt}")
    if seconds > LONGEST_MESSAGE:
        warnings.append(f"about {seconds} s: a message of more than {LONGEST_MESSAGE} s is not heard to its end")
    return tuple(warnings)
