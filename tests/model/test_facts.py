"""What can be asked of the facts about a person."""

from dialdeck.model.codes import Role
from dialdeck.model.facts import NumberFact, PersonFacts, Place
from dialdeck.model.state import State


def test_usable_numbers_are_neither_dead_nor_blocked_and_keep_their_order() -> None:
    numbers = (
        NumberFact(9, dead=True, blocked=False),
        NumberFact(7, dead=False, blocked=False),
        NumberFact(8, dead=False, blocked=True),
        NumberFact(3, dead=False, blocked=False),
    )
    facts = PersonFacts(1, Role.OWNER, Place(1, ("UTC",), None, None), State(), numbers=numbers)
    assert facts.usable() == (7, 3)
