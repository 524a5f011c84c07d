"""Where somebody stands in the queue, in words."""

from dialdeck.model.codes import Detail, Outcome, Stage
from dialdeck.session.order import standing
from tests.session.floor import Floor


def test_at_the_time_of_a_meeting_it_is_asked_what_became_of_it(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, Outcome.ANSWERED, Detail.MEETING, "thu 15:00")
    assert standing(floor.desk, floor.desk.facts(person), floor.clock.now()).startswith("meeting until")
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)
    assert "no-show" in standing(floor.desk, floor.desk.facts(person), floor.clock.now())


def test_a_missed_meeting_goes_on_as_follow_up(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, Outcome.ANSWERED, Detail.MEETING, "thu 15:00")
    assert floor.state(person).script == "meeting"
    floor.when_due(person, Outcome.SILENT_HANGUP)
    assert (floor.state(person).stage, floor.state(person).step) == (Stage.FOLLOW_UP, "agreed_step")


def test_an_agreed_time_of_days_ago_is_told_as_broken(floor: Floor) -> None:
    person = floor.person()
    floor.callback(person, "thu 15:00")
    floor.at("2026-03-12 16:00")
    assert standing(floor.desk, floor.desk.facts(person), floor.clock.now()) == "agreed time"
    floor.at("2026-03-16 10:00")
    assert standing(floor.desk, floor.desk.facts(person), floor.clock.now()) == "agreed time, broken since 2026-03-12"
