"""The packaged scripts: words for every step, true to the method, and fit to be said."""

import re

import pytest

from dialdeck.model.codes import Role
from dialdeck.model.script import Script
from dialdeck.words.script_files import read_script
from dialdeck.words.scripts import PACKAGED, ScriptLibrary
from dialdeck.words.variables import VARIABLES

LIBRARY = ScriptLibrary()
SCRIPTS = {path.stem: read_script(path) for path in sorted(PACKAGED.glob("*.md"))}
MESSAGES = {name: script for name, script in SCRIPTS.items() if not script.silent}
SILENT = {name: script for name, script in SCRIPTS.items() if script.silent}

FACTS = {
    "first_name": "Dana",
    "name": "Dana Whitfield",
    "organisation": "Kestrel Logistics",
    "title": "COO",
    "issue": "driver turnover at 41 percent",
    "issue_source": "your annual report",
    "offer": "a benchmark of night-run staffing",
    "project": "the depot relocation",
    "my_name": "Sam Hale",
    "my_company": "Northbeam",
    "my_phone": "312 555 0142",
    "my_email": "sam@northbeam.example",
    "promise_day": "tomorrow",
    "first_call_day": "the 3rd",
    "last_message_day": "the 3rd",
    "declined_day": "the 3rd",
    "attempt": "5",
    "part": "late afternoon",
    "callback_time": "three o'clock",
    "agreed_step": "compare the two depots",
    "reason": "the night shift is breaking up",
    "motive": "being home by six",
    "measured_by": "on-time delivery",
    "cost": "310 thousand dollars a year",
    "story": "a carrier in Ohio waited one winter and lost eleven drivers by March",
    "result": "empty seats down from nine to two in one quarter",
    "news": "the second depot you opened in May",
    "advantage": "a place in the spring pilot",
    "meeting_time": "Thursday at ten",
}
EMPTY = [
    "just checking",
    "checking in",
    "touching base",
    "touch base",
    "circle back",
    "circling back",
    "reaching out",
    "follow up",
    "brochure",
    "leading",
    "solution",
    "product",
    "best price",
    "special offer",
    "synergy",
    "quick chat",
    "pick your brain",
    "at your earliest convenience",
    "to be honest",
    "we are the",
]


def role_of(script: Script) -> Role:
    return Role.OTHER if script.audience == "other" else Role.OWNER


def message(script: Script, **changes: str | None) -> str:
    rendered = LIBRARY.render(script.family, role_of(script), script.first_attempt, {**FACTS, **changes})
    assert rendered.id == script.id
    return rendered.if_voicemail.text


def source(name: str) -> str:
    return (PACKAGED / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_called_after_its_file_and_can_be_read(name: str) -> None:
    assert SCRIPTS[name].id == name
    rendered = LIBRARY.render(SCRIPTS[name].family, role_of(SCRIPTS[name]), SCRIPTS[name].first_attempt, FACTS)
    assert rendered.missing == ()
    assert rendered.warnings == ()
    assert all(ask.text.endswith("?") for ask in rendered.asks)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_fact_a_script_names_is_explained_and_used_facts_are_tested(name: str) -> None:
    used = set(re.findall(r"\{\{ (\w+)", source(name)))
    assert used <= VARIABLES.keys() & FACTS.keys()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("attempt", range(1, 15))
def test_no_attempt_of_persistence_is_without_words(role: Role, attempt: int) -> None:
    families = {1: ["opening"], 2: ["curiosity"], 3: ["curiosity"], 4: ["curiosity"], 5: ["commitment"]}
    families |= {6: ["commitment", "promised"], 7: ["promised", "persist"]}
    wanted = families.get(attempt, ["persist"])
    if role is Role.OTHER and attempt >= 12:
        wanted = [*wanted, "role_change"]
    for family in wanted:
        rendered = LIBRARY.render(family, role, attempt, FACTS)
        assert rendered.if_answered.text
        assert rendered.if_voicemail.text
        assert rendered.warnings == ()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("attempt", range(2, 15))
def test_a_message_still_owed_has_words_on_every_later_attempt(role: Role, attempt: int) -> None:
    family = "opening" if attempt <= 4 else "commitment"
    rendered = LIBRARY.render(family, role, attempt, FACTS)
    assert not rendered.silent
    assert rendered.warnings == ()


def test_each_attempt_of_curiosity_and_persistence_has_words_of_its_own() -> None:
    said = [LIBRARY.render("curiosity", Role.OWNER, attempt, FACTS).if_answered.text for attempt in (2, 3, 4)]
    said += [LIBRARY.render("persist", Role.OWNER, attempt, FACTS).if_answered.text for attempt in range(6, 13)]
    assert len(set(said)) == 10


@pytest.mark.parametrize("name", SCRIPTS)
def test_tomorrow_is_never_said_but_by_the_true_day(name: str) -> None:
    assert "tomorrow" not in source(name).lower()


def test_the_commitment_message_names_the_day_that_is_true() -> None:
    for name in ("commitment-owner", "commitment-other", "commitment-owed"):
        assert "on Monday" in message(SCRIPTS[name], promise_day="on Monday")
        assert "[promise day]" in message(SCRIPTS[name], promise_day=None)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_spoken_within_half_a_minute(name: str) -> None:
    script = MESSAGES[name]
    assert 10 < LIBRARY.render(script.family, role_of(script), script.first_attempt, FACTS).seconds <= 30


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_name_and_number_twice_at_its_end(name: str) -> None:
    assert message(MESSAGES[name]).endswith("\n\nSam Hale, 312 555 0142. Again, Sam Hale, 312 555 0142.")


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_begins_with_their_name_and_says_who_calls(name: str) -> None:
    opening = message(MESSAGES[name])
    assert opening.startswith("Dana, ")
    assert "Sam Hale" in " ".join(opening.split()[:12])


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_more_about_them_than_about_us(name: str) -> None:
    spoken = message(MESSAGES[name]).lower()
    ours = re.findall(r"\b(we|we'\w+|our|ours|us)\b", spoken)
    yours = re.findall(r"\b(you|you'\w+|your|yours)\b", spoken)
    assert len(yours) > len(ours)
    assert len(yours) >= 2 or name == "role-change"


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_empty_phrase_is_said(name: str) -> None:
    spoken = source(name).partition("\n---\n")[2].lower()
    assert [phrase for phrase in EMPTY if phrase in spoken] == []


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_gives_a_reason_of_theirs(name: str) -> None:
    reasons = {"issue", "project", "promise_day", "reason", "motive", "news"}
    assert set(re.findall(r"\{\{ (\w+)", MESSAGES[name].if_voicemail)) & reasons


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_offers_one_thing_that_is_theirs(name: str) -> None:
    # The role-change message offers nothing: its reason to call back is the project itself.
    offered = set(re.findall(r"\{\{ (\w+)", MESSAGES[name].if_voicemail)) & {"offer", "story", "result"}
    assert bool(offered) == (name != "role-change")


@pytest.mark.parametrize("name", SILENT)
def test_a_silent_step_says_never_to_hang_up_on_a_person(name: str) -> None:
    spoken = " ".join(SILENT[name].if_voicemail.split()).lower()
    assert "hang up silently when it goes to voicemail or rings out" in spoken
    assert "never hang up on a person" in spoken


def test_the_role_change_message_is_not_for_owners_and_needs_the_project() -> None:
    assert {script.audience.value for script in SCRIPTS.values() if script.family == "role_change"} == {"other"}
    assert "[project]" in message(SCRIPTS["role-change"], project=None)


def test_an_apology_opens_any_talk() -> None:
    rendered = LIBRARY.render("persist", Role.OTHER, 8, FACTS, apology=True)
    assert "apology" in rendered.if_answered.text.split("\n\n")[0]
    assert rendered.id == "persist-8"


@pytest.mark.parametrize("name", SCRIPTS)
def test_without_any_fact_the_rest_of_the_script_stands(name: str) -> None:
    script = SCRIPTS[name]
    rendered = LIBRARY.render(script.family, role_of(script), script.first_attempt, {})
    assert "first_name" in rendered.missing
    assert len(rendered.if_answered.text.split()) > 30


def test_a_win_back_never_claims_a_no_that_was_not_said() -> None:
    for name in ("win-back-1", "win-back-2", "win-back-3", "win-back-4"):
        rendered = LIBRARY.render("win_back", Role.OWNER, int(name[-1]), {**FACTS, "declined_day": None})
        spoken = rendered.if_answered.text + rendered.if_voicemail.text
        assert "said no" not in spoken
        assert "we spoke" not in spoken.lower()
        assert rendered.warnings == ()


def test_an_offer_is_still_theirs_only_if_they_heard_of_it() -> None:
    script = SCRIPTS["commitment-owner"]
    assert "is still yours" in message(script)
    assert "is yours" in message(script, last_message_day=None)
