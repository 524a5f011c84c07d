"""The QR code on the screen is the one that was encoded, module by module."""

from __future__ import annotations

import subprocess
import sys

import pytest
import segno

from dialdeck.phone.qr import qr_lines
from tests.phone.hostile import HOSTILE

UPPER, LOWER = frozenset("▀█"), frozenset("▄█")


def modules(lines: tuple[str, ...]) -> list[list[int]]:
    """The rows of modules that half blocks show, 1 for a dark one."""
    rows: list[list[int]] = []
    for line in lines:
        rows += [[int(cell in half) for cell in line] for half in (UPPER, LOWER)]
    return rows


@pytest.mark.parametrize("e164", ["+13125550142", "+493023125001", "+1234567", "+123456789012345"])
def test_every_module_stands_where_the_code_has_it_with_a_border_of_four(e164: str) -> None:
    code = segno.make(f"tel:{e164}", error="m", version=2, boost_error=False)
    rows = modules(qr_lines(e164))
    assert rows[:-1] == [[int(module) for module in row] for row in code.matrix_iter(border=4)]
    assert not any(rows[-1])


def test_the_error_level_is_m_and_the_text_is_a_tel_link() -> None:
    rows = [row[4:29] for row in modules(qr_lines("+13125550142"))[4:29]]
    level = [rows[8][0] ^ 1, rows[8][1] ^ 0]  # the first two bits of the format, unmasked
    assert level == [0, 0]
    assert rows != [row[4:29] for row in modules(qr_lines("+13125550143"))[4:29]]


@pytest.mark.parametrize("e164", ["+1234567", "+13125550142", "+123456789012345"])
def test_it_always_takes_17_lines_of_33_cells(e164: str) -> None:
    assert [len(line) for line in qr_lines(e164)] == [33] * 17


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_a_strict_number_becomes_a_code(text: str) -> None:
    assert qr_lines(text) == ()


def test_the_encoder_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, dialdeck.phone.qr\nassert 'segno' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
