"""The table of results."""

import pytest

from dialdeck.method.decide import HANDLERS
from dialdeck.method.results import ROWS, Then, rang, row_of
from dialdeck.model.codes import DETAILS, Detail, Outcome


def test_every_result_has_exactly_one_row() -> None:
    expected = {(outcome, detail) for outcome, details in DETAILS.items() for detail in details}
    assert set(ROWS) == expected | {(Outcome.ANSWERED, None)}


def test_every_row_is_carried_out_by_something() -> None:
    assert set(HANDLERS) == set(Then) == {row.then for row in ROWS.values()}


@pytest.mark.parametrize(
    ("outcome", "detail"), [(Outcome.SILENT_HANGUP, Detail.VOICEMAIL), (Outcome.VOICEMAIL_LEFT, Detail.MESSAGE)]
)
def test_an_outcome_alone_means_its_usual_detail(outcome: Outcome, detail: Detail) -> None:
    assert row_of(outcome, None) is ROWS[outcome, detail]


def test_a_detail_of_another_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match=r"busy is not a detail of answered; it can be conversation, meeting"):
        row_of(Outcome.ANSWERED, Detail.BUSY)


def test_what_does_not_count_is_busy_dead_asked_changed_away_wrong_and_dropped() -> None:
    free = {detail for (_, detail), row in ROWS.items() if not row.counts}
    assert free == {
        Detail.BUSY,
        Detail.NUMBER_DEAD,
        Detail.OTHER_NAME,
        Detail.ROLE_CHANGED,
        Detail.AWAY_UNTIL,
        Detail.WRONG_NUMBER,
        Detail.DROPPED,
    }


def test_a_message_is_left_on_a_machine_with_a_gatekeeper_or_with_a_person() -> None:
    left = {detail for (_, detail), row in ROWS.items() if row.message_left}
    assert left == {Detail.MESSAGE, Detail.VIA_GATEKEEPER, Detail.MESSAGE_TAKEN}


@pytest.mark.parametrize(
    ("outcome", "detail", "expected"),
    [
        (Outcome.SILENT_HANGUP, Detail.BUSY, False),
        (Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD, False),
        (Outcome.ANSWERED, Detail.WRONG_NUMBER, False),
        (None, None, False),
        (Outcome.SILENT_HANGUP, Detail.RANG_OUT, True),
        (Outcome.VOICEMAIL_LEFT, None, True),
        (Outcome.ANSWERED, None, True),
    ],
)
def test_busy_dead_and_strange_lines_did_not_ring_with_the_person(
    outcome: Outcome | None, detail: Detail | None, expected: bool
) -> None:
    assert rang(outcome, detail) is expected
