"""Everything about one person, for programs and for people: what is, what was, what each outcome would do."""

from __future__ import annotations

from typing import Any

import pytest

from dialdeck.errors import MissingError
from dialdeck.model.codes import DETAILS, Detail, Outcome
from dialdeck.session import dialing, moving
from dialdeck.session.editing import edit_person
from dialdeck.session.sheet import prospect_lines
from dialdeck.session.showing import prospect_json
from dialdeck.session.tasks import finish_task
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor

KEYS = {
    "prospect_id", "name", "title", "role", "organisation", "email", "phones", "zones", "zone_source", "country",
    "region", "list", "niche", "fit", "criteria", "project", "offer", "custom", "stage", "next", "open_dial", "tasks",
    "research", "reasons", "costs", "value", "motive", "promises", "symptoms", "history", "script", "preview",
}  # fmt: skip


def shown(floor: Floor, person: int) -> dict[str, Any]:
    value = prospect_json(floor.desk, person)
    assert set(value) >= KEYS
    return value


def test_somebody_fresh_shows_what_is_next_and_what_each_outcome_would_do(floor: Floor) -> None:
    value = shown(floor, floor.person(fit="3 of 5", niche="cold chain"))
    assert value["next"]["attempt"] == 1
    assert value["fit"] == {"met": 3, "known": 5}
    assert list(value["preview"]) == ["answered", "voicemail_left", "silent_hangup"]
    answered = value["preview"]["answered"]
    assert (answered["stage"], answered["next_due"]) == ("talk", None)
    assert set(answered["dispositions"]) == set(DETAILS[Outcome.ANSWERED])
    assert answered["dispositions"]["not_a_fit"]["next_due"] is None


def test_the_preview_of_an_open_dial_counts_from_when_it_was_placed(floor: Floor) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    floor.at("2026-03-11 10:00")
    value = shown(floor, person)
    assert value["open_dial"]["phone"] == value["phones"][0]["phone"]
    said = value["preview"]["silent_hangup"]["next_due"]
    floor.record(dial, SILENT)
    assert shown(floor, person)["next"]["due"] == said


def test_history_has_one_entry_for_each_thing_that_happened(floor: Floor) -> None:
    person = floor.person(issue="driver turnover")
    floor.clock.advance(60)
    dial = floor.dial(person, LEFT).dial_id
    floor.record(dial, SILENT, Detail.RANG_OUT)
    moving.write_note(floor.desk, person, "prefers mornings", None)
    floor.snooze(person, "tomorrow")
    floor.callback(person, "thu 3pm")
    floor.clock.advance(60)
    edit_person(floor.desk, person, {"title": "CEO"})
    floor.clock.advance(60)
    void = dialing.start_dial(floor.desk, person, on_screen=False)
    dialing.void_dial(floor.desk, void)
    floor.clock.advance(60)
    dialing.start_dial(floor.desk, person, on_screen=False)
    texts = [entry["text"] for entry in shown(floor, person)["history"]]
    assert texts[:3] == ["driver turnover", "#1 rang out", "prefers mornings"]
    assert {"snoozed", "callback agreed", "promised thu 3pm: open", "edited", "#2 not placed"} <= set(texts)
    assert texts[-1].endswith("outcome wanted")
    assert [entry["seq"] for entry in shown(floor, person)["history"]] == list(range(1, len(texts) + 1))


def test_what_was_taken_back_is_not_in_the_history(floor: Floor) -> None:
    person = floor.person()
    floor.snooze(person, "tomorrow")
    floor.desk.store.undo()
    assert [entry["text"] for entry in shown(floor, person)["history"]] == []


def test_talked_without_disposition_says_so(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED)
    assert shown(floor, person)["history"][0]["text"] == "#1 answered, disposition wanted"


def test_somebody_out_of_play_without_a_zone_has_no_next(floor: Floor) -> None:
    person = floor.person(phone="+18005550101", state="", country="")
    value = shown(floor, person)
    assert (value["next"], value["zones"], value["fit"]) == (None, [], None)
    assert any("zone unknown" in line for line in prospect_lines(floor.desk, person))


def test_nobody_of_that_id_is_missing(floor: Floor) -> None:
    with pytest.raises(MissingError, match="no prospect 77"):
        prospect_json(floor.desk, 77)


def sheet(floor: Floor, person: int) -> str:
    return "\n".join(prospect_lines(floor.desk, person))


def test_the_sheet_says_who_where_what_next_and_why(floor: Floor) -> None:
    person = floor.person("Ana Ruiz", organisation="Kestrel", email="ana@example.com", offer="night-run benchmark")
    text = sheet(floor, person)
    for words in ("Ana Ruiz · COO · Kestrel", "ana@example.com", "Chicago 10:05", "attempt 1 of 12", "▸", "HISTORY",
                  "fresh: not dialed yet", "night-run benchmark", "IF THEY ANSWER", "ON VOICEMAIL"):  # fmt: skip
        assert words in text


def test_the_sheet_shows_research_custom_fields_and_what_is_missing(floor: Floor) -> None:
    fields = {"issue": "driver turnover", "issue_source": "annual report", "custom.shoe": "44"}
    text = sheet(floor, floor.person(**fields, list="Q1"))
    assert "driver turnover (annual report)" in text
    assert "44" in text
    assert "missing for these words" in text
    assert "driver turnover (no source)" in sheet(floor, floor.person(issue="driver turnover"))


def test_the_sheet_of_somebody_never_open_says_closed(floor: Floor) -> None:
    assert "closed" in sheet(floor, floor.person(wish="sun 03:00-04:00"))


def test_numbers_abroad_have_their_country_code_apart_and_the_rest_by_fours(floor: Floor) -> None:
    person = floor.person(phone="+442079460123", country="GB", state="", zone="Europe/London")
    assert "+44 20 7946 0123" in sheet(floor, person)


def test_the_sheet_leaves_out_tasks_that_are_done(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.LEFT_COMPANY)
    assert "TASK" in sheet(floor, person)
    finish_task(floor.desk, floor.tasks(person)[0].id)
    assert "TASK" not in sheet(floor, person)


def test_the_sheet_of_a_silent_attempt_says_to_hang_up(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, LEFT)
    assert "Hang up silently" in sheet(floor, person)


def test_the_sheet_names_dead_and_blocked_numbers_tasks_and_open_dials(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112; +19002345678")
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    from dialdeck.session.people import block

    block(floor.desk, ("+13125550112",), "wrote to us")
    text = sheet(floor, person)
    assert "dead" in text
    assert "do not call: wrote to us" in text
    assert "premium number: not dialed" in text


def test_the_sheet_of_an_open_dial_asks_how_it_ended(floor: Floor) -> None:
    person = floor.person()
    dialing.start_dial(floor.desk, person)
    assert "a dial is open since 10:05" in sheet(floor, person)


def test_the_sheet_of_the_retired_says_why_and_what_is_to_do(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    text = sheet(floor, person)
    assert "retired" in text
    assert "find number" in text
