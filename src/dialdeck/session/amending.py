"""Correcting a dial after others followed it: what came later is derived again, in order, and appended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialdeck.method.decide import decide
from dialdeck.method.replay import after_dial
from dialdeck.model.codes import Detail, DialStatus, EventKind, Outcome, Stage
from dialdeck.model.facts import Decision, Result
from dialdeck.session import dialing
from dialdeck.session.applying import decision_record, take_back_consequences, write_consequences

if TYPE_CHECKING:
    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import DialRow


def amend(desk: Desk, dial: DialRow, result: Result, *, words: str | None = None) -> None:
    """Give a dial another outcome, detail or agreed time, and derive the dates after it again."""
    later = later_dials(desk, dial)
    if not later:
        dialing.record_outcome(desk, dial.id, result, words=words)
        return
    dialing.check_detail(result)
    with desk.store.operation("amend", person_id=dial.person_id, dial_id=dial.id) as tx:
        for affected in (dial, *later):
            take_back_consequences(desk, tx, affected)
        facts = dialing.facts_before(desk, dial)
        decision = decide(desk.context, facts, result, dial.started_at)
        corrected = dial
        for following in (dial, *later):
            if following is not dial:
                if decision.state.bucket is None:
                    break
                write_consequences(desk, tx, facts, without_plans(decision), corrected.id, None)
                facts = after_dial(desk.context, facts, result, decision, corrected.started_at, corrected.id)
                result = Result(
                    Outcome(following.outcome or Outcome.SILENT_HANGUP),
                    detail_of(following),
                    desk.store.agreed(following.id),
                )
                decision = decide(desk.context, facts, result, following.started_at)
                corrected = following
            tx.event(
                EventKind.AMENDED,
                at=desk.clock.now(),
                person_id=dial.person_id,
                dial_id=following.id,
                outcome=result.outcome,
                detail=result.detail,
                state=decision.state,
                dial=dialing.dial_patch(desk, following, result, decision) | _numbering(facts),
                decision=decision_record(decision, result),
            )
        write_consequences(desk, tx, facts, decision, corrected.id, words)
    desk.load.forget()


def without_plans(decision: Decision) -> Decision:
    """Return a decision that others followed: its promise and task are past, a dead number stays dead."""
    return replace(decision, promise=None, task=None, withdraws_promises=False)


def detail_of(dial: DialRow) -> Detail | None:
    """Return the detail of a dial as the closed list has it."""
    return None if dial.detail is None else Detail(dial.detail)


def void_earlier(desk: Desk, dial: DialRow) -> None:
    """Say later on that a dial was never placed. Only the newest dial of a person can be voided: RefusedError else."""
    from dialdeck.errors import RefusedError

    if later_dials(desk, dial):
        message = "others followed this dial; amend its outcome instead of taking it out"
        raise RefusedError(message)
    dialing.void_dial(desk, dial.id)


def later_dials(desk: Desk, dial: DialRow) -> list[DialRow]:
    """Return the dials of the same person that came after this one and have an outcome, oldest first."""
    rows = desk.store.dial_rows(dial.person_id)
    return [row for row in reversed(rows) if row.id > dial.id and row.status == DialStatus.DONE]


def _numbering(facts: PersonFacts) -> dict[str, object]:
    if facts.state.stage in (Stage.RETIRED, Stage.DO_NOT_CALL):
        return {}
    return {
        "attempt": facts.state.attempt,
        "plan": facts.state.plan,
        "step": facts.state.step,
        "script": facts.state.script,
    }
