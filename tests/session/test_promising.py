"""The words that were given: kept, late or broken, counted over the last thirty days."""

from __future__ import annotations

from dialdeck.model.codes import TaskKind
from dialdeck.session import typed_dates
from dialdeck.session.promising import calls_kept, kept_lines, sendings_kept, standing_of
from dialdeck.session.tasks import add_task, finish_task
from tests.session.floor import SILENT, Floor


def test_promised_calls_are_counted_as_kept_late_and_broken(floor: Floor) -> None:
    kept, late, broken, _ = people = [floor.person() for _ in range(4)]
    for person in people[:3]:
        floor.callback(person, "today 2pm")
    floor.callback(people[3], "fri 2pm")
    floor.at("2026-03-10 14:00")
    floor.dial(kept, SILENT)
    floor.at("2026-03-10 16:00")
    floor.dial(late, SILENT)
    assert calls_kept(floor.desk) == {"kept": 1, "late": 1, "broken": 0}
    floor.at("2026-03-11 09:00")
    assert calls_kept(floor.desk) == {"kept": 1, "late": 1, "broken": 1}
    assert [standing_of(floor.desk, one) for one in floor.promises(broken)] == ["broken"]
    assert [standing_of(floor.desk, one) for one in floor.promises(people[3])] == ["open"]
    floor.at("2026-03-11 10:00")
    floor.dial(broken, SILENT)
    assert calls_kept(floor.desk) == {"kept": 1, "late": 1, "broken": 1}


def test_words_of_more_than_thirty_days_ago_are_not_counted(floor: Floor) -> None:
    floor.callback(floor.person(), "today 2pm")
    floor.at("2026-04-11 10:00")
    assert calls_kept(floor.desk) == {"kept": 0, "late": 0, "broken": 0}


def test_what_was_to_be_sent_is_kept_late_or_broken_like_a_promise(floor: Floor) -> None:
    person = floor.person()
    ids = [
        add_task(floor.desk, person, TaskKind.SEND, "report", typed_dates.when(floor.desk, person, when))
        for when in ("tomorrow", "tomorrow", "tomorrow", "fri")
    ]
    add_task(floor.desk, person, TaskKind.PREPARE, "issue", typed_dates.when(floor.desk, person, "tomorrow"))
    floor.at("2026-03-11 17:00")
    finish_task(floor.desk, ids[0])
    floor.at("2026-03-12 09:00")
    finish_task(floor.desk, ids[1])
    assert sendings_kept(floor.desk) == {"kept": 1, "late": 1, "broken": 1}
    assert kept_lines(floor.desk) == ["things to send of the last 30 days: 1 kept · 1 late · 1 broken"]


def test_nothing_is_said_where_no_word_was_given(floor: Floor) -> None:
    assert kept_lines(floor.desk) == []
