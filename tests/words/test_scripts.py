"""Script files and the library that finds the right one."""

import os
from pathlib import Path

import pytest

from dialdeck.errors import SettingsError
from dialdeck.model.codes import Role
from dialdeck.model.script import Audience
from dialdeck.words.script_files import parse_script, read_script
from dialdeck.words.scripts import ScriptLibrary

GOOD = """---
id: mine
family: opening
for: any
title: My own
attempts: 2-4
leave: message
---

## If they answer

Hello {{ first_name }}.

ask: What does it
cost you?

Good.

ask: And {{ offer }}?

## If it goes to voicemail

{{ first_name }}, call {{ my_phone }}.
"""


def write(directory: Path, name: str = "mine.md", **changes: str) -> Path:
    text = GOOD
    for key, value in changes.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in text.split("\n")]
        text = "\n".join(lines)
    directory.mkdir(exist_ok=True)
    (directory / name).write_text(text, encoding="utf-8")
    return directory / name


def library(tmp_path: Path) -> ScriptLibrary:
    return ScriptLibrary(packaged=tmp_path)


def test_a_file_is_read_into_its_parts() -> None:
    script = parse_script(GOOD, "mine.md")
    assert (script.id, script.audience, script.first_attempt, script.last_attempt) == ("mine", Audience.ANY, 2, 4)
    assert script.asks == ("What does it\ncost you?", "And {{ offer }}?")
    assert script.if_answered.split() == ["Hello", "{{", "first_name", "}}.", "Good."]
    assert script.if_voicemail.strip() == "{{ first_name }}, call {{ my_phone }}."
    assert not script.silent


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ first_name }}.", "{{ nmae }}.", "mine.md:12: there is no fact 'nmae'"),
        ("{{ offer }}?", "{{ nmae }}?", "mine.md:19: there is no fact 'nmae'"),
        ("cost you?", "{{ nmae }}", "mine.md:15: there is no fact 'nmae'"),
        ("{{ my_phone }}", "{{ nmae }}", "mine.md:23: there is no fact 'nmae'"),
        ("for: any", "for: all", "mine.md: for: expected owner, other or any, not 'all'"),
        ("leave: message", "leave: nothing", "mine.md: leave: expected message or silent, not 'nothing'"),
        ("leave: message\n", "", "mine.md: leave: expected message or silent, not None"),
        ("title: My own", "title: 3", "mine.md: title: expected a text, not 3"),
        ("id: mine", "id: Mine!", "mine.md: id: expected small letters"),
        ("attempts: 2-4", "attempts: 4-2", "mine.md: attempts: expected a number or a range"),
        ("attempts: 2-4", "attempts: 0", "mine.md: attempts: expected a number or a range"),
        ("attempts: 2-4", "attemps: 2-4", "mine.md: attemps: there is no such key"),
        ("title: My own", "title: a: b", "mine.md:5: the part between the --- lines is not YAML"),
        ("---\nid", "id", "mine.md:1: the file begins with a --- line"),
        ("## If they answer", "## If she answers", "mine.md:10: two headings are expected"),
        ("\n## If they", "words\n## If they", "mine.md:9: text before the heading"),
        ("ask:", "", "mine.md:11: one to three paragraphs that begin with"),
        ("{{ first_name }}, call {{ my_phone }}.", "", "mine.md:22: nothing is said under"),
    ],
)
def test_a_mistake_is_named_with_file_and_line_or_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (tmp_path / "mine.md").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        library(tmp_path).render("opening", Role.OWNER, 2, {})
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(said)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_script(tmp_path / "x.md")


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(SettingsError, match="larger than"):
        parse_script(GOOD + "x" * 70_000, "mine.md")


def test_the_script_for_the_attempt_is_found(tmp_path: Path) -> None:
    write(tmp_path, "a.md", id="one", attempts="1")
    write(tmp_path, "b.md", id="two", attempts="2-4")
    write(tmp_path, "c.md", id="late", attempts="7-")
    found = [library(tmp_path).find("opening", Role.OWNER, attempt).id for attempt in (1, 2, 4, 5, 6, 7, 30)]
    assert found == ["one", "two", "two", "two", "late", "late", "late"]


def test_the_script_for_the_role_is_found_and_unknown_is_owner(tmp_path: Path) -> None:
    for who in ("owner", "other", "any"):
        write(tmp_path, f"{who}.md", id=who, **{"for": who})
    assert [library(tmp_path).find("opening", role, 2).id for role in Role] == ["owner", "other", "owner"]


def test_the_attempt_outweighs_the_role(tmp_path: Path) -> None:
    write(tmp_path, "a.md", id="owner-early", attempts="1", **{"for": "owner"})
    write(tmp_path, "b.md", id="any-late", attempts="5")
    assert library(tmp_path).find("opening", Role.OWNER, 5).id == "any-late"


def test_the_narrower_script_is_found(tmp_path: Path) -> None:
    write(tmp_path, "a.md", id="a-wide", attempts="1-")
    write(tmp_path, "b.md", id="b-narrow", attempts="3")
    assert library(tmp_path).find("opening", Role.OWNER, 3).id == "b-narrow"


def test_a_family_without_a_script_for_the_role_is_said(tmp_path: Path) -> None:
    write(tmp_path, **{"for": "owner"})
    with pytest.raises(SettingsError, match="no script of the family 'opening' for other"):
        library(tmp_path).find("opening", Role.OTHER, 2)


def test_words_for_another_attempt_are_used_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path)
    assert library(tmp_path).render("opening", Role.OWNER, 6, {}).warnings == ("written for attempt 4, not 6",)


def test_missing_facts_are_named_once_over_all_parts(tmp_path: Path) -> None:
    write(tmp_path)
    assert library(tmp_path).render("opening", Role.OWNER, 2, {}).missing == ("first_name", "offer", "my_phone")


def test_a_long_message_is_warned_of(tmp_path: Path) -> None:
    write(tmp_path)
    rendered = library(tmp_path).render("opening", Role.OWNER, 2, {"first_name": "Dana " * 100})
    assert rendered.seconds > 30
    assert "is not heard to its end" in rendered.warnings[0]


def test_a_silent_script_takes_no_seconds(tmp_path: Path) -> None:
    write(tmp_path, leave="silent")
    rendered = library(tmp_path).render("opening", Role.OWNER, 2, {})
    assert (rendered.silent, rendered.seconds) == (True, 0)


def test_a_users_script_wins_by_id(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path / "own", title="Better")
    own = ScriptLibrary([tmp_path / "own", tmp_path / "none"], packaged=tmp_path)
    assert own.render("opening", Role.OWNER, 2, {}).name == "Better"
    assert own.problems == ()


@pytest.mark.parametrize(("key", "value"), [("for", "all"), ("title", "{{ x"), ("ask", "{{ nmae }}")])
def test_a_wrong_script_of_the_user_is_left_out_and_told(tmp_path: Path, key: str, value: str) -> None:
    write(tmp_path)
    write(tmp_path / "own", **{key: value, "id": "mine"})
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.find("opening", Role.OWNER, 2).title == "My own"
    assert len(own.problems) == 1
    assert own.render("opening", Role.OWNER, 2, {}).name == "My own"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"family": "openning"}, "family: there is no family 'openning'; the families are opening"),
        ({"leave": "silent"}, "leave: expected message, as in the script 'mine'; or give this its own id"),
        ({"for": "other"}, "for: expected any, as in the script 'mine'"),
    ],
)
def test_a_script_that_leaves_a_step_without_words_is_left_out_and_told(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    write(tmp_path)
    write(tmp_path / "own", "better.md", **changes)
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.find("opening", Role.OWNER, 2).file == str(tmp_path / "mine.md")
    assert own.problems[0].startswith(f"{tmp_path / 'own' / 'better.md'}: {said}")


def test_a_script_for_a_role_may_become_one_for_everybody(tmp_path: Path) -> None:
    write(tmp_path, **{"for": "other"})
    write(tmp_path / "own", title="Better")
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.find("opening", Role.OWNER, 2).title == "Better"


def test_of_two_files_with_one_id_the_first_is_used_and_the_second_told(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path / "own", "a.md", title="First")
    write(tmp_path / "own", "b.md", title="Second")
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.find("opening", Role.OWNER, 2).title == "First"
    assert own.problems == (f"{tmp_path}/own/b.md: id: 'mine' is the id of a.md too; give each its own",)


def test_of_two_that_fit_alike_the_users_is_found(tmp_path: Path) -> None:
    write(tmp_path, id="a-packaged")
    write(tmp_path / "own", id="b-own")
    assert ScriptLibrary([tmp_path / "own"], packaged=tmp_path).find("opening", Role.OWNER, 2).id == "b-own"


def test_the_notice_is_one_line_for_all_wrong_files(tmp_path: Path) -> None:
    write(tmp_path)
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.notice == ""
    for name in ("a.md", "b.md", "c.md"):
        write(tmp_path / "own", name, leave="nothing")
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert own.notice.startswith(f"{tmp_path}/own/a.md: leave: expected")
    assert own.notice.endswith(" (and 2 more)")


def test_a_directory_or_a_pipe_that_is_named_like_a_script_is_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "own" / "a.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "own" / "b.md")
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    assert [line.partition(": ")[2] for line in own.problems] == ["is not a file; move it elsewhere"] * 2


def test_nothing_is_read_before_a_script_is_wanted(tmp_path: Path) -> None:
    own = ScriptLibrary([tmp_path / "own"], packaged=tmp_path)
    write(tmp_path)
    write(tmp_path / "own", title="Written later")
    assert own.find("opening", Role.OWNER, 2).title == "Written later"


def test_an_apology_opens_the_talk(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "sorry.md", id="sorry", family="apology")
    rendered = library(tmp_path).render("opening", Role.OWNER, 2, {"first_name": "Dana"}, apology=True)
    assert rendered.if_answered.text == "Hello Dana.\n\nGood.\n\nHello Dana.\n\nGood."
    assert rendered.id == "mine"
