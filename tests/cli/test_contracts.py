"""The JSON that other programs rely on: exact keys and types, as docs/commands.md gives them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from tests.cli.conftest import IN_PLAY, SAMPLE_PEOPLE, Cli

ENTRY = {
    "prospect_id": str, "name": str, "organisation": (str, NoneType), "phone": (str, NoneType), "stage": str,
    "attempt": int, "cadence": str, "plan": str, "script": str, "due": str, "callable": bool, "callable_from": str,
    "local_time": str, "zone": str, "zone_source": str, "held_by": (int, NoneType), "why": str,
}  # fmt: skip
DECISION = {
    "next_due": (str, NoneType), "window": (str, NoneType), "attempt": int, "plan": str, "stage": str, "why": str,
}  # fmt: skip
TASK = {"id": int, "kind": str, "prospect_id": str, "due": str, "done": bool}
HAPPENED = {"seq": int, "at": str, "kind": str, "text": str}
DIAL = HAPPENED | {
    "dial_id": str, "attempt": int, "outcome": (str, NoneType), "detail": (str, NoneType), "phone": str,
    "status": str, "off_plan": bool,
}  # fmt: skip
COUNTS = dict.fromkeys(("read", "added", "updated", "duplicate", "rejected", "do_not_call"), int)
IMPORT = {"import_id": str, "file": str, "source": str, **COUNTS, "mapping": dict, "rows": list}
ROW = {"line": int, "line_end": int, "verdict": str, "reason": (str, NoneType), "prospect_id": (str, NoneType)}
SHOW = {
    "prospect_id": str, "name": str, "title": str, "role": str, "organisation": str, "email": str, "phones": list,
    "zones": list, "zone_source": str, "country": str, "region": str, "list": str, "niche": str, "fit": dict,
    "criteria": list, "project": str, "offer": str, "custom": dict, "stage": str, "next": dict, "open_dial": NoneType,
    "tasks": list, "research": list, "reasons": list, "costs": list, "value": dict, "motive": NoneType,
    "promises": list, "symptoms": list, "history": list, "script": dict, "preview": dict,
}  # fmt: skip
TALKS = {
    "conversation", "meeting", "callback", "gatekeeper", "no_talk", "message_taken", "not_interested", "not_a_fit",
    "left_company", "wrong_person", "wrong_number", "do_not_call", "dropped",
}  # fmt: skip
PEOPLE = """name,phone,state,Colour
Ann Lee,+1 312 555 0101,IL,green
Ben Roe,+1 312 555 0102,IL,
Ben Roe,+1 312 555 0102,IL,
,,,
No Phone,,IL,red
"""
HANK, RAJ = "+14025550121", "+14165550122"


def has_shape(value: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(value) == list(shape)
    for key, kind in shape.items():
        assert isinstance(value[key], kind), f"{key}: {value[key]!r}"
        assert kind is not int or not isinstance(value[key], bool), key


def is_instant(text: str) -> datetime:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", text), text
    return datetime.fromisoformat(text)


def test_the_queue_has_its_keys_and_types(cli: Cli, samples: Path) -> None:
    entries = cli("queue", "--json").json()
    assert len(entries) == IN_PLAY
    for entry in entries:
        has_shape(entry, ENTRY)
        assert entry["plan"] in {"voicemail", "silent"}
        for key in ("due", "callable_from", "local_time"):
            is_instant(entry[key])


def test_the_queue_says_callable_first_then_closed_by_opening_then_not_due_by_due(cli: Cli, samples: Path) -> None:
    entries = cli("queue", "--json").json()

    def group(entry: dict[str, Any]) -> int:
        if entry["callable"]:
            return 0
        return 1 if entry["due"][:10] <= entry["local_time"][:10] else 2

    groups = [group(entry) for entry in entries]
    assert set(groups) == {0, 1, 2}
    assert groups == sorted(groups)
    for number, key in ((1, "callable_from"), (2, "due")):
        instants = [is_instant(entry[key]) for entry in entries if group(entry) == number]
        assert instants == sorted(instants)


def test_callable_says_that_callable_from_is_reached(cli: Cli, samples: Path) -> None:
    for entry in cli("queue", "--json").json():
        reached = is_instant(entry["callable_from"]) <= is_instant(entry["local_time"])
        assert entry["callable"] is reached


def test_show_has_its_keys_and_types(cli: Cli, samples: Path) -> None:
    value = cli("show", RAJ, "--json").json()
    has_shape(value, SHOW)
    has_shape(value["next"], ENTRY)
    has_shape(value["fit"], {"met": int, "known": int})
    assert list(value["value"]) == ["established", "missing", "cost", "price", "net", "period"]
    assert list(value["phones"][0]) == ["phone", "extension", "kind", "label", "dead", "raw", "do_not_call"]
    assert list(value["research"][0]) == ["id", "kind", "issue", "text", "source", "url", "dated", "noted"]
    words = {"name": str, "if_answered": str, "asks": list, "if_voicemail": str, "missing": list, "warnings": list}
    has_shape(value["script"], words | {"seconds": int})


def test_the_history_of_show_is_numbered_oldest_first_with_one_entry_a_dial(cli: Cli, samples: Path) -> None:
    history = cli("show", RAJ, "--json").json()["history"]
    assert [one["seq"] for one in history] == list(range(1, len(history) + 1))
    assert [is_instant(one["at"]) for one in history] == sorted(is_instant(one["at"]) for one in history)
    dials = [one for one in history if one["kind"] == "dial"]
    assert [one["attempt"] for one in dials] == [1, 2, 3, 4]
    for one in history:
        has_shape(one, DIAL if one["kind"] == "dial" else HAPPENED)


def test_the_preview_of_show_has_each_outcome_and_each_thing_a_talk_can_come_to(cli: Cli, samples: Path) -> None:
    preview = cli("show", RAJ, "--json").json()["preview"]
    assert list(preview) == ["answered", "voicemail_left", "silent_hangup"]
    assert (preview["answered"]["stage"], preview["answered"]["next_due"]) == ("talk", None)
    dispositions = preview["answered"].pop("dispositions")
    assert set(dispositions) == TALKS
    for decision in [*preview.values(), *dispositions.values()]:
        has_shape(decision, DECISION)
        if decision["next_due"] is not None:
            is_instant(decision["next_due"])


def test_what_the_preview_promises_is_what_recording_does(cli: Cli, samples: Path) -> None:
    promised = cli("show", RAJ, "--json").json()["preview"]["silent_hangup"]
    done = cli("record", RAJ, "silent_hangup", "--json").json()["prospect"]
    assert (done["attempt"], done["plan"], done["stage"]) == tuple(
        promised[key] for key in ("attempt", "plan", "stage")
    )
    assert done["due"] == promised["next_due"]


@pytest.mark.parametrize("then", ["record", "amend", "undo", "redo"])
def test_record_amend_undo_and_redo_answer_alike(then: str, cli: Cli, samples: Path) -> None:
    done = cli("record", HANK, "silent_hangup", "--json").json()
    if then != "record":
        after = {"amend": ["amend", done["dial"], "--detail", "busy"], "undo": ["undo"], "redo": ["undo"]}[then]
        done = cli(*after, "--json").json()
    if then == "redo":
        done = cli("redo", "--json").json()
    assert list(done) == ["op", "dial", "prospect", "warning"]
    assert isinstance(done["op"], int)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", done["dial"])
    has_shape(done["prospect"], ENTRY)


def test_a_person_out_of_play_is_null_after_recording(cli: Cli, samples: Path) -> None:
    assert cli("record", HANK, "answered", "--detail", "not_a_fit", "--json").json()["prospect"] is None


def test_tasks_have_their_keys_and_types(cli: Cli, samples: Path) -> None:
    cli("record", HANK, "silent_hangup", "--detail", "number_dead")
    tasks = cli("tasks", "--json").json()
    assert tasks
    for task in tasks:
        has_shape(task, TASK)
        assert task["kind"] in {"find_contact", "find_number", "send", "prepare"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", task["due"])
    assert cli("show", HANK, "--json").json()["tasks"] == [one for one in tasks if one["kind"] == "find_number"]


def test_a_task_that_was_done_answers_as_a_task(cli: Cli, samples: Path) -> None:
    cli("record", HANK, "silent_hangup", "--detail", "number_dead")
    task = cli("tasks", "--json").json()[-1]
    assert cli("tasks", "done", task["id"], "--json").json() == task | {"done": True}
    assert task["id"] not in {left["id"] for left in cli("tasks", "--json").json()}


def test_an_import_has_its_keys_and_accounts_for_every_row(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    report = cli("import", file, "--json").json()
    has_shape(report, IMPORT)
    for row in report["rows"]:
        has_shape(row, ROW)
        assert row["verdict"] in {"added", "updated", "duplicate", "rejected"}
    assert report["read"] == sum(report[name] for name in ("added", "updated", "duplicate", "rejected")) == 5
    assert (report["added"], report["duplicate"], report["rejected"]) == (2, 1, 2)
    assert report["source"] == "generic"
    assert report["mapping"] == {"name": "name", "phone": "phone", "state": "region", "Colour": "custom.Colour"}


def test_an_earlier_import_is_shown_as_it_was_reported(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    report = cli("import", file, "--json").json()
    assert cli("imports", "show", report["import_id"], "--json").json() == report


def test_imports_have_their_keys_and_types(cli: Cli, samples: Path) -> None:
    listed = cli("imports", "--json").json()
    shape = {"import_id": str, "at": str, "file": str, "status": str, **COUNTS, "list": (str, NoneType)}
    for one in listed:
        has_shape(one, shape)
        is_instant(one["at"])
    assert cli("imports", "list", "--json").json() == listed


def test_taking_an_import_back_counts_what_it_did(cli: Cli, samples: Path) -> None:
    import_id = cli("imports", "--json").json()[0]["import_id"]
    done = cli("imports", "revert", import_id, "--json").json()
    has_shape(done, {"import_id": str, "removed": int, "restored": int, "kept": int})
    assert done["removed"] + done["kept"] == SAMPLE_PEOPLE


@pytest.mark.parametrize("what", ["prospects", "dials"])
def test_an_export_has_the_same_names_as_csv_and_as_json(what: str, cli: Cli, samples: Path) -> None:
    rows = cli("export", what, "--format", "json").json()
    header = cli("export", what).out.splitlines()[0].split(",")
    assert rows
    for row in rows:
        assert list(row) == header
        assert row["custom"] is None or isinstance(row["custom"], dict) if what == "prospects" else True
        for key in ("due", "started", "ended"):
            if row.get(key) is not None:
                is_instant(row[key])


def test_doctor_has_its_keys_and_names(cli: Cli, samples: Path) -> None:
    report = cli("doctor", "--json").json()
    assert list(report) == ["ok", "checks"]
    assert report["ok"] is True
    for check in report["checks"]:
        has_shape(check, {"name": str, "ok": bool, "detail": str})
    assert {"integrity", "projection", "version", "clock"} <= {check["name"] for check in report["checks"]}


def test_people_without_a_zone_are_told_of_beside_the_json(cli: Cli, samples: Path) -> None:
    cli("add", "name=Toll Free", "phone=+1 800 555 0199")
    ran = cli("queue", "--json")
    assert len(ran.json()) == IN_PLAY
    assert ran.err == "dialdeck: 1 more wait for a time zone (dialdeck edit PROSPECT zone=…)\n"


def test_a_new_list_answers_with_empty_lists(cli: Cli) -> None:
    cli("add", "name=Ann Lee", "phone=+1 312 555 0101")
    cli("undo")
    for command in ("queue", "tasks", "imports"):
        assert cli(command, "--json").json() == []


def test_what_was_left_of_the_list_by_its_import_stands_in_custom(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    cli("import", file)
    assert cli("show", "+13125550101", "--json").json()["custom"] == {"Colour": "green"}
