"""Uids carry the clock's time and are never alike."""

from itertools import islice
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dialdeck.storage.ids import new_uid, uids_in_order

INSTANTS = st.integers(min_value=0, max_value=(1 << 48) - 1)


@given(INSTANTS)
def test_a_uid_is_a_uuid_of_version_7_with_the_time_of_the_clock(instant: int) -> None:
    uid = UUID(new_uid(instant))
    assert (uid.version, uid.variant, uid.int >> 80) == (7, "specified in RFC 4122", instant)


@given(INSTANTS)
def test_uids_in_order_are_uuids_of_version_7_that_rise(instant: int) -> None:
    uids = list(islice(uids_in_order(instant), 50))
    assert uids == sorted(uids)
    assert {(UUID(uid).version, UUID(uid).int >> 80) for uid in uids} == {(7, instant)}


def test_uids_of_one_instant_differ_in_their_last_characters() -> None:
    ends = {uid[-6:] for uid in islice(uids_in_order(0), 200)}
    assert len(ends) > 190
