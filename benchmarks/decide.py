"""Deciding: what the next state of a prospect with fifty dials costs, and saying why they are next and what is known.

Pure rules on facts that are built here: no file, no clock.
"""

import gc
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from itertools import cycle

import holidays

from benchmarks.head import Unexpected
from benchmarks.report import Goal, Report
from benchmarks.stats import summary
from dialdeck.clock import parse_instant
from dialdeck.method.calendar import Calendar
from dialdeck.method.case import Context, due_at_instant
from dialdeck.method.decide import decide
from dialdeck.method.defaults import default_policy
from dialdeck.method.endings import restart
from dialdeck.method.grid import part_line, tried_grid
from dialdeck.method.hours import DAY, day_bounds
from dialdeck.method.parts import current_part
from dialdeck.method.queueing import explain, rank
from dialdeck.method.replay import after_dial
from dialdeck.method.rules_table import rules_from, switched_on
from dialdeck.method.symptoms import symptom_line, symptoms
from dialdeck.method.transitions import revive
from dialdeck.method.verdicts import early_warning, way_back
from dialdeck.model.cadence_file import load_cadence
from dialdeck.model.codes import Bucket, Detail, Outcome, Role, Stage
from dialdeck.model.facts import NumberFact, PersonFacts, Place, Result
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

LIMIT_MS = 0.2
DIALS = 50
PEOPLE = 300
"""Each is met anew, as in a session, and then asked about thrice."""
CALLER_ZONE = "America/Chicago"
PRESENT = parse_instant("2026-03-10T10:05-05:00", "the benchmark's present")
YEAR = 365 * DAY
PLACE = Place(1, ("America/New_York", "America/Chicago"), "US", "FL")
"""Two candidate zones, a jurisdiction with hours and a cap of its own, public holidays."""
RATES = {"early": (4, 31), "mid-morning": (11, 74), "midday": (6, 52), "afternoon": (9, 80), "late": (9, 61)}
HOW_DIALS_END = [
    *[Result(Outcome.SILENT_HANGUP)] * 5,
    *[Result(Outcome.VOICEMAIL_LEFT)] * 3,
    Result(Outcome.SILENT_HANGUP, Detail.BUSY),
    Result(Outcome.ANSWERED, Detail.GATEKEEPER),
    Result(Outcome.ANSWERED, Detail.CONVERSATION),
    Result(Outcome.ANSWERED, Detail.NOT_INTERESTED),
]


def measure(report: Report) -> None:
    """Decide each of the three outcomes in turn for people with fifty dials, and explain it as the key `w` does.

    Median and 99th percentile are held against the limit. Raises Unexpected when somebody has another past.
    """
    ctx = context()
    met = [somebody(ctx, number) for number in range(PEOPLE)]
    ctx = replace(ctx, calendar=Calendar(ctx.calendar.policy, ctx.calendar.holidays))
    outcomes = cycle(Outcome)
    taken = [_one(ctx, facts, now, next(outcomes)) for facts, now in met for _ in Outcome]
    name = f"next state and its reasons, {DIALS} dials"
    report.figures[name] = summary(taken)
    report.goals.append(Goal(f"{name}, p50", report.figures[name].p50, LIMIT_MS, unit="ms"))
    report.goals.append(Goal(f"{name}, p99", report.figures[name].p99, LIMIT_MS, unit="ms"))


def context() -> Context:
    """Return the rules as they are shipped: cadences, calling rules that are on, public holidays of three years."""
    library = files("dialdeck.library")
    cadences = [load_cadence(file.read_text("utf-8"), file.name) for file in (library / "cadences").iterdir()]
    rules = rules_from(json.loads((library / "calling_rules.json").read_text("utf-8"))["rules"])
    public = frozenset(holidays.country_holidays("US", subdiv="FL", years=[2025, 2026, 2027]))
    calendar = Calendar(default_policy(CALLER_ZONE, switched_on(rules)), _days(public))
    first = date(2026, 1, 1)
    load = {(first + timedelta(days=ahead)).isoformat(): ahead * 37 % 90 for ahead in range(730)}
    return Context(calendar, {cadence.id: cadence for cadence in cadences}, load, RATES)


def somebody(ctx: Context, number: int) -> tuple[PersonFacts, int]:
    """Return somebody with fifty dials over the last year, still in the queue, and the present (ms UTC)."""
    dice = random.Random(number)
    now = _open_from(ctx, PRESENT - YEAR)
    role = (Role.OTHER, Role.OWNER, Role.UNKNOWN)[number % 3]
    state = replace(restart(ctx, State(), "persistence", role, made=1), stage=Stage.NEW)
    state = due_at_instant(ctx, PLACE, state, now, Bucket.FRESH)
    facts = PersonFacts(number, role, PLACE, state, numbers=(NumberFact(1, False, False), NumberFact(2, False, False)))
    for made in range(DIALS):
        now = _open_from(ctx, PRESENT - YEAR + made * YEAR // DIALS + dice.randrange(2 * DAY))
        result = dice.choice(HOW_DIALS_END)
        facts = after_dial(ctx, facts, result, decide(ctx, facts, result, now), now, made + 1)
        if facts.state.bucket is None:
            facts = replace(facts, state=revive(ctx, facts, now).state)
    return facts, PRESENT


def explained(ctx: Context, facts: PersonFacts, now: int) -> list[str]:
    """Return the lines that the key `w` gets from the rules alone: rank, part of the day, times tried, end, signs."""
    calendar = ctx.calendar
    part = current_part(calendar, facts.place, now)
    today = calendar.local_day(facts.place, now)
    day_end = day_bounds(calendar.zone(facts.place), today)[1]
    order = rank(facts.state, now, None if part is None else part.start, day_end)
    end, back = early_warning(ctx, facts), way_back(ctx, facts, now)
    return [
        explain(facts.state, order, today.isoformat()),
        part_line(calendar, facts, ctx.rates),
        tried_grid(calendar, facts, now).line,
        "" if end is None else end.line,
        "" if back is None else back.line,
        *(symptom_line(sign) for sign in symptoms(ctx, facts, now)),
    ]


def _one(ctx: Context, facts: PersonFacts, now: int, outcome: Outcome) -> float:
    if len(facts.dials) != DIALS or facts.state.bucket is None:
        raise Unexpected(f"{len(facts.dials)} dials instead of {DIALS}, or out of the queue")
    gc.collect(0)  # not during the decision
    began = time.thread_time()
    decision = decide(ctx, facts, Result(outcome), now)
    lines = explained(ctx, facts, now)
    took = time.thread_time() - began
    if not decision.why or not lines[0]:
        raise Unexpected("nothing was decided or explained")
    return took


def _open_from(ctx: Context, at: int) -> int:
    opening = ctx.calendar.opening(PLACE, at)
    return at if opening.open else opening.opens_at or at


def _days(days: frozenset[date]) -> Callable[[str, str | None, date], bool]:
    return lambda _country, _region, day: day in days
