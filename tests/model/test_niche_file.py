"""Reading niche files."""

import subprocess
import sys

import pytest

from dialdeck.model.niche import Criterion
from dialdeck.model.niche_file import NicheError, load_niche

HEAD = 'id = "cold-chain"\nname = "Cold-chain carriers"\n'


def criteria(*ids: str) -> str:
    return "".join(f'[[criteria]]\nid = "{one}"\nask = "Is it {one}?"\n' for one in ids)


def test_a_niche_has_its_criteria_in_order() -> None:
    niche = load_niche(HEAD + criteria("fleet", "night"), "cold.toml")
    assert (niche.id, niche.name) == ("cold-chain", "Cold-chain carriers")
    assert niche.criteria == (Criterion("fleet", "Is it fleet?"), Criterion("night", "Is it night?"))
    assert len(niche.hash) == 16


def test_five_criteria_are_the_most() -> None:
    assert len(load_niche(HEAD + criteria(*"abcde"), "cold.toml").criteria) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "cold.toml: not valid TOML"),
        (HEAD, "cold.toml: criteria: Field required"),
        (HEAD + "criteria = []", "cold.toml: criteria: Tuple should have at least 1 item"),
        (HEAD + criteria(*"abcdef"), "cold.toml: criteria: Tuple should have at most 5 items"),
        (HEAD + criteria("a", "a"), "cold.toml: the file: the criterion id 'a' stands twice"),
        (HEAD + criteria("a") + 'ask_more = "?"\n', "cold.toml: criteria.1.ask_more: Extra inputs"),
        (HEAD + criteria("No spaces"), "cold.toml: criteria.1.id: String should match"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_expectation(text: str, said: str) -> None:
    with pytest.raises(NicheError) as refused:
        load_niche(text, "cold.toml")
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value).removeprefix("cold.toml: not valid TOML")


def test_reading_the_module_costs_no_pydantic() -> None:
    code = "import sys, dialdeck.model.niche_file; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
