"""The order of the hot."""

import pytest

from dialdeck.method.queueing import Rank, explain, rank, serving_order
from dialdeck.model.codes import Bucket, Stage
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import at

NOON = at("2026-03-10 12:00")
PART_START = at("2026-03-10 11:30")
DAY_END = at("2026-03-11 00:00")


def waiting(bucket: Bucket | None, due: str | None, stage: Stage = Stage.PERSISTENCE) -> State:
    due_at = None if due is None else at(f"2026-03-{due}")
    day = None if due is None else f"2026-03-{due[:2]}"
    return State(stage=stage, bucket=bucket, due_at=due_at, due_day=day)


def ranked(bucket: Bucket | None, due: str | None) -> Rank:
    return rank(waiting(bucket, due), NOON, PART_START, DAY_END)


@pytest.mark.parametrize(
    ("bucket", "due", "expected"),
    [
        (Bucket.CALLBACK, "10 11:00", Rank.CALLBACK),
        (Bucket.CALLBACK, "10 12:05", Rank.CALLBACK),
        (Bucket.CALLBACK, "10 12:06", Rank.NOT_DUE),
        (Bucket.RETURNED, "11 12:30", Rank.RETURNED),
        (Bucket.PROMISE, "10 09:00", Rank.PROMISE),
        (Bucket.PROMISE, "10 16:00", Rank.PART_LATER),
        (Bucket.PROMISE, "11 09:00", Rank.NOT_DUE),
        (Bucket.DUE, "10 11:30", Rank.IN_PART),
        (Bucket.DUE, "10 11:29", Rank.PART_PASSED),
        (Bucket.DUE, "06 11:30", Rank.PART_PASSED),
        (Bucket.DUE, "10 13:30", Rank.PART_LATER),
        (Bucket.DUE, "11 00:00", Rank.NOT_DUE),
        (Bucket.FRESH, "10 10:00", Rank.FRESH),
        (Bucket.FRESH, "11 10:00", Rank.FRESH),
        (Bucket.ARRIVING, "10 10:00", Rank.NOT_DUE),
        (None, None, Rank.NOT_DUE),
    ],
)
def test_rank_follows_bucket_and_time(bucket: Bucket | None, due: str | None, expected: Rank) -> None:
    assert ranked(bucket, due) is expected


def test_between_parts_whoever_is_due_has_waited() -> None:
    assert rank(waiting(Bucket.DUE, "10 11:45"), NOON, None, DAY_END) is Rank.PART_PASSED


def test_a_promise_outranks_a_fresh_prospect() -> None:
    promise, fresh = waiting(Bucket.PROMISE, "10 11:50"), waiting(Bucket.FRESH, "10 09:00")
    assert rank(promise, NOON, PART_START, DAY_END) < rank(fresh, NOON, PART_START, DAY_END)


def test_the_order_of_the_hot() -> None:
    people = [
        waiting(Bucket.CALLBACK, "10 12:04"),
        waiting(Bucket.RETURNED, "10 11:59"),
        waiting(Bucket.PROMISE, "10 11:30"),
        waiting(Bucket.DUE, "10 11:40"),
        waiting(Bucket.DUE, "04 09:00"),
        waiting(Bucket.DUE, "10 09:00"),
        waiting(Bucket.FRESH, "02 09:00"),
        waiting(Bucket.DUE, "10 16:00"),
    ]
    ranks = [rank(state, NOON, PART_START, DAY_END) for state in people]
    assert ranks == sorted(ranks)
    assert set(ranks) == {*Rank} - {Rank.NOT_DUE, Rank.UNRESEARCHED}


def test_of_the_fresh_those_whose_fit_was_researched_go_first() -> None:
    fresh = waiting(Bucket.FRESH, "02 09:00")
    assert rank(fresh, NOON, PART_START, DAY_END, researched=False) is Rank.UNRESEARCHED
    assert Rank.FRESH < Rank.UNRESEARCHED < Rank.PART_LATER
    for bucket in set(Bucket) - {Bucket.FRESH}:
        same = waiting(bucket, "10 11:40")
        assert rank(same, NOON, PART_START, DAY_END, researched=False) is rank(same, NOON, PART_START, DAY_END)


@pytest.mark.parametrize("order", list(Rank))
def test_every_rank_is_explained_in_one_line(order: Rank) -> None:
    line = explain(waiting(Bucket.DUE, "12 09:00"), order, "2026-03-10")
    assert line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (waiting(Bucket.DUE, "12 09:00"), "not due before 2026-03-12"),
        (waiting(Bucket.CALLBACK, "12 09:00"), "waits for the agreed time on 2026-03-12"),
        (waiting(Bucket.DUE, "12 09:00", Stage.RESTING), "resting until 2026-03-12"),
        (waiting(None, None, Stage.RETIRED), "not in the queue: retired"),
        (replace(waiting(Bucket.DUE, None), due_day=None), "not in the queue: persistence"),
    ],
)
def test_who_is_not_due_is_told_until_when(state: State, words: str) -> None:
    assert explain(state, Rank.NOT_DUE, "2026-03-10") == words


@pytest.mark.parametrize(
    ("bucket", "today", "words"),
    [
        (Bucket.CALLBACK, "2026-03-10", "agreed time"),
        (Bucket.CALLBACK, "2026-03-11", "agreed time, broken since 2026-03-10"),
        (Bucket.PROMISE, "2026-03-10", "promised for today"),
        (Bucket.PROMISE, "2026-03-13", "promised call, broken since 2026-03-10"),
        (Bucket.DUE, "2026-03-13", "due, the wished part of the day has passed"),
    ],
)
def test_a_word_that_was_not_kept_is_told_as_broken_since_its_day(bucket: Bucket, today: str, words: str) -> None:
    state = waiting(bucket, "10 09:00")
    assert explain(state, rank(state, NOON, PART_START, DAY_END), today) == words


def test_fresh_people_go_before_the_due_when_it_is_their_turn_and_never_before_the_hot() -> None:
    usual = serving_order(3, None)
    assert usual == tuple(Rank)[:-1]
    assert serving_order(1, 2) == usual
    assert serving_order(2, 2) == (
        Rank.CALLBACK,
        Rank.RETURNED,
        Rank.PROMISE,
        Rank.FRESH,
        Rank.UNRESEARCHED,
        Rank.IN_PART,
        Rank.PART_PASSED,
        Rank.PART_LATER,
    )
