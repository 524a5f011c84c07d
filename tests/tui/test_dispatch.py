"""The line of keys: one after the other, in order, each once, whatever one of them sets off."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dialdeck.tui.dispatch import REPEAT, Arrival, Guards, KeyLine
from dialdeck.tui.keymap import Act


def key(name: str, at: float = 0.0) -> Arrival:
    return Arrival(name, name, at)


async def test_keys_wait_for_what_the_one_before_set_off() -> None:
    done: list[str] = []
    gate = asyncio.Event()

    async def slow(name: str) -> None:
        await gate.wait()
        done.append(name)

    def handle(arrival: Arrival) -> asyncio.Future[None] | None:
        if arrival.key == "a":
            return asyncio.ensure_future(slow("a"))
        done.append(arrival.key)
        return None

    line = KeyLine(handle, lambda error: done.append(repr(error)))
    for name in "abc":
        line.arrive(key(name))
    assert line.busy
    assert done == []
    gate.set()
    await line.settled()
    assert done == ["a", "b", "c"]
    assert not line.busy


async def test_a_failing_key_is_reported_and_the_next_is_carried_out() -> None:
    done: list[str] = []

    async def bad() -> None:
        raise ValueError

    def handle(arrival: Arrival) -> asyncio.Future[None] | None:
        if arrival.key == "a":
            return asyncio.ensure_future(bad())
        if arrival.key == "b":
            raise KeyError
        done.append(arrival.key)
        return None

    line = KeyLine(handle, lambda error: done.append(type(error).__name__))
    for name in "abc":
        line.arrive(key(name))
    await line.settled()
    assert done == ["ValueError", "KeyError", "c"]


@given(st.lists(st.floats(0.001, REPEAT - 0.001), min_size=1, max_size=60))
def test_every_repeat_of_a_held_key_is_seen_as_one(gaps: list[float]) -> None:
    guards = Guards()
    at = 5.0
    assert not guards.held(key("v", at))
    for gap in gaps:
        at += gap
        assert guards.held(key("v", at))


@given(st.floats(0.11, 10))
def test_a_finger_that_taps_twice_is_no_held_key(gap: float) -> None:
    guards = Guards()
    guards.held(key("u", 1.0))
    assert not guards.held(key("u", 1.0 + gap))


def test_two_keys_in_quick_turn_are_no_held_key() -> None:
    guards = Guards()
    assert not guards.held(key("j", 1.0))
    assert not guards.held(key("v", 1.01))
    assert not guards.held(key("j", 1.02))


@given(st.sampled_from(Act), st.floats(0, 100))
def test_a_burst_never_does_anything(act: Act, at: float) -> None:
    assert Guards().refusal(Arrival("v", "v", at, burst=True), act, held=False)


@given(st.sampled_from([Act.VOICEMAIL_LEFT, Act.NOTE, Act.DIAL, Act.UNDO, Act.RETIRE]), st.floats(0.001, 5))
def test_nothing_that_touches_a_person_is_taken_from_before_they_were_shown(act: Act, before: float) -> None:
    assert Guards(moved_at=10.0).refusal(key("x", 10.0 - before), act, held=False)


@given(st.floats(0, 0.69))
def test_a_key_that_led_here_does_not_lead_on_before_it_can_have_been_let_go(gap: float) -> None:
    for act in (Act.PAUSE, Act.RESUME, Act.DIAL, Act.BRING_UP):
        assert Guards(moved_at=10.0, moved_by="b").refusal(key("b", 10.0 + gap), act, held=False)
        assert Guards(opened_at=10.0, opened_by="b").refusal(key("b", 10.0 + gap), act, held=False)


@given(st.floats(0.71, 100))
def test_pressed_again_it_leads_on(gap: float) -> None:
    guards = Guards(moved_at=10.0, moved_by="b", opened_at=10.0, opened_by="b")
    assert not guards.refusal(key("b", 10.0 + gap), Act.RESUME, held=False)


@given(st.floats(0.1, 0.7))
def test_a_look_changes_nothing_and_ends_as_soon_as_its_key_is_pressed_again(gap: float) -> None:
    guards = Guards(moved_at=10.0, moved_by="b", opened_at=10.0, opened_by="b")
    assert not guards.refusal(key("b", 10.0 + gap), Act.LOOK_RETURN, held=False)


def test_another_key_in_between_shows_that_it_was_let_go() -> None:
    guards = Guards(opened_at=10.0, opened_by="enter", moved_at=10.0, moved_by="enter")
    guards.held(key("j", 10.1))
    assert not guards.still_held(key("enter", 10.2))
    assert not guards.refusal(key("enter", 10.2), Act.BRING_UP, held=False)
