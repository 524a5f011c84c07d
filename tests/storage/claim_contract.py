"""What every referee of claims promises, whatever keeps them: run these over each store that can give out people."""

import pytest

from dialdeck.session.ports import ClaimPort


class ClaimContract:
    """Derive from it and give the fixtures `mine` and `theirs`: two windows of one list with one person, 1."""

    @pytest.fixture
    def mine(self) -> ClaimPort:
        """One window."""
        raise NotImplementedError

    @pytest.fixture
    def theirs(self) -> ClaimPort:
        """Another window on the same list."""
        raise NotImplementedError

    def rev(self, window: ClaimPort) -> int:
        """The revision of the person."""
        raise NotImplementedError

    def test_a_free_person_is_given(self, mine: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))

    def test_nobody_is_given_to_two(self, mine: ClaimPort, theirs: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))
        assert not theirs.claim(1, self.rev(theirs))

    def test_who_holds_a_person_may_claim_them_again(self, mine: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))
        assert mine.claim(1, self.rev(mine))

    def test_a_person_to_whom_something_happened_since_is_not_given(self, mine: ClaimPort) -> None:
        assert not mine.claim(1, self.rev(mine) - 1)

    def test_an_unknown_person_is_not_given(self, mine: ClaimPort) -> None:
        assert not mine.claim(999, 0)

    def test_a_released_person_goes_to_the_other(self, mine: ClaimPort, theirs: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))
        mine.release(1)
        assert theirs.claim(1, self.rev(theirs))

    def test_only_the_holder_can_release(self, mine: ClaimPort, theirs: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))
        theirs.release(1)
        assert not theirs.claim(1, self.rev(theirs))

    def test_renewing_keeps_a_claim(self, mine: ClaimPort, theirs: ClaimPort) -> None:
        assert mine.claim(1, self.rev(mine))
        mine.renew()
        theirs.renew()
        assert not theirs.claim(1, self.rev(theirs))
