"""Imports come in beside the dialing: unseen until they land, gone when cancelled, whole after a crash, reversible."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Bucket, EventKind, Stage
from dialdeck.model.state import State
from dialdeck.storage.people import NumberDraft, add_number
from dialdeck.storage.projection import compare
from dialdeck.storage.store import Store
from tests.storage.dying import Died, dead, stop_after
from tests.storage.making import NOW, add, batcher, draft, landed, number, opened, rows, visible

DANA = draft("Dana Whitfield", number(1))


def counts(store: Store, import_id: int) -> dict[str, int]:
    """What became of the rows, as the import keeps it."""
    record = store.import_row(import_id)
    assert record is not None
    names = ("read", "added", "updated", "duplicate", "rejected", "do_not_call")
    return {name: getattr(record, name) for name in names if getattr(record, name)}


def test_every_row_is_accounted_for_and_its_text_kept(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    record = landed(store, DANA, draft("dana  WHITFIELD", number(1), number(2)), draft("Tom Okafor", number(3)), None)
    assert counts(store, record.id) == {"read": 4, "added": 1, "updated": 1, "duplicate": 1, "rejected": 1}
    lines = list(store.import_lines(record.id))
    assert [(line.verdict, line.raw) for line in lines] == [
        ("duplicate", "raw 2"),
        ("updated", "raw 3"),
        ("added", "raw 4"),
        ("rejected", "raw 5"),
    ]
    assert lines[3].reason == "no name"
    assert [line.line for line in store.import_lines(record.id, not_plainly_added=True)] == [2, 3, 5]


def test_nothing_is_seen_of_an_import_until_it_lands(store: Store) -> None:
    known = add(store, "Dana Whitfield", number(1))
    before = store.person(known)
    begun = batcher(store)
    begun.add(
        rows(draft("Tom Okafor", number(2)), draft("Dana Whitfield", number(1), number(9), email="d@example.org"))
    )
    assert list(store.person_ids()) == [known]
    assert store.person(known) == before
    assert store.find_by_number(number(9)) == []
    assert compare(store) == []
    begun.land()
    assert len(list(store.person_ids())) == 2
    assert store.find_by_number(number(9)) == [known]
    person = store.person(known)
    assert person is not None
    assert person.email == "d@example.org"
    assert compare(store) == []


def test_a_cancelled_import_leaves_nothing(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    before = visible(store)
    begun = batcher(store, "Spring list")
    people = [draft(f"Tom {index}", number(index), organisation=f"Org {index}", note="n") for index in range(700)]
    begun.add(rows(*people, draft("Dana Whitfield", number(1), number(2))))
    begun.cancel()
    assert visible(store) == before
    assert store.import_list() == []
    assert store.rows("SELECT * FROM import_rows") == []
    assert store.next_undo() is not None
    assert compare(store) == []


def test_a_landed_import_cannot_be_cancelled(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(DANA))
    begun.land()
    with pytest.raises(RefusedError):
        begun.cancel()
    assert list(store.person_ids()) == [1]


def test_an_import_whose_process_died_on_the_way_is_rolled_back(db: Path) -> None:
    with opened(db) as store:
        begun = batcher(store)
        begun.add(rows(DANA, draft("Tom Okafor", number(2), organisation="Kestrel")))
        dead(store, begun.import_id)
        with opened(db) as second:
            assert second.import_list() == []
            assert second.rows("SELECT id FROM people") == []
            assert second.rows("SELECT id FROM organisations") == []


def test_an_import_that_a_living_window_is_at_is_left_alone(db: Path) -> None:
    with opened(db) as store:
        begun = batcher(store)
        begun.add(rows(DANA))
        with opened(db) as second:
            assert len(second.import_list()) == 1
        assert begun.land().added == 1


@pytest.mark.parametrize("after", ["decision", "first batch"])
def test_an_import_whose_process_died_after_the_decision_is_finished(db: Path, after: str) -> None:
    with opened(db) as store:
        known = add(store, "Dana Whitfield", number(1))
        begun = batcher(store)
        people = [draft(f"Tom {index}", number(10 + index)) for index in range(600)]
        begun.add(
            rows(*people, draft("Dana Whitfield", number(1), number(2)), draft("No", number(3), do_not_call=True))
        )
        wanted = 1 if after == "decision" else 2
        stop_after(store, wanted)
        with pytest.raises(Died):
            begun.land()
        del store.write
        record = store.import_row(begun.import_id)
        assert record is not None
        assert record.status == "landing"
        dead(store, begun.import_id)
        with opened(db) as second:
            finished = second.import_row(begun.import_id)
            assert finished is not None
            assert finished.status == "done"
            assert len(list(second.person_ids())) == 602
            assert [one.e164 for one in second.numbers(known)] == [number(1), number(2)]
            assert second.value("SELECT count(*) FROM states WHERE bucket = 9") == 0
            assert second.value("SELECT count(*) FROM operations WHERE kind = 'import'") == 1
            assert compare(second) == []


def test_a_real_process_killed_while_importing_leaves_nothing_behind(db: Path) -> None:
    opened(db).close()
    code = (
        "import sys; from pathlib import Path; from tests.storage.making import *\n"
        "store = opened(Path(sys.argv[1])); begun = batcher(store)\n"
        "begun.add(rows(*(draft(f'Tom {i}', number(i)) for i in range(300))))\n"
        "print('in', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in\n"
        with opened(db) as store:
            assert store.value("SELECT count(*) FROM people") == 300
        os.kill(process.pid, 9)
        process.wait()
        with opened(db) as store:
            assert store.value("SELECT count(*) FROM people") == 0
            assert store.import_list() == []


def test_a_number_alone_is_a_switchboard(store: Store) -> None:
    record = landed(store, DANA, draft("Tom Okafor", number(1)))
    assert counts(store, record.id) == {"read": 2, "added": 2}
    assert sorted(store.find_by_number(number(1))) == [1, 2]


def test_a_name_alone_is_a_coincidence(store: Store) -> None:
    record = landed(store, DANA, draft("Dana Whitfield", number(2)))
    assert counts(store, record.id) == {"read": 2, "added": 2}


def test_the_same_name_and_address_is_the_same_person(store: Store) -> None:
    record = landed(
        store,
        draft("Dana Whitfield", number(1), email="Dana@Example.org"),
        draft("DANA WHITFIELD", number(2), email="dana@example.org"),
    )
    assert counts(store, record.id) == {"read": 2, "added": 1, "updated": 1}
    assert [one.e164 for one in store.numbers(1)] == [number(1), number(2)]


def test_a_row_like_one_far_above_in_the_same_file_is_known(store: Store) -> None:
    others = [draft(f"Tom {index}", number(100 + index)) for index in range(600)]
    record = landed(store, DANA, *others, DANA)
    assert counts(store, record.id) == {"read": 602, "added": 601, "duplicate": 1}


def test_what_is_on_file_is_never_overwritten(store: Store) -> None:
    add(store, "Dana Whitfield", number(1), title="COO")
    landed(store, draft("Dana Whitfield", number(1), title="CEO", city="Chicago"))
    person = store.person(1)
    assert person is not None
    assert (person.title, person.city) == ("COO", "Chicago")


def test_what_was_typed_while_an_import_was_on_its_way_stays(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1), number(2), title="CEO")))
    with store.operation("edit", person_id=1) as tx:
        tx.update("people", 1, {"title": "COO"})
        add_number(store, tx, 1, NumberDraft(number(2), "typed"))
    begun.land()
    person = store.person(1)
    assert person is not None
    assert person.title == "COO"
    assert [one.e164 for one in store.numbers(1)] == [number(1), number(2)]


def test_somebody_who_went_while_an_import_was_on_its_way_does_not_stop_it(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    with opened(store.path) as second:
        begun = batcher(second)
        begun.add(rows(draft("Dana Whitfield", number(1), number(2)), draft("Tom Okafor", number(3))))
        store.undo()
        assert begun.land().status == "done"
        assert len(list(store.person_ids())) == 1
        assert compare(store) == []


def test_a_person_all_of_whose_numbers_are_blocked_comes_in_but_never_into_the_queue(store: Store) -> None:
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(1), "at": 0, "reason": "asked", "person_id": None})
    record = landed(store, DANA, draft("Tom Okafor", number(1), number(2)))
    assert counts(store, record.id)["do_not_call"] == 1
    dana, tom = store.state(1).state, store.state(2).state
    assert (dana.stage, dana.bucket) == (Stage.DO_NOT_CALL, None)
    assert (tom.stage, tom.bucket) == (Stage.NEW, Bucket.FRESH)
    assert compare(store) == []


def test_a_row_that_says_do_not_call_blocks_its_numbers_and_whoever_has_no_other(store: Store) -> None:
    tom = add(store, "Tom Okafor", number(1))
    landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    assert store.do_not_call_reason(number(1)) is not None
    assert store.state(tom).state.stage is Stage.DO_NOT_CALL
    assert compare(store) == []


def test_a_batch_that_fails_leaves_the_import_able_to_go_on(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(DANA))
    with pytest.raises(Exception, match="UNIQUE"):
        begun.add(rows(draft("Tom Okafor", number(2))))
    begun.add(rows(draft("Ana Ruiz", number(3), organisation="Kestrel"), line=9))
    assert begun.land().added == 2
    assert compare(store) == []


def test_what_a_row_says_otherwise_is_told_and_not_taken(store: Store) -> None:
    known = add(store, "Dana Whitfield", number(1), title="COO")
    record = landed(store, draft("Dana Whitfield", number(1), title="CEO"))
    line = next(iter(store.import_lines(record.id)))
    assert (line.verdict, line.reason) == (
        "duplicate",
        "the same name and number as a prospect on file; kept: title COO, not CEO",
    )
    person = store.person(known)
    assert person is not None
    assert person.title == "COO"


def test_a_row_that_blocks_somebody_known_is_an_update(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    record = landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    assert [line.verdict for line in store.import_lines(record.id)] == ["updated"]


@pytest.mark.parametrize(("reason", "told"), [("no_number", True), ("by_hand", False)])
def test_a_number_for_somebody_retired_without_one_is_told_with_the_row(
    store: Store, reason: str, *, told: bool
) -> None:
    person = add(store, "Dana Whitfield", number(1), email="d@example.org")
    with store.operation("retire", person_id=person) as tx:
        state = State(stage=Stage.RETIRED, bucket=None, reason=reason)
        tx.event(EventKind.RETIRED, at=NOW, person_id=person, state=state)
    [verdict] = batcher(store).add(rows(draft("Dana Whitfield", number(2), email="d@example.org")))
    assert verdict.verdict == "updated"
    assert ("retired: no number left" in (verdict.reason or "")) is told


def test_a_blocked_number_wakes_nobody_who_is_retired_without_one(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1), email="d@example.org")
    with store.operation("retire", person_id=person) as tx:
        tx.insert("do_not_call", {"e164": number(2), "at": NOW, "reason": "asked", "person_id": None})
        state = State(stage=Stage.RETIRED, bucket=None, reason="no_number")
        tx.event(EventKind.RETIRED, at=NOW, person_id=person, state=state)
    [verdict] = batcher(store).add(rows(draft("Dana Whitfield", number(2), email="d@example.org")))
    assert "retired" not in (verdict.reason or "")
