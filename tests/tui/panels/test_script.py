"""The words: the title of a talk, what the foot says of a message, and what stands there without a script."""

from __future__ import annotations

import pytest

from dialdeck.model.views import ScriptView, Words
from dialdeck.tui.panels.script import ScriptSight, script_pages
from tests.tui.seat import plain_palette, text_of

SCRIPT = ScriptView(
    heading="Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE",
    why="four tries",
    if_answered=(Words("Dana, this is Sam."),),
    asks=((Words("What does it cost?"),), (Words("Who else?"),)),
    if_voicemail=(Words("Dana, Sam again."),),
    missing=(),
    warnings=(),
    seconds=22,
)


def shown(script: ScriptView | None, width: int = 60, height: int = 30, *, talking: bool = False) -> str:
    sight = ScriptSight(script, leaves_message=True, talking=talking, absent="no words here")
    return text_of(script_pages(sight, width, height, plain_palette())[0].lines)


def test_a_message_says_how_long_it_takes_to_say() -> None:
    assert "message ~22 s · check: ok" in shown(SCRIPT)


def test_a_silent_attempt_says_that_there_is_no_message() -> None:
    text = shown(SCRIPT._replace(seconds=0, if_voicemail=(Words("Hang up silently."),)))
    assert "no message this time" in text
    assert "0 s" not in text
    assert "check" not in text


def test_what_the_check_found_is_counted_and_said() -> None:
    text = shown(SCRIPT._replace(warnings=("too long to be heard",), missing=("issue",)))
    assert "message ~22 s · check: 1 to look at · missing: issue" in text
    assert "! too long to be heard" in text


def test_in_a_talk_neither_the_message_nor_its_verdict_is_in_the_way() -> None:
    text = shown(SCRIPT, talking=True)
    assert "Attempt 5 of 12 · TALK" in text
    assert "MESSAGE" not in text
    assert "Sam again" not in text
    assert "~22 s" not in text


@pytest.mark.parametrize(
    ("width", "title"),
    [(60, "Attempt 5 of 12 · LEAVE THE COMMITMENT MESSAGE"), (44, "5 of 12 · LEAVE THE COMMITMENT MESSAGE")],
)
def test_the_verdict_is_shortened_before_it_leaves_the_title(width: int, title: str) -> None:
    assert f" {title} " in shown(SCRIPT, width).splitlines()[0]


def test_a_verdict_too_long_for_the_title_stands_below_it_in_full() -> None:
    lines = shown(SCRIPT, 36).splitlines()
    assert "MESSAGE" not in lines[0]
    assert "LEAVE THE COMMITMENT MESSAGE" in lines[1]


def test_with_room_the_questions_stand_apart() -> None:
    lines = [line.strip("│ ") for line in shown(SCRIPT).splitlines()]
    at = lines.index("ask What does it cost?")
    assert lines[at - 1] == lines[at + 1] == ""


def test_without_a_script_it_is_said_why() -> None:
    assert "no words here" in shown(None)
