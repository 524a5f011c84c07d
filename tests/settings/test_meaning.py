"""From settings to the policy of the method."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from dialdeck.errors import SettingsError
from dialdeck.method.defaults import default_policy
from dialdeck.method.symptoms import USUAL, Thresholds
from dialdeck.model.policy import Caps, JurisdictionRule
from dialdeck.model.settings import (
    CallerSettings,
    CallingSettings,
    CapSettings,
    DialerSettings,
    PartSettings,
    Settings,
    SignSettings,
)
from dialdeck.settings.loading import load_settings
from dialdeck.settings.meaning import check_meaning, parts_of, to_policy
from dialdeck.settings.weeks import parse_week
from dialdeck.settings.zones import system_zone


def rule(area: str, certainty: str) -> JurisdictionRule:
    return JurisdictionRule(area, "both", parse_week("mon-fri 8-20"), True, Caps(), "the law", certainty)


def test_the_defaults_are_good() -> None:
    assert check_meaning(Settings()) is None


def test_the_default_settings_are_the_defaults_of_the_method() -> None:
    assert to_policy(Settings(caller=CallerSettings(zone="UTC"))) == default_policy("UTC")


def test_the_house_week_is_nine_to_six_on_working_days() -> None:
    assert to_policy(Settings()).house == (((540, 1080),),) * 5 + ((), ())


def test_a_cap_of_zero_is_no_cap() -> None:
    policy = to_policy(Settings(caps=CapSettings(per_day=0, min_gap_hours=0, per_7_days=3)))
    assert policy.caps == Caps(per_day=None, min_gap_hours=None, per_7_days=3)


def test_without_hours_the_caller_restricts_nothing() -> None:
    caller = to_policy(Settings()).caller
    assert (caller.hours, caller.blocks, caller.days_off) == (None, None, frozenset())


def test_days_off_are_the_callers_own_and_those_handed_in() -> None:
    settings = Settings(caller=CallerSettings(zone="Europe/Berlin", days_off=("2026-12-24",)))
    caller = to_policy(settings, days_off=frozenset({"2026-12-25"})).caller
    assert caller.zone == "Europe/Berlin"
    assert caller.days_off == {"2026-12-24", "2026-12-25"}


def test_only_certain_rules_and_those_asked_for_are_on() -> None:
    rules = (rule("US", "high"), rule("DE", "medium"), rule("FR", "low"))
    settings = Settings(calling=CallingSettings(also_rules=("DE",)))
    assert [one.area for one in to_policy(settings, rules).rules] == ["US", "DE"]


def test_parts_come_in_the_order_of_the_day_and_empty_ones_are_left_out() -> None:
    parts = parts_of(Settings(parts=PartSettings(early="", late="06:00-07:00")))
    assert [(part.id, part.start) for part in parts] == [
        ("late", 360), ("mid-morning", 570), ("midday", 690), ("afternoon", 810)
    ]  # fmt: skip


def test_the_zone_of_the_computer_comes_from_tz_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert to_policy(Settings()).caller.zone == "Asia/Tokyo"


def test_the_zone_of_the_computer_comes_from_the_link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", "CST6CDT,nonsense/zone")
    target = tmp_path / "zoneinfo" / "Europe" / "Paris"
    target.parent.mkdir(parents=True)
    target.touch()
    (tmp_path / "localtime").symlink_to(target)
    assert system_zone(tmp_path / "localtime") == "Europe/Paris"


def test_a_computer_that_does_not_say_its_zone_is_taken_as_utc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert system_zone(tmp_path / "none") == "UTC"


def test_the_default_thresholds_of_the_signs_are_those_of_the_method() -> None:
    assert Thresholds(**asdict(Settings().signs)) == USUAL


@pytest.mark.parametrize("sign", Thresholds._fields)
@pytest.mark.parametrize("count", [0, 1000])
def test_a_threshold_out_of_all_reason_is_refused(sign: str, count: int) -> None:
    wrong = check_meaning(Settings(signs=replace(SignSettings(), **{sign: count})))
    assert wrong is not None
    assert wrong[0] == ("signs", sign)
    assert wrong[1].endswith(f"not {count}")


def wrong_dialer(**values: Any) -> str:
    settings = replace(Settings(), dialer=replace(DialerSettings(), **values))
    found = check_meaning(settings)
    return "" if found is None else f"{'.'.join(found[0])}: {found[1]}"


@pytest.mark.parametrize(
    "command",
    ["dial {number}", "'/opt/my phone/dial' --to=tel:{number}", 'sh -c "dial {number} &"', "no-such-program\n{number}"],
)
def test_a_command_with_the_number_among_its_words_is_good(command: str) -> None:
    assert wrong_dialer(kind="command", command=command) == ""


@pytest.mark.parametrize("command", ["", "  ", "dial", "dial {Number}", "dial { number }", "{number}", "dial-{number}"])
def test_a_command_without_the_number_after_its_program_is_refused(command: str) -> None:
    assert "dialer.command: expected a program and {number}" in wrong_dialer(kind="command", command=command)


@pytest.mark.parametrize("command", ["dial '{number}", 'dial "{number}', "dial {number} \\"])
def test_a_command_that_cannot_be_split_is_refused(command: str) -> None:
    assert "dialer.command: cannot be split into words" in wrong_dialer(kind="command", command=command)


def test_a_command_with_a_nul_is_refused() -> None:
    assert "dialer.command: has a control character" in wrong_dialer(kind="command", command="dial \0 {number}")


@pytest.mark.parametrize("kind", ["show", "clipboard", "handler"])
def test_a_command_that_is_not_run_is_not_looked_at(kind: str) -> None:
    assert wrong_dialer(kind=kind, command="dial '") == ""


@pytest.mark.parametrize(("seconds", "good"), [(0, False), (1, True), (60, True), (61, False), (-1, False)])
def test_a_dialer_has_from_one_to_sixty_seconds(seconds: int, good: bool) -> None:
    assert (wrong_dialer(seconds=seconds) == "") is good


def test_a_wrong_command_is_named_with_file_line_and_key(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[session]\ngoal = 60\n[dialer]\nkind = "command"\ncommand = "dial"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"config\.toml:5: dialer\.command: expected a program and \{number\}"):
        load_settings(path)
