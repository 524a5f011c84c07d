"""Sessions as they are looked back on: how long, with what breaks, and what was dialed in each."""

from __future__ import annotations

from dialdeck.method.endings import SHORT_MAIL
from dialdeck.storage.finding import Finding
from dialdeck.storage.rows import DialRow, SessionRecord, columns

_SESSIONS = """
    SELECT s.id, s.uid, s.started_at, s.ended_at, s.goal, s.paused_ms, r.name, count(d.session_id),
    coalesce(sum(d.outcome = 'answered'), 0), coalesce(sum(d.outcome = 'voicemail_left'), 0),
    coalesce(sum(d.outcome = 'silent_hangup'), 0), coalesce(sum(d.detail = 'meeting'), 0)
    FROM (SELECT * FROM sessions ORDER BY id DESC LIMIT ?) s JOIN reps r ON r.id = s.rep_id
    LEFT JOIN dials d ON d.session_id = s.id AND d.status <> 'void' GROUP BY s.id ORDER BY s.id DESC"""
_MOST_TASKS = 1000


class SessionRows(Finding):
    """The part of the store that knows sessions and what is due in them."""

    def session_rows(self, limit: int = 50) -> list[SessionRecord]:
        """Return the sessions there were, the newest first, `limit` at most; voided dials do not count."""
        return [SessionRecord(*row) for row in self.rows(_SESSIONS, (limit,))]

    def session_dials(self, session_id: int) -> list[DialRow]:
        """Return the dials of a session, voided ones too, the oldest first."""
        sql = f"SELECT {columns(DialRow)} FROM dials WHERE session_id = ? ORDER BY id"  # noqa: S608
        return [DialRow(*row) for row in self.rows(sql, (session_id,))]

    def set_paused(self, paused_ms: int) -> None:
        """Keep how long the breaks of the present session were in all, in ms; nothing happens without a session."""
        if self.session_id is not None:
            with self.write() as conn:
                conn.execute("UPDATE sessions SET paused_ms = ? WHERE id = ?", (paused_ms, self.session_id))

    def settled_promises(self, since: int) -> dict[str, int]:
        """Return how many promises for an instant from `since` (ms UTC) on were settled, by how."""
        sql = "SELECT settled, count(*) FROM promises WHERE at >= ? AND settled IS NOT NULL GROUP BY settled"
        return dict(self.rows(sql, (since,)))

    def sendings(self, since: str) -> list[tuple[str, int | None]]:
        """Return what was to be sent by an ISO day from `since` on: the day, and when it was done (ms UTC).

        The e-mail ahead of a win-back is homework and no word that was given.
        """
        sql = (
            "SELECT due_day, done_at FROM tasks WHERE kind = 'send' AND due_day >= ? AND reason IS NOT ? "
            "ORDER BY due_day, id"
        )
        return [(day, done) for day, done in self.rows(sql, (since, SHORT_MAIL))]

    def tasks_due(self, day: str) -> int:
        """Return how many open tasks are due by an ISO day, counted up to 1,000."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM tasks WHERE done_at IS NULL AND due_day <= ? LIMIT ?)"
        return int(self.value(sql, (day, _MOST_TASKS)))
