"""What is still to be asked before the end of the cadence depends on it: the role, and the project that words name."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from dialdeck.errors import SettingsError
from dialdeck.model.codes import Role, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.model.script import Script
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PersonRow

FROM_ATTEMPT = 9
"""From here on there is little time left to ask (method: role)."""
ROLE = "role unknown, counts as owner until confirmed: ask, then dialdeck edit PROSPECT title=… (or role=owner|other)"
PROJECT = "which project they have in hand: the words of {script} name it; dialdeck edit PROSPECT project=…"
_NAMES_PROJECT = re.compile(r"\{[{%][^{}]*\bproject\b")


def asks(desk: Desk, person: PersonRow, facts: PersonFacts) -> tuple[str, ...]:
    """Return what to ask for, a line each; nothing before attempt 9 and after the first conversation."""
    state = facts.state
    if state.stage is not Stage.PERSISTENCE or state.attempt < FROM_ATTEMPT:
        return ()
    found = [ROLE] if facts.role is Role.UNKNOWN else []
    script = None if person.project else _naming_project(desk, facts)
    return (*found, PROJECT.format(script=script)) if script is not None else tuple(found)


def _naming_project(desk: Desk, facts: PersonFacts) -> str | None:
    """Return the family of the first script to come that names the project; None when none does."""
    for script in _to_come(desk, facts):
        if any(_NAMES_PROJECT.search(text) for text in (script.if_answered, *script.asks, script.if_voicemail)):
            return script.family
    return None


def _to_come(desk: Desk, facts: PersonFacts) -> Iterator[Script]:
    state = facts.state
    steps = desk.context.about(facts.person_id).cadence(state.cadence).expanded()[state.position :]
    left = [step for step in steps if facts.role is Role.OTHER or not step.not_for_owner]
    for attempt, step in enumerate(left, state.attempt):
        with suppress(SettingsError):  # no words for them: told where the words are shown
            yield desk.scripts.find(step.script, facts.role, attempt)
