"""The person who comes next, read while the telephone still rings, so that the key that ends the dial need not.

What was read is used only if nothing happened to that person since and no other window wrote. What each key would do,
which depends on the time and on the dial just recorded, is decided anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.model.views import Coming
from dialdeck.session import explaining
from dialdeck.session.dossier import Dossier, read_dossier
from dialdeck.session.panels import person_view

if TYPE_CHECKING:
    from dialdeck.session.board import Board
    from dialdeck.session.desk import Desk
    from dialdeck.session.scripting import Scribe
    from dialdeck.session.serving import Serving


class Ahead:
    """Holds at most one person; whoever changes anything beside the dial at hand lets it forget."""

    def __init__(self, desk: Desk, serving: Serving, board: Board, scribe: Scribe) -> None:
        """Read through `desk`; `serving` says who is next, `scribe` remembers the words it wrote."""
        self._desk = desk
        self._board = board
        self._serving = serving
        self._scribe = scribe
        self._dossier: Dossier | None = None
        self._read_at = (-1, -1)
        """The revision of that person, and how far others had written."""

    def prepare(self, current: int) -> Coming | None:
        """Read whoever would be served now beside the current person, write their script, and return both."""
        self._dossier = None
        facts = self._serving.look_ahead(current)
        if facts is None:
            return None
        self._read_at = self._moment(facts.person_id)
        known = self._dossier = read_dossier(self._desk, facts.person_id, facts)
        shown = self._desk.decisions.previews(facts, self._desk.clock.now())
        script = self._scribe.view(known, shown, explaining.short_why(self._desk, facts))
        rows, title = self._board.without(current, facts.person_id)
        return Coming(
            person=person_view(self._desk, known, None),
            script=script,
            consequences=explaining.consequences(shown, facts.state.plan),
            queue=rows,
            queue_title=title,
        )

    def forget(self) -> None:
        """Read anew when next asked."""
        self._dossier = None
        self._serving.forget_ahead()

    def take(self, person_id: int) -> Dossier:
        """Return everything about a person: what was read ahead if they are the one and nothing happened to them."""
        known = self._dossier
        if known is not None and known.person.id == person_id:
            self._dossier = None
            if self._moment(person_id) == self._read_at:
                return known
        return read_dossier(self._desk, person_id)

    def _moment(self, person_id: int) -> tuple[int, int]:
        return self._desk.store.state(person_id).rev, self._desk.store.others_wrote()
