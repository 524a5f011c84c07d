"""A script: what to say to a person who answers, and what to leave on their voicemail.

`words` reads scripts and fills them in; the screen paints what came of it. A fact that is missing stays visible as a
gap, so that nobody reads out half a sentence unawares.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from dialdeck.model.views import Words

Plain = str | None
Fact = Plain | tuple[str, ...] | tuple[Mapping[str, Plain], ...]
Facts = Mapping[str, Fact] | Mapping[str, Plain]
"""What a script may say, by name; None and empty text are missing. Values are text, never templates."""


class Audience(StrEnum):
    """For whom a script is written: owners and chief executives (or unknown roles), everybody else, or anybody."""

    OWNER = "owner"
    OTHER = "other"
    ANY = "any"


class Script(NamedTuple):
    """A script as its file has it; the texts are templates."""

    id: str
    family: str
    audience: Audience
    title: str
    first_attempt: int
    last_attempt: int | None
    """Attempts for which it was written, both included; None for no end."""
    silent: bool
    """Nothing is left on voicemail: the voicemail part is an instruction, not words to be spoken."""
    if_answered: str
    asks: tuple[str, ...]
    if_voicemail: str
    file: str
    lines: tuple[int, int, tuple[int, ...]]
    """The lines of the file on which the answered part, the voicemail part and each question begin."""


class Rendered(NamedTuple):
    """A template filled in."""

    parts: tuple[Words, ...]
    missing: tuple[str, ...] = ()
    """Names of the missing facts, in the order of their first gap."""

    @property
    def text(self) -> str:
        """The whole text, gaps included."""
        return "".join(part.text for part in self.parts)


class RenderedScript(NamedTuple):
    """A script filled in for one person and attempt."""

    id: str
    name: str
    if_answered: Rendered
    if_voicemail: Rendered
    asks: tuple[Rendered, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: int
    """How long the message takes to speak; 0 when nothing is left."""
    silent: bool
