"""Keys that wait are taken together, each once."""

from __future__ import annotations

from textual import events

from dialdeck.tui.typed import Typed


def key(name: str) -> events.Key:
    return events.Key(name, name)


def test_keys_that_come_before_the_others_were_taken_are_taken_with_them() -> None:
    first, second = key("a"), key("b")
    typed = Typed([first])
    assert typed.add([second])
    assert typed.take() == [first, second]


def test_keys_that_come_too_late_are_not_taken_twice_or_lost() -> None:
    typed = Typed([key("a")])
    taken = typed.take()
    assert not typed.add([key("b")])
    assert len(taken) == 1
