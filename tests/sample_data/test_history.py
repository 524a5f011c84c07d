"""The sample history reads like five weeks of one caller, and every station of the method has somebody at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dialdeck.model.codes import DETAILS, Detail, Outcome
from dialdeck.model.imported import ImportedPerson
from dialdeck.phone.holidays import public_holidays
from dialdeck.session.demo import NOW as DEMO_NOW

NOW = datetime.fromisoformat("2026-03-10T10:05-05:00")
AGAIN_AT_ONCE = {"busy", "number_dead"}
"""Results after which the same attempt is dialed again on the same day."""


def test_the_history_is_about_these_people_in_order_and_before_the_clock(
    history: list[dict[str, str]], people: dict[str, ImportedPerson]
) -> None:
    instants = [datetime.fromisoformat(row["at"]) for row in history]
    assert round(NOW.timestamp() * 1000) == DEMO_NOW
    assert instants == sorted(instants)
    assert instants[-1] < NOW
    assert 180 <= len(history) <= 250
    assert [row for row in history if people[row["phone"]].name != row["name"]] == []


def test_one_caller_can_have_placed_all_these_dials(history: list[dict[str, str]]) -> None:
    instants = [datetime.fromisoformat(row["at"]) for row in history]
    assert min(later - earlier for earlier, later in pairwise(instants)) >= timedelta(seconds=45)


def test_every_detail_belongs_to_its_outcome(history: list[dict[str, str]]) -> None:
    assert all(Detail(row["detail"]) in DETAILS[Outcome(row["outcome"])] for row in history)


def test_every_dial_was_placed_in_the_hours_of_the_person(
    history: list[dict[str, str]], people: dict[str, ImportedPerson]
) -> None:
    for row in history:
        person = people[row["phone"]]
        at = datetime.fromisoformat(row["at"])
        local = at.astimezone(ZoneInfo(person.zones[0]))
        assert local.utcoffset() == at.utcoffset(), row
        assert local.weekday() < 5, row
        assert 9 <= local.hour < 18, row
        assert person.country is not None
        assert local.date() not in public_holidays(person.country, person.region, 2026), row


def test_what_a_message_spoke_of_had_been_read_before(
    by_person: dict[str, list[dict[str, str]]], people: dict[str, ImportedPerson]
) -> None:
    for phone, dials in by_person.items():
        issue = next((fact for fact in people[phone].facts if fact.kind == "issue"), None)
        assert issue is not None, dials[0]
        assert issue.dated is not None
        assert issue.dated < dials[0]["at"], dials[0]


def test_attempts_count_up_from_one(by_person: dict[str, list[dict[str, str]]]) -> None:
    for dials in by_person.values():
        assert dials[0]["attempt"] == "1"
        for earlier, later in pairwise(dials):
            step = int(later["attempt"]) - int(earlier["attempt"])
            assert step == (0 if earlier["detail"] in AGAIN_AT_ONCE else 1), (earlier, later)


def test_days_between_attempts_are_those_of_the_method(by_person: dict[str, list[dict[str, str]]]) -> None:
    for dials in by_person.values():
        for earlier, later in pairwise(dials):
            days = (_day(later) - _day(earlier)).days
            if earlier["detail"] in AGAIN_AT_ONCE:
                assert days == 0, (earlier, later)
                continue
            promised = earlier["outcome"] == "voicemail_left" and int(earlier["attempt"]) in {5, 6}
            assert days == 1 if promised else 2 <= days <= 7, (earlier, later)


def test_the_stations_that_the_demo_shows_are_there(by_person: dict[str, list[dict[str, str]]]) -> None:
    last = {phone: dials[-1] for phone, dials in by_person.items()}
    promised = [row for row in last.values() if row["outcome"] == "voicemail_left" and row["at"] > "2026-03-09"]
    assert sorted(row["name"] for row in promised if row["attempt"] == "5") == [
        "Angela Whitfield", "Gemma Hartnell", "Marta Kowalczyk", "Raymond Tuttle",
    ]  # fmt: skip
    assert len([row for row in last.values() if row["attempt"] == "4" and row["outcome"] == "silent_hangup"]) >= 3
    assert {int(row["attempt"]) for row in last.values()} == set(range(1, 12))
    assert {
        "conversation", "meeting", "callback", "gatekeeper", "no_talk", "not_interested", "not_a_fit", "left_company",
        "do_not_call", "away_until",
    } <= {row["detail"] for row in last.values()}  # fmt: skip
    assert {"number_dead", "mailbox_full", "menu", "busy", "message_taken", "via_gatekeeper"} <= {
        row["detail"] for dials in by_person.values() for row in dials
    }


def test_callbacks_were_agreed_for_this_morning_and_tomorrow(history: list[dict[str, str]]) -> None:
    agreed = {row["name"]: datetime.fromisoformat(row["when"]) for row in history if row["detail"] == "callback"}
    assert agreed["Wes Calloway"] - NOW == timedelta(minutes=25)
    assert sum(at.date() == NOW.date() for at in agreed.values()) == 2
    assert max(agreed.values()).date() == NOW.date() + timedelta(days=1)


def test_reasons_and_costs_stand_in_their_own_words(history: list[dict[str, str]]) -> None:
    said = [row["note"] for row in history if "Said: " in row["note"]]
    assert len(said) >= 4
    assert any("$310k a year" in note for note in said)


def _day(row: dict[str, str]) -> date:
    return datetime.fromisoformat(row["at"]).date()
