"""Reading the call screen: who is up, and that the next in the queue is not taken for them."""

import pytest

from benchmarks.emulator import Emulator
from benchmarks.programs import bare, bare_is_painted, current_person, ordinary, ordinary_shows, somebody_else_is_up

SCREEN = (
    "┌ Queue · 212 callable now ──┐┌ Dana Whitfield 000123 · COO · Kestrel ─┐\r\n"
    "│▶ Dana Whitfield 000123  5  ││ +1 312 555 0142                        │\r\n"
    "│  Tom Okafor 000124      2  ││                                        │"
)


@pytest.fixture
def emulator() -> Emulator:
    emulator = Emulator(120, 36)
    emulator.feed(SCREEN.encode())
    return emulator


def test_the_current_person_stands_in_the_title(emulator: Emulator) -> None:
    assert current_person(emulator) == "Dana Whitfield 000123"


def test_a_person_in_the_queue_is_not_up_yet(emulator: Emulator) -> None:
    assert not somebody_else_is_up("Dana Whitfield 000123")(emulator)


def test_nobody_is_up_on_an_empty_screen() -> None:
    assert current_person(Emulator(120, 36)) is None


def test_the_bare_app_paints_its_panels() -> None:
    with bare() as program:
        assert program.wait_for(bare_is_painted, "its panels") > 0


def test_a_key_of_the_ordinary_app_changes_all_panels() -> None:
    with ordinary() as program:
        program.wait_for(ordinary_shows(0), "its panels")

        assert program.key(b"j", ordinary_shows(1), "person 1").last > 0
