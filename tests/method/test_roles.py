"""Whether a title says owner or chief executive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.role_titles import COVERED, OWNERS, SERVING
from dialdeck.method.roles import role_of
from dialdeck.model.codes import Role


@pytest.mark.parametrize(
    "title",
    [
        "Owner", "CEO", "Co-Founder & CTO", "Founder/CEO", "President", "President & COO", "Managing Director",
        "Chief Executive Officer", "Owner / Operator", "Inhaber", "Geschäftsführer", "GESCHÄFTSFÜHRERIN",
        "Geschaeftsfuehrer", "PDG", "P.D.G.", "Gérant", "gérante", "Président-directeur général", "Directeur Général",
        "Propietaria", "Amministratore Delegato", "Eigenaar", "Ägare", "Właściciel", "Prezes Zarządu",
        "Vice President and Owner", "Owner, assistant to nobody",
    ],
)  # fmt: skip
def test_owners_and_chief_executives_are_told_by_their_title(title: str) -> None:
    assert role_of(title) is Role.OWNER


@pytest.mark.parametrize(
    "title",
    [
        "COO", "Vice President", "Vice-President Sales", "VP Operations", "SVP", "Assistant to the CEO",
        "Executive Assistant to the President", "Office of the President", "Product Owner", "Senior Product Owner",
        "Process Owner", "Assistentin der Geschäftsführung", "Assistent des Geschäftsführers",
        "Chief of Staff to the CEO",
        "Ownership Manager", "Presidential Suite Manager", "Stellvertretender Geschäftsführer",
        "Directeur Général Adjoint", "Deputy Managing Director", "Fleet Manager", "Buyer", "CEO's Assistant",
        "Assistante du PDG",
    ],
)  # fmt: skip
def test_any_other_title_is_not_an_owners(title: str) -> None:
    assert role_of(title) is Role.OTHER


@pytest.mark.parametrize("title", [None, "", "   ", "--", "·"])
def test_no_title_is_an_unknown_role(title: str | None) -> None:
    assert role_of(title) is Role.UNKNOWN


@pytest.mark.parametrize("phrase", [*OWNERS, *COVERED, *SERVING])
def test_the_lists_are_written_the_way_titles_are_compared(phrase: str) -> None:
    assert phrase == phrase.lower().strip()
    assert phrase.replace(" ", "").isascii()
    assert phrase.replace(" ", "").isalnum()


@given(phrase=st.sampled_from(OWNERS), upper=st.booleans(), before=st.sampled_from(["", "Group ", "(Interim) "]))
def test_case_and_neighbouring_words_do_not_hide_an_owner(phrase: str, upper: bool, before: str) -> None:
    assert role_of(before + (phrase.upper() if upper else phrase)) is Role.OWNER


@given(st.text(max_size=60))
def test_any_title_has_a_role(title: str) -> None:
    assert role_of(title) in Role
