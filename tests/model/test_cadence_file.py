"""Reading cadence files."""

import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest

from dialdeck.model.cadence_file import load_cadence, trusted_cadence
from dialdeck.model.codes import Plan, Stage
from dialdeck.model.toml_file import FileError, text_hash

PACKAGED = sorted(
    (file for file in (files("dialdeck.library") / "cadences").iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)
BY_ID = {cadence.id: cadence for cadence in (load_cadence(file.read_text(), file.name) for file in PACKAGED)}
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


def test_four_cadences_are_packaged_under_their_own_names() -> None:
    assert list(BY_ID) == ["brief", "follow-up", "persistence", "win-back"]
    assert [f"{name}.toml" for name in BY_ID] == [file.name for file in PACKAGED]


def test_persistence_has_twelve_attempts_and_ends_by_role() -> None:
    cadence = BY_ID["persistence"]
    assert len(cadence.expanded()) == 12
    assert (cadence.end_owner, cadence.end_other) == ("rest", "find_contact")
    commitment = cadence.steps[2]
    assert (commitment.gap, commitment.tries, commitment.owed, commitment.wait) == ((2, 3), 2, -1, 6)
    assert commitment.promise_next_day


def test_brief_has_six_attempts_and_the_last_keeps_the_promise_of_the_fifth() -> None:
    steps = BY_ID["brief"].expanded()
    assert [step.plan for step in steps] == [Plan.VOICEMAIL, *[Plan.SILENT] * 3, Plan.VOICEMAIL, Plan.SILENT]
    assert [step.promise_next_day for step in steps] == [False] * 4 + [True, False]
    last = steps[-1]
    assert (last.gap_after_promise, last.script_after_promise, last.script) == ((1, 1), "promised", "persist")
    assert BY_ID["brief"].stage is Stage.PERSISTENCE


@pytest.mark.parametrize(
    ("name", "gaps", "plans"),
    [("follow-up", [0, 3, 3, 4, 5, 7], "mmsmmm"), ("win-back", [2, 3, 4, 7], "msmm")],
)
def test_the_other_cadences_have_the_gaps_and_messages_of_the_method(name: str, gaps: list[int], plans: str) -> None:
    steps = BY_ID[name].expanded()
    assert [step.gap for step in steps] == [(days, days) for days in gaps]
    assert "".join("m" if step.plan is Plan.VOICEMAIL else "s" for step in steps) == plans


def test_a_gap_may_count_working_days() -> None:
    step = load_cadence(GOOD.replace("gap =", "gap_working ="), "mine.toml").steps[0]
    assert (step.gap, step.working) == ((0, 0), True)
    assert not load_cadence(GOOD, "mine.toml").steps[0].working


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
        ("id = \nname = 1", ":1: is not TOML: Invalid value"),
        ("a = " + "[" * 5_000, ": is not TOML: its brackets are nested too deep"),
        (GOOD + f"repeat = {'9' * 5_000}", ": is not TOML: Exceeds the limit"),
        (GOOD + "#" * 64_000, ": is longer than 64000 characters"),
        ("", ": id: this key is missing"),
        (GOOD.replace('name = "Mine"', ""), ": name: this key is missing"),
        (GOOD.replace('"Mine"', "7"), ":3: name: expected text in quotes, not 7"),
        (GOOD.replace("persistence", "resting"), ":4: stage: expected 'persistence', 'follow-up' or 'win-back', not"),
        (GOOD.split("[[steps]]", maxsplit=1)[0], ": steps: this key is missing"),
        (GOOD.split("[[steps]]", maxsplit=1)[0] + "steps = []", ":5: steps: expected at least one, not []"),
        (GOOD.split("[[steps]]", maxsplit=1)[0] + "steps = 3", ":5: steps: expected a list, not 3"),
        (GOOD.split("[[steps]]", maxsplit=1)[0] + "steps = [3]", ":5: steps.1: expected a table of keys, not 3"),
        (GOOD + "colour = 1", ":10: steps.1.colour: there is no such key; known are id, plan, script, gap"),
        (GOOD + "repaet = 2", ":10: steps.1.repaet: there is no such key (did you mean repeat?)"),
        ("stpes = 2\n" + GOOD, ":1: stpes: there is no such key (did you mean steps?)"),
        (GOOD.replace("voicemail", "e-mail"), ":7: steps.1.plan: expected 'voicemail' or 'silent', not 'e-mail'"),
        (GOOD.replace("[0, 0]", '["0", 1]'), ":9: steps.1.gap.1: expected a whole number, not '0'"),
        (GOOD.replace("[0, 0]", "[-1, 2]"), ":9: steps.1.gap: expected [least, most] days in order, 0 to 60, not [-1"),
        (GOOD.replace("[0, 0]", "-1"), ":9: steps.1.gap: expected a list, not -1"),
        (GOOD.replace("[0, 0]", "[3, 2]"), ":9: steps.1.gap: expected [least, most] days in order"),
        (GOOD.replace("[0, 0]", "[0, 99]"), ":9: steps.1.gap: expected [least, most] days in order"),
        (GOOD.replace("[0, 0]", "[0]"), ":9: steps.1.gap: expected two numbers"),
        (GOOD.replace("[0, 0]", "[0, 1, 2]"), ":9: steps.1.gap: expected two numbers"),
        (GOOD.replace("gap = [0, 0]", ""), ":5: steps.1: expected gap = [least, most] in calendar days, or gap"),
        (GOOD + "gap_working = [1, 1]", ":5: steps.1: expected gap = [least, most] in calendar days, or gap_working"),
        (GOOD.replace('"hello"', '"callback"'), ":6: steps.1.id: the id 'callback' belongs"),
        (GOOD.replace('"hello"', '"Hello there"'), ":6: steps.1.id: expected small letters"),
        (step("gap = [1, 1]", step_id="hello"), ":11: steps.2.id: the id 'hello' is that of steps 1 too"),
        (step("gap = [1, 1]\ntries = 0"), ":15: steps.2.tries: expected greater than or equal to 1, not 0"),
        (step("gap = [1, 1]\ntries = '2'"), ":15: steps.2.tries: expected a whole number, not '2'"),
        (step("gap = [1, 1]\ntries = 2", "silent"), ":15: steps.2.tries: belongs to steps that leave a message"),
        (step("gap = [1, 1]\nowed = 2", "silent"), ":15: steps.2.owed: belongs"),
        (step("gap = [1, 1]\npromise_next_day = true", "silent"), ":15: steps.2.promise_next_day: belongs"),
        (step("gap = [1, 1]\nwait = 2", "silent"), ":15: steps.2.wait: belongs"),
        (step("gap = [1, 1]\nowed = -2"), ":15: steps.2.owed: expected greater than or equal to -1"),
        (step("gap = [1, 1]\nrepeat = 0"), ":15: steps.2.repeat: expected greater than or equal to 1"),
        (step("gap = [1, 1]\nrepeat = 60"), ":5: steps: a cadence has at most 60 attempts"),
        (step("gap = [1, 1]\ngap_after_promise = [0, 1]"), ":15: steps.2.gap_after_promise: begins with 1 day"),
        (step("gap = [1, 1]\nscript_after_promise = 's'"), ":15: steps.2.script_after_promise: needs gap_after"),
        (GOOD + "not_for_owner = true", ":5: steps: at least one step must be for everybody"),
        (GOOD + "promise_next_day = true", ":10: steps.1.promise_next_day: a step that promises the next day needs"),
        (
            GOOD + "promise_next_day = true\n" + step("gap = [1, 1]\nnot_for_owner = true").removeprefix(GOOD),
            ":10: steps.1.promise_next_day: a step that promises the next day needs",
        ),
        (GOOD + "repeat = true", ":10: steps.1.repeat: expected a whole number, not True"),
        (GOOD + "last = true\n" + step("gap = [1, 1]").removeprefix(GOOD), ":11: steps.2: can never be reached"),
        (
            GOOD + "last = true\n" + step("gap = [1, 1]\nlast = true").removeprefix(GOOD),
            ":16: steps.2.last: a cadence ends once: it does with step 1, 'hello'",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_file_line_key_and_expectation(text: str, words: str) -> None:
    with pytest.raises(FileError) as refused:
        load_cadence(text, "mine.toml")
    assert str(refused.value).startswith(f"mine.toml{words}")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250


def test_every_problem_is_told_not_only_the_first() -> None:
    with pytest.raises(FileError) as refused:
        load_cadence(step("gap = [1, 1]\ntries = 0\ncolour = 1"), "mine.toml")
    assert [line.split(": ")[1] for line in refused.value.problems] == ["steps.2.tries", "steps.2.colour"]


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
