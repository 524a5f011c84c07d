"""Cadences of the user's own beside the settings: they win by id or are added; a wrong one never stops the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck import paths
from dialdeck.clock import SystemClock
from dialdeck.method.variants import variant_in, variant_of
from dialdeck.model.codes import Outcome
from dialdeck.session import dialing
from dialdeck.session.cadence_checking import check_files
from dialdeck.session.cadences import PACKAGED, load_cadences, notice_of, own_files, packaged_cadences
from dialdeck.session.compose import open_desk
from dialdeck.session.demo import NOW, demo_deck, load_samples

BRIEF = (PACKAGED / "brief.toml").read_text()
PERSISTENCE = (PACKAGED / "persistence.toml").read_text()
TWO = '[[variants]]\nid = "quiet"\n[[variants]]\nid = "hasty"\n[variants.steps.curiosity]\ngap = [1, 1]\n'


@pytest.fixture
def own(own_home: Path) -> Path:
    """The directory of the user's cadences, made."""
    paths.cadences_dir().mkdir(parents=True)
    return paths.cadences_dir()


def test_without_own_files_the_packaged_ones_hold_and_nothing_is_written(own_home: Path) -> None:
    found = load_cadences()
    assert dict(found) == packaged_cadences()
    assert (found.problems, found.notice, notice_of(found)) == ((), "", "")
    assert not own_home.exists()


def test_an_own_file_takes_the_place_of_the_built_in_cadence(own: Path) -> None:
    (own / "mine.toml").write_text(BRIEF.replace("Brief: six attempts", "Ours"))
    found = load_cadences()
    assert found["brief"].name == "Ours"
    assert found.sources == {"brief": own / "mine.toml"}
    assert found["persistence"] == packaged_cadences()["persistence"]


def test_an_own_file_with_an_id_of_its_own_is_added(own: Path) -> None:
    (own / "short.toml").write_text(BRIEF.replace('id = "brief"', 'id = "short"'))
    assert sorted(load_cadences()) == ["brief", "follow-up", "persistence", "short", "win-back"]


def test_a_wrong_file_is_told_in_one_line_and_the_built_in_is_used(own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF.replace("[2, 3]", "[-1, 3]"))
    found = load_cadences()
    assert found["brief"] == packaged_cadences()["brief"]
    line = next(number for number, text in enumerate(BRIEF.splitlines(), 1) if "[2, 3]" in text)
    assert notice_of(found).startswith(f"{own / 'brief.toml'}:{line}: steps.2.gap: expected [least, most] days")
    assert notice_of(found).endswith("; the built-in cadences are used meanwhile")


def test_the_line_says_how_many_more_are_wrong(own: Path) -> None:
    for name in "abc":
        (own / f"{name}.toml").write_text("nonsense")
    assert load_cadences().notice.endswith("(and 2 more)")


def test_of_two_files_with_one_id_the_first_by_name_counts(own: Path) -> None:
    (own / "a.toml").write_text(BRIEF)
    (own / "b.toml").write_text(BRIEF)
    found = load_cadences()
    assert found.sources["brief"].name == "a.toml"
    assert f"{own / 'b.toml'}: id: 'brief' is the id of a.toml too" in found.notice


def test_what_replaces_a_cadence_keeps_its_stage(own: Path) -> None:
    (own / "a.toml").write_text(BRIEF.replace('stage = "persistence"', 'stage = "win-back"'))
    assert "stage: expected 'persistence', as in the cadence 'brief' that is built in" in load_cadences().notice


@pytest.mark.parametrize(
    "changed",
    [
        PERSISTENCE.replace('id = "opening"', 'id = "first"'),
        PERSISTENCE.replace(
            'plan = "voicemail"\nscript = "opening"', 'plan = "silent"\nscript = "curiosity"', 1
        ).replace("owed = 3", ""),
        PERSISTENCE + TWO.replace("curiosity", "opening").replace("gap = [1, 1]", 'script = "commitment"'),
    ],
)
def test_persistence_keeps_the_first_step_that_people_are_imported_with(own: Path, changed: str) -> None:
    (own / "a.toml").write_text(changed)
    assert "steps.1: 'persistence' begins with id = 'opening'" in load_cadences().notice


def test_somebody_whose_cadence_is_gone_goes_on_by_persistence() -> None:
    found = load_cadences()
    assert found["no-more"] is found["persistence"]
    assert found.get("no-more") is found["persistence"]
    assert "no-more" not in found


def test_hidden_files_of_an_editor_are_left_alone(own: Path) -> None:
    (own / ".#brief.toml").symlink_to(own / "nothing")
    assert own_files() == []
    assert load_cadences().problems == ()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda file: file.mkdir(), "is not a file"),
        (os.mkfifo, "is not a file"),
        (lambda file: file.symlink_to(file), "cannot be read"),
        (lambda file: file.write_bytes(b"\x00\xff\xfe\x80" * 99), "is not UTF-8 text (byte 1)"),
        (lambda file: file.write_bytes(b"\x00" * 99), "is not TOML"),
        (lambda file: file.write_bytes(b"#" * 10_000_000), "is larger than 256 kB"),
        (lambda file: file.write_text(""), "id: this key is missing"),
        (lambda file: file.write_text(BRIEF.replace('"curiosity"\ng', '"curiousity"\ng')), "(did you mean curiosity?)"),
        (lambda file: file.write_text(PERSISTENCE.replace("not_for_owner = true", "")), "have none for owners"),
    ],
)  # fmt: skip
def test_whatever_lies_there_the_start_goes_on(own: Path, make: object, words: str) -> None:
    make(own / "x.toml")  # type: ignore[operator]
    found = load_cadences()
    assert words in found.notice
    assert found.notice.startswith(str(own / "x.toml"))
    assert dict(found) == packaged_cadences()


def test_a_file_that_windows_wrote_is_read(own: Path) -> None:
    (own / "brief.toml").write_bytes(b"\xef\xbb\xbf" + BRIEF.replace("\n", "\r\n").encode())
    assert load_cadences().sources.keys() == {"brief"}


# ----------------------------------------------------------------------------------------------------- stamps

PROBE = """
import sys
from dialdeck.session.cadences import load_cadences
assert "persistence" in load_cadences()
print(int("pydantic" in sys.modules), int("frontmatter" in sys.modules))
"""


def loads() -> str:
    return subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True).stdout.strip()


def test_a_good_file_is_checked_once_and_again_when_it_changed(own: Path) -> None:
    assert loads() == "0 0"
    (own / "brief.toml").write_text(BRIEF)
    assert [loads(), loads()] == ["1 1", "0 0"]
    (own / "brief.toml").write_text(BRIEF + "# changed\n")
    assert [loads(), loads()] == ["1 1", "0 0"]


def test_a_stamped_file_is_read_as_it_was_when_checked(own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF + TWO)
    first, second = load_cadences(), load_cadences()
    assert dict(first) == dict(second)
    assert [variant.id for variant in second["brief"].variants] == ["quiet", "hasty"]


def test_the_stamp_of_another_version_does_not_count(own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF)
    load_cadences()
    stamp = paths.state_dir() / "cadences.ok"
    stamp.write_text(f"0.0.0 {stamp.read_text().split()[1]}\n")
    assert loads() == "1 1"


def test_a_state_directory_that_cannot_be_written_costs_only_the_check(own: Path) -> None:
    (own / "brief.toml").write_text(BRIEF)
    paths.state_dir().write_text("a file in its place")
    assert load_cadences().problems == ()


# --------------------------------------------------------------------------------------------------- in a list


def test_the_desk_calls_by_the_users_cadence_and_records_the_variant(tmp_path: Path, own: Path) -> None:
    (own / "persistence.toml").write_text(PERSISTENCE + TWO)
    load_samples(tmp_path / "list.db")
    desk = open_desk(tmp_path / "list.db", SystemClock(NOW))
    cadence = desk.context.cadences["persistence"]
    seen = set()
    for person_id in range(1, 73):
        facts = desk.facts(person_id)
        if facts.state.stage != "new" or not desk.calendar.is_open(facts.place, NOW):
            continue
        dial_id = dialing.start_dial(desk, person_id, on_screen=True)
        dialing.record_outcome(desk, dial_id, dialing.default_result(Outcome.VOICEMAIL_LEFT, None, None))
        [outcome] = [event for event in desk.store.events(person_id) if event.kind == "outcome"]
        variant = variant_of(cadence, person_id)
        assert variant is not None
        seen.add(variant.id)
        assert variant_in(outcome.data["decision"]["cadence"]) == variant.id
    desk.store.close()
    assert seen == {"quiet", "hasty"}


def test_the_demo_calls_by_the_packaged_cadences(tmp_path: Path, own: Path) -> None:
    (own / "persistence.toml").write_text("nonsense")
    deck = demo_deck(tmp_path / "demo.db")
    assert notice_of(deck._desk.context.cadences) == ""
    deck.close()


# ----------------------------------------------------------------------------------------------------- checking


def test_every_problem_of_a_file_is_found_at_once(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(BRIEF.replace("[2, 2]", "[-1, 2]").replace("repeat = 3", "repaet = 3"))
    [found] = check_files([file])
    assert [text.split(": ")[1] for text in found.problems] == ["steps.2.repaet", "steps.4.gap"]
    assert found.value is None


def test_the_packaged_files_are_right_and_leave_no_warning() -> None:
    assert [(one.problems, one.warnings) for one in check_files(sorted(PACKAGED.glob("*.toml")))] == [((), ())] * 4


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (BRIEF.replace('"voicemail"\nscript = "commitment"', '"voicemail"\nscript = "persist"'), "leave nothing on"),
        (BRIEF.replace('"silent"\nscript = "curiosity"', '"silent"\nscript = "opening"'), "leave a message, the"),
        (BRIEF.replace("repeat = 3", "repeat = 9"), "no words of 'curiosity' were written for attempt 5 (owner)"),
        (BRIEF + TWO.replace("gap = [1, 1]", 'script = "persist"'), "variants.2.steps.curiosity.script: no words of"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_their_step_are_warned_of(tmp_path: Path, changed: str, words: str) -> None:
    (tmp_path / "x.toml").write_text(changed)
    [found] = check_files([tmp_path / "x.toml"])
    assert found.problems == ()
    assert any(words in text for text in found.warnings), found.warnings


def test_an_unknown_family_in_a_variant_is_named_at_its_key(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(BRIEF + TWO.replace("gap = [1, 1]", 'script = "curiosty"'))
    [found] = check_files([tmp_path / "x.toml"])
    assert (
        "variants.2.steps.curiosity.script: there is no script family 'curiosty' (did you mean curiosity?)"
        in (found.problems[0])
    )
