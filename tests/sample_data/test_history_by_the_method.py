"""The sample history is one that the rules of the method allow, dial by dial, and it ends where the demo begins."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from dialdeck.clock import parse_instant
from dialdeck.files.import_rows import PeopleFile
from dialdeck.method.calendar import Calendar
from dialdeck.method.caps import refusal
from dialdeck.method.case import Context
from dialdeck.method.decide import decide
from dialdeck.method.hours import local_date
from dialdeck.method.replay import after_dial
from dialdeck.method.roles import role_of
from dialdeck.method.rules_table import rules_from, switched_on
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan, Stage
from dialdeck.model.facts import NumberFact, PersonFacts, Place, Result
from dialdeck.paths import sample_data_dir
from dialdeck.phone.holidays import public_holidays
from dialdeck.phone.importing import phones
from dialdeck.session.cadences import packaged_cadences
from dialdeck.session.compose import LIBRARY
from dialdeck.settings.loading import load_settings
from dialdeck.settings.meaning import to_policy
from tests.method.people import fresh_state

IMPORTED = parse_instant("2026-02-02T08:00-06:00", "the import")


@dataclass
class Replayed:
    """Everybody's facts after the history, and what was not as planned."""

    facts: dict[str, PersonFacts]
    refused: list[str]
    off_plan: list[str]
    broken: list[str]


@pytest.fixture(scope="module")
def replayed() -> Replayed:
    folder = sample_data_dir()
    context = _context()
    facts: dict[str, PersonFacts] = {}
    with PeopleFile(folder / "prospects.csv", phones=phones()) as people:
        rows = list(people)
    for number, row in enumerate(rows):
        assert row.person is not None
        person = row.person
        place = Place(number, person.zones, person.country, person.region, person.wish)
        role = role_of(person.title)
        state = fresh_state(context, place, role, IMPORTED)
        numbers = tuple(NumberFact(index, dead=False, blocked=False) for index, _ in enumerate(person.numbers))
        facts[person.numbers[0].e164] = PersonFacts(number, role, place, state, (), numbers)
    found = Replayed(facts, [], [], [])
    with (folder / "history.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            _dial(context, found, line)
    return found


def test_no_dial_was_refused_by_hours_or_caps(replayed: Replayed) -> None:
    assert replayed.refused == []


def test_every_dial_is_the_attempt_it_says_and_leaves_what_was_planned(replayed: Replayed) -> None:
    assert replayed.off_plan == []


def test_no_promise_was_broken(replayed: Replayed) -> None:
    assert replayed.broken == []


def test_no_two_tries_in_a_row_fall_on_the_same_weekday_and_part_of_the_day(replayed: Replayed) -> None:
    for facts in replayed.facts.values():
        zone = facts.place.zones[0]
        tried = [(local_date(zone, dial.at).weekday(), dial.part) for dial in facts.dials if dial.counts]
        assert all(earlier != later for earlier, later in pairwise(tried)), facts.person_id


def test_the_first_four_attempts_come_at_different_parts_of_the_day(replayed: Replayed) -> None:
    """In Europe only two parts are left: the caller in Chicago starts when it is afternoon there."""
    for facts in replayed.facts.values():
        tried = [dial.part for dial in facts.dials if dial.counts][:4]
        different = 2 if facts.place.zones[0].startswith("Europe/") else 3
        assert len(set(tried)) >= min(len(tried), different), facts.person_id


def test_the_morning_of_the_demo_has_its_promises_callbacks_and_stages(replayed: Replayed) -> None:
    states = [facts.state for facts in replayed.facts.values()]
    promised = [state for state in states if state.bucket is Bucket.PROMISE]
    assert [state.due_day for state in promised] == ["2026-03-10"] * 4
    timed = [state for state in states if state.bucket is Bucket.CALLBACK]
    called_back = sorted(state.due_at or 0 for state in timed if state.stage is not Stage.MEETING)
    agreed = ["2026-03-10T10:30-05:00", "2026-03-10T16:30+00:00", "2026-03-11T15:30-04:00"]
    assert called_back == [parse_instant(text, "the callback") for text in agreed]
    stages = Counter(state.stage for state in states)
    assert stages[Stage.NEW] >= 15
    assert {Stage.FOLLOW_UP, Stage.MEETING, Stage.RESTING, Stage.RETIRED, Stage.DO_NOT_CALL} <= stages.keys()


def test_every_attempt_has_somebody_and_two_messages_are_due_today(replayed: Replayed) -> None:
    states = [facts.state for facts in replayed.facts.values()]
    trying = [state for state in states if state.stage in {Stage.NEW, Stage.PERSISTENCE}]
    assert {state.attempt for state in trying} == set(range(1, 13))
    messages = [state for state in trying if state.plan is Plan.VOICEMAIL and (state.due_day or "") <= "2026-03-10"]
    assert sum(state.attempt == 5 for state in messages) == 5
    assert [state.step for state in messages if state.attempt == 12] == ["role_change"]


def test_a_dead_number_leaves_the_second_one(replayed: Replayed) -> None:
    dead = [facts for facts in replayed.facts.values() if any(number.dead for number in facts.numbers)]
    assert [(len(facts.usable()) > 0, facts.state.bucket) for facts in dead] == [(True, Bucket.DUE)]


def _context() -> Context:
    rows = json.loads((LIBRARY / "calling_rules.json").read_text(encoding="utf-8"))["rules"]
    off = frozenset(day.isoformat() for day in public_holidays("US", None, 2026))
    policy = to_policy(load_settings(sample_data_dir() / "config.toml"), switched_on(rules_from(rows)), off)
    known: dict[tuple[str, str | None, int], dict[date, str]] = {}

    def holidays(country: str, region: str | None, day: date) -> bool:
        key = (country, region, day.year)
        if key not in known:
            known[key] = public_holidays(*key)
        return day in known[key]

    return Context(Calendar(policy, holidays), packaged_cadences())


def _dial(context: Context, found: Replayed, line: dict[str, str]) -> None:
    facts = found.facts[line["phone"]]
    at = parse_instant(line["at"], "history.csv")
    when = parse_instant(line["when"], "history.csv") if line["when"] else None
    result = Result(Outcome(line["outcome"]), Detail(line["detail"]), when)
    label = f"{line['name']} {line['at']}"
    refused = refusal(context.calendar, facts, at)
    if refused is not None or not context.calendar.is_open(facts.place, at):
        found.refused.append(label)
    today = context.calendar.local_day(facts.place, at).isoformat()
    found.broken.extend(label for promise in facts.promises if promise.day != today)
    state = facts.state
    messaged = result.outcome is Outcome.VOICEMAIL_LEFT
    if state.attempt != int(line["attempt"]) or (messaged and state.plan is not Plan.VOICEMAIL):
        found.off_plan.append(label)
    decision = decide(context, facts, result, at)
    found.facts[line["phone"]] = after_dial(context, facts, result, decision, at, dial_id=len(facts.dials) + 1)
