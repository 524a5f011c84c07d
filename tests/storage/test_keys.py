"""Two spellings of one name are the same; two names are not."""

import pytest

from dialdeck.storage.keys import name_key


@pytest.mark.parametrize(
    "spelling", ["Dana Whitfield", "DANA  WHITFIELD", " dana-whitfield ", "Ｄana Whitfield", "Dana, Whitfield."]
)
def test_case_width_punctuation_and_space_do_not_count(spelling: str) -> None:
    assert name_key(spelling) == "dana whitfield"


@pytest.mark.parametrize("other", ["Dana Whitfeld", "Whitfield Dana", "Dána Whitfield", "DanaWhitfield"])
def test_other_letters_or_another_order_are_another_name(other: str) -> None:
    assert name_key(other) != name_key("Dana Whitfield")


def test_a_name_without_letters_keeps_itself() -> None:
    assert name_key("!!!") == "!!!"
