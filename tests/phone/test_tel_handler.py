"""The desktop's own handler of `tel:` links: asked for first, and used only where it is certain to be there."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from dialdeck.model.views import Handed
from dialdeck.phone.tel_handler import HandlerDialer
from tests.phone.programs import NUMBER, Programs

WHOLE = 30.0
ASKS = 'printf "%s\\n" "$@" >> "$HERE/asked"\n'
OPENS = 'printf "%s\\n" "$@" >> "$HERE/opened"\n'


@pytest.fixture
def desktop(tmp_path: Path) -> Programs:
    """A desktop on which phone.desktop handles `tel:`."""
    programs = Programs(tmp_path)
    programs.add("xdg-mime", ASKS + "echo phone.desktop")
    programs.add("xdg-open", OPENS)
    programs.environ["DISPLAY"] = ":0"
    return programs


def dialer(desktop: Programs, seconds: float = WHOLE, platform: str = "linux") -> HandlerDialer:
    return HandlerDialer(desktop.environ, seconds, platform)


def refusal(desktop: Programs) -> str:
    """Why nothing is opened here, after making sure that nothing was."""
    one = dialer(desktop)
    handed = one.hand_over(NUMBER)
    assert handed.failed
    assert "dial the number shown by hand" in handed.words
    assert desktop.text("opened") == ""
    assert handed.words.startswith(f"not handed over: {one.problem()}; ")
    return handed.words.removeprefix("not handed over: ").partition(";")[0]


def test_a_handler_that_the_desktop_names_gets_the_link(desktop: Programs) -> None:
    assert dialer(desktop).hand_over(NUMBER) == Handed("handed to phone")
    assert desktop.text("asked") == "query\ndefault\nx-scheme-handler/tel\n"
    assert desktop.text("opened") == f"tel:{NUMBER}\n"


def test_wayland_is_a_desktop_too(desktop: Programs) -> None:
    desktop.environ["WAYLAND_DISPLAY"] = "wayland-0"
    del desktop.environ["DISPLAY"]
    assert dialer(desktop).hand_over(NUMBER) == Handed("handed to phone")


def test_the_desktop_is_asked_once(desktop: Programs) -> None:
    one = dialer(desktop)
    for _ in range(3):
        one.hand_over(NUMBER)
    assert len(desktop.text("asked").splitlines()) == 3
    assert len(desktop.text("opened").splitlines()) == 3


def test_without_a_display_nothing_is_opened(desktop: Programs) -> None:
    desktop.environ["DISPLAY"] = ""
    assert refusal(desktop) == "there is no desktop here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    assert desktop.text("asked") == ""


def test_over_ssh_nothing_is_opened_on_the_remote_machine(desktop: Programs) -> None:
    desktop.environ["SSH_CONNECTION"] = "192.0.2.1 50000 192.0.2.2 22"
    assert refusal(desktop) == "over SSH the call would be placed on the remote machine"


@pytest.mark.parametrize("missing", ["xdg-open", "xdg-mime"])
def test_without_the_tools_of_the_desktop_nothing_is_opened(desktop: Programs, missing: str) -> None:
    desktop.remove(missing)
    desktop.environ["PATH"] = desktop.environ["PATH"].partition(":")[0]
    assert refusal(desktop).startswith(f"there is no program '{missing}'")


@pytest.mark.parametrize("answer", ["", "echo", "echo '  '", "echo nothing >&2; exit 1", "printf '.desktop\\n'"])
def test_without_a_handler_nothing_is_opened(desktop: Programs, answer: str) -> None:
    desktop.add("xdg-mime", answer)
    assert refusal(desktop) == "this desktop names no program for tel: links"


def test_a_desktop_that_does_not_answer_in_time_gets_nothing(desktop: Programs) -> None:
    desktop.add("xdg-mime", "sleep 600 & wait")
    handed = dialer(desktop, seconds=0.5).hand_over(NUMBER)
    assert handed.words.startswith("not handed over: xdg-mime did not say within 0.25 s")
    assert desktop.text("opened") == ""


@pytest.mark.parametrize("broken", ["xdg-mime", "xdg-open"])
def test_a_tool_that_cannot_be_started_is_named(desktop: Programs, broken: str) -> None:
    desktop.add(broken, "").write_bytes(b"\x7fELF nonsense")
    assert f"not handed over: {broken} could not be started" in dialer(desktop).hand_over(NUMBER).words


def test_the_name_of_a_handler_is_made_harmless(desktop: Programs) -> None:
    desktop.add("xdg-mime", r"printf '\033[31mphone\033[0m.desktop\nother.desktop\n'")
    assert dialer(desktop).hand_over(NUMBER) == Handed("handed to phone")


def test_an_opener_that_fails_is_named(desktop: Programs) -> None:
    desktop.add("xdg-open", "echo secret >&2; exit 4")
    words = dialer(desktop).hand_over(NUMBER).words
    assert words.startswith("not handed over: xdg-open ended with code 4; dial the number")


def test_the_opener_has_nothing_of_our_terminal(desktop: Programs) -> None:
    code = "import os, sys; print(*(os.ttyname(n) if os.isatty(n) else os.fstat(n).st_rdev for n in range(3)),"
    code += " os.getsid(0) == os.getpid(), file=open(os.environ['HERE'] + '/streams', 'w'))"
    desktop.add("xdg-open", f'exec {sys.executable} -c "{code}"')
    assert not dialer(desktop).hand_over(NUMBER).failed
    null = Path(os.devnull).stat().st_rdev
    assert desktop.text("streams") == f"{null} {null} {null} True\n"


def test_a_telephone_in_the_foreground_of_the_opener_is_not_ended(desktop: Programs) -> None:
    desktop.add("xdg-open", 'echo $$ > "$HERE/self"; exec sleep 600')
    assert dialer(desktop, seconds=1).hand_over(NUMBER) == Handed("handed to phone")
    assert desktop.alive("self")
    os.kill(int(desktop.text("self")), signal.SIGKILL)


def test_on_a_mac_the_link_is_opened(desktop: Programs) -> None:
    desktop.add("open", OPENS)
    del desktop.environ["DISPLAY"]
    handed = dialer(desktop, platform="darwin").hand_over(NUMBER)
    assert handed == Handed("handed to the program for tel: links")
    assert desktop.text("opened") == f"tel:{NUMBER}\n"


def test_on_a_mac_without_a_program_for_the_link_the_failure_is_told(desktop: Programs) -> None:
    desktop.add("open", "exit 1")
    words = dialer(desktop, platform="darwin").hand_over(NUMBER).words
    assert words.startswith("not handed over: open ended with code 1; ")


def test_on_a_mac_over_ssh_nothing_is_opened(desktop: Programs) -> None:
    desktop.add("open", OPENS)
    desktop.environ["SSH_CONNECTION"] = "192.0.2.1 50000 192.0.2.2 22"
    assert "over SSH" in dialer(desktop, platform="darwin").hand_over(NUMBER).words
    assert desktop.text("opened") == ""
