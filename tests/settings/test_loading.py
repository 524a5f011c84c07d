"""Settings files: found good, found wrong, and not looked at twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck import paths
from dialdeck.errors import SettingsError
from dialdeck.model.settings import Settings
from dialdeck.settings import loading
from dialdeck.settings.loading import STAMP, load_settings

FULL = """
# Everything that can be set.
[caller]
name = "Sam Hale"
company = "Northbeam"
phone = "+1 312 555 0100"
email = "sam@northbeam.example"
zone = "America/Chicago"
hours = "mon-fri 08:00-17:00"
blocks = "wed 12:00-13:00"
days_off = [2026-12-24, "2026-12-31"]
region = "US-IL"
[hours]
week = "mon-thu 09:00-18:00; fri 09:00-15:00"
[parts]
early = ""
late = "16:00-17:30"
[caps]
per_day = 2
min_gap_hours = 4
per_7_days = 0
[calling]
audience = "consumer"
allow_kinds = ["premium", "personal"]
also_rules = ["DE"]
rest_days = 60
[session]
goal = 80
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(tmp_path: Path, text: str) -> str:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return str(caught.value).removeprefix(str(tmp_path))


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_the_users_own_file_is_read_by_default() -> None:
    paths.config_dir().mkdir(parents=True)
    paths.config_file().write_text("[session]\ngoal = 7\n", encoding="utf-8")
    assert load_settings().session.goal == 7


def test_what_a_file_does_not_name_keeps_its_default(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, '[caller]\nname = "Sam Hale"\n'))
    assert (settings.caller.name, settings.caller.company, settings.hours.week) == (
        "Sam Hale",
        "",
        "mon-fri 09:00-18:00",
    )


def test_days_may_be_written_as_dates_or_as_text(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, FULL)).caller.days_off == ("2026-12-24", "2026-12-31")


def test_a_file_found_good_is_built_into_the_same_settings_without_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = load_settings(written(tmp_path, FULL))
    monkeypatch.setattr(loading, "check", None)
    assert load_settings(tmp_path / "config.toml") == checked


def test_a_changed_file_is_checked_again(tmp_path: Path) -> None:
    load_settings(written(tmp_path, FULL))
    assert "goal" in complaint(tmp_path, FULL.replace("goal = 80", "goal = 0"))


def test_a_wrong_file_is_never_remembered_as_good(tmp_path: Path) -> None:
    complaint(tmp_path, "[session]\ngoal = 0\n")
    assert not (paths.state_dir() / STAMP).exists()


def test_another_version_of_the_program_checks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_settings(written(tmp_path, FULL))
    before = (paths.state_dir() / STAMP).read_text(encoding="utf-8")
    monkeypatch.setattr("dialdeck.__version__", "99.0")
    load_settings(tmp_path / "config.toml")
    assert (paths.state_dir() / STAMP).read_text(encoding="utf-8") != before


def test_a_state_directory_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    paths.state_dir().parent.mkdir(parents=True)
    paths.state_dir().write_text("a file where the directory should be", encoding="utf-8")
    assert load_settings(written(tmp_path, FULL)).session.goal == 80


@pytest.mark.parametrize("remembered", [False, True])
def test_pydantic_is_imported_only_to_check(tmp_path: Path, remembered: bool) -> None:
    path = written(tmp_path, FULL)
    if remembered:
        load_settings(path)
    script = f"""
import sys, pathlib
from dialdeck.settings.loading import load_settings
load_settings(pathlib.Path({str(path if remembered else tmp_path / "none")!r}))
print([name for name in ("pydantic", "tomlkit", "jinja2", "dateparser") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[session]\n\ngoal = true", ":3: session.goal: expected integer, not True"),
        ('[session]\ngoal = "60"', ":2: session.goal: expected integer, not '60'"),
        ('[caller]\nname = "x"\nnmae = "y"', ":3: caller.nmae: there is no such setting"),
        ("[caller]\n[session]\ngaol = 3", ":3: session.gaol: there is no such setting (did you mean goal?)"),
        ("\ufeff[session]\ngoal = true", ":2: session.goal: expected integer"),
        ("[calller]", ":1: calller: there is no such setting"),
        ("caller = 3", ":1: caller: expected a table"),
        ('caller.nmae = "Sam"', ":1: caller.nmae: there is no such setting"),
        (
            '[calling]\naudience = "everybody"',
            ":2: calling.audience: expected 'business' or 'consumer', not 'everybody'",
        ),
        ('[calling]\nallow_kinds = ["emergency"]', ":2: calling.allow_kinds: expected 'premium', "),
        ('[hours]\nweek = "mon-fry 9-18"', ":2: hours.week: 'fry' is not a day of the week"),
        ('[hours]\nweek = ""', ":2: hours.week: it is empty"),
        ('[caller]\nzone = "Chicago"', ":2: caller.zone: 'Chicago' is not a time zone"),
        ('[caller]\nzone = "../etc/passwd"', ":2: caller.zone: '../etc/passwd' is not a time zone"),
        ('[caller]\nregion = "Illinois"', ":2: caller.region: 'Illinois' is not a country or state"),
        ('[caller]\nemail = "sam"', ":2: caller.email: 'sam' is not an e-mail address"),
        ('[caller]\nphone = "12"', ":2: caller.phone: '12' is not a phone number"),
        ('[caller]\ndays_off = ["24.12.2026"]', ":2: caller.days_off: '24.12.2026' is not a day"),
        ('[caller]\ndays_off = ["20261224"]', ":2: caller.days_off: '20261224' is not a day as it is written here"),
        ("[caller]\ndays_off = [2026-12-24T10:00:00]", ":2: caller.days_off: '2026-12-24T10:00:00' is not a day"),
        ('[parts]\nmidday = "10-13"', ":2: parts.midday: begins before mid-morning ends"),
        ("[caps]\nmin_gap_hours = nan", ":2: caps.min_gap_hours: expected a number from 0"),
        ("[caps]\nper_day = -1", ":2: caps.per_day: expected a number from 0"),
        ("[caller\n", ":1: is not TOML: "),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    assert complaint(tmp_path, text).startswith("/config.toml" + said)


def test_all_parts_left_out_is_a_mistake(tmp_path: Path) -> None:
    text = "[parts]\n" + "".join(f'{part} = ""\n' for part in ("early", "mid_morning", "midday", "afternoon", "late"))
    assert "at least one part" in complaint(tmp_path, text)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'[caller]\nname = "Ren\xe9"\n')
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(tmp_path / "config.toml")


def test_a_directory_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf[session]\ngoal = 9\n")
    assert load_settings(tmp_path / "config.toml").session.goal == 9


def test_a_checked_file_leaves_its_stamp_in_a_directory_for_the_owner_alone(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "config.toml").write_text("[session]\ngoal = 9\n")
    load_settings(tmp_path / "config.toml")
    assert [place.stat().st_mode & 0o777 for place in (own_home, own_home / "state")] == [0o700, 0o700]
