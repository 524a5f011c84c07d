"""Reading cadence files."""

import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest

from dialdeck.model.cadence_file import CadenceError, load_cadence, text_hash, trusted_cadence
from dialdeck.model.codes import Plan, Stage

PACKAGED = sorted(
    (file for file in (files("dialdeck.library") / "cadences").iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)
GOOD = """
id = "mine"
name = "Mine"
stage = "persistence"
[[steps]]
id = "hello"
plan = "voicemail"
script = "opening"
gap = [0, 0]
"""


def step(extra: str, plan: str = "voicemail", step_id: str = "second") -> str:
    return f'{GOOD}[[steps]]\nid = "{step_id}"\nplan = "{plan}"\nscript = "s"\n{extra}\n'


@pytest.mark.parametrize("file", PACKAGED, ids=lambda file: file.name)
def test_packaged_files_pass_the_check_and_are_read_alike_without_it(file: object) -> None:
    text = file.read_text()  # type: ignore[attr-defined]
    assert trusted_cadence(tomllib.loads(text), text_hash(text)) == load_cadence(text, "file")


def test_three_cadences_are_packaged_under_their_own_names() -> None:
    assert [file.name for file in PACKAGED] == ["follow-up.toml", "persistence.toml", "win-back.toml"]
    assert [tomllib.loads(file.read_text())["id"] + ".toml" for file in PACKAGED] == [file.name for file in PACKAGED]


def test_persistence_has_twelve_attempts_and_ends_by_role() -> None:
    cadence = load_cadence(PACKAGED[1].read_text(), "persistence.toml")
    assert len(cadence.expanded()) == 12
    assert (cadence.end_owner, cadence.end_other) == ("rest", "find_contact")
    commitment = cadence.steps[2]
    assert (commitment.gap, commitment.tries, commitment.owed, commitment.wait) == ((2, 3), 2, -1, 6)
    assert commitment.promise_next_day


def test_what_is_left_out_has_its_default() -> None:
    cadence = load_cadence(GOOD, "mine.toml")
    only = cadence.steps[0]
    assert (cadence.stage, only.plan, only.repeat, only.tries, only.owed) == (
        Stage.PERSISTENCE,
        Plan.VOICEMAIL,
        1,
        1,
        0,
    )
    assert (cadence.end_owner, cadence.end_other) == ("rest", "find_contact")
    assert (only.promise_next_day, only.wait, only.gap_after_promise, only.not_for_owner) == (False, 0, None, False)


def test_the_hash_is_of_the_text() -> None:
    assert load_cadence(GOOD, "a").hash == text_hash(GOOD) != text_hash(GOOD + "\n")
    assert len(text_hash(GOOD)) == 16


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = \nname = 1", r"mine\.toml: not valid TOML.*line 1"),
        (GOOD.replace("[0, 0]", '["0", 1]'), r"steps\.1\.gap\.1: .*integer"),
        (GOOD.replace('name = "Mine"', ""), r"mine\.toml: name: Field required"),
        (GOOD + "colour = 1", r"mine\.toml: steps\.1\.colour: Extra inputs"),
        (GOOD.replace("persistence", "resting"), r"mine\.toml: stage: .*persistence"),
        (GOOD.replace("voicemail", "e-mail"), r"steps\.1\.plan: .*voicemail"),
        (GOOD.replace("[0, 0]", "[3, 2]"), r"steps\.1\.gap: a gap is \[least, most\]"),
        (GOOD.replace("[0, 0]", "[0, 99]"), r"steps\.1\.gap: a gap is"),
        (GOOD.replace("[0, 0]", "[0]"), r"steps\.1\.gap"),
        (GOOD.replace('"hello"', '"callback"'), r"steps\.1: the id 'callback' belongs"),
        (GOOD.replace('"hello"', '"Hello there"'), r"steps\.1\.id: "),
        (step("gap = [1, 1]", step_id="hello"), r"the file: the step id 'hello' stands twice"),
        (step("gap = [1, 1]\ntries = 2", "silent"), r"steps\.2: tries, owed, promise_next_day and wait belong"),
        (step("gap = [1, 1]\nowed = 2", "silent"), r"steps\.2: tries, owed"),
        (step("gap = [1, 1]\npromise_next_day = true", "silent"), r"steps\.2: tries, owed"),
        (step("gap = [1, 1]\nwait = 2", "silent"), r"steps\.2: tries, owed"),
        (step("gap = [1, 1]\nowed = -2"), r"steps\.2\.owed: .*-1"),
        (step("gap = [1, 1]\nrepeat = 0"), r"steps\.2\.repeat: "),
        (step("gap = [1, 1]\nrepeat = 60"), r"the file: a cadence has at most 60 attempts"),
        (step("gap = [1, 1]\ngap_after_promise = [0, 1]"), r"steps\.2: gap_after_promise begins"),
        (GOOD + "not_for_owner = true", r"the file: at least one step must be for everybody"),
        (GOOD + "promise_next_day = true", r"the file: a step that promises the next day needs"),
        (
            GOOD + "promise_next_day = true\n" + step("gap = [1, 1]\nnot_for_owner = true").removeprefix(GOOD),
            r"the file: a step that promises the next day needs",
        ),
        (GOOD + "repeat = true", r"steps\.1\.repeat: "),
        (GOOD.split("[[steps]]", maxsplit=1)[0] + "steps = []", r"mine\.toml: steps: "),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_expectation(text: str, words: str) -> None:
    with pytest.raises(CadenceError, match=words) as refused:
        load_cadence(text, "mine.toml")
    assert "\n" not in str(refused.value)


def test_reading_a_packaged_file_needs_no_pydantic() -> None:
    program = (
        "import sys, tomllib\n"
        "from importlib.resources import files\n"
        "from dialdeck.model.cadence_file import trusted_cadence\n"
        "text = (files('dialdeck.library') / 'cadences' / 'persistence.toml').read_text()\n"
        "trusted_cadence(tomllib.loads(text), 'hash')\n"
        "import dialdeck.method.decide, dialdeck.method.transitions, dialdeck.method.queueing\n"
        "sys.exit('pydantic' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
