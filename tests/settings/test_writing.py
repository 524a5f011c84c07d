"""Changing the settings file: only what was asked for changes, and nothing that somebody typed is lost."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.errors import SettingsError, StorageError
from dialdeck.model.settings import Settings
from dialdeck.settings.loading import load_settings
from dialdeck.settings.prose import described, template, toml_text
from dialdeck.settings.writing import change_settings, create_settings, put_in_place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "config.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_the_template_is_a_right_file_that_sets_nothing(file: Path) -> None:
    assert create_settings(file)
    assert load_settings(file) == Settings()
    assert not any(tomllib.loads(file.read_text()).values())


def test_the_template_has_every_setting_with_its_default_and_its_prose() -> None:
    lines = template().splitlines()
    for one in described():
        assert f"# {one.key} = {toml_text(one.default)}" in lines
    assert "# Your e-mail address." in lines


def test_the_template_with_every_comment_of_a_default_taken_away_is_right(file: Path) -> None:
    keys = {one.key for one in described()}
    lines = [
        line.removeprefix("# ") if line.removeprefix("# ").partition(" = ")[0] in keys else line
        for line in template().splitlines()
    ]
    assert load_settings(written(file, "\n".join(lines))) == Settings()


def test_a_file_that_is_there_is_not_made_anew(file: Path) -> None:
    written(file, "# mine\n")
    assert not create_settings(file)
    assert file.read_text() == "# mine\n"


def test_a_new_file_is_for_its_owner_alone_and_fills_in_the_template(file: Path) -> None:
    settings = change_settings(file, {"caller": {"name": "Sam Hale"}})
    assert settings.caller.name == "Sam Hale"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert file.read_text() == template().replace('# name = ""', 'name = "Sam Hale"')
    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# mine\n[caller]\nname = "x" # me\n', '# mine\n[caller]\nname = "Y" # me\n'),
        ("[session]\ngoal = 3\n", '[session]\ngoal = 3\n\n[caller]\nname = "Y"\n'),
        ('caller.company = "Z"\n', 'caller.company = "Z"\ncaller.name = "Y"\n'),
        ('caller = {name = "x"}\n', 'caller = {name = "Y"}\n'),
        (
            "[caller]\nphone = '+1 312 555 0100'\n\n# about the goal\n[session]\ngoal = 3\n",
            "[caller]\nphone = '+1 312 555 0100'\nname = \"Y\"\n\n# about the goal\n[session]\ngoal = 3\n",
        ),
        ('[caller]\r\n# name = ""\r\n', '[caller]\r\nname = "Y"\r\n'),
        ('[caller]\n# name = "old"\nname = "x"\n', '[caller]\n# name = "old"\nname = "Y"\n'),
    ],
)
def test_comments_order_and_other_settings_stay(file: Path, before: str, after: str) -> None:
    change_settings(written(file, before), {"caller": {"name": "Y"}})
    assert file.read_bytes().decode() == after


def test_none_takes_a_key_out(file: Path) -> None:
    change_settings(written(file, '[caller]\nname = "x"\nphone = "+13125550100"\n'), {"caller": {"phone": None}})
    assert load_settings(file).caller.phone == ""
    assert "phone" not in file.read_text()


def test_a_comment_inside_a_text_is_not_taken_for_a_default(file: Path) -> None:
    text = '[caller]\ncompany = """\n# name = ""\n"""\n'
    change_settings(written(file, text), {"caller": {"name": "Y"}})
    assert load_settings(file).caller.company == '# name = ""\n'
    assert load_settings(file).caller.name == "Y"


@pytest.mark.parametrize(
    "text", ["[caller\n", "[caller]\nnmae = 'x'\n", "[session]\ngoal = 0\n", "[caller]\nname = 3\n"]
)
def test_a_file_that_is_wrong_is_not_overwritten(file: Path, text: str) -> None:
    written(file, text)
    with pytest.raises(SettingsError):
        change_settings(file, {"caller": {"name": "Y"}})
    assert file.read_text() == text


def test_a_value_that_is_wrong_changes_nothing(file: Path) -> None:
    written(file, '[caller]\nname = "x"\n')
    with pytest.raises(SettingsError, match=r"caller\.hours: .all. is not a day"):
        change_settings(file, {"caller": {"name": "Y", "hours": "all day"}})
    assert file.read_text() == '[caller]\nname = "x"\n'


def test_a_file_behind_a_link_is_changed_and_the_link_stays(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n")
    file.parent.mkdir()
    file.symlink_to(real)
    change_settings(file, {"caller": {"name": "Y"}})
    assert file.is_symlink()
    assert load_settings(real).caller.name == "Y"


def test_a_directory_that_cannot_be_made_is_said(file: Path, tmp_path: Path) -> None:
    file.parent.write_text("a file where the directory should be")
    with pytest.raises(StorageError, match="was not written"):
        put_in_place(file, "# x\n")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from(printable), max_size=30))
def test_any_text_comes_back_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "config.toml"
    assert change_settings(file, {"caller": {"name": text}}).caller.name == text
    assert change_settings(file, {"caller": {"company": text}}).caller.name == text
    assert tomllib.loads(file.read_bytes().decode())["caller"] == {"name": text, "company": text}


def test_a_comment_of_the_users_own_is_never_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    own = '[caller]\n# name = "Robin Hale"  # my real name, back after the trial\n# phone = the desk one\n'
    file.write_text(own, "utf-8")
    change_settings(file, {"caller": {"name": "Sam Carter", "phone": "+1 312 555 0199"}})
    text = file.read_text("utf-8")
    for line in own.splitlines():
        assert line in text.splitlines()
    assert 'name = "Sam Carter"' in text.splitlines()
