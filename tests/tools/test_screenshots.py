"""The pictures are made from the program, are the same every time, and are those that lie in the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.style import Style

from dialdeck.tui.cells import Line
from tools.screenshots import FOLDER, pictures, write
from tools.svg import picture

NAMES = {f"call-{size}.svg" for size in ("80x24", "120x36", "200x60")} | {
    *("dial-120x36.svg", "talk-80x24.svg", "disposition-80x24.svg")
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pictures()


def test_made_again_every_picture_has_the_same_bytes(made: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    write(folder)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == made
    assert set(made) == NAMES


def test_the_pictures_in_the_documentation_are_what_the_program_shows_now(made: dict[str, str]) -> None:
    lying = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    assert lying == made, "make screenshots writes them anew"


def test_a_picture_needs_nothing_from_elsewhere_and_runs_nothing(made: dict[str, str]) -> None:
    for svg in made.values():
        assert not re.search(r"<script|<image|<foreignObject|@import|@font-face|url\(|href|\bon\w+=", svg)
        assert svg.count("http") == 1  # the name of the format
        assert "monospace" in svg


def test_a_picture_says_what_the_page_says(made: dict[str, str]) -> None:
    words = " ".join(ET.fromstring(made["call-120x36.svg"]).itertext())
    for said in ("dialdeck", "Queue", "Answered", "Voicemail", "Hang up", "planned"):
        assert said in words


def test_markup_in_a_text_stays_text() -> None:
    line: Line = (("<b>&\"' ─│╭▓▶", Style(color="#ffffff", bgcolor="#000000")),)
    root = ET.fromstring(picture([line], "<title>"))
    assert "<b>&\"'" in "".join(root.itertext())


def test_every_run_of_text_is_held_to_its_cells() -> None:
    line: Line = (("李娜 x", Style()),)
    texts = [one for one in ET.fromstring(picture([line], "")).iter() if one.tag.endswith("text")]
    assert [(one.text, one.get("x"), one.get("textLength")) for one in texts] == [
        ("李", "0", "16.8"),
        ("娜", "16.8", "16.8"),
        ("x", "42", "8.4"),
    ]
