"""Reading niche files."""

import subprocess
import sys
import tomllib

import pytest

from dialdeck.model.niche import Criterion
from dialdeck.model.niche_file import load_niche, trusted_niche
from dialdeck.model.toml_file import FileError

HEAD = 'id = "cold-chain"\nname = "Cold-chain carriers"\n'


def criteria(*ids: str) -> str:
    return "".join(f'[[criteria]]\nid = "{one}"\nask = "Is it {one}?"\n' for one in ids)


def test_a_niche_has_its_criteria_in_order() -> None:
    niche = load_niche(HEAD + criteria("fleet", "night"), "cold.toml")
    assert (niche.id, niche.name) == ("cold-chain", "Cold-chain carriers")
    assert niche.criteria == (Criterion("fleet", "Is it fleet?"), Criterion("night", "Is it night?"))
    assert len(niche.hash) == 16


def test_a_file_that_is_trusted_reads_as_one_that_is_checked() -> None:
    text = HEAD + criteria("fleet", "night")
    niche = load_niche(text, "cold.toml")
    assert trusted_niche(tomllib.loads(text), niche.hash) == niche


def test_every_wrong_key_has_a_line_of_its_own() -> None:
    with pytest.raises(FileError) as refused:
        load_niche(HEAD.replace("name", "nmae") + criteria("a"), "cold.toml")
    assert len(refused.value.problems) == 2


def test_five_criteria_are_the_most() -> None:
    assert len(load_niche(HEAD + criteria(*"abcde"), "cold.toml").criteria) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "cold.toml:1: is not TOML: "),
        (HEAD, "cold.toml: criteria: this key is missing"),
        (HEAD + "criteria = []", "cold.toml:3: criteria: expected at least one, not []"),
        (HEAD + criteria(*"abcdef"), "cold.toml:3: criteria: expected at most 5, not 6"),
        (HEAD + criteria("a", "a"), "cold.toml:7: criteria.2.id: the id 'a' is that of criteria 1 too; give each"),
        (
            HEAD + criteria("a") + 'asks = "?"\n',
            "cold.toml:6: criteria.1.asks: there is no such key (did you mean ask?)",
        ),
        (
            HEAD + 'nmae = "x"\n' + criteria("a"),
            "cold.toml:3: nmae: there is no such key (did you mean name?); known are id",
        ),
        (HEAD + criteria("No spaces"), "cold.toml:4: criteria.1.id: expected small letters, digits, - and _"),
    ],
)
def test_a_wrong_file_is_refused_with_file_line_key_and_expectation(text: str, said: str) -> None:
    with pytest.raises(FileError) as refused:
        load_niche(text, "cold.toml")
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_reading_the_module_costs_no_pydantic() -> None:
    code = "import sys, dialdeck.model.niche_file; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
