"""Recording from the command line is the same dial as on the screen, named by prospect and dial."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dialdeck.errors import BusyError, DataError, MissingError, RefusedError
from dialdeck.model.codes import Bucket, Stage
from dialdeck.session import dialing
from dialdeck.session.desk import Desk
from dialdeck.session.explaining import reasons
from dialdeck.session.recording import amend_dial, record_dial, redo_last, undo_last
from tests.session.floor import Floor


def uid(floor: Floor, person: int) -> str:
    found = floor.desk.store.uid_of(person)
    assert found is not None
    return found


def amend(floor: Floor, dial: str, **changes: str) -> dict[str, Any]:
    given: dict[str, Any] = dict.fromkeys(("outcome", "detail", "note", "when")) | changes
    return amend_dial(floor.desk, dial, **given)


def test_a_recorded_dial_says_operation_dial_and_what_is_next(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    done = record_dial(floor.desk, uid(floor, person), "voicemail_left", note="warm voice")
    assert done["op"] == floor.desk.store.last_operation()
    assert done["dial"] == floor.desk.store.dial_rows(person)[0].uid
    assert done["prospect"]["attempt"] == 2
    assert done["words"].startswith("Ana Ruiz: Thu 12 Mar")
    assert [(note.text, note.dial_id) for note in floor.desk.store.notes(person)] == [("warm voice", 1)]


def test_a_greeting_with_another_name_says_how_it_is_answered_and_the_answer_takes_its_place(floor: Floor) -> None:
    person = floor.person("Ana Ruiz", phone="+13125550150")
    done = record_dial(floor.desk, uid(floor, person), "silent_hangup", detail="other_name")
    assert "wrong number or role changed? `dialdeck amend DIAL --detail number_dead`" in done["words"]
    assert any("asked since the last dial" in line for line in reasons(floor.desk, person, {}, {}))
    amend(floor, done["dial"], detail="role_changed")
    assert floor.state(person).stage is Stage.RETIRED
    assert not any("asked since" in line for line in reasons(floor.desk, person, {}, {}))


def test_a_dial_left_open_is_the_one_that_is_meant(floor: Floor) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    record_dial(floor.desk, uid(floor, person), "silent_hangup")
    assert [row.id for row in floor.desk.store.dial_rows(person)] == [dial]


def test_answered_alone_says_that_its_disposition_is_wanted(floor: Floor) -> None:
    person = floor.person()
    assert "dialdeck amend" in record_dial(floor.desk, uid(floor, person), "answered")["words"]


def test_an_agreed_time_is_read_in_their_zone(floor: Floor) -> None:
    person = floor.person(state="CA", phone="+14155550101")
    done = record_dial(floor.desk, uid(floor, person), "answered", detail="callback", when="tomorrow 3pm")
    assert done["prospect"]["due"] == "2026-03-11T15:00:00-07:00"


def test_not_placed_counts_nothing(floor: Floor) -> None:
    person = floor.person()
    before = floor.state(person)
    record_dial(floor.desk, uid(floor, person), "silent_hangup", detail="not_placed")
    assert floor.state(person) == before
    assert floor.desk.store.dial_rows(person)[0].status == "void"


def test_a_detail_of_another_outcome_places_no_dial(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(DataError):
        record_dial(floor.desk, uid(floor, person), "voicemail_left", detail="busy")
    assert floor.desk.store.dial_rows(person) == []


def test_with_a_dial_open_elsewhere_nothing_is_recorded(floor: Floor, open_window: Callable[[], Desk]) -> None:
    person, other = floor.person(), open_window()
    other.store.claim(person, other.store.state(person).rev)
    dial = dialing.start_dial(other, person)
    with pytest.raises(BusyError, match="another window"):
        record_dial(floor.desk, uid(floor, person), "silent_hangup")
    with pytest.raises(BusyError, match="another window"):
        amend(floor, floor.dial_row(dial).uid, outcome="silent_hangup")


def test_somebody_whom_another_window_only_shows_is_recorded(floor: Floor, open_window: Callable[[], Desk]) -> None:
    person, other = floor.person(), open_window()
    other.store.claim(person, other.store.state(person).rev)
    entry = record_dial(floor.desk, uid(floor, person), "silent_hangup")["prospect"]
    assert entry["held_by"] is not None


def test_amend_corrects_outcome_detail_time_and_note_alone(floor: Floor) -> None:
    person = floor.person()
    dial = record_dial(floor.desk, uid(floor, person), "answered", detail="callback", when="thu 3pm")["dial"]
    amend(floor, dial, note="wants figures")
    assert floor.due(person) == "2026-03-12 15:00"
    amend(floor, dial, when="fri 10am")
    assert floor.due(person) == "2026-03-13 10:00"
    amend(floor, dial[-8:], detail="callback")
    assert floor.due(person) == "2026-03-13 10:00"
    assert [promise.words for promise in floor.promises(person)] == ["fri 10am"]
    amend(floor, dial, outcome="silent_hangup")
    assert floor.state(person).bucket is Bucket.DUE
    assert floor.desk.store.dial_rows(person)[0].detail == "voicemail"


def test_amend_to_not_placed_takes_the_dial_out(floor: Floor) -> None:
    person = floor.person()
    dial = record_dial(floor.desk, uid(floor, person), "silent_hangup")["dial"]
    amend(floor, dial, detail="not_placed")
    assert floor.state(person).stage is Stage.NEW


def test_amend_without_a_change_or_a_dial_is_refused(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial_row(dialing.start_dial(floor.desk, person)).uid
    with pytest.raises(DataError, match="nothing to amend"):
        amend(floor, dial)
    with pytest.raises(DataError, match="no outcome yet"):
        amend(floor, dial, detail="busy")
    with pytest.raises(MissingError, match="no dial 'ffffff'"):
        amend(floor, "ffffff", outcome="answered")


def test_undo_and_redo_name_what_they_did(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    record_dial(floor.desk, uid(floor, person), "voicemail_left")
    assert undo_last(floor.desk)["words"] == "took back: message left · Ana Ruiz"
    assert redo_last(floor.desk)["words"] == "did again: message left · Ana Ruiz"


def test_who_is_let_go_is_told_with_the_reason(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    done = record_dial(floor.desk, uid(floor, person), "answered", detail="not_a_fit")
    assert (done["words"], done["prospect"]) == ("Ana Ruiz: retired: not a fit", None)


def test_undo_of_a_new_person_leaves_nobody_to_tell_of(floor: Floor) -> None:
    floor.person()
    done = undo_last(floor.desk)
    assert (done["prospect"], done["dial"], done["words"]) == (None, None, "took back: new person · Dana Whitfield 1")
    with pytest.raises(RefusedError, match="nothing to take back"):
        undo_last(floor.desk)


def test_undo_of_a_block_concerns_no_single_person(floor: Floor) -> None:
    from dialdeck.session.people import block

    block(floor.desk, ("+13125550111",), "wrote to us")
    assert undo_last(floor.desk, "a number misread")["words"] == "took back: do not call"


def test_a_block_is_not_taken_back_without_a_reason(floor: Floor) -> None:
    from dialdeck.session.people import block

    block(floor.desk, ("+13125550111",), "wrote to us")
    with pytest.raises(RefusedError, match="say why it was a mistake"):
        undo_last(floor.desk)
    assert floor.desk.store.do_not_call_reason("+13125550111") == "wrote to us"


def test_an_outcome_with_a_note_is_one_operation_and_one_undo_takes_both_back(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    done = record_dial(floor.desk, uid(floor, person), "voicemail_left", note="warm voice")
    operation = floor.desk.store.next_undo()
    assert operation is not None
    assert (operation.kind, operation.operation) == ("record", done["op"])
    assert undo_last(floor.desk)["words"] == "took back: message left · Ana Ruiz"
    assert floor.desk.store.notes(person) == []
    assert floor.desk.store.dial_rows(person)[0].outcome is None


def test_a_correction_with_a_note_is_one_operation_too_and_is_named_by_what_it_said(floor: Floor) -> None:
    person = floor.person("Ana Ruiz")
    dial = record_dial(floor.desk, uid(floor, person), "voicemail_left")["dial"]
    amend(floor, dial, outcome="silent_hangup", note="no tone")
    assert undo_last(floor.desk)["words"] == "took back: silent · Ana Ruiz"
    assert floor.desk.store.notes(person) == []
    assert floor.desk.store.dial_rows(person)[0].outcome == "voicemail_left"
    assert redo_last(floor.desk)["words"] == "did again: silent · Ana Ruiz"


def test_a_note_of_blanks_is_none(floor: Floor) -> None:
    person = floor.person()
    record_dial(floor.desk, uid(floor, person), "voicemail_left", note="  ")
    assert floor.desk.store.notes(person) == []


def test_an_agreed_time_that_had_to_be_moved_is_warned_of(floor: Floor) -> None:
    name = uid(floor, floor.person())
    done = record_dial(floor.desk, name, "answered", detail="callback", when="tomorrow 20:00")
    assert done["prospect"]["due"] != "2026-03-11T20:00:00-05:00"
    assert done["warning"].startswith("moved to Thu 12 Mar 9:00 Chicago")
    corrected = amend(floor, done["dial"], when="fri 21:00")
    assert corrected["warning"].startswith("moved to Mon 16 Mar 9:00 Chicago")
    assert amend(floor, done["dial"], note="spoke fast")["warning"] is None


@pytest.mark.parametrize(("detail", "words"), [("live_drop", "locked for 72 hours"), ("voicemail", None)])
def test_a_warning_of_the_result_is_told(floor: Floor, detail: str, words: str | None) -> None:
    warning = record_dial(floor.desk, uid(floor, floor.person()), "silent_hangup", detail=detail)["warning"]
    assert warning is None if words is None else words in warning


def test_what_was_never_placed_warns_of_nothing(floor: Floor) -> None:
    name = uid(floor, floor.person())
    done = record_dial(floor.desk, name, "silent_hangup", detail="live_drop")
    assert amend(floor, done["dial"], detail="not_placed")["warning"] is None
    assert undo_last(floor.desk)["warning"] is None


def test_a_note_on_what_was_never_placed_is_kept(floor: Floor) -> None:
    person = floor.person()
    record_dial(floor.desk, uid(floor, person), "silent_hangup", detail="not_placed", note="the line was dead")
    assert [note.text for note in floor.desk.store.notes(person)] == ["the line was dead"]
