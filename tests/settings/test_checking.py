"""What is said about a settings file that is right: where each value is from, and what will not do what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialdeck.errors import SettingsError
from dialdeck.settings.checking import check_file, held


def checked_text(tmp_path: Path, text: str) -> tuple[str, ...]:
    file = tmp_path / "config.toml"
    file.write_text('[caller]\nname = "S"\ncompany = "N"\nphone = "+13125550100"\n' + text)
    return check_file(file).warnings


def test_each_value_says_whether_the_file_or_the_default_gave_it(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[session]\ngoal = 60\n")
    sources = {one.key: (one.value, one.source) for one in held(check_file(file))}
    assert sources["session.goal"] == (60, "file")
    assert sources["caps.per_day"] == (1, "default")


def test_without_a_file_all_are_defaults(tmp_path: Path) -> None:
    checked = check_file(tmp_path / "none.toml")
    assert not checked.there
    assert {one.source for one in held(checked)} == {"default"}


def test_a_wrong_file_is_refused_even_if_it_was_good_before(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[session]\ngoal = 0\n")
    with pytest.raises(SettingsError, match=r"config\.toml:2: session\.goal"):
        check_file(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("", []),
        ('[dialer]\nkind = "command"\ncommand = "no-such-program {number}"', ["no program 'no-such-program'"]),
        ('[dialer]\nkind = "command"\ncommand = "sh -c {number}"', []),
        ('[dialer]\ncommand = "sh {number}"', ["is not used unless"]),
    ],
)
def test_a_dialer_that_would_not_dial_is_warned_of(tmp_path: Path, text: str, warned: list[str]) -> None:
    warnings = checked_text(tmp_path, text)
    assert len(warnings) == len(warned)
    assert all(words in one for words, one in zip(warned, warnings, strict=True))


def test_a_handler_that_is_not_there_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "`handler` needs xdg-open or open" in checked_text(tmp_path, '[dialer]\nkind = "handler"')[0]


def test_what_scripts_will_lack_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[caller]\nname = "S"\n')
    assert check_file(file).warnings == (
        "[caller] does not say your company or the number to call you back on: scripts show a gap there",
    )
