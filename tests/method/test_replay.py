"""Deriving later states anew after a correction."""

from dialdeck.method.decide import decide
from dialdeck.method.replay import Happening, after_dial, replay
from dialdeck.method.transitions import agree_callback, retire, snooze
from dialdeck.model.codes import Bucket, Detail, PromiseKind, Stage
from dialdeck.model.facts import Decision
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import LEFT, RANG_OUT, SILENT, answered, at, context, person, silent

CTX = context()


def test_a_replay_of_what_happened_gives_what_was_decided() -> None:
    facts = person()
    happenings: list[Happening] = []
    decided: list[Decision | State] = []
    for what in (LEFT, SILENT, silent(Detail.BUSY), SILENT, SILENT, LEFT, RANG_OUT):
        now = facts.state.due_at or 0
        decision = decide(CTX, facts, what, now)
        facts = after_dial(CTX, facts, what, decision, now)
        happenings.append((now, what))
        decided.append(decision)
    assert replay(CTX, person(), happenings) == decided


def test_a_correction_moves_what_comes_after() -> None:
    later: Happening = (at("2026-03-12 12:00"), SILENT)
    was = replay(CTX, person(), [(at("2026-03-10 10:05"), LEFT), later])
    now = replay(CTX, person(), [(at("2026-03-10 10:05"), silent(Detail.RANG_OUT)), later])
    assert isinstance(was[1], Decision)
    assert isinstance(now[1], Decision)
    assert (was[1].state.owed, now[1].state.owed) == (None, "opening")


def test_other_transitions_take_part_in_order() -> None:
    derived = replay(
        CTX,
        person(),
        [
            (at("2026-03-10 10:05"), LEFT),
            (at("2026-03-10 11:00"), lambda ctx, facts, now: snooze(ctx, facts, at("2026-03-17 14:00"), now)),
            (at("2026-03-10 12:00"), lambda ctx, facts, now: agree_callback(ctx, facts, at("2026-03-18 10:00"), now)),
            (at("2026-03-10 13:00"), lambda ctx, facts, now: retire(ctx, facts, "no budget")),
        ],
    )
    snoozed, agreed, retired = derived[1:]
    assert isinstance(snoozed, State)
    assert snoozed.due_at == at("2026-03-17 14:00")
    assert isinstance(agreed, Decision)
    assert (agreed.state.bucket, agreed.state.attempt) == (Bucket.CALLBACK, 2)
    assert isinstance(retired, Decision)
    assert retired.state.stage is Stage.RETIRED


def test_a_promise_is_known_until_it_is_dialed() -> None:
    facts = person()
    asked = answered(Detail.CALLBACK, at("2026-03-12 15:00"))
    facts = after_dial(CTX, facts, asked, decide(CTX, facts, asked, at("2026-03-10 10:05")), at("2026-03-10 10:05"))
    assert [(p.kind, p.at) for p in facts.promises] == [(PromiseKind.CLOCK, at("2026-03-12 15:00"))]
    early = after_dial(
        CTX, facts, RANG_OUT, decide(CTX, facts, RANG_OUT, at("2026-03-11 10:00")), at("2026-03-11 10:00")
    )
    assert len(early.promises) == 1
    kept = after_dial(
        CTX, early, RANG_OUT, decide(CTX, early, RANG_OUT, at("2026-03-12 15:00")), at("2026-03-12 15:00")
    )
    assert kept.promises == ()


def test_a_promise_survives_a_busy_line() -> None:
    facts = person()
    asked = answered(Detail.CALLBACK, at("2026-03-12 15:00"))
    facts = after_dial(CTX, facts, asked, decide(CTX, facts, asked, at("2026-03-10 10:05")), at("2026-03-10 10:05"))
    busy = silent(Detail.BUSY)
    facts = after_dial(CTX, facts, busy, decide(CTX, facts, busy, at("2026-03-12 15:00")), at("2026-03-12 15:00"))
    assert len(facts.promises) == 1
    assert facts.state.bucket is Bucket.CALLBACK


def test_a_dead_number_and_a_block_are_remembered() -> None:
    facts = person(numbers=2)
    dead = silent(Detail.NUMBER_DEAD)
    facts = after_dial(CTX, facts, dead, decide(CTX, facts, dead, at("2026-03-10 10:05")), at("2026-03-10 10:05"))
    assert [number.dead for number in facts.numbers] == [True, False]
    stop = answered(Detail.DO_NOT_CALL)
    facts = after_dial(CTX, facts, stop, decide(CTX, facts, stop, at("2026-03-10 10:06")), at("2026-03-10 10:06"))
    assert all(number.blocked for number in facts.numbers)


def test_nothing_happened_gives_nothing() -> None:
    assert replay(CTX, replace(person(), dials=()), []) == []
