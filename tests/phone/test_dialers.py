"""Which dialer the settings give, and what all of them have in common: nothing but a strict number gets out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.model.settings import DialerSettings
from dialdeck.model.views import Handed
from dialdeck.phone.command_dialer import CommandDialer
from dialdeck.phone.dialers import ClipboardDialer, ShowDialer, dialer_of
from dialdeck.phone.leaving import is_e164
from dialdeck.phone.tel_handler import HandlerDialer
from dialdeck.session.ports import Dialer
from tests.phone.hostile import HOSTILE
from tests.phone.programs import NUMBER, Programs


def every_dialer(programs: Programs) -> list[Dialer]:
    """All four, with real programs behind them that write down what they are given."""
    programs.add("dial", 'printf "%s\\n" "$@" >> "$HERE/dialed"')
    programs.add("xdg-open", 'printf "%s\\n" "$@" >> "$HERE/dialed"')
    programs.add("open", 'printf "%s\n" "$@" >> "$HERE/dialed"')
    programs.add("xdg-mime", "echo phone.desktop")
    environ = {**programs.environ, "DISPLAY": ":0"}
    kinds = (
        DialerSettings("show"),
        DialerSettings("clipboard"),
        DialerSettings("command", "dial {number}"),
        DialerSettings("handler"),
    )
    return [dialer_of(settings, environ) for settings in kinds]


def test_the_settings_choose_the_dialer(tmp_path: Path) -> None:
    found = [type(dialer) for dialer in every_dialer(Programs(tmp_path))]
    assert found == [ShowDialer, ClipboardDialer, CommandDialer, HandlerDialer]


def test_every_dialer_takes_a_strict_number(tmp_path: Path) -> None:
    programs = Programs(tmp_path)
    assert [dialer.hand_over(NUMBER).failed for dialer in every_dialer(programs)] == [False] * 4
    assert programs.text("dialed") == f"{NUMBER}\ntel:{NUMBER}\n"


def test_no_dialer_lets_anything_else_out(tmp_path: Path) -> None:
    programs = Programs(tmp_path)
    for dialer in every_dialer(programs):
        for text in HOSTILE:
            handed = dialer.hand_over(text)
            assert handed.failed, text
            assert handed.clipboard == ""
            assert handed.words.startswith("not handed over: ")
            assert handed.words.isprintable()
    assert programs.text("dialed") == ""


@given(st.text(max_size=30) | st.from_regex(r"\+?[0-9]{1,17}\s?", fullmatch=True))
def test_the_clipboard_gets_a_strict_number_or_nothing(text: str) -> None:
    handed = ClipboardDialer({}).hand_over(text)
    assert handed.clipboard == (text if is_e164(text) else "")
    assert handed.failed is not is_e164(text)


def test_dialing_by_hand_needs_no_words() -> None:
    dialer = ShowDialer()
    assert dialer.hand_over(NUMBER) == Handed("")
    assert dialer.problem() is None


def test_the_clipboard_is_said_to_be_sent_not_set() -> None:
    dialer = ClipboardDialer({"TERM_PROGRAM": "WezTerm"})
    assert dialer.hand_over(NUMBER) == Handed("sent to the clipboard", clipboard=NUMBER)
    assert dialer.problem() is None


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"TMUX": "/run/tmux,1,0", "TERM_PROGRAM": "tmux"}, "tmux"),
        ({"STY": "123.pts-0"}, "screen"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Apple's Terminal"),
    ],
)
def test_a_terminal_that_may_drop_the_clipboard_is_named(environ: dict[str, str], name: str) -> None:
    dialer = ClipboardDialer(environ)
    assert dialer.hand_over(NUMBER) == Handed(f"sent to the clipboard ({name} may drop it)", clipboard=NUMBER)
    assert dialer.problem() == f"{name} may drop what is sent to the clipboard"
