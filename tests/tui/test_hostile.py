"""Text from data can neither style, nor click, nor crash, nor reach the terminal as control codes."""

from __future__ import annotations

import pytest

from dialdeck.tui.clean import FORBIDDEN
from dialdeck.tui.page import Writer
from tests.tui.fake_deck import FakeDeck, hostile
from tests.tui.seat import seated

TEXTS = [
    "Smith [/foo]",
    "[Holdings]",
    "[@click=app.quit]x[/]",
    "[b]bold[/b] [red]red",
    "[link=https://example.com]x[/link]",
    "\x1b[2J\x1b[31mred",
    "\x1b]52;c;aGFja2Vk\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b2J\x9d52;c;eA==\x9c",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "zero\u200bwidth\ufeff\u2060",
    "e" + "\u0301" * 200,
    "李娜" * 200,
    "😀" * 50 + "\ud83d",
    "x" * 5000,
    "",
    "   ",
    "\x00\x01\x02\x7f",
    "%s %d {0} {name!r} ${x}",
    "$(rm -rf /) `id` ; exit",
]


FACES = (["w"], ["escape", "question_mark"], ["escape", "z"], ["escape", "n"], ["escape", "space"], ["h"], ["u"])
"""Keys that lead from one face of the screen to the next."""


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_text_stands_literally_on_every_face_of_the_screen(text: str, deck: FakeDeck) -> None:
    deck.people = hostile(text)
    async with seated(deck) as seat:
        for keys in FACES:
            await seat.press(*keys)
            assert FORBIDDEN.search(seat.text.replace("\n", "")) is None
        assert seat.app.fault is None


@pytest.mark.parametrize("text", ["Smith [/foo]", "[@click=app.quit]x[/]", "[Holdings]"])
async def test_markup_in_a_name_is_text(text: str, deck: FakeDeck) -> None:
    deck.people = hostile(text)
    async with seated(deck) as seat:
        strips = seat.app.screen._compositor.render_strips()
        assert any(text in strip.text for strip in strips)
        assert all(not style._meta for strip in strips for _, style, _ in strip if style is not None)


@pytest.mark.parametrize("text", TEXTS)
async def test_nothing_but_our_own_sequences_is_written(text: str, deck: FakeDeck) -> None:
    deck.people = hostile(text)
    async with seated(deck) as seat:
        from rich.color import ColorSystem

        writer = Writer(seat.app.get_line_filters(), ColorSystem.TRUECOLOR)
        sequence = writer.sequence([(0, y, list(line)) for y, line in enumerate(seat.app.page_lines())])
        for piece in sequence.split("\x1b[")[1:]:
            assert piece.lstrip("0123456789;")[:1] in {"m", "H"}
        assert "\x1b]" not in sequence
        assert "\x9b" not in sequence


async def test_hostile_text_in_an_error_is_one_clean_line(deck: FakeDeck) -> None:
    from dialdeck.errors import DataError

    async with seated(deck) as seat:
        deck.fail["dial"] = DataError("bad \x1b]52;c;eA==\x07\nname [/foo]")
        await seat.press("space")
        assert "bad ␛]52;c;eA==␇ name [/foo]" in seat.text
