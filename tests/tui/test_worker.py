"""Threads: the deck's calls come in order, and what hangs beside them holds nothing up."""

from __future__ import annotations

import asyncio
import threading

import pytest

from dialdeck.tui.worker import DeckThread, run_beside


async def test_calls_of_the_deck_are_carried_out_in_order_on_one_thread() -> None:
    thread = DeckThread()
    try:
        names = await asyncio.gather(*(thread.ask(threading.get_ident) for _ in range(5)))
        assert len(set(names)) == 1
    finally:
        thread.stop()


async def test_what_runs_beside_answers_and_raises() -> None:
    assert await run_beside(int, "7") == 7
    with pytest.raises(ValueError, match="invalid literal"):
        await run_beside(int, "x")


async def test_a_call_beside_that_nobody_waits_for_any_more_ends_without_a_word() -> None:
    gate, done = threading.Event(), threading.Event()

    def slow() -> None:
        gate.wait(10)
        done.set()

    waiting = asyncio.ensure_future(run_beside(slow))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    gate.set()
    assert await asyncio.to_thread(done.wait, 10)


async def test_two_calls_beside_do_not_wait_for_each_other() -> None:
    gate = threading.Event()
    first = asyncio.ensure_future(run_beside(gate.wait, 10))
    assert await run_beside(str, 1) == "1"
    assert not first.done()
    gate.set()
    assert await first
