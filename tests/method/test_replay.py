"""Deriving later states anew after a correction."""

from dialdeck.method.decide import decide
from dialdeck.method.replay import after_dial
from dialdeck.model.codes import Bucket, Detail, PromiseKind
from tests.method.people import RANG_OUT, answered, at, context, person, silent

CTX = context()


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
