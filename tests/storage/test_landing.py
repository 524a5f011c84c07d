"""The end of an import: who is let in, who is kept out, what is added to whom, and what a crash or a cancel leaves."""

from pathlib import Path

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Bucket, Stage
from dialdeck.storage import landing
from dialdeck.storage.projection import compare
from dialdeck.storage.queue import Places, Range
from dialdeck.storage.store import Store
from tests.storage.making import add, batcher, draft, landed, number, opened, record, rows, start


def test_nobody_is_there_before_the_last_row_is_in(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1))))
    place = store.places()[0].id
    fresh = Range(0, Places((place,), f"[{place}]"), Bucket.FRESH, 0, 1 << 60, later=True)
    assert list(store.person_ids()) == []
    assert store.find_by_number(number(1)) == []
    assert list(store.heads(fresh, place)) == []
    begun.land()
    assert store.find_by_number(number(1)) == list(store.person_ids()) == [1]
    assert [key.person_id for key in store.heads(fresh, place)] == [1]


def test_a_person_marked_do_not_call_is_kept_and_never_served(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    state = store.state(1).state
    assert (state.stage, state.bucket) == (Stage.DO_NOT_CALL, None)
    assert store.do_not_call_reason(number(1)) is not None
    assert compare(store) == []


def test_whoever_has_no_other_number_than_one_that_is_blocked_is_kept_out_too(store: Store) -> None:
    alone = add(store, "Tom Okafor", number(1))
    reachable = add(store, "Ana Ruiz", number(1), number(2))
    landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    assert store.state(alone).state.stage is Stage.DO_NOT_CALL
    assert store.state(reachable).state.stage is Stage.NEW
    assert compare(store) == []


def test_a_person_all_of_whose_numbers_are_blocked_already_is_kept_out(store: Store) -> None:
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(1), "at": 0, "reason": "asked"})
    assert landed(store, draft("Dana Whitfield", number(1)), draft("Tom Okafor", number(1), number(2))).do_not_call == 1
    assert [store.state(person).state.stage for person in (1, 2)] == [Stage.DO_NOT_CALL, Stage.NEW]


def test_a_person_without_a_number_is_not_taken_for_blocked(store: Store) -> None:
    landed(store, draft("Dana Whitfield"))
    assert store.state(1).state.stage is Stage.NEW


def test_what_a_row_knows_of_somebody_on_file_waits_until_the_import_lands(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    begun = batcher(store)
    [verdict] = begun.add(rows(draft("dana whitfield", number(1), number(2), title="COO", role="other")))
    assert (verdict.verdict, verdict.person_id) == ("updated", person)
    assert [one.e164 for one in store.numbers(person)] == [number(1)]
    begun.land()
    known = store.person(person)
    assert known is not None
    assert (known.title, known.role) == ("COO", "other")
    assert [one.e164 for one in store.numbers(person)] == [number(1), number(2)]


def test_a_blank_that_somebody_filled_in_meanwhile_is_left_as_they_wrote_it(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1), title="COO")))
    with store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"title": "Chief of Staff"})
    begun.land()
    known = store.person(person)
    assert known is not None
    assert known.title == "Chief of Staff"


def test_a_zone_that_was_unknown_brings_the_person_into_its_place(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1), zone=""))
    with store.operation("edit", person_id=1) as tx:
        tx.update("people", 1, {"zones": None, "zone": None})
    landed(store, draft("Dana Whitfield", number(1)))
    assert store.facts(1).place.zones == ("America/Chicago",)


def test_a_cancel_leaves_nothing(store: Store) -> None:
    known = add(store, "Dana Whitfield", number(1))
    begun = batcher(store, "a new list")
    begun.add(rows(draft("Dana Whitfield", number(1), title="COO"), draft("Tom Okafor", number(2), organisation="New")))
    begun.cancel()
    assert list(store.person_ids()) == [known]
    assert store.import_list() == []
    assert store.lists() == {}
    assert store.value("SELECT count(*) FROM organisations") == 0
    assert store.value("SELECT count(*) FROM import_rows") == 0


def test_a_cancel_takes_the_lists_back_that_came_with_rows_and_no_others(store: Store) -> None:
    add(store, "Ana Ruiz", number(9), list_name="North")
    with store.operation("edit", person_id=1) as tx:
        tx.insert("lists", {"name": "Empty"})
    before = store.lists()
    store.clock.advance(1)  # type: ignore[attr-defined]
    begun = batcher(store)
    names = ("North", "Empty", "South", "South")
    begun.add(rows(*(draft(f"Tom {at}", number(at), list_name=name) for at, name in enumerate(names))))
    assert len(store.lists()) == 3
    begun.cancel()
    assert store.lists() == before


def test_an_import_that_landed_cannot_be_cancelled(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1))))
    begun.land()
    with pytest.raises(RefusedError, match="revert"):
        begun.cancel()
    assert list(store.person_ids()) == [1]


def test_an_import_does_not_land_twice(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1))))
    begun.land()
    with pytest.raises(RefusedError, match="not on its way in"):
        begun.land()


def test_the_counts_add_up_to_the_rows_that_were_read(store: Store) -> None:
    add(store, "Ana Ruiz", number(3))
    people = [draft(f"Dana Whitfield {index}", number(index + 10)) for index in range(450)]
    record = landed(store, *people, people[0], draft("Ana Ruiz", number(3), title="COO"), None)
    counts = (record.read, record.added, record.updated, record.duplicate, record.rejected)
    assert counts == (453, 450, 1, 1, 1)


def die_while_landing(store: Store, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Land an import of two people and an update, and die at a step of it."""
    begun = batcher(store)
    begun.add(
        rows(
            draft("Dana Whitfield", number(1)),
            draft("Tom Okafor", number(2)),
            draft("Ana Ruiz", number(3), title="COO"),
        )
    )

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(landing, step, killed)
        with pytest.raises(KeyboardInterrupt):
            begun.land()


@pytest.mark.parametrize("step", ["_let_in", "_add_to_known"])
def test_a_landing_that_was_cut_off_is_finished_at_the_next_start(
    db: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with opened(db) as store:
        add(store, "Ana Ruiz", number(3))
        die_while_landing(store, monkeypatch, step)
    with opened(db) as store:
        assert len(list(store.person_ids())) == 3
        assert [one.status for one in store.import_list()] == ["done"]
        known = store.person(1)
        assert known is not None
        assert known.title == "COO"
        assert store.value("SELECT count(*) FROM operations WHERE kind = 'import'") == 1
        assert compare(store) == []


def test_an_import_that_was_cut_off_while_arriving_is_gone_at_the_next_start(db: Path) -> None:
    with opened(db) as store:
        batcher(store).add(rows(draft("Dana Whitfield", number(1))))
    with opened(db) as store:
        assert store.import_list() == []
        assert store.value("SELECT count(*) FROM people") == 0


def test_an_import_of_a_living_window_is_left_to_it(db: Path) -> None:
    with opened(db) as store:
        begun = batcher(store)
        begun.add(rows(draft("Dana Whitfield", number(1))))
        opened(db).close()
        assert begun.land().status == "done"


def test_a_batch_that_failed_leaves_the_next_one_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = batcher(store)
    with monkeypatch.context() as patch:
        patch.setattr("dialdeck.storage.arriving.ArrivalWriter.write", die)
        with pytest.raises(KeyboardInterrupt):
            begun.add(rows(draft("Dana Whitfield", number(1), organisation="New", region="MN")))
    begun.add(rows(draft("Dana Whitfield", number(1), organisation="New", region="MN")))
    begun.land()
    person = store.person(1)
    assert person is not None
    assert person.organisation == "New"
    assert store.facts(1).place.region == "MN"


def die(*_: object) -> None:
    """Be interrupted."""
    raise KeyboardInterrupt


def test_dialing_goes_on_beside_an_import(db: Path) -> None:
    with opened(db) as store, opened(db) as screen:
        person = add(screen, "Dana Whitfield", number(1))
        begun = batcher(store)
        for batch in range(3):
            begun.add(rows(draft(f"Tom Okafor {batch}", number(10 + batch)), line=2 + batch))
            record(screen, start(screen, person))
        begun.land()
        assert len(screen.dial_rows(person)) == 3
        assert compare(screen) == []
